// What a site without a server says in place of JupyterLab, of which nothing stands on the page yet, not even its styles.

import { element } from "../site/element.js";

/**
 * Say something, and return how it is taken back.
 * @param {string} heading
 * @param {string[]} words
 * @returns {() => void}
 */
export function sayInstead(heading, words) {
  const said = element("main", { className: "cw-instead" }, element("h1", {}, heading));
  said.append(...words.map((text) => element("p", {}, text)));
  said.style.cssText = "font: 1.2rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 36rem; padding: 0 1rem";
  const { title } = document;
  document.documentElement.lang = "en-GB";
  document.title = `${heading} – Complaints workbook`;
  document.body.prepend(said);
  return () => {
    said.remove();
    document.title = title;
  };
}
