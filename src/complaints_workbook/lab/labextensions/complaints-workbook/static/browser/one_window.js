// On a site without a server, one window at a time: two would each have a Python of their own, and save over each other.

import { sayInstead } from "./instead.js";

const ELSEWHERE = "The workbook is open in another window";
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
  await new Promise((/** @type {(value?: unknown) => void} */ alone) => {
    const keep = () => {
      alone();
      return new Promise(() => {});
    };
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return keep();
      const takeBack = sayInstead(ELSEWHERE, WORDS);
      void locks.request(name, () => {
        takeBack();
        return keep();
      });
      return undefined;
    });
  });
}

const NOWHERE = "The workbook cannot be opened in this window";
const WHY = [
  "It keeps your work in the browser, and this window lets nothing be kept. It may be a private one.",
  "Open the workbook in an ordinary window of an up-to-date browser. Its address begins with https.",
];

/** Say that the workbook cannot work here, if it cannot: then nothing is fulfilled. */
export async function whereItCanWork() {
  if (navigator.serviceWorker && navigator.locks) return;
  sayInstead(NOWHERE, WHY);
  await new Promise(() => {});
}
