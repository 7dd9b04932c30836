// How many words an answer has, and how many its question suggests.

const WORD = /\S*[\p{L}\p{N}]\S*/gu;
const SUGGESTED = /\b(\d+)(?: to (\d+))? words\b/;

/**
 * Say how many words a text has, and how many are suggested, if its question says so.
 * @param {string} text
 * @param {string} question
 */
export function wordsIn(text, question) {
  const count = countOf(text);
  const [, least, most] = SUGGESTED.exec(question) ?? [];
  const suggested = least && `about ${most ? `${least} to ${most}` : least} suggested`;
  return [`${count} ${count === 1 ? "word" : "words"}`, suggested].filter(Boolean).join(", ");
}

/** @param {string} text */
export const countOf = (text) => text.match(WORD)?.length ?? 0;
