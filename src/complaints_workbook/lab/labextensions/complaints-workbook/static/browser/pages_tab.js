// The workbook's own pages on a site without a server: a tab beside the notebooks.

import { pageIn } from "../site/beside.js";

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
  return (address) => {
    if (!tab || tab.isDisposed) tab = pageIn(IFrame, MainAreaWidget, { title: "Start page", stays: PAGES, open, goTo: () => {} });
    tab.content.url = address;
    if (!tab.isAttached) shell.add(tab, "main", { activate: false });
    shell.activateById(tab.id);
  };
}
