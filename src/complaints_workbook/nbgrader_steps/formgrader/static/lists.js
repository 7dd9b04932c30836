// What the lists can do: steps of nbgrader's, small forms, folders of JupyterLab's, names, and finding.

import { say, tell, warns } from "./dialogs.js";
import { all, one } from "./elements.js";
import { base, send } from "./server.js";
import { makeFindable, makeSortable } from "./tables.js";
import { connectToggle } from "./toggles.js";

/**
 * Let nbgrader do a step, and tell what came of it.
 * @param {HTMLButtonElement} button
 */
async function step(button) {
  const { post = "", doing = "", done = "" } = button.dataset;
  for (const each of all(HTMLButtonElement, "[data-post]")) each.disabled = true;
  document.body.setAttribute("aria-busy", "true");
  say(doing);
  try {
    const { success, log, error } = await send("POST", post);
    const about = button.getAttribute("aria-label") ?? "";
    const said = plain(log || error);
    if (success) tell(warns(said) ? "Done, but look at this" : "Done", done, said, again);
    else tell("That did not work", `${about}. The last lines below say why.`, said, again);
  } catch (error) {
    tell("That did not work", /** @type {Error} */ (error).message, "", again);
  }
  say("");
}

/** Show the page anew. */
function again() {
  location.reload();
}

/**
 * Return a log without the colours of a terminal.
 * @param {string | null} log
 */
function plain(log) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals' colours begin with one
  return (log ?? "").replace(/\x1b\[[0-9;]*m/g, "");
}

/**
 * Save a small form by nbgrader's API.
 * @param {HTMLFormElement} form
 */
async function save(form) {
  const given = [...new FormData(form)];
  const values = Object.fromEntries(given.map(([name, value]) => [name, String(value).trim() || null]));
  const { named } = form.dataset;
  const address = `${form.dataset.put}${named ? encodeURIComponent(values[named] ?? "") : ""}`;
  try {
    await send("PUT", address, values);
    again();
  } catch (error) {
    form.closest("dialog")?.close();
    tell("That was not saved", /** @type {Error} */ (error).message, "");
  }
}

/**
 * Open a folder in JupyterLab, which may be around this page.
 * @param {HTMLAnchorElement} link
 */
function connectFolder(link) {
  const path = link.dataset.folder ?? "";
  link.href = `${base}/lab/tree/${path.split("/").map(encodeURIComponent).join("/")}`;
  if (window === window.top) {
    link.target = "_blank";
    return;
  }
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const message = { command: "filebrowser:go-to-path", arguments: { path } };
    window.parent.postMessage(JSON.stringify(message), location.origin);
  });
}

for (const button of all(HTMLButtonElement, "[data-post]")) button.addEventListener("click", () => step(button));
for (const button of all(HTMLButtonElement, "[data-dialog]")) {
  button.addEventListener("click", () => one(HTMLDialogElement, `#${button.dataset.dialog}`).showModal());
}
for (const button of all(HTMLButtonElement, "[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog")?.close());
}
for (const form of all(HTMLFormElement, "form[data-put]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form);
  });
}
for (const link of all(HTMLAnchorElement, "[data-folder]")) connectFolder(link);
for (const button of all(HTMLButtonElement, "#toggle_names")) {
  connectToggle(button, ["Show all names", "Hide all names"], (shown) => {
    for (const name of all(HTMLElement, ".learner")) name.hidden = !shown;
  });
}
for (const table of all(HTMLTableElement, "[data-sortable]")) makeSortable(table);
for (const box of all(HTMLInputElement, "[data-find]")) makeFindable(box);
