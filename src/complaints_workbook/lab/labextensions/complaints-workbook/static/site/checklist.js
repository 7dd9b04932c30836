// The checklist of one written answer. Its texts are the authors' HTML, made harmless before it is shown.

import { ASKS } from "../written/answer.js";
import { element } from "./element.js";

/** @typedef {{ name: string, marks: number, award: string, accept: string, refuse: string, ticked: boolean }} Point */
/**
 * @typedef {object} Told what the server says
 * @property {boolean} open whether enough is written
 * @property {Point[]} points
 * @property {string} notes
 * @property {string} borderline
 * @property {string[]} borderline_marks
 * @property {string} model
 * @property {number} ticked marks
 * @property {number} marks to be had
 */

export class Checklist {
  root = element("div", { className: "cw-checklist", hidden: true });
  #name;
  #ask;
  #sanitize;
  #asked = "";
  #state = element("p", { className: "cw-told" });

  /**
   * @param {string} name of the answer
   * @param {(form?: Record<string, string>) => Promise<Told>} ask asks the server, or sends it what is ticked
   * @param {(html: string) => string} sanitize
   */
  constructor(name, ask, sanitize) {
    this.#name = name;
    this.#ask = ask;
    this.#sanitize = sanitize;
    this.root.dataset.lmSuppressShortcuts = "true";
    this.root.dataset.jpSuppressContextMenu = "true";
    for (const kind of ["keydown", "keyup", "mousedown", "dblclick"])
      this.root.addEventListener(kind, (event) => event.stopPropagation());
  }

  /**
   * Show the list if there is one for what is written now. Once it stands there it stays.
   * @param {string} source of the answer's cell, as it was saved
   */
  async look(source) {
    if (!this.root.hidden || source === this.#asked || ASKS.test(source)) return;
    this.#asked = source;
    const told = await this.#ask().catch(() => null); // the notebook is there without it
    if (told?.open) this.#draw(told);
  }

  /** @param {Told} told */
  #draw(told) {
    const { points, notes, borderline, borderline_marks, model } = told;
    const form = element("ul", {}, ...points.map((point) => this.#line(point)));
    form.addEventListener("change", () => this.#keep(form));
    this.#state.role = "status";
    const list = [
      element("p", {}, "Read your answer once more. Tick each point that it makes in full. Half a point is none."),
      form,
      this.#state,
    ];
    this.root.replaceChildren(
      element(
        "details",
        {},
        element("summary", {}, "Compare your answer with what a good answer holds"),
        ...(points.length > 0 ? list : []),
        ...this.#part("What tutors are told about marking it", notes),
        ...this.#part("An answer that is half way there", borderline, ...borderline_marks),
        ...this.#part("An answer that earns every mark", model),
      ),
    );
    this.#say(told);
    this.root.hidden = false;
  }

  /** @param {Point} point */
  #line({ name, marks, award, accept, refuse, ticked }) {
    const id = `${this.#name}-${name}`;
    const box = element("input", { type: "checkbox", id, name, checked: ticked });
    const label = element("label", { htmlFor: id });
    label.innerHTML = this.#sanitize(award);
    if (marks > 1) label.append(` (${marks} marks)`);
    const more = element("p", { className: "cw-more", id: `${id}-more` });
    const told = [accept && `Enough: ${accept}`, refuse && `Not enough: ${refuse}`].filter(Boolean);
    more.innerHTML = this.#sanitize(told.join("<br>"));
    if (told.length > 0) box.setAttribute("aria-describedby", more.id);
    return element("li", {}, box, label, ...(told.length > 0 ? [more] : []));
  }

  /**
   * @param {string} title
   * @param {...string} texts
   */
  #part(title, ...texts) {
    if (!texts[0]) return [];
    const parts = texts.map((text) => {
      const part = element("div", {});
      part.innerHTML = this.#sanitize(text);
      return part;
    });
    return [element("details", {}, element("summary", {}, title), ...parts)];
  }

  /** @param {HTMLElement} form */
  async #keep(form) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const ticked = form.querySelectorAll("input:checked");
    try {
      this.#say(await this.#ask(Object.fromEntries([...ticked].map(({ name }) => [name, "on"]))));
    } catch (error) {
      this.#state.textContent = `Your ticks could not be kept. ${/** @type {Error} */ (error).message}`;
    }
  }

  /** @param {Told} told */
  #say({ ticked, marks }) {
    this.#state.textContent = `You ticked ${ticked} of ${marks}. It is your own judgement, and none of your marks.`;
  }
}
