// An exercise whose answers are saved as they are given.

import { Answers } from "./answers.js";
import { nextId } from "./elements.js";
import { leave, notebookOf, takeUp } from "./left.js";
import { Saving } from "./saving.js";
import { Sheet } from "./sheet.js";

/** @typedef {import("./types").Model} Model */
/** @typedef {import("./types").View} View */
/** @typedef {import("./frame.js").Frame} Frame */

const TAKEN_UP = "An answer of yours was not saved before. It is on this page again, and is saved now.";

export class Assessed {
  #view = nextId(); // one model may be shown twice, and each view hears the answers to both
  #ending = new AbortController();
  #frame;
  #text;
  #draw;
  #counts;
  /** @type {Element | null} where answers were given */
  #notebook = null;

  /**
   * @param {Model} model
   * @param {Frame} frame
   * @param {View} view
   */
  constructor(model, frame, view) {
    const page = model.get("page");
    const { text, alert, notice } = model.get("status");
    this.#frame = frame;
    this.#text = text;
    this.saving = new Saving({
      send: (field, number) =>
        model.send({ type: "answer", view: this.#view, number, field, value: this.answers.get(field) }),
      say: (text) => this.#say(text),
      warn: (problem) => frame.warn(problem, this.saving.failed ? () => this.saving.again() : null),
    });
    this.answers = new Answers(
      { answers: model.get("answers"), complete: model.get("complete") },
      (field, { typed }) => {
        this.#notebook = notebookOf(frame.root);
        if (typed) this.saving.saveAtRest(field);
        else this.saving.save(field);
      },
      (field) => this.saving.mine(field),
    );
    this.sheet = new Sheet(page, this.answers, (organisation) => model.send({ type: "papers", organisation }));
    this.#draw = () => view(page, this.sheet);
    this.fields = page.fields;
    this.exercise = page.id;
    this.#counts = page.mode === "assessed"; // what is only kept is no answer to a question
    this.answers.watch(() => this.#say(this.#text), this.#ending.signal);
    this.#say(text);
    frame.warn(alert ?? "");
    frame.tell(notice);
    this.#saveBeforeLeaving();
    takeUp(frame.root, page.id, (answers) => this.#takeUp(answers), this.#ending.signal);
  }

  /** Return the questions. */
  draw() {
    return [this.#draw()];
  }

  /**
   * Take a message from the kernel.
   * @param {any} message
   */
  hear(message) {
    if (message.type === "papers") this.sheet.layPapers(message.organisation, message.html);
    if (message.view === this.#view && this.saving.take(message) && message.notice) this.#frame.tell(message.notice);
    if (message.answers) this.answers.adopt(message);
  }

  /** The view goes; what is not saved is sent once more, and left for the next view. */
  end() {
    const unsaved = this.fields.filter((/** @type {string} */ field) => this.saving.mine(field));
    if (this.#notebook && unsaved.length > 0)
      leave(
        this.#notebook,
        this.exercise,
        Object.fromEntries(unsaved.map((/** @type {string} */ field) => [field, this.answers.get(field)])),
      );
    this.saving.end();
    this.sheet.end();
    this.#ending.abort();
  }

  /** @param {Record<string, import("./answers.js").Answer>} answers */
  #takeUp(answers) {
    for (const [field, value] of Object.entries(answers)) this.answers.set(field, value, { shown: false });
    this.#frame.tell(TAKEN_UP);
  }

  #saveBeforeLeaving() {
    const { signal } = this.#ending;
    window.addEventListener("pagehide", () => this.saving.flush(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.saving.flush(), { signal });
    this.#frame.root.addEventListener("focusout", () => this.saving.rest(), { signal });
  }

  /** @param {string} text */
  #say(text) {
    this.#text = text;
    this.#frame.say(this.#counts ? `${this.#done()} of ${this.fields.length} answered. ${text}` : text);
  }

  #done() {
    return this.fields.filter((/** @type {string} */ field) => this.answers.isComplete(field)).length;
  }
}
