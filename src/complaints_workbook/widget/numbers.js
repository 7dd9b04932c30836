// Numbers with a unit, as people write them. The kernel decides in the end, and reads them alike.

/** @typedef {import("./controls/number.js").Unit} Unit */
/** @typedef {{ value?: string, unit?: Unit, wrong: string }} Read */

const NUMBER = /^([-+−–]?) ?(£?) ?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,6})?(?: ?([^\d.,+−–-].*))?$/;
const MOST_FIGURES = 12;
const MINUS = ["-", "−", "–"];

/**
 * Return the number that a text says, in figures alone, and its unit; or what is wrong, for the learner.
 * @param {string} text
 * @param {Unit[]} units that it may be in
 * @param {string} chosen the unit's id; empty where none is chosen, or there is none to choose
 * @returns {Read}
 */
export function readNumber(text, units, chosen) {
  const match = NUMBER.exec(text.split(/\s+/).filter(Boolean).join(" "));
  const whole = (match?.[3] ?? "").replaceAll(",", "");
  if (!match || !(match[3] || match[4]) || whole.length > MOST_FIGURES) return { wrong: advice(text) };
  const value = `${MINUS.includes(match[1]) ? "-" : ""}${whole || "0"}${match[4] ?? ""}`;
  const words = (match[5] ?? "").toLowerCase();
  const named = words ? units.filter(({ forms }) => forms.includes(words)) : units;
  const signed = match[2] ? named.filter(({ before }) => before === "£") : named;
  const fits = chosen ? signed.filter(({ id }) => id === chosen) : signed;
  if (fits.length === 1) return { value, unit: fits[0], wrong: "" };
  if (!signed.length) return { wrong: `“${words || "£"}” is not the unit here; write the number alone` };
  return { wrong: fits.length ? "choose the unit as well" : "the unit behind the number is not the one chosen" };
}

/**
 * @param {string} text that is no number
 */
function advice(text) {
  if (/\d,\d{1,2}(?!\d)/.test(text)) return "use a full stop for decimals, such as 12.5";
  return "enter a number in figures, such as 12.5 or 1,200";
}

/**
 * Write a number as people do, with commas between its thousands.
 * @param {string} value in figures alone
 */
export function figures(value) {
  const [whole, part] = value.replace("-", "").split(".");
  const grouped = (whole.replace(/^0+(?=\d)/, "") || "0").replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = (part ?? "").replace(/0+$/, "");
  return `${value.startsWith("-") ? "−" : ""}${grouped}${decimals && `.${decimals}`}`;
}
