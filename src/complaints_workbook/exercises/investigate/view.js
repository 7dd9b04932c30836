// An investigation. The file grows on one side as things are asked for; on the other it is planned, weighed, lined up
// and found on, step by step.

import { checkboxes } from "../../widget/controls/checkboxes.js";
import { inquiries, madeOf } from "../../widget/controls/inquiries.js";
import { radios } from "../../widget/controls/radios.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h, heading, nextId } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";
import { pager } from "../../widget/pager.js";
import { table } from "../../widget/tables.js";

/** @typedef {import("../../widget/elements.js").Child} Child */
/** @typedef {import("../../widget/sheet.js").Sheet} Sheet */
/** @typedef {import("../../widget/types").Option} Option */
/** @typedef {{ id: string, question: string, options: Option[] }} Choice */
/** @typedef {Option & { source: string | null, comes: string | null, within: number, late: string | null }} Inquiry */
/** @typedef {{ question: string, most: number, rest: string, inquiries: Inquiry[] }} Plan */
/** @typedef {{ id: string, label: string, origin: string, html: string, question: string | null }} Source */
/** @typedef {Option & { at: number }} Time */
/** @typedef {{ id: string, label: string, day: string, accounts: { source: string, says: string }[], times: Time[] }} Happening */
/** @typedef {{ id: string, label: string, text: string, sources: Option[], then?: Choice }} Point */
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

const PLAN = "plan";

/**
 * @param {Investigation} exercise
 * @param {Sheet} sheet
 */
export function view(exercise, sheet) {
  const { plan, sources, events, points, whole } = exercise;
  const asked = sources.filter((source) => source.question);
  /** @type {Step[]} */
  const steps = [
    { name: "Plan", fields: [PLAN], draw: (level) => [complaint(points, level), planned(plan, sources, sheet)] },
    {
      name: "Weigh",
      fields: asked.flatMap(({ id }) => [`${id}.weight`, `${id}.ground`]),
      draw: (level) => asked.map((source) => weighed(source, exercise, sheet, level)),
    },
    {
      name: "Line up",
      fields: events.flatMap(({ id }) => [`${id}.time`, `${id}.source`]),
      draw: (level) => [
        ...events.map((event) => linedUp(event, sources, sheet, level)),
        chronology(events, sources, sheet, level),
      ],
    },
    {
      name: "Find",
      fields: [
        ...points.flatMap(({ id, then }) => [`${id}.finding`, `${id}.settled`, ...(then ? [then.id] : [])]),
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
 * Show questions when the plan is made, and until then what has to come first.
 * @param {Sheet} sheet
 * @param {Child[]} questions
 */
function afterPlan(sheet, questions) {
  const before = h(
    "p",
    { class: "cw-inset" },
    "Make your plan first. Then the file is complete, and you can go on here.",
  );
  const after = h("div", {}, questions);
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
  const brought = (/** @type {Inquiry} */ { source: id, comes, late, within }, /** @type {number} */ place) => {
    if (comes) return [h("p", {}, comes)];
    if (late && place > within) return [h("p", {}, late)];
    return sources.filter((source) => source.id === id).map(paper);
  };
  return inquiries(sheet, { field: PLAN, question, most, inquiries: pool }, brought);
}

/**
 * What there is on file: what was there, what has been brought, and when the plan is made all the rest.
 * @param {Plan} plan
 * @param {Source[]} sources
 * @param {Sheet} sheet
 */
function file({ rest, inquiries: pool }, sources, sheet) {
  const fetched = new Set(pool.map(({ source }) => source));
  const there = sources.filter(({ id }) => !fetched.has(id));
  const part = (/** @type {string} */ name, /** @type {Source[]} */ papers) =>
    papers.length ? [h("p", { class: "cw-part" }, name), ...papers.map(paper)] : [];
  const place = h("div", {});
  let drawn = "";
  sheet.watch(() => {
    const made = madeOf(sheet.answers.get(PLAN), pool);
    const isComplete = sheet.answers.isComplete(PLAN);
    const state = JSON.stringify([made.map(({ id }) => id), isComplete]);
    if (state === drawn) return;
    drawn = state;
    const brought = made.filter(({ within }, at) => !within || at < within).map(({ source }) => source);
    const byYou = sources.filter(({ id }) => brought.includes(id));
    const others = isComplete ? sources.filter((source) => !there.includes(source) && !byYou.includes(source)) : [];
    place.replaceChildren(
      ...part("On file from the start", there),
      ...part("Brought by your plan", byYou),
      ...part(rest, others),
    );
  });
  return place;
}

/** @param {Source} source */
const paper = ({ label, origin, html }) =>
  h(
    "article",
    { class: "cw-doc cw-source", "aria-label": label },
    h("p", { class: "cw-doc-label" }, h("span", { class: "cw-kind" }, label), origin),
    h("div", {}, fragment(html, 6)),
  );

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
    h("div", { class: "cw-source-again" }, h("p", { class: "cw-hint" }, origin), fragment(html, 6)),
    radios(sheet, { field: `${id}.weight`, about: label, question: question ?? "", options: weights, small: true }),
    radios(sheet, {
      field: `${id}.ground`,
      about: label,
      question: "What decides that?",
      options: grounds,
      small: true,
    }),
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
 * The events that have a time, in the order of their times.
 * @param {Happening[]} events
 * @param {Source[]} sources
 * @param {Sheet} sheet
 * @param {number} level
 */
function chronology(events, sources, sheet, level) {
  const id = nextId();
  const list = h("ol", { class: "cw-chronology" });
  const none = h("p", { class: "cw-hint" }, "Events stand here in order as soon as they have a time.");
  sheet.watch(() => {
    const placed = events.flatMap((event) => {
      const time = event.times.find((time) => time.id === sheet.answers.get(`${event.id}.time`));
      return time ? [{ event, time }] : [];
    });
    placed.sort((a, b) => a.time.at - b.time.at);
    none.hidden = placed.length > 0;
    list.replaceChildren(
      ...placed.map(({ event, time }) => {
        const source = sheet.answers.get(`${event.id}.source`);
        const by = event.accounts.some((account) => account.source === source) && nameOf(source, sources);
        return h(
          "li",
          {},
          h("span", { class: "cw-when" }, event.day ? `${event.day}, ${time.text}` : time.text),
          h("span", {}, event.label, h("span", { class: "cw-by" }, by ? ` (${by})` : " (no source yet)")),
        );
      }),
    );
  });
  return h(
    "div",
    { class: "cw-card cw-lined-up", role: "group", "aria-labelledby": id },
    heading(level, { id }, "Your chronology"),
    none,
    list,
  );
}

/**
 * @param {Point} point
 * @param {Option[]} findings
 * @param {Sheet} sheet
 * @param {number} level
 */
function found({ id, label, text, sources, then }, findings, sheet, level) {
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
    then &&
      radios(sheet, { field: then.id, about: label, question: then.question, options: then.options, small: true }),
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

/**
 * @param {string} id
 * @param {Source[]} sources
 */
const nameOf = (id, sources) => sources.find((source) => source.id === id)?.label ?? "";
