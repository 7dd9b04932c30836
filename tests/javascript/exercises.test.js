import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { amount } from "../../src/complaints_workbook/widget/controls/amount.js";
import { radios } from "../../src/complaints_workbook/widget/controls/radios.js";
import { h } from "../../src/complaints_workbook/widget/elements.js";
import { render } from "../../src/complaints_workbook/widget/exercise.js";
import { pager } from "../../src/complaints_workbook/widget/pager.js";

/** @typedef {import("../../src/complaints_workbook/widget/sheet.js").Sheet} Sheet */

const OPTIONS = [
  { id: "yes", text: "Yes" },
  { id: "no", text: "No" },
];
const KIND = {
  /** @type {import("../../src/complaints_workbook/widget/types").View} */
  view: (_, sheet) =>
    h(
      "div",
      {},
      radios(sheet, { field: "choice", question: "Is it?", options: OPTIONS }),
      amount(sheet, { field: "sum", label: "How much?", hint: "In pounds." }),
    ),
};

/** A model as anywidget has it, and the kernel behind it. */
class Kernel {
  sent = /** @type {any[]} */ ([]);
  listeners = new Set();
  state;

  /** @param {"assessed" | "practice"} mode */
  constructor(mode) {
    const page = {
      id: "e",
      mode,
      title: "An exercise",
      caption: "",
      introduction: "",
      worked: null,
      fields: ["choice", "sum"],
    };
    this.state = { page, view: "kind", preview: "", answers: {}, complete: [], status: { text: "" } };
  }

  model = {
    get: (/** @type {string} */ name) => /** @type {any} */ (this.state)[name],
    send: (/** @type {any} */ message) => this.sent.push(message),
    on: (/** @type {string} */ _, /** @type {any} */ listener) => this.listeners.add(listener),
    off: (/** @type {string} */ _, /** @type {any} */ listener) => this.listeners.delete(listener),
  };

  /** @param {any} message */
  says(message) {
    for (const listener of this.listeners) listener(message);
  }

  show(view = KIND, place = document.body) {
    const el = place.appendChild(h("div"));
    const close = render({ model: this.model, el }, { kind: view }, "");
    return { el, close };
  }
}

/**
 * @param {HTMLElement} el
 * @param {string} selector
 */
const find = (el, selector) => /** @type {HTMLInputElement} */ (el.querySelector(selector));
/** @param {HTMLElement} el */
const state = (el) => find(el, ".cw-state").textContent;
/**
 * @param {HTMLElement} el
 * @param {string} text
 */
const type = (el, text) => {
  const box = find(el, "input[type=text]");
  box.value = text;
  box.dispatchEvent(new Event("input"));
};

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
});
afterEach(() => {
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe("an assessed exercise", () => {
  test("counts what the kernel calls complete", () => {
    const kernel = new Kernel("assessed");
    const { el } = kernel.show();
    type(el, "about ten");
    expect(state(el)).toBe("0 of 2 answered. Saving…");
    find(el, "section").dispatchEvent(new Event("focusout"));
    const [{ view, number, field, value }] = kernel.sent;
    expect([field, value]).toEqual(["sum", "about ten"]);
    kernel.says({ type: "saved", view, number, text: "Saved.", answers: { sum: "about ten" }, complete: [] });
    expect(state(el)).toBe("0 of 2 answered. Saved.");
    kernel.says({ type: "answers", answers: { sum: "about ten", choice: "yes" }, complete: ["choice"] });
    expect(state(el)).toBe("1 of 2 answered. Saved.");
    expect(find(el, "input[value=yes]").checked).toBe(true);
  });

  test("saves what was typed when the page is left or hidden", () => {
    const kernel = new Kernel("assessed");
    const { el } = kernel.show();
    type(el, "1");
    window.dispatchEvent(new Event("pagehide"));
    type(el, "12");
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(kernel.sent.map(({ value }) => value)).toEqual(["1", "12"]);
  });

  test("shown twice hears of its own saves only, and of none when it is closed", () => {
    const kernel = new Kernel("assessed");
    const [one, two] = [kernel.show(), kernel.show()];
    find(one.el, "input[value=yes]").click();
    const [{ view, number }] = kernel.sent;
    kernel.says({ type: "failed", view, number, text: "The disk is full." });
    expect(find(one.el, ".cw-alert").textContent).toContain("The disk is full.");
    expect(find(two.el, ".cw-alert").textContent).toBe("");
    one.close();
    two.close();
    expect(kernel.listeners.size).toBe(0);
  });
});

test("an answer that was not saved when its cell was run again is taken up by the next view of that notebook", () => {
  let isShown = () => {};
  vi.stubGlobal(
    "ResizeObserver",
    class {
      /** @param {() => void} tell */
      constructor(tell) {
        isShown = tell;
      }
      observe() {}
      disconnect() {}
    },
  );
  const [one, two] = [new Kernel("assessed"), new Kernel("assessed")];
  const [notebook, other] = [h("div", { class: "jp-Notebook" }), h("div", { class: "jp-Notebook" })];
  document.body.append(notebook, other);
  const { el, close } = one.show(KIND, notebook);
  find(el, "input[value=yes]").click();
  find(el, "input[value=no]").click();
  one.says({ type: "saved", ...one.sent[0], text: "Saved." });
  close();
  el.remove();
  two.show(KIND, other);
  isShown();
  expect(two.sent).toEqual([]);
  const again = two.show(KIND, notebook);
  isShown();
  expect(two.sent.map(({ field, value }) => [field, value])).toEqual([["choice", "no"]]);
  expect(find(again.el, "input[value=no]").checked).toBe(true);
  expect(find(again.el, ".cw-notice").textContent).toContain("It is on this page again");
  const third = two.show(KIND, notebook);
  isShown();
  expect(find(third.el, ".cw-notice").textContent).toBe("");
  vi.unstubAllGlobals();
});

describe("a practice", () => {
  test("shows the verdicts of every item of a field, and what is left", () => {
    const kernel = new Kernel("practice");
    const { el } = kernel.show();
    find(el, ".cw-steps button").click();
    const [{ view, number, ...sent }] = kernel.sent;
    expect(sent).toEqual({ type: "check", answers: {} });
    const reasons = [{ about: "Yes", text: "It is." }];
    const right = { label: "Tone", verdict: "right", words: "Right", key: [], reasons };
    const answer = [
      { text: "Sorry.", remark: "It was late." },
      { text: "Goodbye.", remark: "" },
    ];
    const best = [{ text: "So sorry.", remark: "Warmer." }];
    const fields = [
      { field: "choice", answer, best, items: [right, { ...right, verdict: "not-yet", words: "Not yet" }] },
      { field: "sum", answer: [], best: [], items: [] },
    ];
    kernel.says({ type: "feedback", view, number, score: "You have 1 of 2 marks.", complete: ["choice"], fields });
    const texts = (/** @type {string} */ inside) =>
      [...el.querySelectorAll(`[data-field="choice"] ${inside}`)].map((each) => each.textContent);
    expect(texts(".cw-verdict p:first-child")).toEqual(["Tone: Right", "Tone: Not yet"]);
    expect(texts(".cw-told > div")).toEqual([
      "You answeredSorry.It was late.Goodbye.",
      "The best answerSo sorry.Warmer.",
    ]);
    expect(texts(".cw-told li > p")).toEqual(["It was late.", "Warmer."]);
    expect(el.querySelectorAll(".cw-told").length).toBe(1);
    expect(find(el, ".cw-result").textContent).toBe("You have 1 of 2 marks.1 question is not answered yet.");
    expect(state(el)).toBe("1 of 2 answered");
  });

  test("hears nothing more of a check that was under way when it was started again", () => {
    const kernel = new Kernel("practice");
    const { el } = kernel.show();
    const [check, again] = el.querySelectorAll(/** @type {"button"} */ (".cw-steps button"));
    const reply = { type: "feedback", score: "You have 2 of 2 marks.", complete: [], fields: [] };
    check.click();
    again.click();
    vi.advanceTimersByTime(60_000);
    const [{ view, number }] = kernel.sent;
    kernel.says({ ...reply, view, number });
    expect(kernel.sent).toHaveLength(1);
    expect([find(el, ".cw-result").textContent, find(el, ".cw-alert").textContent]).toEqual(["", ""]);
    check.click();
    kernel.says({ ...reply, view, number }); // of the time before
    kernel.says({ ...reply, ...kernel.sent[1], type: "feedback", view: "another" });
    expect(find(el, ".cw-result").textContent).toBe("");
    kernel.says({ ...reply, view, number: kernel.sent[1].number });
    expect(find(el, ".cw-result").textContent).toContain("You have 2 of 2 marks.");
  });

  test("forgets everything when it is started again, and nothing of before is drawn any more", () => {
    const drawn = vi.fn();
    const kernel = new Kernel("practice");
    const { el } = kernel.show({
      view: (exercise, sheet) => {
        sheet.watch(drawn);
        return KIND.view(exercise, sheet);
      },
    });
    const again = find(el, ".cw-steps .cw-secondary");
    for (let time = 0; time < 3; time++) again.click();
    drawn.mockClear();
    find(el, "input[value=yes]").click();
    expect(drawn).toHaveBeenCalledTimes(1);
    expect(state(el)).toBe("1 of 2 answered");
    again.click();
    expect(find(el, "input:checked")).toBeNull();
    expect(state(el)).toBe("0 of 2 answered");
  });
});

test("a pager opens at the first entry that is not answered, and marks them all by the kernel's word", () => {
  const kernel = new Kernel("assessed");
  kernel.state.page.fields = ["a", "b"];
  Object.assign(kernel.state, { answers: { a: "yes", b: "?" }, complete: ["a"] });
  const draw = (/** @type {Sheet} */ sheet, /** @type {string} */ field) =>
    radios(sheet, { field, question: field, options: OPTIONS });
  const { el } = kernel.show({
    view: (_, sheet) =>
      pager(
        sheet,
        ["a", "b"],
        (field) => [field],
        (field) => draw(sheet, field),
      ),
  });
  expect(find(el, "h4").textContent).toBe("Case 2 of 2");
  expect([...el.querySelectorAll("nav button")].map((button) => button.textContent)).toEqual([
    "1 Case, answered",
    "2 Case, not answered",
  ]);
});
