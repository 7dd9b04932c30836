// What a learner types, as Markdown that shows exactly that, whatever draws it: each line ends where it ended, and
// each sign means itself. `own_work/plain_text.py` says the same in Python.

/** Signs that Markdown, or what draws formulas or links, would take for something else, wherever they stand. */
const SPECIAL = /[&<\\`*_~[|$@]|:(?=\/\/)|(?<=[Ww]{3})\./g;

/** What would make a heading, a list, a quotation or a line across of what follows it. */
const LEADING = /^(\s*)(?:([#+\-=:>])|([0-9]+)([.)]))/;

/** Spaces that would not be shown: at the start of a line, or after another; and tabs. */
const UNSEEN_SPACE = /\t|(?:^|(?<=[ \t])) /g;

/** What stands for them: a space at which no line is broken, and a wide one. */
const SPACES = new Map([
  [" ", "&#160;"],
  ["\t", "&#8195;"],
]);
const SPACE_OF = new Map([...SPACES].map(([space, written]) => [written, space]));

/** Of several empty lines together the first is a new paragraph, and each other is this: a space without width. */
const EMPTY_LINE = "&#8203;";
const GOES_ON = "  "; // at the end of a line: the paragraph goes on in a new one

const WRITTEN_SIGN = /&#[0-9]{1,5};/g;
const LINE_ENDS = /\r\n|[\r\v\f\u2028\u2029]/g;
const UNPRINTABLE = /[^\P{Cc}\n\t]|[\ufffe\uffff]/gu;
const HALF_A_SIGN = /[\ud800-\udfff]/gu;

/**
 * Return what is kept of a text: its lines, without what nobody sees in them, at their ends and around them all.
 * @param {string} text
 */
export const tidy = (text) =>
  text
    .replace(HALF_A_SIGN, "\ufffd")
    .replace(LINE_ENDS, "\n")
    .replace(UNPRINTABLE, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");

/**
 * Return Markdown that shows a text as it was typed.
 * @param {string} text
 */
export function asMarkdown(text) {
  const lines = tidy(text).split("\n");
  const isEmpty = (/** @type {number} */ at) => !lines[at];
  return lines
    .map((line, at) => {
      if (line) return lineAsMarkdown(line) + (isEmpty(at + 1) ? "" : GOES_ON);
      return at > 0 && isEmpty(at - 1) ? EMPTY_LINE + GOES_ON : "";
    })
    .join("\n");
}

/**
 * Return the text that Markdown of `asMarkdown` was made of, or null for any other.
 * @param {string} markdown
 */
export function asTyped(markdown) {
  const text = markdown.split("\n").map(lineAsTyped).join("\n");
  return asMarkdown(text) === markdown ? text : null;
}

/** @param {string} line */
function lineAsMarkdown(line) {
  return line
    .replace(SPECIAL, written)
    .replace(LEADING, (_all, blank, sign, number, after) => blank + (sign ? written(sign) : number + written(after)))
    .replace(UNSEEN_SPACE, (space) => SPACES.get(space) ?? space);
}

/** @param {string} line */
const lineAsTyped = (line) =>
  (line.endsWith(GOES_ON) ? line.slice(0, -GOES_ON.length) : line).replace(WRITTEN_SIGN, (sign) =>
    sign === EMPTY_LINE ? "" : (SPACE_OF.get(sign) ?? String.fromCodePoint(Number(sign.slice(2, -1)))),
  );

/** @param {string} sign */
const written = (sign) => `&#${sign.charCodeAt(0)};`;
