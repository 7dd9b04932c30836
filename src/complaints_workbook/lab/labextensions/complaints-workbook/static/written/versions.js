// The earlier versions of an answer: so many as are useful to go back to.

/** @typedef {{ text: string, at: number }} Version a text, and when it stood there: milliseconds since 1970 */

const MOST = 10;
const LONGEST = 20_000; // characters

/**
 * Return the versions with one more, the latest first. One that a later one holds whole is not kept beside it.
 * @param {Version[]} versions
 * @param {Version} version
 */
export function withVersion(versions, { text, at }) {
  const whole = text.trim();
  if (!whole || whole.length > LONGEST || versions.some((other) => other.text.includes(whole))) return versions;
  return [{ text: whole, at }, ...versions.filter((other) => !whole.includes(other.text))].slice(0, MOST);
}

/**
 * Return the versions that are worth going back to: those that the text as it is does not hold.
 * @param {Version[]} versions
 * @param {string} text
 */
export const othersThan = (versions, text) => versions.filter((version) => !text.includes(version.text));
