import { expect, test } from "vitest";
import { runChart, ticks } from "../../src/complaints_workbook/widget/chart.js";
import { pence, pounds } from "../../src/complaints_workbook/widget/money.js";

test.each([
  ["12.50", 1250],
  [" £1,250.5 ", 125050],
  [".75", 75],
  ["about ten", null],
  ["1,25", null],
  ["", null],
])("%j is read as %j pence", (text, expected) => {
  expect(pence(text)).toBe(expected);
});

test("pence are written in pounds", () => {
  expect(pounds(125050)).toBe("£1,250.50");
});

test.each([
  [0.08, [0, 0.02, 0.04, 0.06, 0.08]],
  [43, [0, 20, 40]],
  [100, [0, 25, 50, 75, 100]],
])("a scale up to %d has round numbers", (top, expected) => {
  expect(ticks(top).map((tick) => Number(tick.toFixed(4)))).toEqual(expected);
});

test("a chart marks the values beyond its limits, and draws no more than is known", () => {
  const chart = runChart({
    labels: ["November 2025", "December 2025", "January 2026", "February 2026"],
    values: [4, 5, 19],
    upper: [10, 10, 10],
    lower: [0, 0, 0],
    centre: 5,
    beyond: [2],
    top: 19,
    write: String,
  });
  expect(chart.querySelectorAll(".cw-point")).toHaveLength(2);
  expect(chart.querySelectorAll(".cw-out")).toHaveLength(1);
  expect([...chart.querySelectorAll("text")].map((text) => text.textContent)).toEqual(
    expect.arrayContaining(["Nov", "2025", "Feb", "2026"]),
  );
  expect(chart.getAttribute("aria-hidden")).toBe("true");
});
