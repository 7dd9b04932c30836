// On a site without a server, one window at a time: two would each have a Python of their own, and save over each other.

import { element } from "../site/element.js";

const WORDS = [
  "Go on there. So that nothing you answer is lost, the workbook works in one window at a time.",
  "When you close the other window, it opens here by itself.",
];

/**
 * Wait until no other window has the workbook open. Meanwhile this one says so.
 * @param {string} name of the site, whose windows wait for each other
 * @returns {Promise<void>} rejected never; kept for as long as the window is open
 */
export async function untilAlone(name) {
  const { locks } = navigator;
  if (!locks) return; // an old browser; everything else works
  await new Promise((/** @type {(value?: unknown) => void} */ alone) => {
    const keep = () => {
      alone();
      return new Promise(() => {});
    };
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return keep();
      const told = tell();
      void locks.request(name, () => {
        told.remove();
        return keep();
      });
      return undefined;
    });
  });
}

/** Say that the workbook is open elsewhere. Nothing of JupyterLab stands on the page yet, not even its styles. */
function tell() {
  const words = WORDS.map((text) => element("p", {}, text));
  const told = element(
    "main",
    { className: "cw-elsewhere" },
    element("h1", {}, "The workbook is open in another window"),
    ...words,
  );
  document.documentElement.lang = "en-GB";
  document.title = "The workbook is open in another window – Complaints workbook";
  document.body.prepend(told);
  return told;
}
