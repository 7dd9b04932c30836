// An investigation. The file grows on one side as things are asked for; on the other it is planned, weighed, lined up
// and found on, step by step.

import { file, isInTime, nameOf, PLAN, paper } from "../../widget/case_file.js";
import { chronology } from "../../widget/chronology.js";
import { checkboxes } from "../../widget/controls/checkboxes.js";
import { inquiries } from "../../widget/controls/inquiries.js";
import { radios } from "../../widget/controls/radios.js";
import { select } from "../../widget/controls/select.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";
import { pager } from "../../widget/pager.js";
import { table } from "../../widget/tables.js";

/** @typedef {import("../../widget/elements.js").Child} Child */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, question: string, options: Option[] }} Choice */
/** @typedef {import("../../widget/case_file.js").Inquiry} Inquiry */
/** @typedef {import("../../widget/case_file.js").Plan} Plan */
/** @typedef {import("../../widget/case_file.js").Source} Source */
/** @typedef {import("../../widget/chronology.js").Happening} Happening */
/** @typedef {{ id: string, label: string, text: string, sources: Option[], next?: Choice }} Point */
/**
 * @typedef {object} Investigation
 * @property {string | null} case
 * @property {string | null} html
 * @property {Plan} plan
 * @property {Source[]} sources
 * @property {Option[]} weights
 * @property {Option[]} grounds
 * @property {Happening[]} events
 * @property {Option[]} findings
 * @property {Point[]} points
 * @property {Choice} whole
 */
/** @typedef {{ name: string, fields: string[], draw: (level: number) => Child[] }} Step */

/**
 * @param {Investigation} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const { plan, sources, events, points, whole } = exercise;
  const asked = sources.filter((source) => source.question);
  /** @type {Step[]} */
  const steps = [
    {
      name: "Plan what to ask for",
      fields: [PLAN],
      draw: (level) => [complaint(points, level), planned(plan, sources, sheet)],
    },
    {
      name: "Weigh the sources",
      fields: asked.flatMap(({ id }) => [`${id}.weight`, `${id}.ground`]),
      draw: (level) => asked.map((source) => weighed(source, exercise, sheet, level)),
    },
    {
      name: "Line up what happened",
      fields: events.flatMap(({ id }) => [`${id}.time`, `${id}.source`]),
      draw: (level) => [
        ...events.map((event) => linedUp(event, sources, sheet, level)),
        chronology(events, sources, sheet, level),
      ],
    },
    {
      name: "Find on each point",
      fields: [
        ...points.flatMap(({ id, next }) => [`${id}.finding`, `${id}.settled`, ...(next ? [next.id] : [])]),
        whole.id,
      ],
      draw: (level) => [
        chronology(events, sources, sheet, level),
        ...points.map((point) => found(point, exercise.findings, sheet, level)),
        wholly(whole, sheet, level),
      ],
    },
  ];
  const draw = (/** @type {Step} */ { name, fields, draw }, /** @type {number} */ level) => {
    const made = draw(level + 1);
    return h("div", {}, heading(level, {}, name), fields.includes(PLAN) ? made : afterPlan(sheet, made));
  };
  const { html } = exercise;
  const complained = exercise.case
    ? dossier(sheet, exercise.case)
    : h("div", { class: "cw-card" }, fragment(html ?? ""));
  return beside(
    h("div", { class: "cw-dossier" }, complained, file(plan, sources, sheet)),
    pager(sheet, steps, ({ fields }) => fields, draw, "Step"),
  );
}

/**
 * Show questions when the plan is made, and until then what has to come first. On paper all questions stand.
 * @param {Sheet} sheet
 * @param {Child[]} questions
 */
function afterPlan(sheet, questions) {
  const before = h(
    "p",
    { class: "cw-inset cw-before-plan" },
    "Make your plan first. Then the file is complete, and you can go on here.",
  );
  const after = h("div", { class: "cw-after-plan" }, questions);
  sheet.watch(() => {
    after.hidden = !sheet.answers.isComplete(PLAN);
    before.hidden = !after.hidden;
  });
  return h("div", {}, before, after);
}

/**
 * @param {Point[]} points
 * @param {number} level
 */
const complaint = (points, level) =>
  h(
    "div",
    { class: "cw-card" },
    heading(level, {}, "The points of the complaint"),
    h(
      "ul",
      {},
      points.map(({ label, text }) => h("li", {}, h("strong", {}, `${label}. `), text)),
    ),
  );

/**
 * @param {Plan} plan
 * @param {Source[]} sources
 * @param {Sheet} sheet
 */
function planned({ question, most, inquiries: pool }, sources, sheet) {
  const brought = (/** @type {Inquiry} */ inquiry, /** @type {number} */ place) => {
    if (inquiry.comes) return [h("p", {}, inquiry.comes)];
    if (!isInTime(inquiry, place)) return [h("p", {}, inquiry.late)];
    return sources.filter(({ id }) => id === inquiry.source).map(paper);
  };
  return inquiries(sheet, { field: PLAN, question, most, inquiries: pool }, brought);
}

/**
 * @param {Source} source
 * @param {Investigation} exercise
 * @param {Sheet} sheet
 * @param {number} level
 */
function weighed(source, { weights, grounds }, sheet, level) {
  const { id, label, origin, html, question } = source;
  return h(
    "div",
    { class: "cw-card" },
    heading(level, {}, label),
    h("p", { class: "cw-hint" }, origin),
    h("div", { class: "cw-quoted" }, fragment(html, 6)),
    radios(sheet, { field: `${id}.weight`, about: label, question: question ?? "", options: weights, small: true }),
    select(sheet, { field: `${id}.ground`, about: label, label: "What decides that?", hint: "", options: grounds }),
  );
}

/**
 * An event, with what the sources say of it side by side.
 * @param {Happening} event
 * @param {Source[]} sources
 * @param {Sheet} sheet
 * @param {number} level
 */
function linedUp({ id, label, day, accounts, times }, sources, sheet, level) {
  const named = accounts.map(({ source }) => ({ id: source, text: nameOf(source, sources) }));
  return h(
    "div",
    { class: "cw-card" },
    heading(level, {}, label, day && `, ${day}`),
    table({
      caption: h("span", { class: "cw-hidden" }, `${label}: what the sources say`),
      columns: ["Source", "What it says"],
      kind: "cw-accounts",
      rows: accounts.map(({ source, says }) => [nameOf(source, sources), says]),
    }),
    h(
      "div",
      { class: "cw-side-by-side" },
      radios(sheet, { field: `${id}.time`, about: label, question: "When was it?", options: times, small: true }),
      radios(sheet, {
        field: `${id}.source`,
        about: label,
        question: "Which source do you rely on?",
        options: named,
        small: true,
      }),
    ),
  );
}

/**
 * @param {Point} point
 * @param {Option[]} findings
 * @param {Sheet} sheet
 * @param {number} level
 */
function found({ id, label, text, sources, next }, findings, sheet, level) {
  return h(
    "div",
    { class: "cw-card" },
    heading(level, {}, label),
    h("p", {}, text),
    radios(sheet, {
      field: `${id}.finding`,
      about: label,
      question: "What do you find?",
      options: findings,
      small: true,
    }),
    checkboxes(sheet, {
      field: `${id}.settled`,
      about: label,
      question: "Which sources settle it?",
      options: sources,
    }),
    next &&
      radios(sheet, { field: next.id, about: label, question: next.question, options: next.options, small: true }),
  );
}

/**
 * @param {Choice} whole
 * @param {Sheet} sheet
 * @param {number} level
 */
function wholly({ id, question, options }, sheet, level) {
  const name = "The whole complaint";
  return h(
    "div",
    { class: "cw-card" },
    heading(level, {}, name),
    radios(sheet, { field: id, about: name, question, options, small: true }),
  );
}
