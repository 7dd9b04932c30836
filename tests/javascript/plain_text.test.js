// What is typed into a box and what stands in the notebook are the same text.

import { describe, expect, test } from "vitest";
import {
  answerIn,
  namesOf,
  pictureOf,
  sourceOf,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/answer.js";
import {
  asMarkdown,
  asTyped,
  tidy,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/plain_text.js";
import TABLE from "../typed_answers.json";

const BY_HAND = [
  "I **would** listen.",
  "- one\n- two",
  "a  b",
  "a\nb",
  "a &amp; b",
  "a ",
  "\na",
  "&#8203;",
  "&#55357;",
];

describe("a text that is typed", () => {
  test.each(TABLE)("has one way to be written: $markdown", ({ typed, markdown }) => {
    expect(asMarkdown(typed)).toBe(markdown);
    expect(asTyped(markdown)).toBe(tidy(typed));
  });

  test.each(BY_HAND)("is told apart from Markdown by hand, which is shown as it stands: %j", (source) => {
    expect(asTyped(source)).toBeNull();
    expect(answerIn(source)).toEqual({ words: source, pictures: [] });
  });

  test("is no stub: what is released where an answer goes is an empty answer", () => {
    const stub = "Double-click here (or press Enter) and write your answer in place of this sentence.";
    expect(answerIn(stub)).toEqual({ words: "", pictures: [] });
    expect(answerIn(`${stub}\n\nI would listen.`).words).toContain("I would listen.");
  });
});

describe("pictures of an answer", () => {
  test("follow its words, and stay when these change", () => {
    const answer = { words: "See *this*:", pictures: [pictureOf("a b.png"), pictureOf("c.jpeg")] };
    const source = sourceOf(answer);
    expect(answerIn(source)).toEqual(answer);
    expect(namesOf(answerIn(source).pictures)).toEqual(["a b.png", "c.jpeg"]);
    expect(answerIn(sourceOf({ ...answer, words: "" }))).toEqual({ ...answer, words: "" });
  });

  test("that stand amid Markdown by hand keep the words that they were given", () => {
    const answer = answerIn("One.\n\n![the till](attachment:till%20.png)\n\nTwo.");
    expect(answer.pictures).toEqual(["![the till](attachment:till%20.png)"]);
    expect(answer.words).toMatch(/^One\.\s+Two\.$/);
    expect(namesOf(answer.pictures)).toEqual(["till .png"]);
  });
});
