// One answer: its cell, whose text is what is handed in, and the box that shows it.

import { answerIn, pictureOf, sourceOf } from "./answer.js";
import { Box } from "./box.js";
import { setSource } from "./cells.js";
import { attach, refusal, shownOf } from "./pictures.js";
import { othersThan } from "./versions.js";

/** @typedef {import("./answer.js").Answer} Answer */

/**
 * @typedef {object} Keepers
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("./file.js").NotebookFile} file
 * @property {import("./saving.js").Saving} saving
 */

const CUT = 20; // so many characters less at once, and the text before is kept as a version

const AGAIN = "What you wrote here last was not saved then. It is here again.";
const LEFT_OVER = "Something that you wrote here earlier was not saved. It is among the earlier versions.";
const ELSEWHERE = "Another window has saved another answer here. It is among the earlier versions.";

export class WrittenCell {
  #name;
  #model;
  #keepers;
  #empty; // the source where nothing is written
  #source; // as it is known here
  /** @type {Answer} */
  #answer;
  #touched = false; // whether the text as it was found has been kept

  /**
   * @param {string} name of the answer
   * @param {any} cell
   * @param {import("./question.js").Question} question
   * @param {Keepers} keepers
   */
  constructor(name, { model }, question, keepers) {
    this.#name = name;
    this.#model = model;
    this.#keepers = keepers;
    this.#source = String(model.sharedModel.getSource());
    this.#answer = answerIn(this.#source);
    this.#empty = this.#answer.words || this.#answer.pictures.length ? "" : this.#source;
    this.box = new Box(question, {
      typed: (text) => this.#typed(text),
      left: () => this.#left(),
      save: () => keepers.saving.run().catch(() => {}), // why not is told
      pictured: (file) => void this.#addPicture(file),
      unpictured: (at) => this.#change({ pictures: this.#answer.pictures.toSpliced(at, 1) }),
    });
    this.#show();
    this.#restore();
    this.#offer();
    model.contentChanged.connect(() => this.#follow());
  }

  /**
   * Say how it stands with the answer.
   * @param {"saving" | "saved"} state
   */
  say(state) {
    this.box.say(state === "saved" ? `Saved at ${new Date().toLocaleTimeString("en-GB")}.` : "Saving…");
    if (state === "saved") this.#keepers.drafts.hold(this.#name, null);
  }

  /**
   * Another window has saved another answer; this one stays, and that one is offered.
   * @param {string} source
   */
  differ(source) {
    this.#keepers.drafts.keep(this.#name, answerIn(source).words);
    this.box.tell(ELSEWHERE);
    this.#offer();
  }

  /** Put in what was not saved when the page was closed. */
  #restore() {
    const { drafts, saving } = this.#keepers;
    const { draft } = drafts.of(this.#name);
    if (!draft || draft.source === this.#source) return;
    const { words, pictures } = answerIn(draft.source);
    if (draft.over === this.#source) {
      this.#answer = { words, pictures };
      this.#put(draft.source);
      this.#show();
      saving.typed(this.#name);
      this.box.tell(AGAIN);
    } else {
      drafts.keep(this.#name, words);
      drafts.hold(this.#name, null);
      this.box.tell(LEFT_OVER);
    }
  }

  /** @param {string} text */
  #typed(text) {
    const before = this.#answer.words;
    if (!this.#touched || before.length - text.length >= CUT) {
      this.#touched = true;
      this.#keepers.drafts.keep(this.#name, before);
      this.#offer(text);
    }
    this.#change({ words: text });
  }

  /** @param {Partial<Answer>} answer */
  #change(answer) {
    this.#answer = { ...this.#answer, ...answer };
    this.#put(sourceOf(this.#answer) || this.#empty);
    if (answer.pictures) this.#show();
    const { drafts, file, saving } = this.#keepers;
    drafts.hold(this.#name, { source: this.#source, over: file.known(this.#name) });
    saving.typed(this.#name);
  }

  /** @param {string} source */
  #put(source) {
    this.#source = source;
    setSource(this.#model, source);
  }

  #left() {
    const { drafts, saving } = this.#keepers;
    drafts.keep(this.#name, this.#answer.words);
    this.#offer();
    saving.rest();
  }

  /** The cell was changed by something else, such as another view of the notebook. */
  #follow() {
    const source = String(this.#model.sharedModel.getSource());
    if (source === this.#source) return;
    this.#source = source;
    this.#answer = answerIn(source);
    this.#show();
    this.#offer();
  }

  #show() {
    this.box.show(this.#answer.words);
    this.box.showPictures(shownOf(this.#model.attachments, this.#answer.pictures));
  }

  #offer(text = this.#answer.words) {
    this.box.offer(othersThan(this.#keepers.drafts.of(this.#name).versions, text));
  }

  /** @param {File} file */
  async #addPicture(file) {
    const why = refusal(file);
    this.box.tell(why || "The picture is added below your answer. Your tutor sees it after your words.");
    if (why) return;
    const name = await attach(this.#model.attachments, file);
    this.#change({ pictures: [...this.#answer.pictures, pictureOf(name)] });
    this.#keepers.saving.rest();
  }
}
