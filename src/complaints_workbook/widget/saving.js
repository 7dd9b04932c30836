// Brings answers to the kernel, and knows which of them the disk does not have yet.
// It touches neither the page nor the kernel, but calls what it is given.

export const ACKNOWLEDGED_WITHIN = 5000; // milliseconds until a silent kernel is worth an alert
export const RESTS_AFTER = 500; // milliseconds without a key until what is typed is saved

export const LOST =
  "Your answers are not being saved: the workbook has lost touch with the program that saves them. They stay on this " +
  "page. If this message does not go away, note your last answers. Then open the Run menu and choose “Run All Cells”. " +
  "If that does not help, close the workbook and start it again.";

/**
 * @typedef {object} Ways
 * @property {(field: string, number: number) => void} send sends the field's answer, as it now is, under a number
 * @property {(text: string) => void} say says where the saving stands
 * @property {(problem: string) => void} warn says what is wrong; an empty text takes it back
 */
/** @typedef {{ type: "saved" | "failed", number: number, text?: string }} Reply without a text, it was saved */

export class Saving {
  #ways;
  #sequence = 0;
  /** @type {Map<number, { field: string, timer: ReturnType<typeof setTimeout> }>} messages under way, in the order of sending */
  #waiting = new Map();
  /** @type {Set<string>} fields whose last save failed, or was never answered */
  #unsaved = new Set();
  /** @type {Map<string, ReturnType<typeof setTimeout> | null>} fields that are being typed in; null once they rest */
  #typing = new Map();

  /** @param {Ways} ways */
  constructor(ways) {
    this.#ways = ways;
  }

  /** Whether something failed and may be tried again. */
  get failed() {
    return this.#unsaved.size > 0;
  }

  /**
   * Say whether the disk does not have a field's answer yet.
   * @param {string} field
   */
  mine(field) {
    return this.#isUnderWay(field) || this.#unsaved.has(field) || this.#typing.has(field);
  }

  /**
   * Save a field at once, and with it whatever could not be saved before.
   * @param {string} field
   */
  save(field) {
    this.#send(field);
    for (const other of this.#unsaved) if (other !== field) this.#send(other);
  }

  /**
   * Save a field that is being typed in, as soon as it rests.
   * @param {string} field
   */
  saveAtRest(field) {
    clearTimeout(this.#typing.get(field) ?? undefined);
    this.#typing.set(
      field,
      setTimeout(() => this.#rest(field), RESTS_AFTER),
    );
    this.#ways.say("Saving…");
  }

  /** The learner leaves a field: whatever is being typed rests. */
  rest() {
    for (const field of [...this.#typing.keys()]) this.#rest(field);
  }

  /** Save whatever the disk may not have, whatever is under way: the page may not be there much longer. */
  flush() {
    for (const field of new Set([...this.#typing.keys(), ...this.#unsaved])) this.#send(field);
  }

  /** Try again what could not be saved. */
  again() {
    for (const field of this.#unsaved) this.#send(field);
  }

  /**
   * Take the kernel's word on a message. Those of other views are none of ours.
   * @param {Reply} reply
   * @returns {boolean} whether it was an answer to one of ours
   */
  take({ type, number, text = savedNow() }) {
    const field = this.#waiting.get(number)?.field;
    if (field === undefined) return false;
    this.#settle(number, field);
    if (type === "failed") this.#fail(field, text, "Not saved.");
    else if (!this.#isUnderWay(field)) this.#unsaved.delete(field);
    if (this.#typing.get(field) === null && !this.#isUnderWay(field)) this.save(field);
    if (this.#waiting.size + this.#unsaved.size + this.#typing.size === 0) {
      this.#ways.warn("");
      this.#ways.say(text);
    }
    return true;
  }

  /** Save what is left, and wait for nothing more. */
  end() {
    this.flush();
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
  }

  /**
   * Save what was typed, but not while an older text of the field is under way: then it waits for the answer,
   * unless none is hoped for any more.
   * @param {string} field
   */
  #rest(field) {
    clearTimeout(this.#typing.get(field) ?? undefined);
    if (this.#isUnderWay(field) && !this.#unsaved.has(field)) this.#typing.set(field, null);
    else this.save(field);
  }

  /** @param {string} field */
  #send(field) {
    clearTimeout(this.#typing.get(field) ?? undefined);
    this.#typing.delete(field);
    const number = ++this.#sequence;
    this.#waiting.set(number, { field, timer: setTimeout(() => this.#lose(number), ACKNOWLEDGED_WITHIN) });
    this.#ways.say("Saving…");
    this.#ways.send(field, number);
  }

  /** @param {number} number */
  #lose(number) {
    const field = this.#waiting.get(number)?.field;
    if (field === undefined) return;
    this.#fail(field, LOST, "Not saved yet.");
    if (this.#typing.get(field) === null) this.#send(field);
  }

  /**
   * @param {string} field
   * @param {string} problem
   * @param {string} text
   */
  #fail(field, problem, text) {
    this.#unsaved.add(field);
    this.#ways.warn(problem);
    this.#ways.say(text);
  }

  /**
   * The kernel saves no older answer after a newer one, so its word on one settles those before it on the same field.
   * @param {number} number
   * @param {string} field
   */
  #settle(number, field) {
    for (const [earlier, message] of this.#waiting) {
      if (earlier > number || message.field !== field) continue;
      clearTimeout(message.timer);
      this.#waiting.delete(earlier);
    }
  }

  /** @param {string} field */
  #isUnderWay(field) {
    return [...this.#waiting.values()].some((message) => message.field === field);
  }
}

/** By the learner's own clock, whose zone the server need not know. */
const savedNow = () => `Saved at ${new Date().toLocaleTimeString("en-GB")}.`;
