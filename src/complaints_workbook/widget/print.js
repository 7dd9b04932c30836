// Print my answers: a page that the kernel makes, in a tab of its own.

const PATIENCE = 10_000; // milliseconds until a silent kernel is worth a message
const LOOK_EVERY = 100; // milliseconds

export const BLOCKED =
  "Your browser kept the page from opening. Allow pop-up windows for this page, then choose the button again.";
export const SILENT =
  "Your answers could not be put on a page. Choose Run, then Run All Cells. Then choose the button again.";

/** @typedef {import("./types").Model} Model */

/**
 * Open a tab, ask for the page, and print it there. The tab opens at once: later, browsers keep it shut.
 * @param {Model} model
 * @param {(problem: string) => void} warn says what is wrong
 */
export function printAnswers(model, warn) {
  const tab = window.open("", "_blank");
  warn(tab ? "" : BLOCKED);
  if (!tab) return;
  tab.document.title = "My answers";
  const take = (/** @type {any} */ message) => {
    if (message.type !== "printed") return;
    finish();
    show(tab, message.html);
  };
  const finish = () => {
    clearTimeout(silence);
    model.off("msg:custom", take);
  };
  const silence = setTimeout(() => {
    finish();
    tab.close();
    warn(SILENT);
  }, PATIENCE);
  model.on("msg:custom", take);
  model.send({ type: "print" });
}

/**
 * Show a page in a tab, and print it when it is there.
 * @param {Window} tab
 * @param {string} html
 */
function show(tab, html) {
  const address = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  tab.location.replace(address);
  const look = setInterval(() => {
    if (!tab.closed && (tab.location.href !== address || tab.document.readyState !== "complete")) return;
    clearInterval(look);
    if (!tab.closed) tab.print();
  }, LOOK_EVERY);
}
