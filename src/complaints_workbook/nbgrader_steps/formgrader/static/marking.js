// The page on which a submission is marked: marks and comments are saved as they are given, and keys lead on.

import { say } from "./dialogs.js";
import { all, one } from "./elements.js";
import { connectKeys } from "./keys.js";
import { connectMarks, saved } from "./marks.js";
import { base, send } from "./server.js";
import { connectToggle } from "./toggles.js";

const submission = document.body.dataset.submission ?? "";
const flagButton = one(HTMLButtonElement, "#flag");
const here = `${base}/formgrader/submissions/${submission}/`;

/**
 * Go to another submission, to the box of the same question, once everything is saved.
 * @param {string} way
 */
async function go(way) {
  const box = lastBox();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (await saved()) location.assign(`${here}${way}${box ? `?index=${encodeURIComponent(box.id)}` : ""}`);
}

/** @type {HTMLElement | null} */
let last = null;

/** The box that was last in use. */
function lastBox() {
  return last;
}

/**
 * Go to a box; what it belongs to comes into view as a whole where that fits.
 * @param {HTMLElement} box
 */
function goTo(box) {
  box.focus({ preventScroll: true });
  if (box instanceof HTMLInputElement) box.select();
}

/** The boxes that Tab leads to: marks and comments of written answers, and of what did not arrive. */
function boxes() {
  return all(HTMLElement, ".tabbable");
}

/**
 * Bring the thing that a box belongs to into view.
 * @param {HTMLElement} box
 */
function showAll(box) {
  const around = box.closest(".nbgrader_cell");
  if (!around) return;
  const { height } = around.getBoundingClientRect();
  const room = window.innerHeight - (document.querySelector(".top")?.getBoundingClientRect().height ?? 0);
  (height <= room ? around : box).scrollIntoView({ block: height <= room ? "start" : "center" });
}

/** Flag the submission, or take the flag off. */
async function flag() {
  try {
    const { flagged } = await send("POST", `${base}/formgrader/api/submitted_notebook/${submission}/flag`);
    showFlag(flagged);
    say(flagged ? "Submission flagged" : "Submission unflagged");
  } catch (error) {
    say(/** @type {Error} */ (error).message);
  }
}

/** @param {boolean} flagged */
function showFlag(flagged) {
  flagButton.setAttribute("aria-pressed", String(flagged));
  flagButton.textContent = flagged ? "Flagged" : "Flag";
}

connectToggle(one(HTMLButtonElement, "#toggle-name"), ["Show name", "Hide name"], (shown) => {
  one(HTMLElement, ".tools .learner").hidden = !shown;
});
connectToggle(one(HTMLButtonElement, "#fold"), ["Show all texts and exercises", "Fold texts and exercises"], (open) => {
  for (const each of all(HTMLDetailsElement, ".workbook-text, .exercise")) each.open = open;
});
showFlag(flagButton.getAttribute("aria-pressed") === "true");
flagButton.addEventListener("click", flag);
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && target.matches(".tabbable")) {
    last = target;
    showAll(target);
  }
});
connectMarks();
connectKeys({ boxes, lastBox, goTo, go, flag });
// Links lead on after everything is saved, too.
for (const link of all(HTMLAnchorElement, "a.previous, a.next")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.classList.contains("next") ? "next" : "prev");
  });
}
const wanted = document.getElementById(new URLSearchParams(location.search).get("index") ?? "");
const first = document.querySelector('[data-waits="true"] .tabbable') ?? boxes()[0];
const box = wanted?.matches(".tabbable") ? wanted : first;
if (box instanceof HTMLElement) goTo(box);
