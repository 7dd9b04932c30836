// A case beside a calendar, and the dates to give.

import { date } from "../../widget/controls/date.js";
import { beside, dossier } from "../../widget/dossier.js";
import { h } from "../../widget/elements.js";
import { fragment } from "../../widget/html.js";

/** @typedef {{ name: string, weeks: number[][], holidays: { day: number, name: string }[] }} Month */
/** @typedef {{ id: string, label: string, question: string }} Asked */

/**
 * @param {{ case: string | null, html: string | null, months: Month[], dates: Asked[] }} exercise
 * @param {import("../../widget/sheet.js").Sheet} sheet
 */
export function view(exercise, sheet) {
  const text = exercise.html && h("div", { class: "cw-card" }, fragment(exercise.html));
  const months = h(
    "details",
    { class: "cw-calendar", open: true },
    h("summary", {}, "The calendar, with weekends and bank holidays"),
    h("div", { class: "cw-months" }, exercise.months.map(monthTable)),
  );
  const dates = exercise.dates.map(({ id, label, question }) => date(sheet, { field: id, about: label, question }));
  if (!exercise.case) return h("div", {}, text, beside(months, dates));
  return beside(dossier(sheet, exercise.case), text, months, dates);
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SATURDAY = 5;

/** @param {Month} month */
function monthTable({ name, weeks, holidays }) {
  const named = new Map(holidays.map((holiday) => [holiday.day, holiday.name]));
  const cell = (/** @type {number} */ day, /** @type {number} */ at) => {
    const holiday = named.get(day);
    const kind = holiday ? "cw-holiday" : at >= SATURDAY && day ? "cw-weekend" : "";
    return h(
      "td",
      { class: kind },
      day ? String(day) : "",
      holiday ? h("span", { class: "cw-hidden" }, `, ${holiday}`) : null,
    );
  };
  return h(
    "div",
    { class: "cw-month" },
    h(
      "table",
      {},
      h("caption", {}, name),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          DAYS.map((day) => h("th", { scope: "col" }, h("abbr", { title: day }, day.slice(0, 2)))),
        ),
      ),
      h(
        "tbody",
        {},
        weeks.map((week) => h("tr", {}, week.map(cell))),
      ),
    ),
    holidays.map(({ day, name: called }) => h("p", { class: "cw-hint" }, `${day}: ${called}, a bank holiday`)),
  );
}
