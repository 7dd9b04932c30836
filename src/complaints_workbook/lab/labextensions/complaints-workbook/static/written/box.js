// The box in which an answer is written: what is typed is what is read.

import { Earlier } from "./earlier.js";
import { h, nextId } from "./elements.js";
import { wordsIn } from "./words.js";

/**
 * @typedef {object} Ways what the box does with what happens in it
 * @property {(text: string) => void} typed
 * @property {() => void} left
 * @property {() => void} save
 * @property {(file: File) => void} pictured
 * @property {(at: number) => void} unpictured
 */
/** @typedef {{ name: string, address: string }} Shown a picture, and an address that holds it */

/** What JupyterLab would take for its own: keys as commands, clicks as steps in the notebook, what is pasted. */
const OURS = ["keydown", "keyup", "mousedown", "dblclick", "paste", "dragover", "drop"];

export class Box {
  #ways;
  #question;
  #area;
  #printed = h("div", { class: "cw-written-copy", "aria-hidden": "true" });
  #words = h("p", { class: "cw-written-words" });
  #state = h("p", { class: "cw-written-state", role: "status" });
  #alert = h("div", { class: "cw-written-alert" });
  #notice = h("p", { class: "cw-written-notice", role: "status" });
  #earlier = new Earlier((text) => this.#putBack(text));
  #pictures = h("ul", { class: "cw-written-pictures" });

  /**
   * @param {{ title: string, text: string }} question
   * @param {Ways} ways
   */
  constructor(question, ways) {
    this.#ways = ways;
    this.#question = question;
    const [area, asked] = [nextId(), nextId()];
    this.#area = h("textarea", {
      id: area,
      rows: "6",
      spellcheck: "true",
      placeholder: "Write your answer here.",
      "aria-describedby": asked,
      oninput: () => this.#typed(),
      onblur: () => ways.left(),
      onkeydown: (event) => this.#pressed(event),
      onpaste: (event) => this.#brought(event, event.clipboardData),
      ondrop: (event) => this.#brought(event, event.dataTransfer),
    });
    const label = h(
      "label",
      { for: area },
      "Your answer",
      h("span", { class: "cw-written-unseen" }, ` to “${question.title}”`),
    );
    this.root = h(
      "div",
      { class: "cw-written", "data-lm-suppress-shortcuts": "true", "data-jp-suppress-context-menu": "true" },
      label,
      h("p", { id: asked, hidden: "" }, question.text),
      this.#alert,
      h("div", { class: "cw-written-paper" }, this.#area, this.#printed),
      h("div", { class: "cw-written-foot" }, this.#words, this.#state),
      this.#notice,
      this.#pictures,
      this.#earlier.root,
    );
    for (const kind of OURS) this.root.addEventListener(kind, (event) => event.stopPropagation());
  }

  get text() {
    return this.#area.value;
  }

  focus() {
    this.#area.focus();
  }

  /**
   * Show an answer that comes from elsewhere.
   * @param {string} text
   */
  show(text) {
    if (this.#area.value !== text) this.#area.value = text;
    this.#measure();
  }

  /**
   * Say where the saving stands.
   * @param {string} text
   */
  say(text) {
    if (this.#state.textContent !== text) this.#state.textContent = text;
  }

  /**
   * Say what is wrong; an empty text takes it back.
   * @param {string} problem
   */
  warn(problem) {
    if ((this.#alert.firstElementChild?.lastChild?.textContent ?? "") === problem) return; // it is said once
    const again = h("button", { type: "button", onclick: () => this.#ways.save() }, "Try to save again");
    const words = h("div", { role: "alert" }, h("strong", {}, "There is a problem"), h("p", {}, problem));
    this.#alert.replaceChildren(...(problem ? [words, again] : []));
  }

  /**
   * Tell of something that is not wrong but should be known.
   * @param {string} text
   */
  tell(text) {
    this.#notice.textContent = text;
  }

  /**
   * Offer earlier versions.
   * @param {import("./versions.js").Version[]} versions
   */
  offer(versions) {
    this.#earlier.offer(versions);
  }

  /**
   * Show the pictures that belong to the answer.
   * @param {Shown[]} pictures
   */
  showPictures(pictures) {
    this.#pictures.replaceChildren(
      ...pictures.map(({ name, address }, at) => {
        const what = `picture ${at + 1} of your answer`;
        const onclick = () => this.#ways.unpictured(at);
        return h(
          "li",
          {},
          h("img", { src: address, alt: `${what}: ${name}` }),
          h("button", { type: "button", "aria-label": `Remove ${what}`, onclick }, "Remove"),
        );
      }),
    );
  }

  #typed() {
    this.#measure();
    this.#ways.typed(this.#area.value);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault(); // the browser would save the page
    this.#ways.save();
  }

  /**
   * Take a picture that is pasted or dropped; text is the browser's.
   * @param {Event} event
   * @param {DataTransfer | null} data
   */
  #brought(event, data) {
    const files = [...(data?.files ?? [])];
    if (!files.length || data?.types.includes("text/plain")) return; // Word brings a picture of its text along
    event.preventDefault();
    for (const file of files) this.#ways.pictured(file);
  }

  /**
   * Put a text in the place of the one that stands there, as if it were typed: the browser can take it back.
   * @param {string} text
   */
  #putBack(text) {
    this.#area.focus();
    this.#area.select();
    if (!document.execCommand("insertText", false, text)) {
      this.#area.value = text;
      this.#typed();
    }
  }

  /** The box is as high as its text, and on paper its text stands in its place. */
  #measure() {
    this.#printed.textContent = `${this.#area.value}\n`;
    this.#words.textContent = wordsIn(this.#area.value, this.#question.text);
  }
}
