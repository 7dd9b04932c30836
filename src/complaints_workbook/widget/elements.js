// The elements that everything on a page is made of.

/** @typedef {Node | string | false | null | undefined} Child */
/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Property */

let serial = 0;

/** Return an id that no other element of the page has. */
export const nextId = () => `cw-${++serial}-${Math.random().toString(36).slice(2, 8)}`;

/**
 * Make an element: h("p", {class: "x", onclick: f}, "text", child). A text stays text; HTML comes by `fragment`.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Property>} [properties] attributes, and listeners (`on…`)
 * @param {...(Child | Child[])} children
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/**
 * Make a heading.
 * @param {number} level
 * @param {Record<string, Property>} [properties]
 * @param {...(Child | Child[])} children
 */
export const heading = (level, properties = {}, ...children) =>
  h(/** @type {"h4"} */ (`h${Math.min(6, level)}`), properties, ...children);

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
