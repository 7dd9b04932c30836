// A page of the workbook's, shown beside a notebook: one place for each notebook, which the next page takes over.

/** What a page may do there: none has any script. */
const ALLOWED = ["allow-same-origin", "allow-forms", "allow-downloads", "allow-modals"];

/**
 * Return what shows pages beside a notebook.
 * @param {any} apputils the module `@jupyterlab/apputils`
 * @param {any} shell JupyterLab's window
 * @param {any} panel the notebook
 * @param {(path: string, heading: string) => void} open opens a notebook at a heading
 * @returns {(address: string) => void}
 */
export function besideOf({ IFrame, MainAreaWidget }, shell, panel, open) {
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
    if (!shown || shown.isDisposed) shown = pageIn(IFrame, MainAreaWidget, open);
    shown.content.url = address;
    if (!shown.isAttached) lay();
    if (!isBeside) shell.activateById(shown.id); // beside, the notebook stays what the list of contents is of
  };
}

const WIDE = 1000; // pixels, from which on there is room for two

let serial = 0;

/**
 * @param {any} IFrame
 * @param {any} MainAreaWidget
 * @param {(path: string, heading: string) => void} open
 */
function pageIn(IFrame, MainAreaWidget, open) {
  const content = new IFrame({ sandbox: ALLOWED, referrerPolicy: "same-origin" });
  const frame = content.node.querySelector("iframe");
  frame.title = "Your marks";
  frame.classList.add("cw-page");
  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    page?.addEventListener("click", (/** @type {MouseEvent} */ event) => follow(event, open));
  });
  const widget = new MainAreaWidget({ content });
  widget.id = `complaints-workbook-page-${++serial}`;
  widget.title.label = "Your marks";
  widget.title.closable = true;
  widget.toolbar.hide();
  return widget;
}

const MARKS = /\/workbook\/(mark|checklist)\//;
const NOTEBOOK = /\/lab\/tree\/(.+\.ipynb)$/;

/**
 * Follow a link: to another page of marks where it stands, to a notebook in JupyterLab, and to any other page of the
 * workbook in place of JupyterLab.
 * @param {MouseEvent} event
 * @param {(path: string, heading: string) => void} open
 */
function follow(event, open) {
  const link = /** @type {Element} */ (event.target).closest?.("a");
  if (!link || MARKS.test(link.pathname)) return;
  event.preventDefault();
  const [, path] = NOTEBOOK.exec(link.pathname) ?? [];
  if (path) open(decodeURIComponent(path), decodeURIComponent(link.hash.slice(1)));
  else location.assign(link.href);
}
