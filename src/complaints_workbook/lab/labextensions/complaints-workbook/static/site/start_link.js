import { element } from "./element.js";

/**
 * Put a link to the start page into JupyterLab's top bar.
 * @param {any} shell JupyterLab's window
 * @param {any} Widget the class of JupyterLab's widgets
 * @param {string} start the page's address
 */
export function linkToStart(shell, Widget, start) {
  const widget = new Widget({ node: element("div", {}, element("a", { href: start }, "Start page")) });
  widget.id = "complaints-workbook-start";
  shell.add(widget, "top", { rank: 50 }); // between the logo and the menus
}
