import { expect, test } from "vitest";

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
