// While somebody writes, nothing that JupyterLab tells by itself takes the keys away from the box: that a kernel has
// died, or that the server does not answer. What matters of it is said in the box.

const BOX = ".cw-written textarea";

/**
 * @param {any} Dialog JupyterLab's class of questions
 */
export function writeUndisturbed({ tracker }) {
  let asked = false; // whether something beside the box was used since, which a question may come from
  document.addEventListener("pointerdown", ({ target }) => (asked = !isBox(target)), { capture: true });
  document.addEventListener("keydown", ({ target }) => (asked = !isBox(target)), { capture: true });
  tracker.widgetAdded.connect((/** @type {any} */ _tracker, /** @type {any} */ dialog) => {
    // It is there, and is shown a little later.
    if (!asked && isBox(document.activeElement)) queueMicrotask(() => dialog.reject());
  });
}

/** @param {EventTarget | null} target */
const isBox = (target) => target instanceof Element && target.matches(BOX);
