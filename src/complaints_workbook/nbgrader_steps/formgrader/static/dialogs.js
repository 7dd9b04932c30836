// What comes up over a page, and what is said on it.

import { one } from "./elements.js";

/**
 * Say something in passing; screen readers read it out.
 * @param {string} words
 */
export function say(words) {
  one(HTMLElement, "#said").textContent = words;
}

/**
 * Say whether a log tells of something to look at.
 * @param {string} log
 */
export function warns(log) {
  return /WARNING|ERROR|CRITICAL|Traceback/.test(log);
}

/**
 * Tell what became of a step, with what nbgrader's log says of it, and go on when it is closed.
 * @param {string} title
 * @param {string} words
 * @param {string} log
 * @param {() => void} [then]
 */
export function tell(title, words, log, then) {
  const box = one(HTMLDialogElement, "#told");
  one(HTMLElement, "#told-title").textContent = title;
  one(HTMLElement, "#told-words").textContent = words;
  const details = one(HTMLDetailsElement, "#told-log");
  details.hidden = !log.trim();
  details.open = warns(log);
  one(HTMLElement, "#told-log pre").textContent = log;
  if (then) box.addEventListener("close", then, { once: true });
  box.showModal();
}
