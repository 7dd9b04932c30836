// Amounts of money, as the workbook reads and writes them.

const AMOUNT = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,2})?$/;

/**
 * Return an amount in pence, or null where a text is none.
 * @param {string} text
 */
export function pence(text) {
  const match = AMOUNT.exec(text.trim());
  if (!match || !(match[1] || match[2])) return null;
  return Math.round(Number((match[1] || "0").replaceAll(",", "") + (match[2] || "")) * 100);
}

/**
 * Write an amount of pence in pounds.
 * @param {number} amount
 */
export const pounds = (amount) =>
  `£${(amount / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
