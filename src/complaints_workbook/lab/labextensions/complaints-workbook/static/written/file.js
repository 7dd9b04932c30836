// The notebook's file, in which answers are saved. What another window has saved there meanwhile is taken over without
// a question, and nothing of it is lost.

import { textOf } from "../own_cells.js";
import { answersInFile, answersOnPage, areTheSame, setSource } from "./cells.js";
import { merged } from "./merging.js";

const MARGIN = 500; // milliseconds that a disk's clock may be off

export class NotebookFile {
  #context;
  #drive;
  #write;
  #inTheWay;
  #known; // what the file had of each answer when it was read or written last
  #merging = false;
  /** @type {Promise<void> | null} */
  #looking = null;

  /**
   * @param {any} context of the notebook, as JupyterLab gives it
   * @param {any} drive where the files are
   * @param {(name: string, source: string) => void} inTheWay is told what another window wrote to an answer that was
   *   changed here too; what was written here stays
   */
  constructor(context, drive, inTheWay) {
    const { model } = context;
    this.#context = context;
    this.#drive = drive;
    this.#inTheWay = inTheWay;
    this.#write = context.save.bind(context);
    this.#known = this.sources();
    const fill = model.fromJSON.bind(model);
    model.fromJSON = (/** @type {any} */ notebook) => {
      if (this.#merging) this.#merge(notebook, fill);
      else fill(notebook);
      this.#known = sourcesIn(answersInFile(notebook.cells));
    };
  }

  /**
   * Return what the file has of an answer, as far as is known.
   * @param {string} name
   */
  known(name) {
    return this.#known.get(name) ?? "";
  }

  /** Return the sources of the answers as they are on the page. */
  sources() {
    return new Map([...this.#answers()].map(([name, model]) => [name, String(model.sharedModel.getSource())]));
  }

  /** Write the whole notebook. Where that cannot be, it fails, and JupyterLab asks nothing. */
  async save() {
    await this.look();
    const now = this.sources();
    await this.#write();
    this.#known = now;
  }

  /**
   * Take over what another window has saved since the file was read or written here. Whoever asks meanwhile waits for
   * the same: of two at once, the second would put the file in the place of what is not saved.
   */
  look() {
    const looking = this.#looking ?? this.#look();
    this.#looking = looking;
    return looking.finally(() => {
      if (this.#looking === looking) this.#looking = null;
    });
  }

  async #look() {
    if (!(await this.#hasChanged())) return;
    this.#merging = true;
    try {
      await this.#context.revert();
    } finally {
      this.#merging = false;
    }
    this.#context.model.dirty = [...this.sources()].some(([name, source]) => source !== this.known(name));
  }

  #answers() {
    return answersOnPage([...this.#context.model.cells]);
  }

  async #hasChanged() {
    const before = this.#context.contentsModel;
    try {
      const now = await this.#drive.get(this.#context.path, { content: false, hash: true });
      if (now.hash && before?.hash) return now.hash !== before.hash;
      return Date.parse(now.last_modified) - Date.parse(before?.last_modified) > MARGIN;
    } catch (error) {
      if (/** @type {any} */ (error).response?.status === 404) return false; // it is written anew
      throw error;
    }
  }

  /**
   * @param {any} notebook as the file has it
   * @param {(notebook: any) => void} fill puts all of it onto the page
   */
  #merge(notebook, fill) {
    const there = answersInFile(notebook.cells);
    const here = this.sources();
    const { taken, other } = merged(this.#known, here, sourcesIn(there));
    const ours = [...here].filter(([name, source]) => source !== this.known(name));
    if (areTheSame(notebook.cells, [...this.#context.model.cells])) {
      const answers = this.#answers();
      for (const [name, source] of taken) {
        const model = answers.get(name);
        model.attachments?.fromJSON(there.get(name).attachments ?? {});
        setSource(model, source);
      }
    } else {
      fill(notebook);
      const answers = this.#answers();
      for (const [name, source] of ours) if (answers.has(name)) setSource(answers.get(name), source);
    }
    for (const [name, source] of other) this.#inTheWay(name, source);
  }
}

/** @param {Map<string, any>} cells as they stand in a file */
const sourcesIn = (cells) => new Map([...cells].map(([name, cell]) => [name, textOf(cell.source)]));
