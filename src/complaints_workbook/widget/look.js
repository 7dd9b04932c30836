// The workbook's style on the page.

/**
 * Put the style on the page, once for everything: a style element for each widget
 * would make the browser work out every style again for each.
 * @param {string} style
 */
export function dress(style) {
  const old = document.getElementById("cw-style");
  if (old?.textContent === style) return;
  const element = old ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: "cw-style" }));
  element.textContent = style;
}
