// The frame around every exercise: its heading, its state, and its errors.

import { h, nextId } from "./elements.js";

/** @typedef {import("./elements.js").Child} Child */

export class Frame {
  #alert = h("div", { class: "cw-alert" });
  #notice = h("div", { class: "cw-notice", role: "status" });
  #state;
  #heading;
  #title;

  /** @param {{ id: string, title: string, caption: string, preview: string }} exercise */
  constructor({ id, title, caption, preview }) {
    this.#title = title;
    this.#heading = h("h3", { tabindex: "-1", id: nextId() }, title);
    this.#state = h("p", { class: "cw-state", role: "status", "aria-labelledby": this.#heading.id });
    const header = h(
      "header",
      { class: "cw-header" },
      h("p", { class: "cw-caption" }, caption),
      this.#heading,
      preview && h("p", { class: "cw-inset" }, preview),
    );
    this.root = h(
      "section",
      {
        class: "cw",
        "aria-labelledby": this.#heading.id,
        "data-exercise": id,
        "data-lm-suppress-shortcuts": "true",
        "data-jp-suppress-context-menu": "true",
      },
      header,
      this.#alert,
      this.#notice,
      h("footer", { class: "cw-footer" }, this.#state),
    );
    // JupyterLab reads the keys pressed in an output as commands; these are the learner's.
    for (const kind of ["keydown", "keyup", "mousedown", "dblclick"]) {
      this.root.addEventListener(kind, (event) => event.stopPropagation());
    }
  }

  /**
   * Fill the frame: what is read before the errors, and what is answered after them.
   * @param {Child[]} before
   * @param {Child[]} after
   */
  fill(before, after) {
    const nodes = (/** @type {Child[]} */ children) => /** @type {Node[]} */ (children.filter(Boolean));
    this.#alert.before(...nodes(before));
    this.#notice.after(...nodes(after));
  }

  focus() {
    this.#heading.focus();
  }

  /**
   * Say how much is answered, and how it stands with it.
   * @param {string} text
   */
  say(text) {
    if (this.#state.textContent !== text) this.#state.textContent = text; // what is said twice would be read out twice
  }

  /**
   * Say what is wrong, and offer to try again if there is a way; an empty text takes it back.
   * @param {string} problem
   * @param {(() => void) | null} [again]
   */
  warn(problem, again = null) {
    const isNew = problem && !this.#alert.hasChildNodes();
    if (!problem) return this.#alert.replaceChildren();
    // It is announced when it comes, and not with the page: there it would be with every exercise's.
    const role = this.root.isConnected && "alert";
    this.#alert.replaceChildren(
      h("div", { role }, h("strong", {}, `There is a problem: ${this.#title}`), h("p", {}, problem)),
      ...(again ? [h("button", { type: "button", class: "cw-button", onclick: again }, "Try to save again")] : []),
    );
    // It stands above the questions, which may be far from what the learner has just pressed.
    if (isNew) this.#alert.scrollIntoView({ block: "nearest" });
  }

  /**
   * Tell of something that is not wrong but should be known.
   * @param {string | null | undefined} text
   */
  tell(text) {
    this.#notice.replaceChildren(...(text ? [h("p", {}, text)] : []));
  }
}
