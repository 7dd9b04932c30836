// The answers of one view of an exercise: what is known, what is complete, and who listens.

/** @typedef {any} Answer plain data; null stands for none */
/** @typedef {{ answers: Record<string, Answer>, complete: readonly string[] }} Known */

/**
 * @param {Answer} a
 * @param {Answer} b
 */
const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class Answers {
  #known;
  #complete;
  #changed;
  #mine;
  /** @type {Set<{ field: string | null, update: () => void }>} */
  #listeners = new Set();

  /**
   * @param {Known} known what the disk holds
   * @param {(field: string, options: { typed: boolean }) => void} changed is told of each answer that is given here
   * @param {(field: string) => boolean} mine says that the disk does not have the answer to a field yet
   */
  constructor({ answers, complete }, changed = () => {}, mine = () => false) {
    this.#known = new Map(Object.entries(answers));
    this.#complete = new Set(complete);
    this.#changed = changed;
    this.#mine = mine;
  }

  /** Every answer, by field. */
  get all() {
    return Object.fromEntries(this.#known);
  }

  /** @param {string} field */
  get(field) {
    return this.#known.get(field) ?? null;
  }

  /**
   * Say whether a field is answered whole. The kernel decides that; this guesses until it has.
   * @param {string} field
   */
  isComplete(field) {
    return this.#complete.has(field);
  }

  /**
   * Call `update(answer)` now, and whenever the field's answer changes elsewhere, until the signal.
   * @param {string} field
   * @param {(answer: Answer) => void} update
   * @param {AbortSignal} signal
   */
  bind(field, update, signal) {
    const tell = () => update(this.get(field));
    this.#listen(field, tell, signal);
    tell();
  }

  /**
   * Call `update()` whenever anything is answered or judged complete, here or elsewhere, until the signal.
   * @param {() => void} update
   * @param {AbortSignal} signal
   */
  watch(update, signal) {
    this.#listen(null, update, signal);
  }

  /**
   * Take an answer that is given here.
   * @param {string} field
   * @param {Answer} value
   * @param {object} [options]
   * @param {boolean} [options.whole] whether it seems a whole answer
   * @param {boolean} [options.typed] whether more keys may follow
   * @param {boolean} [options.shown] whether its control shows it already
   */
  set(field, value, { whole = value !== null, typed = false, shown = true } = {}) {
    if (same(this.get(field), value)) return;
    this.#known.set(field, value);
    this.#mark(field, whole);
    this.#changed(field, { typed });
    if (!shown) this.#tell(field);
    this.#tell(null);
  }

  /**
   * Take over what the disk holds, but never over an answer that it does not have yet.
   * @param {Known} known
   */
  adopt({ answers, complete }) {
    for (const field of new Set([...this.#known.keys(), ...Object.keys(answers)])) {
      if (this.#mine(field) || same(this.get(field), answers[field])) continue;
      this.#known.set(field, answers[field] ?? null);
      this.#tell(field);
    }
    this.judge(complete);
  }

  /**
   * Take the kernel's word on what is complete.
   * @param {readonly string[]} complete
   */
  judge(complete) {
    const whole = new Set(complete);
    for (const field of new Set([...this.#complete, ...whole]))
      if (!this.#mine(field)) this.#mark(field, whole.has(field));
    this.#tell(null);
  }

  /** Forget everything. */
  clear() {
    const fields = [...this.#known.keys()];
    this.#known.clear();
    this.#complete.clear();
    for (const field of fields) this.#tell(field);
    this.#tell(null);
  }

  /**
   * @param {string} field
   * @param {boolean} whole
   */
  #mark(field, whole) {
    if (whole) this.#complete.add(field);
    else this.#complete.delete(field);
  }

  /**
   * @param {string | null} field
   * @param {() => void} update
   * @param {AbortSignal} signal
   */
  #listen(field, update, signal) {
    if (signal.aborted) return;
    const listener = { field, update };
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
  }

  /** @param {string | null} field */
  #tell(field) {
    for (const listener of [...this.#listeners]) if (listener.field === field) listener.update();
  }
}
