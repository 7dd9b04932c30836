// The elements that everything on a page is made of.

/** @typedef {Node | string | false | null | undefined} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Property */

let serial = 0;

/** Return an id that no other element of the page has. */
export const nextId = () => `cw-${++serial}-${Math.random().toString(36).slice(2, 8)}`;

/**
 * Make an element: h("p", {class: "x", onclick: f}, "text", child).
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Property>} [properties] attributes, listeners (`on…`), and `html`
 * @param {...(Child | Child[])} children
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "html")
      element.innerHTML = String(value); // rendered and escaped in Python
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/**
 * Make an element of a picture.
 * @param {string} tag
 * @param {Record<string, string | number>} [properties]
 * @param {...(Node | string)} children
 */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Make a table with a caption, names over its columns, and the first cell of each row as its name.
 * @param {{ caption: string, columns: string[], rows: Child[][], kind?: string }} table
 */
export function table({ caption, columns, rows, kind = "" }) {
  const row = (/** @type {Child[]} */ [name, ...cells]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      cells.map((cell) => h("td", {}, cell)),
    );
  return h(
    "table",
    { class: `cw-table ${kind}`.trim() },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        columns.map((name) => h("th", { scope: "col" }, name)),
      ),
    ),
    h("tbody", {}, rows.map(row)),
  );
}
