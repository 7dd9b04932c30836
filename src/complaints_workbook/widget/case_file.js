// The file of an investigation: what was there, what has been brought, and when the plan is made all the rest.

import { madeOf } from "./controls/inquiries.js";
import { h } from "./elements.js";
import { fragment } from "./html.js";

/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./types").Option} Option */
/** @typedef {Option & { source: string | null, comes: string | null, within: number, late: string | null }} Inquiry */
/** @typedef {{ question: string, most: number, rest: string, inquiries: Inquiry[] }} Plan */
/** @typedef {{ id: string, label: string, origin: string, html: string, question: string | null }} Source */

/** The field of the plan. */
export const PLAN = "plan";

/**
 * @param {Plan} plan
 * @param {Source[]} sources
 * @param {Sheet} sheet
 */
export function file({ rest, inquiries: pool }, sources, sheet) {
  const fetched = new Set(pool.map(({ source }) => source));
  const there = sources.filter(({ id }) => !fetched.has(id));
  const part = (/** @type {string} */ name, /** @type {Source[]} */ papers) =>
    papers.length ? [h("p", { class: "cw-part" }, name), ...papers.map(paper)] : [];
  const place = h("div", {});
  const title = h("summary", {});
  let drawn = "";
  sheet.watch(() => {
    const made = madeOf(sheet.answers.get(PLAN), pool);
    const isComplete = sheet.answers.isComplete(PLAN);
    const state = JSON.stringify([made.map(({ id }) => id), isComplete]);
    if (state === drawn) return;
    drawn = state;
    const brought = made.filter((inquiry, at) => isInTime(inquiry, at + 1)).map(({ source }) => source);
    const byYou = sources.filter(({ id }) => brought.includes(id));
    const others = isComplete ? sources.filter((source) => !there.includes(source) && !byYou.includes(source)) : [];
    title.textContent = `The file: ${there.length + byYou.length + others.length} sources`;
    place.replaceChildren(
      ...part("On file from the start", there),
      ...part("Brought by your plan", byYou),
      ...part(rest, others),
    );
  });
  return h("details", { class: "cw-file", open: true }, title, place);
}

/**
 * Say whether an inquiry, made at a place from 1, comes before what it asks for is gone.
 * @param {Inquiry} inquiry
 * @param {number} place
 */
export const isInTime = ({ within }, place) => !within || place <= within;

/**
 * A source as it stands in the file.
 * @param {Source} source
 */
export const paper = ({ label, origin, html }) =>
  h(
    "article",
    { class: "cw-doc cw-evidence", "aria-label": label },
    h("p", { class: "cw-doc-label" }, h("span", { class: "cw-kind" }, label), origin),
    h("div", {}, fragment(html, 6)),
  );

/**
 * @param {string} id
 * @param {Source[]} sources
 */
export const nameOf = (id, sources) => sources.find((source) => source.id === id)?.label ?? "";
