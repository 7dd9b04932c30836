// The elements that a box is made of.

/** @typedef {Node | string} Child */

let serial = 0;

/** Return an id that no other element of the page has. */
export const nextId = () => `cw-written-${++serial}`;

/**
 * Make an element. A text stays text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | ((event: any) => void)>} properties attributes, and listeners (`on…`)
 * @param {...Child} children
 */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
