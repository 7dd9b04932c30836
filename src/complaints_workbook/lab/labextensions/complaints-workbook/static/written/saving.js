// When what is typed is saved, and what is said of it. It touches neither the page nor the notebook, but calls what it
// is given.

export const RESTS_AFTER = 500; // milliseconds without a key until what is typed is saved
export const AGAIN_AFTER = 3000; // milliseconds until what failed is tried again

/**
 * @typedef {object} Ways
 * @property {() => Promise<void>} save writes the whole notebook to disk, or fails
 * @property {(name: string, state: "saving" | "saved") => void} say says how it stands with an answer
 * @property {(problem: any, names: string[]) => void} warn says of answers why they are not saved; null takes it back
 */

export class Saving {
  #ways;
  /** @type {Map<string, number>} answers that the disk does not have yet, with the number of the last change */
  #unsaved = new Map();
  #changes = 0;
  #timer = 0;
  /** @type {Promise<void> | null} */
  #running = null;

  /** @param {Ways} ways */
  constructor(ways) {
    this.#ways = ways;
  }

  /**
   * Say whether the disk does not have an answer yet.
   * @param {string} name
   */
  isUnsaved(name) {
    return this.#unsaved.has(name);
  }

  /**
   * An answer has changed, and is saved as soon as it rests.
   * @param {string} name
   */
  typed(name) {
    this.#unsaved.set(name, ++this.#changes);
    this.#ways.say(name, "saving");
    this.#saveIn(RESTS_AFTER);
  }

  /** The learner leaves the box or the page: what was typed is saved at once. */
  rest() {
    if (this.#unsaved.size) this.run().catch(() => {}); // it is told, and tried again
  }

  /**
   * Save now; while it is being saved, once more after that.
   * @returns {Promise<void>} rejected if it cannot be saved
   */
  run() {
    clearTimeout(this.#timer);
    const run = this.#running ? this.#running.catch(() => {}).then(() => this.#save()) : this.#save();
    this.#running = run;
    const ended = () => {
      if (this.#running === run) this.#running = null;
    };
    run.then(ended, ended);
    return run;
  }

  /** Nothing is saved any more. */
  end() {
    clearTimeout(this.#timer);
  }

  async #save() {
    const before = new Map(this.#unsaved);
    try {
      await this.#ways.save();
    } catch (problem) {
      if (this.#unsaved.size) {
        this.#ways.warn(problem, [...this.#unsaved.keys()]);
        this.#saveIn(AGAIN_AFTER);
      }
      throw problem;
    }
    this.#ways.warn(null, [...before.keys()]);
    for (const [name, change] of before) {
      if (this.#unsaved.get(name) !== change) continue; // it was changed meanwhile
      this.#unsaved.delete(name);
      this.#ways.say(name, "saved");
    }
  }

  /** @param {number} milliseconds */
  #saveIn(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = Number(setTimeout(() => this.rest(), milliseconds));
  }
}
