// The workbook's own pages on a site without a server: a tab beside the notebooks.

import { pageIn } from "../site/beside.js";
import { element } from "../site/element.js";

const A_WHILE = 60_000; // milliseconds until a download has surely begun
const STARTING = "The workbook is starting. It takes about a quarter of a minute.";
const PAGES = /\/workbook\//;

/**
 * Return what shows one of the workbook's pages in its tab.
 * @param {any} apputils the module `@jupyterlab/apputils`
 * @param {any} shell JupyterLab's window
 * @param {(path: string, heading: string) => void} open opens a notebook at a heading
 * @returns {(address: string) => void}
 */
export function pagesTabOf({ IFrame, MainAreaWidget }, shell, open) {
  /** @type {any} */
  let tab = null;
  const links = { title: "Start page", stays: PAGES, open, goTo: () => {}, download };
  return (address) => {
    if (!tab || tab.isDisposed) {
      tab = pageIn(IFrame, MainAreaWidget, links);
      sayUntilShown(tab.content.node);
    }
    tab.content.url = address;
    if (!tab.isAttached) shell.add(tab, "main", { activate: false });
    shell.activateById(tab.id);
  };
}

/**
 * Say that the workbook is starting, until its first page is there: Python takes some seconds.
 * @param {HTMLElement} node with the frame in which the page will be
 */
function sayUntilShown(node) {
  const words = element("p", { className: "cw-starting", role: "status" }, STARTING);
  const frame = /** @type {HTMLIFrameElement} */ (node.querySelector("iframe"));
  frame.addEventListener("load", () => {
    if (PAGES.test(frame.contentDocument?.location.pathname ?? "")) words.remove();
  });
  node.prepend(words);
}

/**
 * Download what the window itself answers with: a browser that downloads a link asks the network alone.
 * @param {string} address
 */
async function download(address) {
  const response = await fetch(address);
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "";
  const href = URL.createObjectURL(await response.blob());
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), A_WHILE);
}
