// The page reads numbers with a unit as the kernel does, and says kindly what is wrong.

import { describe, expect, test } from "vitest";
import { Answers } from "../../src/complaints_workbook/widget/answers.js";
import { number } from "../../src/complaints_workbook/widget/controls/number.js";
import { figures, readNumber } from "../../src/complaints_workbook/widget/numbers.js";
import { Sheet } from "../../src/complaints_workbook/widget/sheet.js";
import TABLE from "../typed_numbers.json";

const FORMS = {
  count: ["contacts"],
  days: ["days", "day"],
  hours: ["hours", "hour", "hrs", "hr"],
  "per-cent": ["%", "per cent", "percent", "percent of contacts", "% of contacts"],
  "per-thousand": ["per 1,000", "in 1000", "per 1,000 contacts"],
  "percentage-points": ["percentage points", "pp"],
  points: ["points", "point"],
  pounds: ["pounds"],
  weeks: ["weeks", "week"],
};
/** @param {string} id */
const unit = (id) => ({
  id,
  before: id === "pounds" ? "£" : "",
  behind: /** @type {any} */ (FORMS)[id][0],
  forms: /** @type {any} */ (FORMS)[id],
});

test.each(TABLE)("$typed in $units is read as the kernel reads it", ({ typed, units, chosen, number, unit: name }) => {
  const read = readNumber(typed, units.map(unit), chosen);
  const whole = read.value !== undefined && read.unit !== undefined;
  expect(whole ? Number(read.value) : null).toBe(number === null ? null : Number(number));
  expect(read.unit?.id ?? null).toBe(name);
  expect(read.wrong === "").toBe(whole);
});

test("numbers are written with commas between thousands and without zeros that say nothing", () => {
  expect(["1200", "-1234567.50", "007", "0.5", "12.000"].map(figures)).toEqual([
    "1,200",
    "−1,234,567.5",
    "7",
    "0.5",
    "12",
  ]);
});

describe("the box of a number", () => {
  /**
   * @param {string[]} units
   * @param {Record<string, any>} [answers]
   */
  const shown = (units, answers = {}) => {
    const kept = new Answers({ answers, complete: Object.keys(answers) });
    const sheet = new Sheet({ title: "An exercise" }, kept, () => {});
    const asked = { field: "a", label: "Returns", hint: "Give it to 1 decimal place.", units: units.map(unit) };
    const box = document.body.appendChild(number(sheet, asked));
    const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
    const list = /** @type {HTMLSelectElement | null} */ (box.querySelector("select"));
    const type = (/** @type {string} */ text) => {
      input.value = text;
      input.dispatchEvent(new Event("input"));
      input.dispatchEvent(new Event("blur"));
    };
    const told = (/** @type {string} */ kind) => box.querySelector(kind)?.textContent;
    return { sheet, box, input, list, type, told };
  };

  test("has its unit in its name, and the hint and what was understood in its description", () => {
    const { input, type } = shown(["per-cent"]);
    const named = (/** @type {string} */ name) =>
      (input.getAttribute(name) ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
    expect(named("aria-labelledby")).toEqual(["Returns", "%"]);
    type("12.5");
    expect(named("aria-describedby")).toEqual(["Give it to 1 decimal place.", "", "Read as 12.5%."]);
  });

  test("says at once where a share was written for per cent", () => {
    const { type, told } = shown(["per-cent"]);
    type("0.125");
    expect(told(".cw-read")).toBe(
      "Read as 0.125%. That is less than one in a hundred. If you mean a share of 0.125, write 12.5.",
    );
  });

  test.each([
    ["12,5", "use a full stop for decimals"],
    ["ten", "in figures"],
    ["12.5 days", "“days” is not the unit here"],
  ])("says of %s what to do, and keeps it as not whole", (text, words) => {
    const { sheet, type, told } = shown(["per-cent"]);
    type(text);
    expect(told(".cw-error")).toContain(words);
    expect(told(".cw-read")).toBe("");
    expect(sheet.answers.get("a")).toBe(text);
    expect(sheet.answers.isComplete("a")).toBe(false);
  });

  test("whose unit is to be chosen is whole with both, and takes a unit that is written", () => {
    const { sheet, list, type, told } = shown(["days", "weeks"]);
    type("3");
    expect(told(".cw-error")).toContain("choose the unit as well");
    expect(sheet.answers.get("a")).toBe("3|");
    expect(sheet.answers.isComplete("a")).toBe(false);
    type("3 weeks");
    expect(list?.value).toBe("weeks");
    expect(sheet.answers.get("a")).toBe("3 weeks|weeks");
    expect(sheet.answers.isComplete("a")).toBe(true);
    expect(told(".cw-error")).toBe("");
  });

  test("shows again what was kept, and nothing of it is lost", () => {
    const { input, list } = shown(["days", "weeks"], { a: "3|weeks" });
    expect([input.value, list?.value]).toEqual(["3", "weeks"]);
    expect(shown(["per-cent"], { a: "12,5" }).input.value).toBe("12,5");
    expect(shown(["per-cent"], { a: { no: "text" } }).input.value).toBe("");
  });

  test("that is emptied is no answer", () => {
    const { sheet, type } = shown(["per-cent"], { a: "12" });
    type("  ");
    expect(sheet.answers.get("a")).toBeNull();
  });
});
