import { describe, expect, test, vi } from "vitest";
import { Answers } from "../../src/complaints_workbook/widget/answers.js";

const forEver = new AbortController().signal;
const known = (answers = {}, complete = Object.keys(answers)) => ({ answers, complete });

describe("what is answered", () => {
  test("the kernel's word on what is complete stands over the page's guess", () => {
    const answers = new Answers(known());
    answers.set("amount", "about ten");
    expect(answers.isComplete("amount")).toBe(true);
    answers.adopt(known({ amount: "about ten" }, []));
    expect(answers.isComplete("amount")).toBe(false);
  });

  test("a control may say that what it holds is no whole answer", () => {
    const answers = new Answers(known());
    answers.set("amount", "about ten", { whole: false });
    expect(answers.isComplete("amount")).toBe(false);
    expect(answers.get("amount")).toBe("about ten");
  });

  test("an answer that the disk does not have yet is not taken over, nor the guess about it", () => {
    const answers = new Answers(known(), undefined, (field) => field === "mine");
    answers.set("mine", "new");
    answers.adopt(known({ mine: "old", other: "x" }, ["other"]));
    expect(answers.all).toEqual({ mine: "new", other: "x" });
    expect(answers.isComplete("mine")).toBe(true);
    expect(answers.isComplete("other")).toBe(true);
  });

  test("an answer that is taken back elsewhere goes", () => {
    const answers = new Answers(known({ a: "x" }));
    answers.adopt(known());
    expect(answers.get("a")).toBeNull();
    expect(answers.isComplete("a")).toBe(false);
  });
});

describe("who hears of it", () => {
  test("giving the same answer again changes nothing", () => {
    const changed = vi.fn();
    const answers = new Answers(known({ several: ["a", "b"] }), changed);
    answers.set("several", ["a", "b"]);
    expect(changed).not.toHaveBeenCalled();
    answers.set("several", ["a"], { typed: true });
    expect(changed).toHaveBeenCalledExactlyOnceWith("several", { typed: true });
  });

  test("a control hears of changes elsewhere, and not of its own", () => {
    const heard = vi.fn();
    const answers = new Answers(known({ a: "x" }));
    answers.bind("a", heard, forEver);
    answers.set("a", "y");
    expect(heard.mock.calls).toEqual([["x"]]);
    answers.adopt(known({ a: "z" }));
    expect(heard.mock.calls).toEqual([["x"], ["z"]]);
  });

  test("whoever has gone hears nothing more", () => {
    const ending = new AbortController();
    const [bound, watching] = [vi.fn(), vi.fn()];
    const answers = new Answers(known());
    answers.bind("a", bound, ending.signal);
    answers.watch(watching, ending.signal);
    ending.abort();
    answers.adopt(known({ a: "x" }));
    answers.bind("a", bound, ending.signal);
    answers.clear();
    expect(bound).toHaveBeenCalledTimes(2); // once at each bind, to show what is known
    expect(watching).not.toHaveBeenCalled();
  });
});
