// A chronology that is lined up while its events get their times.

import { nameOf } from "./case_file.js";
import { h, heading, nextId } from "./elements.js";

/** @typedef {import("./case_file.js").Source} Source */
/** @typedef {import("./sheet.js").Sheet} Sheet */
/** @typedef {import("./types").Option} Option */
/** @typedef {Option & { at: number }} Time */
/** @typedef {{ id: string, label: string, day: string, accounts: { source: string, says: string }[], times: Time[] }} Happening */

/**
 * The events that have a time, in the order of their times.
 * @param {Happening[]} events
 * @param {Source[]} sources
 * @param {Sheet} sheet
 * @param {number} level
 */
export function chronology(events, sources, sheet, level) {
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
