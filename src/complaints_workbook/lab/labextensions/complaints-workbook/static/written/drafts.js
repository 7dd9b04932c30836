// What the browser keeps of answers: what is not on disk yet, and earlier versions. Nobody hands that in.

import { withVersion } from "./versions.js";

/**
 * @typedef {object} Kept
 * @property {{ source: string, over: string } | null} draft what is not on disk yet, and what stood there before
 * @property {import("./versions.js").Version[]} versions
 */

export class Drafts {
  #place;
  #storage;

  /**
   * @param {() => string} place what tells one learner's notebook from every other one
   * @param {Storage} storage
   */
  constructor(place, storage) {
    this.#place = place;
    this.#storage = storage;
  }

  /**
   * @param {string} name an answer's
   * @returns {Kept}
   */
  of(name) {
    try {
      const { draft = null, versions = [] } = JSON.parse(this.#storage.getItem(this.#key(name)) ?? "{}");
      return {
        draft: isDraft(draft) ? draft : null,
        versions: Array.isArray(versions) ? versions.filter(isVersion) : [],
      };
    } catch {
      return { draft: null, versions: [] };
    }
  }

  /**
   * Keep what is not on disk yet, or nothing any more.
   * @param {string} name
   * @param {Kept["draft"]} draft
   */
  hold(name, draft) {
    this.#write(name, { ...this.of(name), draft });
  }

  /**
   * Keep a version.
   * @param {string} name
   * @param {string} text
   */
  keep(name, text) {
    const kept = this.of(name);
    const versions = withVersion(kept.versions, { text, at: Date.now() });
    if (versions !== kept.versions) this.#write(name, { ...kept, versions });
  }

  /** @param {string} name */
  #key(name) {
    return `complaints-workbook:written:${this.#place()}:${name}`;
  }

  /**
   * @param {string} name
   * @param {Kept} kept
   */
  #write(name, { draft, versions }) {
    const key = this.#key(name);
    if (!draft && !versions.length) this.#storage.removeItem(key);
    else if (!this.#set(key, { draft, versions })) this.#set(key, { draft, versions: [] });
  }

  /**
   * @param {string} key
   * @param {Kept} kept
   * @returns {boolean} whether there was room; the answer is saved on disk all the same
   */
  #set(key, kept) {
    try {
      this.#storage.setItem(key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }
}

/** @param {any} draft */
const isDraft = (draft) => typeof draft?.source === "string" && typeof draft.over === "string";

/** @param {any} version */
const isVersion = (version) => typeof version?.text === "string" && Number.isFinite(version.at);
