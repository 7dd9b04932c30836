import { beforeEach, describe, expect, test } from "vitest";
import { view } from "../../src/complaints_workbook/exercises/investigate/view.js";
import { Answers } from "../../src/complaints_workbook/widget/answers.js";
import { Sheet } from "../../src/complaints_workbook/widget/sheet.js";

const source = (/** @type {string} */ id, question = "") => ({
  id,
  label: `The ${id}`,
  origin: "At the time",
  html: `<p>${id} says so</p>`,
  question: question || null,
});
const inquiry = (/** @type {string} */ id, more = {}) => ({
  id,
  text: `Ask ${id}`,
  source: /** @type {string | null} */ (null),
  comes: /** @type {string | null} */ (null),
  within: 0,
  late: /** @type {string | null} */ (null),
  ...more,
});
const options = (/** @type {string[]} */ ...ids) => ids.map((id) => ({ id, text: id }));
const EXERCISE = {
  case: null,
  html: "<p>The bus drove past.</p>",
  plan: {
    question: "What next?",
    most: 2,
    rest: "Added",
    inquiries: [
      inquiry("yard", { source: "film", within: 1, late: "It is gone." }),
      inquiry("driver", { source: "driver" }),
      inquiry("weather", { comes: "It rained." }),
    ],
  },
  sources: [source("letter"), source("film", "How far?"), source("driver")],
  weights: options("much", "little"),
  grounds: options("time", "hearsay"),
  events: [
    {
      id: "late",
      label: "It leaves",
      day: "",
      accounts: [{ source: "film", says: "Nine" }],
      times: [{ id: "9.00 am", text: "9.00 am", at: 540 }],
    },
    {
      id: "early",
      label: "It stops",
      day: "",
      accounts: [
        { source: "film", says: "Eight" },
        { source: "driver", says: "Ten" },
      ],
      times: [
        { id: "8.00 am", text: "8.00 am", at: 480 },
        { id: "10.00 am", text: "10.00 am", at: 600 },
      ],
    },
  ],
  findings: options("is", "is-not"),
  points: [
    {
      id: "past",
      label: "Point 1",
      text: "It drove past.",
      sources: options("film", "none"),
      next: { id: "past.next", question: "What follows?", options: options("tell", "pay") },
    },
  ],
  whole: { id: "whole", question: "As a whole?", options: options("all", "none") },
};

/** @param {Record<string, any>} answers */
function shown(answers, complete = Object.keys(answers)) {
  const sheet = new Sheet({ title: "An investigation" }, new Answers({ answers, complete }), () => {});
  const root = document.body.appendChild(view(EXERCISE, sheet));
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
  const button = (/** @type {string} */ words) =>
    /** @type {HTMLElement} */ ([...root.querySelectorAll("button")].find((each) => each.textContent === words));
  return {
    sheet,
    root,
    find,
    button,
    ask: (/** @type {string} */ id) => {
      /** @type {HTMLInputElement} */ (find(`input[value="${id}"]`)).checked = true;
      button("Ask for this").click();
    },
    onFile: () => [...find(".cw-file").querySelectorAll(".cw-kind")].map((each) => each.textContent),
    made: () => [...find(".cw-inquiries").children].map((each) => each.textContent),
    step: (/** @type {number} */ number) =>
      /** @type {HTMLElement} */ (root.querySelectorAll(".cw-page")[number - 1]).click(),
  };
}

beforeEach(() => document.body.replaceChildren());

describe("the plan of an investigation", () => {
  test("shows what each inquiry brings when it is made, and is whole when as many are made as can be", () => {
    const { sheet, ask, made, find } = shown({});
    ask("yard");
    expect(sheet.answers.get("plan")).toEqual(["yard"]);
    expect(sheet.answers.isComplete("plan")).toBe(false);
    expect(find("[role=status]").textContent).toBe("You can ask for 1 more.");
    expect(document.activeElement).toBe(find(".cw-inquiries").lastElementChild);
    ask("weather");
    expect(sheet.answers.isComplete("plan")).toBe(true);
    expect(made()).toEqual([expect.stringContaining("film says so"), "Ask weatherIt rained."]);
    expect(find('input[value="driver"]')).toBeNull();
  });

  test("is not gone on with before something is chosen", () => {
    const { sheet, button, find } = shown({});
    button("Ask for this").click();
    expect(find("[role=alert]").textContent).toBe("Choose one of these first");
    expect(sheet.answers.get("plan")).toBeNull();
  });

  test("says so if what is asked for is gone, and leaves it to others to bring", () => {
    const { made, onFile, step } = shown({ plan: ["driver", "yard"] });
    step(1);
    expect(made()[1]).toBe("Ask yardIt is gone.");
    expect(onFile()).toEqual(["The letter", "The driver", "The film"]);
  });

  test("can be made anew", () => {
    const { sheet, button, onFile, step } = shown({ plan: ["driver", "yard"] });
    step(1);
    button("Make another plan").click();
    expect(sheet.answers.get("plan")).toBeNull();
    expect(onFile()).toEqual(["The letter"]);
    expect(button("Ask for this")).toBeDefined();
  });

  test.each([null, 7, "yard", [7, "nobody"], { yard: 1 }])("%j is shown as a plan that is not begun", (answer) => {
    const { made, onFile } = shown({ plan: answer }, []);
    expect(made()).toEqual([]);
    expect(onFile()).toEqual(["The letter"]);
  });
});

describe("the file of an investigation", () => {
  test("holds what was there and what was asked for, and the rest when the plan is made", () => {
    const { ask, onFile, find } = shown({});
    expect(onFile()).toEqual(["The letter"]);
    ask("driver");
    expect(onFile()).toEqual(["The letter", "The driver"]);
    ask("weather");
    expect(onFile()).toEqual(["The letter", "The driver", "The film"]);
    expect(find("summary").textContent).toBe("The file: 3 sources");
  });
});

describe("what comes after the plan", () => {
  test("waits for it, and says so", () => {
    const { ask, step, find } = shown({});
    step(2);
    const weight = () => find('[data-field="film.weight"]').closest("[hidden]");
    expect(weight()).not.toBeNull();
    expect(find(".cw-stage .cw-inset").textContent).toContain("Make your plan first.");
    step(1);
    ask("yard");
    ask("driver");
    step(2);
    expect(weight()).toBeNull();
  });

  test("lines up the events by the times that are chosen, with the source that is relied on", () => {
    const { sheet, step, root } = shown({ plan: ["driver", "yard"], "late.time": "9.00 am", "late.source": "film" });
    step(3);
    const lined = () => [...root.querySelectorAll(".cw-chronology > li")].map((each) => each.textContent);
    expect(lined()).toEqual(["9.00 amIt leaves (The film)"]);
    sheet.answers.set("early.time", "8.00 am");
    expect(lined()).toEqual(["8.00 amIt stops (no source yet)", "9.00 amIt leaves (The film)"]);
    sheet.answers.set("early.time", "10.00 am");
    sheet.answers.set("early.source", "driver");
    expect(lined()).toEqual(["9.00 amIt leaves (The film)", "10.00 amIt stops (The driver)"]);
  });

  test("asks of each point what is found, what settles it and what follows, and at last of the whole", () => {
    const { step, root } = shown({ plan: ["driver", "yard"] });
    step(4);
    const fields = [...root.querySelectorAll(".cw-stage [data-field]")].map((each) => each.getAttribute("data-field"));
    expect([...new Set(fields)]).toEqual(["past.finding", "past.settled", "past.next", "whole"]);
  });
});
