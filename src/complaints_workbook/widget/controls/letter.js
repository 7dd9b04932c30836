// A letter that is put together slot by slot: the passages to choose from, and the letter that they become.

import { h, nextId } from "../elements.js";
import { asList } from "../given.js";
import { choice } from "./choice.js";
import { legend } from "./legend.js";

/** @typedef {import("../sheet.js").Sheet} Sheet */
/** @typedef {import("../types").Option} Option */
/** @typedef {{ id: string, label: string, required: boolean, several: boolean, passages: Option[] }} Slot */
/** @typedef {{ form: string, sender: string, to: string, date: string, subject: string | null }} Stationery */
/** @typedef {{ slot: Slot, boxes: HTMLInputElement[], part: HTMLElement }} Part */

/**
 * @param {Sheet} sheet
 * @param {object} asked
 * @param {string} asked.field
 * @param {string} asked.label what the letter is called
 * @param {Stationery} asked.letter what stands around the passages
 * @param {Slot[]} asked.slots
 */
export function letter(sheet, { field, label, letter: around, slots }) {
  const told = h("p", { role: "status", class: "cw-hint" });
  const onchange = (/** @type {Part} */ changed) => {
    const chosen = parts.flatMap(idsOf);
    const missing = parts.filter((part) => part.slot.required && !idsOf(part).length).map(({ slot }) => slot.label);
    sheet.answers.set(field, chosen.length ? chosen : null, { whole: missing.length === 0 });
    write(changed);
    const how = idsOf(changed).length ? "Written" : "Left out";
    const open = missing.length ? `Still to choose: ${missing.join(", ")}.` : "No part is missing.";
    told.textContent = `${how}: ${changed.slot.label}. ${open}`;
  };
  const parts = slots.map((slot) => {
    const boxes = boxesOf(slot, () => onchange(part));
    /** @type {Part} */
    const part = { slot, boxes: boxes.map(({ input }) => input), part: h("div", { class: "cw-letter-part" }) };
    return { ...part, rows: boxes.map(({ row }) => row) };
  });
  sheet.bind(field, (value) => {
    const chosen = asList(value);
    for (const part of parts) {
      const none = chosen.length > 0 && !part.slot.passages.some(({ id }) => chosen.includes(id)); // nothing is chosen beforehand
      for (const input of part.boxes) input.checked = input.value ? chosen.includes(input.value) : none;
      write(part);
    }
  });
  const choices = h(
    "fieldset",
    { class: "cw-question cw-letter-choices", "data-field": field },
    h("legend", { class: "cw-hidden" }, label),
    parts.map(({ slot, rows }) => group(slot, rows)),
  );
  const article = h(
    "article",
    { class: `cw-letter cw-letter-${around.form}`, "aria-label": label, tabindex: "0" },
    head(around),
    parts.map(({ part }) => part),
    signed(around),
  );
  return { choices, written: h("div", { class: "cw-letter-side" }, article, told) };
}

/** @param {Part} part */
const idsOf = ({ boxes }) => boxes.filter(({ checked, value }) => checked && value).map(({ value }) => value);

/**
 * Write into the letter what is chosen for a part, or what is to come there.
 * @param {Part} written
 */
function write(written) {
  const { slot, part } = written;
  const ids = idsOf(written);
  const texts = slot.passages.filter(({ id }) => ids.includes(id)).map(({ text }) => text);
  part.classList.toggle("cw-to-come", !texts.length);
  if (texts.length) part.replaceChildren(...texts.flatMap(paragraphs));
  else part.replaceChildren(...(slot.required ? [h("p", {}, slot.label)] : []));
}

/** @param {string} text */
const paragraphs = (text) => text.split(/\n{2,}/).map((paragraph) => h("p", {}, ...lines(paragraph)));

/** @param {string} text */
const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));

/**
 * Make the boxes of a slot. A single passage that can be left out has a button to leave it out.
 * @param {Slot} slot
 * @param {() => void} onchange
 */
function boxesOf({ required, several, passages }, onchange) {
  if (several) return passages.map((passage) => choice("checkbox", passage, { onchange }));
  const name = nextId();
  const none = required ? [] : [{ id: "", text: "Leave this part out" }];
  return [...passages, ...none].map((option) => choice("radio", option, { name, onchange }));
}

/**
 * @param {Slot} slot
 * @param {HTMLElement[]} rows
 */
function group({ label, required, several }, rows) {
  const hintId = nextId();
  const hint = several ? (required ? "Choose all that belong." : "Choose all that belong, or none.") : null;
  return h(
    "fieldset",
    { class: "cw-question cw-small", "aria-describedby": hint && hintId },
    legend(label),
    hint && h("p", { class: "cw-hint", id: hintId }, hint),
    rows,
  );
}

/** @param {Stationery} around */
function head({ form, sender, to, date, subject }) {
  if (form === "letter")
    return h(
      "div",
      { class: "cw-letter-head" },
      h("p", { class: "cw-letter-sender" }, ...lines(sender)),
      h("p", {}, date),
      h("p", {}, ...lines(to)),
      subject && h("p", {}, h("strong", {}, subject)),
    );
  const rows = { From: sender, To: to, Date: date, Subject: subject };
  return h(
    "dl",
    { class: "cw-letter-head cw-doc-head" },
    Object.entries(rows).map(([name, value]) => value && h("div", {}, h("dt", {}, name), h("dd", {}, ...lines(value)))),
  );
}

/**
 * Who writes it, below a letter or an email, where they have a name.
 * @param {Stationery} around
 */
function signed({ form, sender }) {
  const [name] = sender.split(/[,\n]/);
  return form !== "message" && name !== "You" && h("p", { class: "cw-letter-signed" }, name);
}
