// A practice: nothing is saved, and the kernel says why whenever it is asked.

import { Answers } from "./answers.js";
import { h, nextId } from "./elements.js";
import { ACKNOWLEDGED_WITHIN } from "./saving.js";
import { Sheet } from "./sheet.js";
import { feedback } from "./verdict.js";

/** @typedef {import("./types").Model} Model */
/** @typedef {import("./types").View} View */
/** @typedef {import("./types").Feedback} Feedback */
/** @typedef {import("./frame.js").Frame} Frame */

const UNCHECKED =
  "Your answers could not be checked: the workbook has lost touch with the program that checks them. They stay on this " +
  "page. Open the Run menu and choose “Run All Cells”, then answer again. If that does not help, close the workbook and " +
  "start it again.";

export class Practice {
  #name = nextId(); // one model may be shown twice, and each view hears what is said to both
  #asked = 0; // how often it was checked; what is said of an earlier time comes too late
  #model;
  #frame;
  #view;
  #page;
  #result = h("div", { class: "cw-result", tabindex: "-1" });
  #place = h("div", {});
  #ending = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} of a question to the kernel */
  #unanswered;

  /**
   * @param {Model} model
   * @param {Frame} frame
   * @param {View} view
   */
  constructor(model, frame, view) {
    this.#model = model;
    this.#frame = frame;
    this.#view = view;
    this.#page = model.get("page");
    this.answers = new Answers({ answers: {}, complete: model.get("complete") });
    this.sheet = this.#newSheet();
    const fields = this.#page.fields;
    const say = () => {
      const done = fields.filter((/** @type {string} */ field) => this.answers.isComplete(field)).length;
      frame.say(`${done} of ${fields.length} answered`);
    };
    this.answers.watch(say, this.#ending.signal);
    say();
  }

  /** Return the questions, the buttons, and the place of the result. */
  draw() {
    this.#place.replaceChildren(this.#view(this.#page, this.sheet));
    const steps = h(
      "div",
      { class: "cw-steps" },
      h("button", { type: "button", class: "cw-button cw-check", onclick: () => this.#check() }, "Check my answers"),
      h("button", { type: "button", class: "cw-button cw-secondary", onclick: () => this.#restart() }, "Start again"),
    );
    return [this.#place, steps, this.#result];
  }

  /**
   * Take a message from the kernel.
   * @param {any} message
   */
  hear(message) {
    if (message.type === "papers") this.sheet.layPapers(message.organisation, message.html);
    if (message.type === "feedback" && message.view === this.#name && message.number === this.#asked)
      this.#show(message);
  }

  /** The view goes. */
  end() {
    clearTimeout(this.#unanswered);
    this.sheet.end();
    this.#ending.abort();
  }

  #newSheet() {
    return new Sheet(this.#page, this.answers, (organisation) => this.#model.send({ type: "papers", organisation }));
  }

  #check(again = true) {
    this.#cancel();
    this.#model.send({ type: "check", view: this.#name, number: this.#asked, answers: this.answers.all });
    this.#unanswered = setTimeout(
      () => (again ? this.#check(false) : this.#frame.warn(UNCHECKED)),
      ACKNOWLEDGED_WITHIN,
    );
  }

  /** Wait no more for what was asked. */
  #cancel() {
    clearTimeout(this.#unanswered);
    this.#asked += 1;
  }

  #restart() {
    this.#cancel();
    this.#frame.warn("");
    this.sheet.end();
    this.answers.clear();
    this.sheet = this.#newSheet();
    this.#place.replaceChildren(this.#view(this.#page, this.sheet));
    this.#result.replaceChildren();
    this.#frame.focus();
  }

  /** @param {Feedback} feedback */
  #show({ fields, score, complete }) {
    clearTimeout(this.#unanswered);
    this.#frame.warn("");
    this.answers.judge(complete);
    for (const each of fields) this.sheet.slot(each.field).replaceChildren(...feedback(each));
    const open = fields.length - complete.length;
    this.#result.replaceChildren(h("p", {}, h("strong", {}, score)), h("p", {}, next(open)));
    this.#result.focus();
  }
}

/** @param {number} open */
const next = (open) => {
  if (open === 0) return "Read why under each answer. Then try it again, or go on.";
  return open === 1 ? "1 question is not answered yet." : `${open} questions are not answered yet.`;
};
