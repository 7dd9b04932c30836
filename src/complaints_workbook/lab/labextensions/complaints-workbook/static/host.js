// What is taken from the JupyterLab that the extension runs in: its modules, and its page's settings.

/** @typedef {Record<string, Record<string, { loaded?: unknown, get: () => Promise<() => any> }>>} Scope */

/**
 * Return a module of JupyterLab's own, so that its tokens and classes are the same as everywhere on the page.
 * @param {Scope} scope every module that extensions may share, by name and version
 * @param {string} name such as `@jupyterlab/notebook`
 * @returns {Promise<any>}
 */
export async function hostModule(scope, name) {
  const versions = Object.values(scope[name] ?? {});
  const version = versions.find(({ loaded }) => loaded) ?? versions[0];
  if (!version) throw new Error(`This JupyterLab has no module ${name}.`);
  return (await version.get())();
}

/**
 * Return an option of the page, as JupyterLab's `page_config.json` files set it.
 * @param {string} name
 */
export function pageOption(name) {
  const written = document.getElementById("jupyter-config-data")?.textContent;
  return JSON.parse(written || "{}")[name];
}

/** Whether this is a learner's JupyterLab: one that runs with the workbook's own settings. */
export const isLearners = () => pageOption("complaintsWorkbook") === "learner";

const { href, search } = location; // now: JupyterLab changes it

/** Whether the page's address says to go on where the reader was, if that is at the heading that it names. */
export const goesOn = () => new URLSearchParams(search).has("go-on");

const named = decodeURIComponent(location.hash.slice(1)); // now: JupyterLab drops it

/** Return the heading that the page's address named when it was opened; empty if it named none. */
export const headingInAddress = () => named;

/** Whether this page is of a site without a server. */
export const isSite = () => pageOption("complaintsWorkbookSite") === true;

/** Return the path of the notebook that the page's address names, if any. */
export const pathInAddress = () => pageOption("treePath") || new URLSearchParams(search).get("path") || "";

/** Return the address of the site's root, where the page stands below it. */
export const siteRoot = () => new URL("..", href);

/** Return the address of the workbook's page that the window's address names: the start page, if it names none. */
export const pageInAddress = () =>
  new URL(`workbook/${new URLSearchParams(search).get("page") ?? ""}`, siteRoot()).href;
