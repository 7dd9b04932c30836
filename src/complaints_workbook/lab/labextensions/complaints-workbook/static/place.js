// Where a reader of a notebook is, and how they get back there.

import { callIn } from "./own_cells.js";

/** @typedef {{ cell: string, offset: number }} Place a cell by its id, and the pixels from the window's top to its own */
/** @typedef {{ model: { id: string }, node: HTMLElement }} Cell */

const SLIVER = 40; // pixels of a cell that are not yet what somebody reads

/**
 * Return the place of what stands at the top of the window.
 * @param {Iterable<Cell>} cells in their order
 * @param {HTMLElement} frame what they scroll in
 * @returns {Place | null}
 */
export function placeIn(cells, frame) {
  const { top } = frame.getBoundingClientRect();
  for (const { model, node } of cells) {
    const box = node.getBoundingClientRect();
    if (box.height > 0 && box.bottom > top + SLIVER) return { cell: model.id, offset: box.top - top };
  }
  return null;
}

/**
 * Return the place of an exercise by its id, or of a heading as JupyterLab's addresses name it: its words, with strokes
 * between them.
 * @param {string} name
 * @param {Iterable<{ id: string, type: string, sharedModel: { getSource(): string } }>} models of a notebook's cells
 * @returns {Place | null}
 */
export function placeNamed(name, models) {
  for (const { id, type, sharedModel } of models) {
    if (type === "code" && callIn(sharedModel.getSource())?.name === name && name) return { cell: id, offset: 0 };
    if (type !== "markdown") continue;
    const headings = sharedModel.getSource().matchAll(/^#{1,6} +(.+?) *$/gm);
    for (const [, words] of headings) if (words.replaceAll(" ", "-") === name) return { cell: id, offset: 0 };
  }
  return null;
}

/**
 * Say whether a place is in the section that begins at another one.
 * @param {Place} place
 * @param {Place} beginning
 * @param {Iterable<{ id: string, type: string, sharedModel: { getSource(): string } }>} models of a notebook's cells
 */
export function isWithin(place, beginning, models) {
  let isInside = false;
  for (const { id, type, sharedModel } of models) {
    if (id === beginning.cell) isInside = true;
    else if (isInside && type === "markdown" && sharedModel.getSource().startsWith("## ")) return false;
    if (isInside && id === place.cell) return true;
  }
  return false;
}

/**
 * Scroll to a place. A cell that is not as high yet as it was stays in view: an exercise is drawn only there.
 * @param {Place} place
 * @param {Iterable<Cell>} cells
 * @param {HTMLElement} frame
 */
export function goTo({ cell: id, offset }, cells, frame) {
  for (const { model, node } of cells) {
    if (model.id !== id) continue;
    const box = node.getBoundingClientRect();
    const inside = Math.max(offset, Math.min(0, SLIVER - box.height));
    frame.scrollTop += box.top - frame.getBoundingClientRect().top - inside;
  }
}

/**
 * Say whether an element is in view.
 * @param {HTMLElement} element
 * @param {HTMLElement} frame
 */
export function isSeen(element, frame) {
  const box = element.getBoundingClientRect();
  const view = frame.getBoundingClientRect();
  return box.height > 0 && box.bottom > view.top && box.top < view.bottom;
}

const SETTLED = 500; // milliseconds until what was drawn last has its size

/** What a reader moves about with. */
const HANDS = ["wheel", "keydown", "pointerdown", "touchstart"];

/** Keeps a reader where they are while a notebook grows around them, and knows where that is. */
export class Keeper {
  /** @type {Place | null} */
  #place = null;
  #held = false; // whether nothing but the reader's own hands may leave the place
  #until = 0;
  #content;
  #moved;

  /**
   * @param {any} content a notebook's cells as JupyterLab shows them
   * @param {(place: Place) => void} moved is told where the reader is, whenever they move
   */
  constructor(content, moved) {
    this.#content = content;
    this.#moved = moved;
    const frame = content.outerNode;
    // Scrolling is told before sizes are, in each frame: a place that the reader has left is not gone back to.
    frame.addEventListener("scroll", () => this.#look());
    new ResizeObserver(() => this.#return()).observe(frame.firstElementChild);
    for (const kind of HANDS) frame.addEventListener(kind, () => this.release(), { capture: true, passive: true });
  }

  /**
   * Hold a place, or the one where the reader is, until they move themselves or it is released.
   * @param {Place | null} [place]
   */
  hold(place = null) {
    clearTimeout(this.#until);
    this.#place ??= placeIn(this.#content.widgets, this.#content.outerNode);
    if (place) this.#place = place;
    this.#held = this.#place !== null;
    this.#return();
  }

  /** Release the place as soon as what was drawn last has its size. */
  releaseSoon() {
    clearTimeout(this.#until);
    this.#until = setTimeout(() => this.release(), SETTLED);
  }

  release() {
    if (!this.#held) return;
    this.#held = false;
    this.#look();
  }

  #return() {
    if (this.#place && !this.#content.isDisposed) goTo(this.#place, this.#content.widgets, this.#content.outerNode);
  }

  #look() {
    if (this.#content.isDisposed) return;
    if (this.#held) {
      this.#return();
      return;
    }
    this.#place = placeIn(this.#content.widgets, this.#content.outerNode);
    if (this.#place) this.#moved(this.#place);
  }
}
