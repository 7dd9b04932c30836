// The one door by which HTML comes to the page. What a learner's folder holds may have been
// changed by anybody, so nothing passes but what dossiers, papers and texts are made of.

import { lineUp, nameCells } from "./tables.js";

const ELEMENTS = new Set(
  "BLOCKQUOTE BR CAPTION CODE DD DIV DL DT EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL".split(
    " ",
  ),
);

/** @type {Record<string, (value: string) => boolean>} what an attribute may say */
const ATTRIBUTES = {
  "aria-label": () => true,
  class: (value) => value.split(" ").every((name) => name.startsWith("cw-")),
  role: (value) => value === "group",
  scope: (value) => value === "col" || value === "row",
  start: (value) => /^\d{1,4}$/.test(value),
};

/**
 * Return what is harmless of a text of HTML, made anew: known elements with known attributes.
 * Links are whole addresses of the web or of mail; of pictures, their words are left.
 * @param {string} html
 * @param {number} [level] of its highest heading; those below it follow
 */
export function fragment(html, level = 4) {
  const read = new DOMParser().parseFromString(String(html ?? ""), "text/html").body; // in which nothing runs or loads
  const levels = [...read.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1]));
  const lower = level - Math.min(...levels, 6);
  const made = document.createDocumentFragment();
  made.append(...contents(read, lower));
  for (const table of made.querySelectorAll("table")) {
    nameCells(table);
    lineUp(table);
  }
  return made;
}

/**
 * @param {Node} parent
 * @param {number} lower
 */
const contents = (parent, lower) => [...parent.childNodes].flatMap((node) => copy(node, lower));

/**
 * Return a node made anew, or nothing where it is not known.
 * @param {Node} node
 * @param {number} lower by how many levels headings are
 * @returns {Node[]}
 */
function copy(node, lower) {
  if (node instanceof Text) return [document.createTextNode(node.data)];
  if (!(node instanceof HTMLElement)) return [];
  if (node.tagName === "IMG") return [document.createTextNode(node.getAttribute("alt") ?? "")];
  if (node.tagName === "A") return [link(node, lower)];
  if (!ELEMENTS.has(node.tagName)) return [];
  const element = document.createElement(renamed(node.tagName, lower));
  for (const [name, allows] of Object.entries(ATTRIBUTES)) {
    const value = node.getAttribute(name);
    if (value !== null && allows(value)) element.setAttribute(name, value);
  }
  element.append(...contents(node, lower));
  return [element];
}

/**
 * @param {string} tag
 * @param {number} lower
 */
const renamed = (tag, lower) => (/^H\d$/.test(tag) ? `h${Math.min(6, Number(tag[1]) + lower)}` : tag);

/**
 * Return a link, or its words alone where it leads to no whole address.
 * @param {HTMLElement} node
 * @param {number} lower
 */
function link(node, lower) {
  const address = node.getAttribute("href")?.trim() ?? "";
  // A browser reads "http:page" as a page beside this one.
  const isWhole = /^(https?:\/\/|mailto:)/i.test(address) && URL.canParse(address);
  const element = document.createElement(isWhole ? "a" : "span");
  if (isWhole) {
    element.setAttribute("href", new URL(address).href);
    element.setAttribute("target", "_blank");
    element.setAttribute("rel", "noopener noreferrer");
  }
  element.append(...contents(node, lower));
  return element;
}
