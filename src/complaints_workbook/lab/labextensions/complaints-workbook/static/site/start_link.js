import { element } from "./element.js";

/**
 * Put a link to the start page into JupyterLab's top bar.
 * @param {any} shell JupyterLab's window
 * @param {any} Widget the class of JupyterLab's widgets
 * @param {string} start the page's address
 * @param {((address: string) => void) | null} show shows it, where that is not the browser's to do
 */
export function linkToStart(shell, Widget, start, show) {
  const link = element("a", { href: start }, "Start page");
  if (show)
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(start);
    });
  const widget = new Widget({ node: element("div", {}, link) });
  widget.id = "complaints-workbook-start";
  shell.add(widget, "top", { rank: 50 }); // between the logo and the menus
}
