import { expect, test } from "vitest";

import { h } from "../../src/complaints_workbook/widget/elements.js";
import { table } from "../../src/complaints_workbook/widget/tables.js";

test("a corner without a name is no column's name, and each cell still says its column", () => {
  const made = table({ caption: "Visits", columns: ["", "Before", "After"], rows: [["Booked", "12", "7"]] });
  expect([...made.querySelectorAll("thead th")].map((cell) => cell.textContent)).toEqual(["Before", "After"]);
  expect(made.querySelector("thead tr")?.children.length).toBe(3);
  expect([...made.querySelectorAll("tbody td")].map((cell) => cell.getAttribute("data-column"))).toEqual([
    "Before",
    "After",
  ]);
});

test("columns of numbers stand at the right where they are asked to; codes, words and bars stay where they begin", () => {
  const bar = h("span", {}, h("i", {}), "12");
  const rows = [
    ["Shop", "1,200", "£4.50", "−3%", "ten", "", bar],
    ["Van", "85", "£12", "+12.5%", "2", "7", "3"],
  ];
  const columns = ["Where", "Visits", "Cost", "Change", "Words", "Gaps", "Bars"];
  const right = (/** @type {boolean} */ counts) => {
    const made = table({ caption: "Visits", columns, rows, counts });
    return [...made.querySelectorAll("th.cw-number-column")].map((cell) => cell.textContent);
  };
  expect(right(true)).toEqual(["Visits", "Cost", "Change"]);
  expect(right(false)).toEqual([]);
});
