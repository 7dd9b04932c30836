// What stands around a box for a written answer: its question, its words, its versions, and when it is saved.

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { answerIn } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/answer.js";
import {
  answersInFile,
  setSource,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/cells.js";
import { Drafts } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/drafts.js";
import { merged } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/merging.js";
import { questionIn } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/question.js";
import {
  AGAIN_AFTER,
  RESTS_AFTER,
  Saving,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/saving.js";
import {
  othersThan,
  withVersion,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/versions.js";
import { wordsIn } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/words.js";

test("a question is its heading and its words, without the signs of Markdown", () => {
  expect(questionIn("### Written question: the lamp\n\n**Explain** how. See [P2](x).\n\n- One\n- `Two`")).toEqual({
    title: "the lamp",
    text: "Explain how. See P2. - One - Two",
  });
  expect(questionIn("")).toEqual({ title: "", text: "" });
});

test.each(["[", "![", "[](", "![](attachment:", "![](attachment:a"])(
  "no text takes long to look through: %s without end",
  (piece) => {
    const began = performance.now();
    const text = piece.repeat(200_000);
    expect(questionIn(`### Why?\n\n${text}`).title).toBe("Why?");
    expect(answerIn(`${text} ![](attachment:a.png)`).pictures).toEqual(["![](attachment:a.png)"]);
    expect(performance.now() - began).toBeLessThan(10_000);
  },
);

test.each([
  ["", "Why?", "0 words"],
  ["One – 2, it’s well-known.", "Why?", "4 words"],
  ["Word", "Write about 150 to 200 words.", "1 word, about 150 to 200 suggested"],
  ["a b", "Write 80 words.", "2 words, about 80 suggested"],
])("words are counted, and the suggestion is told: %j", (text, question, said) => {
  expect(wordsIn(text, question)).toBe(said);
});

describe("earlier versions", () => {
  test("are kept unless another holds them whole, the latest first", () => {
    let versions = withVersion([], { text: "One.", at: 1 });
    versions = withVersion(versions, { text: "One. Two.", at: 2 });
    expect(versions).toEqual([{ text: "One. Two.", at: 2 }]);
    versions = withVersion(versions, { text: "Other.", at: 3 });
    expect(withVersion(versions, { text: "Two.", at: 4 })).toEqual(versions);
    expect(withVersion(versions, { text: " \n", at: 4 })).toEqual(versions);
    expect(versions.map(({ at }) => at)).toEqual([3, 2]);
    expect(othersThan(versions, "And Other. Three.")).toEqual([{ text: "One. Two.", at: 2 }]);
  });

  test("are not more than are useful", () => {
    const texts = Array.from({ length: 30 }, (_, at) => `Version ${at}.`);
    const versions = texts.reduce((kept, text, at) => withVersion(kept, { text, at }), /** @type {any[]} */ ([]));
    expect(versions).toHaveLength(10);
    expect(versions[0].text).toBe("Version 29.");
  });
});

describe("what the browser keeps", () => {
  const drafts = new Drafts(() => "here", localStorage);
  afterEach(() => localStorage.clear());

  test("is one learner's notebook's, and gone when it is not needed", () => {
    drafts.hold("a", { source: "new", over: "old" });
    expect(drafts.of("a").draft).toEqual({ source: "new", over: "old" });
    expect(new Drafts(() => "there", localStorage).of("a").draft).toBeNull();
    drafts.hold("a", null);
    expect(localStorage).toHaveLength(0);
  });

  test.each(["", "[", "7", "null", '{"draft":{"source":1},"versions":[{"text":2},3,{"text":"x"}]}', '{"versions":{}}'])(
    "is nothing where it is damaged: %j",
    (text) => {
      drafts.keep("a", "A version.");
      const key = String(localStorage.key(0));
      localStorage.setItem(key, text);
      expect(drafts.of("a")).toEqual({ draft: null, versions: [] });
    },
  );

  test("loses the versions before what is not saved, where there is no room", () => {
    /** @type {Map<string, string>} */
    const kept = new Map();
    const small = /** @type {any} */ ({
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem(/** @type {string} */ key, /** @type {string} */ value) {
        if (value.length > 90) throw new Error("There is no room.");
        kept.set(key, value);
      },
    });
    const cramped = new Drafts(() => "here", small);
    cramped.keep("a", "A version.");
    expect(cramped.of("a").versions).toHaveLength(1);
    const draft = { source: "What is not saved yet", over: "old" };
    cramped.hold("a", draft);
    expect(cramped.of("a")).toEqual({ draft, versions: [] });
  });
});

test("another window's answers are taken over, but for those that were changed here", () => {
  const known = new Map([
    ["a", "1"],
    ["b", "1"],
    ["c", "1"],
    ["d", "1"],
  ]);
  const here = new Map([
    ["a", "1"],
    ["b", "2"],
    ["c", "2"],
    ["d", "3"],
  ]);
  const there = new Map([
    ["a", "9"],
    ["b", "1"],
    ["c", "9"],
    ["d", "3"],
    ["of another notebook", "9"],
  ]);
  expect(merged(known, here, there)).toEqual({ taken: new Map([["a", "9"]]), other: new Map([["c", "9"]]) });
});

test("answers are told by nbgrader's word, and copies of one by their number", () => {
  const cell = (/** @type {string} */ type, /** @type {any} */ nbgrader) => ({
    cell_type: type,
    metadata: { nbgrader },
  });
  const answer = { grade_id: "a", solution: true, grade: true };
  const cells = [
    cell("markdown", answer),
    cell("code", { ...answer, grade_id: "code" }),
    cell("markdown", { ...answer, solution: false }),
    cell("markdown", answer),
    { cell_type: "markdown", metadata: {} },
  ];
  expect([...answersInFile(cells).keys()]).toEqual(["a", "a 2"]);
});

describe("a cell's text is typed in", () => {
  test.each([
    ["", "abc"],
    ["abc", ""],
    ["abcabc", "abc"],
    ["abc", "abXc"],
    ["😀", "😁"],
    ["a😀b", "a😁b"],
    ["😀😀", "😀"],
    ["\ud83d\ude00", "\ud83e\ude00"],
  ])("without splitting a character: %j, %j", (before, after) => {
    let text = before;
    const sharedModel = {
      getSource: () => text,
      updateSource(/** @type {number} */ start, /** @type {number} */ end, /** @type {string} */ value) {
        for (const part of [text.slice(0, start), value, text.slice(end)]) expect(part).not.toMatch(/\p{Surrogate}/u);
        text = text.slice(0, start) + value + text.slice(end);
      },
    };
    setSource({ sharedModel }, after);
    expect(text).toBe(after);
  });
});

describe("what is typed is saved", () => {
  /** @type {{ done: () => void, fail: (why: Error) => void }[]} */
  let writes;
  /** @type {string[]} */
  let told;
  /** @type {Saving} */
  let saving;
  const settle = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    vi.useFakeTimers();
    [writes, told] = [[], []];
    saving = new Saving({
      save: () => new Promise((done, fail) => writes.push({ done, fail })),
      say: (name, state) => told.push(`${name} ${state}`),
      warn: (problem, names) => problem && told.push(`${names} ${problem.message}`),
    });
  });
  afterEach(() => vi.useRealTimers());

  test("when it rests, and once for several keys", async () => {
    saving.typed("a");
    await vi.advanceTimersByTimeAsync(RESTS_AFTER - 1);
    saving.typed("a");
    await vi.advanceTimersByTimeAsync(RESTS_AFTER - 1);
    expect(writes).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(writes).toHaveLength(1);
    expect(told).not.toContain("a saved");
    writes[0].done();
    await settle();
    expect(told.at(-1)).toBe("a saved");
  });

  test("once more where it was changed while it was being saved, and only then it is said to be saved", async () => {
    saving.typed("a");
    saving.rest();
    saving.typed("a");
    saving.rest();
    expect(writes).toHaveLength(1);
    writes[0].done();
    await settle();
    expect(told).not.toContain("a saved");
    writes[1].done();
    await settle();
    expect(told.at(-1)).toBe("a saved");
  });

  test("again by itself where it failed", async () => {
    saving.typed("a");
    saving.rest();
    writes[0].fail(new Error("away"));
    await settle();
    expect(told.at(-1)).toBe("a away");
    await vi.advanceTimersByTimeAsync(AGAIN_AFTER);
    writes[1].done();
    await settle();
    expect(told.at(-1)).toBe("a saved");
    await vi.advanceTimersByTimeAsync(10 * AGAIN_AFTER);
    expect(writes).toHaveLength(2);
  });

  test("by whatever else saves the notebook, which is told when it cannot be", async () => {
    saving.typed("a");
    const run = saving.run();
    writes[0].fail(new Error("away"));
    await expect(run).rejects.toThrow("away");
    expect(told.at(-1)).toBe("a away");
  });
});
