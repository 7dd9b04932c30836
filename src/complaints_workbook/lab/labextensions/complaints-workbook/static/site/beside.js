// A page of the workbook's, shown beside a notebook: one place for each notebook, which the next page takes over.

/** What a page may do there: none has any script. */
const ALLOWED = ["allow-same-origin", "allow-forms", "allow-downloads", "allow-modals"];

/**
 * Return what shows pages beside a notebook.
 * @param {any} apputils the module `@jupyterlab/apputils`
 * @param {any} shell JupyterLab's window
 * @param {any} panel the notebook
 * @param {(path: string, heading: string) => void} open opens a notebook at a heading
 * @param {(address: string) => void} goTo shows any other of the workbook's pages
 * @returns {(address: string) => void}
 */
export function besideOf({ IFrame, MainAreaWidget }, shell, panel, open, goTo) {
  /** @type {any} */
  let shown = null;
  let isBeside = false;
  const isWide = () => shell.node.clientWidth >= WIDE;
  const lay = () => {
    isBeside = isWide();
    shell.add(shown, "main", { mode: isBeside ? "split-right" : "tab-after", ref: panel.id, activate: false });
  };
  const layAgain = () => {
    if (!isBeside || isWide() || !shown?.isAttached) return;
    lay(); // there is no room for two any more
    shell.activateById(panel.id);
  };
  addEventListener("resize", layAgain);
  panel.disposed.connect(() => removeEventListener("resize", layAgain));
  return (address) => {
    if (!shown || shown.isDisposed)
      shown = pageIn(IFrame, MainAreaWidget, { title: "Your marks", stays: MARKS, open, goTo });
    shown.content.url = address;
    if (!shown.isAttached) lay();
    if (!isBeside) shell.activateById(shown.id); // beside, the notebook stays what the list of contents is of
  };
}

const WIDE = 1000; // pixels, from which on there is room for two

let serial = 0;

/**
 * @typedef {object} Links where those of a page lead
 * @property {string} title of the page's tab
 * @property {RegExp} stays the addresses of pages that are shown in the place of this one
 * @property {(path: string, heading: string) => void} open opens a notebook at a heading
 * @property {(address: string) => void} goTo shows any other page
 * @property {(address: string) => void} [download] downloads a file, where that is not the browser's to do
 */

/**
 * Return a widget that shows pages of the workbook's.
 * @param {any} IFrame
 * @param {any} MainAreaWidget
 * @param {Links} links
 */
export function pageIn(IFrame, MainAreaWidget, links) {
  const content = new IFrame({ sandbox: ALLOWED, referrerPolicy: "same-origin" });
  const frame = content.node.querySelector("iframe");
  frame.title = links.title;
  frame.classList.add("cw-page");
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    page?.addEventListener("click", (/** @type {MouseEvent} */ event) => follow(event, links));
  });
  const widget = new MainAreaWidget({ content });
  widget.id = `complaints-workbook-page-${++serial}`;
  widget.title.label = links.title;
  widget.title.closable = true;
  widget.toolbar.hide();
  return widget;
}

const MARKS = /\/workbook\/(mark|checklist)\//;
const NOTEBOOK = /\/lab\/tree\/(.+\.ipynb)$/;

/**
 * Follow a link: to a page that may stand in the place of this one, to a notebook in JupyterLab, or to any other page.
 * @param {MouseEvent} event
 * @param {Links} links
 */
function follow(event, { stays, open, goTo, download }) {
  const link = /** @type {Element} */ (event.target).closest?.("a");
  const isFile = link?.hasAttribute("download") && download;
  if (!link || (stays.test(link.pathname) && !isFile)) return;
  event.preventDefault();
  if (isFile) return download(link.href);
  const [, path] = NOTEBOOK.exec(link.pathname) ?? [];
  if (path) open(decodeURIComponent(path), decodeURIComponent(link.hash.slice(1)));
  else goTo(link.href);
}
