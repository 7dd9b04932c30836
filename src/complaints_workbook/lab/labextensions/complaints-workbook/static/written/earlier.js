// The earlier versions of an answer, to look at and to put back.

import { h } from "./elements.js";
import { countOf } from "./words.js";

/** @typedef {import("./versions.js").Version} Version */

const WHEN = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
});

export class Earlier {
  #summary = h("summary", {});
  #list = h("div", {});
  #putBack;
  #shown = "";

  /** @param {(text: string) => void} putBack */
  constructor(putBack) {
    this.#putBack = putBack;
    this.root = h(
      "details",
      { class: "cw-written-earlier", hidden: "" },
      this.#summary,
      h("p", {}, "This browser keeps them for you. What you put back, you can undo with Ctrl and Z."),
      this.#list,
    );
  }

  /**
   * Offer versions. Those that are shown stay where they are: somebody may be about to press a button.
   * @param {Version[]} versions the latest first
   */
  offer(versions) {
    const shown = JSON.stringify(versions);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.root.hidden = versions.length === 0;
    this.#summary.textContent = `Earlier versions (${versions.length})`;
    this.#list.replaceChildren(...versions.map((version) => this.#one(version)));
  }

  /** @param {Version} version */
  #one({ text, at }) {
    const when = WHEN.format(at);
    const onclick = () => this.#putBack(text);
    return h(
      "div",
      { class: "cw-written-version" },
      h("p", {}, h("strong", {}, when), `, ${countOf(text)} words`),
      h("blockquote", {}, text),
      h("button", { type: "button", "aria-label": `Put this version back: ${when}`, onclick }, "Put this version back"),
    );
  }
}
