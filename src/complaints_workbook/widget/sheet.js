// The sheet that a view writes on: the exercise, its answers, and the places for feedback
// and papers. A view touches neither the kernel nor the page around it.

import { h } from "./elements.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./answers.js").Answer} Answer */

export class Sheet {
  #ending = new AbortController();
  #askForPapers;
  /** @type {Map<string, HTMLElement>} */
  #slots = new Map();
  /** @type {Map<string, ((html: string) => void)[]>} who wants an organisation's papers */
  #papers = new Map();

  /**
   * @param {any} exercise what the kind's view is given
   * @param {Answers} answers
   * @param {(organisation: string) => void} askForPapers
   */
  constructor(exercise, answers, askForPapers) {
    this.exercise = exercise;
    this.answers = answers;
    this.#askForPapers = askForPapers;
  }

  /**
   * Call `update(answer)` now and whenever the answer changes elsewhere, as long as the sheet is in use.
   * @param {string} field
   * @param {(answer: Answer) => void} update
   */
  bind(field, update) {
    this.answers.bind(field, update, this.#ending.signal);
  }

  /**
   * Call `update()` now and whenever any answer changes, as long as the sheet is in use.
   * @param {() => void} update
   */
  watch(update) {
    this.answers.watch(update, this.#ending.signal);
    update();
  }

  /**
   * Return the place of a question's feedback; there is one, however often it is asked for.
   * @param {string} field
   */
  slot(field) {
    const slot = this.#slots.get(field) ?? h("div", { class: "cw-slot", "data-field": field });
    this.#slots.set(field, slot);
    return slot;
  }

  /**
   * Call `lay(html)` when an organisation's papers come.
   * @param {string} organisation
   * @param {(html: string) => void} lay
   */
  wantPapers(organisation, lay) {
    this.#papers.set(organisation, [...(this.#papers.get(organisation) ?? []), lay]);
    this.#askForPapers(organisation);
  }

  /**
   * Give an organisation's papers to all who want them.
   * @param {string} organisation
   * @param {string} html
   */
  layPapers(organisation, html) {
    for (const lay of this.#papers.get(organisation) ?? []) lay(html);
  }

  /**
   * Call `whole()` before the page is printed, which shows all that is asked, and `again()` after it.
   * @param {() => void} whole
   * @param {() => void} again
   */
  print(whole, again) {
    const { signal } = this.#ending;
    window.addEventListener("beforeprint", whole, { signal });
    window.addEventListener("afterprint", again, { signal });
  }

  /** The sheet is used no more, and hears of nothing. */
  end() {
    this.#ending.abort();
  }
}
