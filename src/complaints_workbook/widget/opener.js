// A button for something heavy, which takes its place when it is pressed.

import { h } from "./elements.js";
import { dress } from "./look.js";

/**
 * Show a widget's button.
 * @param {import("./types").Context} context
 * @param {unknown} _modules
 * @param {string} style
 * @returns {() => void} what to do when the view goes
 */
export function render({ model, el }, _modules, style) {
  dress(style);
  const words = h("div", { role: "status" });
  const onclick = () => {
    words.replaceChildren(h("p", {}, "Opening…"));
    model.send({ type: "open" });
  };
  const say = () => words.replaceChildren(...(model.get("problem") ? [h("p", {}, model.get("problem"))] : []));
  model.on("change:problem", say);
  say();
  el.replaceChildren(
    h(
      "section",
      { class: "cw", "data-lm-suppress-shortcuts": "true" },
      h("h3", {}, model.get("title")),
      h("p", {}, model.get("hint")),
      h("button", { type: "button", class: "cw-button", onclick }, `Open ${lower(model.get("title"))}`),
      words,
    ),
  );
  return () => model.off("change:problem", say);
}

/** @param {string} title */
const lower = (title) => title.charAt(0).toLowerCase() + title.slice(1);
