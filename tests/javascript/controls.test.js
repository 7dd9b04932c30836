import { beforeEach, describe, expect, test } from "vitest";
import { view as conversation } from "../../src/complaints_workbook/exercises/choose_move/view.js";
import { view as record } from "../../src/complaints_workbook/exercises/complete_record/view.js";
import { view as exchange } from "../../src/complaints_workbook/exercises/conversation/view.js";
import { Answers } from "../../src/complaints_workbook/widget/answers.js";
import { amount } from "../../src/complaints_workbook/widget/controls/amount.js";
import { checkboxes } from "../../src/complaints_workbook/widget/controls/checkboxes.js";
import { date, isDate } from "../../src/complaints_workbook/widget/controls/date.js";
import { letter } from "../../src/complaints_workbook/widget/controls/letter.js";
import { order } from "../../src/complaints_workbook/widget/controls/order.js";
import { passages } from "../../src/complaints_workbook/widget/controls/passages.js";
import { radios } from "../../src/complaints_workbook/widget/controls/radios.js";
import { select } from "../../src/complaints_workbook/widget/controls/select.js";
import { text } from "../../src/complaints_workbook/widget/controls/text.js";
import { h } from "../../src/complaints_workbook/widget/elements.js";
import { pager } from "../../src/complaints_workbook/widget/pager.js";
import { Sheet } from "../../src/complaints_workbook/widget/sheet.js";

const OPTIONS = ["one", "two", "three"].map((id) => ({ id, text: `Step ${id}` }));
const ANYTHING = [null, 7, true, "two", ["two", 7], ["one", "one", "two"], ["one"], { one: 1 }, [["one"]]];

/** @param {Record<string, any>} answers */
const sheetWith = (answers, complete = Object.keys(answers)) =>
  new Sheet({ title: "An exercise" }, new Answers({ answers, complete }), () => {});

/** @param {HTMLElement} shown */
const steps = (shown) => [...shown.querySelectorAll("li")].map((row) => row.dataset.id);

beforeEach(() => document.body.replaceChildren());

describe("whatever a learner's file says", () => {
  test.each(ANYTHING)("%j as an order shows every step once", (answer) => {
    const sheet = sheetWith({ a: answer });
    const shown = order(sheet, { field: "a", question: "In which order?", entries: OPTIONS });
    expect(steps(shown).sort()).toEqual(["one", "three", "two"]);
    expect(/** @type {HTMLElement} */ (shown.querySelector(":scope > button")).hidden).toBe(false);
  });

  test("an order that holds each step once is shown as it is", () => {
    const sheet = sheetWith({ a: ["three", "one", "two"] });
    const shown = order(sheet, { field: "a", question: "In which order?", entries: OPTIONS });
    expect(steps(shown)).toEqual(["three", "one", "two"]);
    expect(/** @type {HTMLElement} */ (shown.querySelector(":scope > button")).hidden).toBe(true);
  });

  test.each(ANYTHING)("%j is shown by every other control as far as it can be read", (answer) => {
    const sheet = sheetWith({ a: answer });
    radios(sheet, { field: "a", question: "Which?", options: OPTIONS });
    checkboxes(sheet, { field: "a", question: "Which?", options: OPTIONS });
    const box = amount(sheet, { field: "a", label: "Refund", hint: "" });
    const words = text(sheet, { field: "a", label: "Product", hint: "" });
    const list = select(sheet, { field: "a", label: "Reason", hint: "", options: OPTIONS });
    for (const each of [box, words, list])
      expect(/** @type {HTMLInputElement} */ (each.querySelector("input, select")).value).toBe(
        answer === "two" ? "two" : "",
      );
  });
});

describe("a group of choices", () => {
  test("is named by what it is about and what it asks, and described by its text", () => {
    const sheet = sheetWith({});
    const asked = { field: "a", about: "The late lamp", question: "What is it?", options: OPTIONS };
    for (const group of [radios(sheet, { ...asked, describedBy: "text" }), checkboxes(sheet, asked)])
      expect(group.querySelector("legend")?.textContent).toBe("The late lamp: What is it?");
    expect(radios(sheet, { ...asked, describedBy: "text" }).getAttribute("aria-describedby")).toBe("text");
    expect(order(sheet, { ...asked, entries: OPTIONS }).querySelector("legend")?.textContent).toBe(
      "The late lamp: What is it?",
    );
  });
});

describe("records", () => {
  const cases = { lamp: { html: "", organisation: "shop" }, shade: { html: "", organisation: "shop" } };
  const exercise = { title: "Options", cases, organisations: { shop: "Shop" } };
  const given = [{ label: "By", value: "Friday" }];

  /** @param {[case_: string, title: string, labels: string[]][]} asked */
  const show = (asked) => {
    const records = asked.map(([id, title, labels]) => ({
      case: id,
      title,
      about: id,
      given,
      entries: labels.map((label, at) => ({
        id: `${title}.${label}`,
        type: label === "Day" ? "give-date" : "choose-one",
        label,
        hint: label === "Cost" && title === "Refund" ? "In all." : null,
        options: at ? [] : OPTIONS,
      })),
    }));
    const answers = new Answers({ answers: {}, complete: [] });
    const shown = record({ records }, new Sheet(exercise, answers, () => {}));
    return { answers, shown: document.body.appendChild(shown) };
  };
  const texts = (/** @type {Element} */ shown, /** @type {string} */ selector) =>
    [...shown.querySelectorAll(selector)].map((each) => each.textContent);

  test("of one case that ask for the same are the rows of a table, and each control is named by its row", () => {
    const { shown, answers } = show([
      ["lamp", "Refund", ["Cost", "Day"]],
      ["lamp", "Repair", ["Cost", "Day"]],
      ["lamp", "Advice", ["Cost"]],
    ]);
    expect(texts(shown, "table > thead th[scope=col]")).toEqual([
      "Record",
      "By",
      "Cost In all.",
      "Day For example, 6 5 2026 or 6 May 2026.",
    ]);
    expect(texts(shown, "tbody th[scope=row]")).toEqual(["Refund", "Repair"]);
    expect(texts(shown, "td legend")).toEqual(["Refund: Cost", "Refund: Day", "Repair: Cost", "Repair: Day"]);
    expect(texts(shown, ".cw-form legend")).toEqual(["Advice: Cost"]);
    const group = /** @type {Element} */ (shown.querySelector('[data-field="Repair.Cost"]'));
    const hint = shown.querySelector(`#${group.getAttribute("aria-describedby")}`);
    expect(hint?.textContent).toBe("In all.");
    /** @type {HTMLInputElement} */ (group.querySelector("input[value=two]")).click();
    expect(answers.all).toEqual({ "Repair.Cost": "two" });
  });

  test("of which no table can hold all columns stay forms, and the next case has a page of its own", () => {
    const many = ["Cost", "Day", "Risk", "Wish", "Cause"];
    const { shown } = show([
      ["lamp", "Refund", many],
      ["lamp", "Repair", many],
      ["shade", "Advice", many],
    ]);
    expect(texts(shown, ".cw-form-title")).toEqual(["Refund, lamp", "Repair, lamp"]);
    expect(shown.querySelectorAll("table").length).toBe(0);
    expect(shown.querySelectorAll("nav button").length).toBe(2);
  });
});

describe("a box with its label", () => {
  const asked = { field: "a", label: "Product", hint: "One word." };

  test.each([text, (/** @type {Sheet} */ sheet, /** @type {any} */ asked) => select(sheet, { ...asked, options: [] })])(
    "is named by its label and described by its hint, if it has one",
    (control) => {
      const shown = document.body.appendChild(control(sheetWith({}), asked));
      const box = /** @type {HTMLInputElement} */ (shown.querySelector("input, select"));
      expect(box.labels?.[0].textContent).toBe("Product");
      const hint = document.getElementById(box.getAttribute("aria-describedby") ?? "");
      expect(hint?.textContent).toBe("One word.");
      const bare = control(sheetWith({}), { ...asked, hint: "" });
      expect(bare.querySelector("[aria-describedby], .cw-hint")).toBeNull();
    },
  );

  test("that holds no letter or figure is kept, and no whole answer", () => {
    const sheet = sheetWith({});
    const input = /** @type {HTMLInputElement} */ (text(sheet, asked).querySelector("input"));
    for (const [typed, kept, whole] of [
      [" – ", "–", false],
      [" é ", "é", true],
      ["  ", null, false],
    ]) {
      input.value = String(typed);
      input.dispatchEvent(new Event("input"));
      expect(sheet.answers.get("a")).toBe(kept);
      expect(sheet.answers.isComplete("a")).toBe(whole);
    }
  });

  test("from which nothing is chosen any more is no answer", () => {
    const sheet = sheetWith({ a: "two" });
    const list = /** @type {HTMLSelectElement} */ (
      select(sheet, { ...asked, options: OPTIONS }).querySelector("select")
    );
    list.value = "";
    list.dispatchEvent(new Event("change"));
    expect(sheet.answers.get("a")).toBeNull();
  });
});

describe("an amount that cannot be read", () => {
  test("is said under its own name, once, and only when the learner leaves it", () => {
    const shown = document.body.appendChild(
      amount(sheetWith({ a: "two hundred" }), { field: "a", label: "Refund", hint: "" }),
    );
    const input = /** @type {HTMLInputElement} */ (shown.querySelector("input"));
    const error = /** @type {HTMLElement} */ (shown.querySelector(".cw-error"));
    expect(error.textContent).toBe("Refund: enter pounds and pence, such as 12.50");
    expect(shown.querySelector("[role=alert]")).toBeNull();
    expect(input.getAttribute("aria-describedby")?.split(" ")).toContain(error.id);
    for (const text of ["20", "twenty"]) {
      input.value = text;
      input.dispatchEvent(new Event("input"));
    }
    expect(error.textContent).toBe("");
    input.dispatchEvent(new Event("blur"));
    const said = error.querySelector("[role=alert]");
    expect(said?.textContent).toContain("Refund");
    input.dispatchEvent(new Event("blur"));
    expect(error.querySelector("[role=alert]")).toBe(said);
  });
});

test("on paper every page of a pager stands under its own heading, and on screen one again after that", () => {
  const sheet = sheetWith({});
  const shown = pager(
    sheet,
    ["a", "b"],
    (field) => [field],
    (field) => radios(sheet, { field, about: field, question: "Which?", options: OPTIONS }),
  );
  const fields = () => [...shown.querySelectorAll("fieldset")].map((group) => group.dataset.field);
  expect(fields()).toEqual(["a"]);
  window.dispatchEvent(new Event("beforeprint"));
  expect(fields()).toEqual(["a", "b"]);
  expect([...shown.querySelectorAll(".cw-stage h4")].map((heading) => heading.textContent)).toEqual([
    "Case 1 of 2",
    "Case 2 of 2",
  ]);
  window.dispatchEvent(new Event("afterprint"));
  expect(fields()).toEqual(["a"]);
  sheet.end();
  window.dispatchEvent(new Event("beforeprint"));
  expect(fields()).toEqual(["a"]);
});

test("a move is followed by what happens, which has the focus; a thought is no bubble of words that are said", () => {
  const moves = [{ id: "ask", text: "Ask her", reply: "She tells you." }];
  const turn = { question: "What next?", customer: "Well?", moves };
  const turns = [
    { ...turn, id: "first", label: "Before you speak", thought: true },
    { ...turn, id: "second", label: "The first words", thought: false },
  ];
  const sheet = sheetWith({});
  const shown = document.body.appendChild(
    conversation({ case: null, customer: "Ada", sceneHtml: "", debriefHtml: "<p>Over.</p>", turns }, sheet),
  );
  const make = /** @type {HTMLElement} */ (shown.querySelector("button"));
  make.click();
  expect(shown.querySelector("[role=alert]")?.textContent).toBe("Before you speak: choose one of these first");
  for (const at of [0, 1]) {
    /** @type {HTMLElement} */ (shown.querySelector("input")).click();
    /** @type {HTMLElement} */ (shown.querySelector("button")).click();
    expect(document.activeElement).toBe(shown.querySelectorAll(".cw-reply")[at]);
  }
  expect(
    [...shown.querySelectorAll(".cw-thought, .cw-mine")].map((said) => [said.className, said.textContent]),
  ).toEqual([
    ["cw-thought", "You thinkAsk her"],
    ["cw-mine", "YouAsk her"],
  ]);
});

test.each([
  ["in writing", ["AdaWell?", "YouIt’s here.", "Ada“Oh,” she writes. “Good.”"]],
  ["face to face", ["Ada“Well?”", "You“It’s here.”", "Ada“Oh,” she writes. “Good.”"]],
])("what is said %s stands in quotation marks unless it is a message", (channel, expected) => {
  const exercise = {
    field: "talk",
    case: null,
    channel: /** @type {"in writing"} */ (channel),
    customer: "Ada",
    sceneHtml: "",
    moves: [{ id: "here", text: "“It’s here.”" }],
    lines: ["“Well?”", "“Oh,” she writes. “Good.”", "She has it."],
    states: /** @type {any} */ ([
      [2, []],
      [0, [[0, 1, 0]]],
    ]),
    afterwards: "",
  };
  const shown = exchange(exercise, sheetWith({ talk: ["here"] }));
  expect([...shown.querySelectorAll(".cw-talk > li")].map((said) => said.textContent)).toEqual(expected);
});

describe("a step that is dragged", () => {
  /**
   * @param {string} kind
   * @param {number} clientY
   */
  const drag = (kind, clientY) =>
    Object.assign(new Event(kind, { bubbles: true, cancelable: true }), {
      clientY,
      dataTransfer: { getData: () => "one" },
    });

  test.each([
    ["before", 10, ["two", "one", "three"]],
    ["after", 30, ["two", "three", "one"]],
  ])("comes to stand where the line is: %s the step under the pointer", (side, clientY, expected) => {
    const sheet = sheetWith({});
    const shown = order(sheet, { field: "a", question: "In which order?", entries: OPTIONS });
    const row = /** @type {HTMLElement} */ (shown.querySelectorAll("li")[2]);
    row.getBoundingClientRect = () => new DOMRect(0, 0, 100, 40);
    row.dispatchEvent(drag("dragover", clientY));
    expect(row.dataset.drop).toBe(side);
    row.dispatchEvent(drag("drop", clientY));
    expect(sheet.answers.get("a")).toEqual(expected);
    expect(shown.querySelector("[data-drop]")).toBeNull();
  });
});

describe("passages of a text", () => {
  const LINES = [
    { id: "late", text: "It came late & broken." },
    { id: "wish", text: "I want it <mended>." },
    { id: "gone", text: "These words stand nowhere." },
  ];
  const text = () =>
    h("div", {}, h("p", {}, "Hello. It came late & broken. What now?"), h("p", {}, "I want it <mended>."));
  const shown = (/** @type {Record<string, any>} */ answers = {}) => {
    const sheet = sheetWith(answers);
    const asked = { field: "a", about: "The cause", question: "Which lines show it?", options: LINES, text: text() };
    return { sheet, group: passages(sheet, asked) };
  };
  const box = (/** @type {HTMLElement} */ group, /** @type {string} */ id) =>
    /** @type {HTMLInputElement} */ (group.querySelector(`input[value="${id}"]`));

  test("are chosen where they stand, and the text reads as before", () => {
    const { group } = shown();
    expect(box(group, "late").closest("p")?.textContent?.replace(/\s+/g, " ")).toBe(
      "Hello. It came late & broken. What now?",
    );
    expect(box(group, "wish").labels?.[0].textContent?.trim()).toBe("I want it <mended>.");
  });

  test("that are not in the text can be chosen all the same", () => {
    const { sheet, group } = shown();
    document.body.append(group);
    box(group, "gone").click();
    expect(sheet.answers.get("a")).toEqual(["gone"]);
  });

  test("are answered in the order in which they were made, and none is no answer", () => {
    const { sheet, group } = shown();
    document.body.append(group);
    box(group, "wish").click();
    box(group, "late").click();
    expect(sheet.answers.get("a")).toEqual(["late", "wish"]);
    expect(group.querySelector("[role=status]")?.textContent).toBe("You have chosen 2 lines.");
    box(group, "wish").click();
    box(group, "late").click();
    expect(sheet.answers.get("a")).toBe(null);
  });

  test.each(ANYTHING)("%j as an answer ticks what it names and nothing else", (answer) => {
    const { group } = shown({ a: answer });
    expect([...group.querySelectorAll("input")].filter((each) => each.checked)).toEqual([]);
  });

  test("that were answered before are ticked", () => {
    const { group } = shown({ a: ["wish"] });
    expect(box(group, "wish").checked).toBe(true);
    expect(box(group, "late").checked).toBe(false);
  });
});

describe("a date in three boxes", () => {
  const shown = (/** @type {Record<string, any>} */ answers = {}) => {
    const sheet = sheetWith(answers);
    const group = date(sheet, { field: "a", about: "The reply", question: "By when?" });
    document.body.append(group);
    const boxes = [...group.querySelectorAll("input")];
    const type = (/** @type {string[]} */ ...parts) => {
      for (const [at, part] of parts.entries()) {
        boxes[at].value = part;
        boxes[at].dispatchEvent(new Event("input"));
      }
    };
    const leave = () => group.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    return { sheet, group, boxes, type, leave, error: () => group.querySelector(".cw-error")?.textContent };
  };

  test.each([
    ["6", "5", "2026"],
    ["06", "05", "26"],
    ["6", "May", "2026"],
    ["29", "2", "2028"],
  ])("%s %s %s is a day", (...parts) => {
    expect(isDate(parts)).toBe(true);
  });

  test.each([
    ["31", "6", "2026"],
    ["29", "2", "2026"],
    ["", "5", "2026"],
    ["6", "", "2026"],
    ["6", "5", "226"],
    ["6", "13", "2026"],
  ])("%s %s %s is none", (...parts) => {
    expect(isDate(parts)).toBe(false);
  });

  test("is kept as it is typed, and blank boxes are no answer", () => {
    const { sheet, type } = shown();
    type("6", "May", "2026");
    expect(sheet.answers.get("a")).toBe("6/May/2026");
    expect(sheet.answers.isComplete("a")).toBe(true);
    type("", "", "");
    expect(sheet.answers.get("a")).toBe(null);
  });

  test("that is half typed is kept, and is told when the boxes are left and not before", () => {
    const { sheet, type, leave, error } = shown();
    type("31", "6");
    expect(sheet.answers.get("a")).toBe("31/6/");
    expect(sheet.answers.isComplete("a")).toBe(false);
    expect(error()).toBe("");
    leave();
    expect(error()).toContain("The reply: enter a day that there is");
  });

  test.each(ANYTHING)("%j as an answer shows what can be read of it", (answer) => {
    const { boxes } = shown({ a: answer });
    expect(boxes.map(({ value }) => value)).toEqual(answer === "two" ? ["two", "", ""] : ["", "", ""]);
  });

  test("that was given before stands in its boxes", () => {
    expect(shown({ a: "6/5/2026" }).boxes.map(({ value }) => value)).toEqual(["6", "5", "2026"]);
  });
});

describe("a letter out of passages", () => {
  const slot = (/** @type {string} */ id, /** @type {string[]} */ ids, more = {}) => ({
    id,
    label: `The ${id}`,
    required: true,
    several: false,
    passages: ids.map((each) => ({ id: each, text: `Say ${each}.` })),
    ...more,
  });
  const SLOTS = [
    slot("greeting", ["dear", "hi"]),
    slot("offer", ["pay"], { required: false }),
    slot("rights", ["scheme", "court"], { required: false, several: true }),
  ];
  const AROUND = { form: "letter", sender: "The shop\n1 High Street", to: "Ada", date: "3 March", subject: null };

  /** @param {Record<string, any>} answers */
  const written = (answers = {}) => {
    const sheet = sheetWith(answers);
    const { choices, written } = letter(sheet, { field: "a", label: "Your letter", letter: AROUND, slots: SLOTS });
    document.body.append(choices, written); // a box that stands nowhere tells nobody that it was changed
    const box = (/** @type {string} */ id) =>
      /** @type {HTMLInputElement} */ (choices.querySelector(`input[value="${id}"]`));
    const part = (/** @type {number} */ at) => written.querySelectorAll(".cw-letter-part")[at].textContent;
    const said = () => written.querySelector("[role=status]")?.textContent;
    return { sheet, choices, written, box, part, said };
  };

  test("says in its place what is chosen, and names what is to come", () => {
    const { sheet, box, part, said } = written();
    expect([part(0), part(1), part(2)]).toEqual(["The greeting", "", ""]);
    box("scheme").click();
    expect(part(2)).toBe("Say scheme.");
    expect(said()).toBe("Written: The rights. Still to choose: The greeting.");
    expect(sheet.answers.isComplete("a")).toBe(false);
    box("hi").click();
    expect(part(0)).toBe("Say hi.");
    expect(said()).toBe("Written: The greeting. No part is missing.");
    expect(sheet.answers.get("a")).toEqual(["hi", "scheme"]);
    expect(sheet.answers.isComplete("a")).toBe(true);
  });

  test.each([
    ["letter", "Tom Barlow, adviser, The shop", "Tom Barlow"],
    ["email", "The shop\n1 High Street", "The shop"],
    ["email", "You, at the desk", undefined],
    ["message", "The shop", undefined],
  ])("ends, as a %s from %s, with the name %s", (form, sender, name) => {
    const around = { ...AROUND, form, sender };
    const { written } = letter(sheetWith({}), { field: "a", label: "Yours", letter: around, slots: SLOTS });
    expect(written.querySelector("article > p:last-child")?.textContent).toBe(name);
  });

  test("has nothing chosen beforehand, and shows of a letter that is begun what it leaves out", () => {
    const { choices } = written();
    expect(choices.querySelectorAll("input:checked").length).toBe(0);
    document.body.replaceChildren();
    expect(written({ a: ["dear"] }).box("").checked).toBe(true);
  });

  test("leaves out again what it can do without", () => {
    const { sheet, box, part, said } = written({ a: ["dear", "pay"] });
    expect(box("").checked).toBe(false);
    box("").click();
    expect(part(1)).toBe("");
    expect(said()).toBe("Left out: The offer. No part is missing.");
    expect(sheet.answers.get("a")).toEqual(["dear"]);
  });

  test("is shown as it was saved, and what can be left out is", () => {
    const { box, part } = written({ a: ["court", "dear"] });
    expect(part(0)).toBe("Say dear.");
    expect([box("dear").checked, box("").checked, box("scheme").checked, box("court").checked]).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  test.each(ANYTHING)("shows %j as far as it can be read", (answer) => {
    expect(written({ a: answer }).part(0)).toBe("The greeting");
  });

  test("shows its sender's address line by line, and no text as HTML", () => {
    const { written: shown } = written();
    expect(shown.querySelector(".cw-letter-sender")?.innerHTML).toBe("The shop<br>1 High Street");
  });
});
