// The workbook on a site without a server: what a server does elsewhere, this window does.

import { hostModule, pageOption, siteRoot } from "../host.js";
import { answer } from "./answering.js";
import { OneKernel } from "./one_kernel.js";

const QUIET = 10_000; // milliseconds that Python has for itself once it starts

/**
 * JupyterLite would do without the service worker that is there, and fetch it anew, where it does not find its own
 * version noted: without a network there would be none then.
 */
function noteVersion() {
  const { controller } = navigator.serviceWorker;
  if (controller) localStorage.setItem(`${controller.scriptURL}-version`, pageOption("appVersion"));
}

/**
 * @typedef {object} Begun
 * @property {OneKernel} kernel the window's
 * @property {Promise<string[]>} renewed the notebooks that are newer now than when they were saved
 */

/**
 * Begin to do a server's work.
 * @param {any} services JupyterLab's way to its files and kernels
 * @param {import("../host.js").Scope} scope JupyterLab's modules
 * @returns {Begun}
 */
export function beginSite(services, scope) {
  noteVersion();
  const kernel = new OneKernel(services, inControl());
  const renewed = new Promise((/** @type {(paths: string[]) => void} */ began) => {
    void begin(services, scope, kernel, began);
  });
  return { kernel, renewed };
}

/**
 * @param {any} services
 * @param {import("../host.js").Scope} scope
 * @param {OneKernel} kernel
 * @param {(paths: string[]) => void} began
 */
async function begin({ contents }, scope, kernel, began) {
  const { DriveContentsProcessor } = await hostModule(scope, "@jupyterlite/services");
  const files = new DriveContentsProcessor({ contentsManager: contents });
  const theme = () => (document.body.dataset.jpThemeLight === "false" ? "dark" : "light");
  answer({ kernel, files, channel: `complaints-workbook ${siteRoot()}`, theme, began });
  await kernel.connection();
  void navigator.storage?.persist?.(); // the browser answers by itself, or asks
  setTimeout(keepForOffline, QUIET);
}

/**
 * Have the service worker keep all of the site, so that the next visit needs no network; and have the browser look for
 * a newer build, which it would do by itself only once nothing is asked of this one.
 */
async function keepForOffline() {
  navigator.serviceWorker.controller?.postMessage("keep all");
  const registration = await navigator.serviceWorker.ready;
  await registration.update().catch(() => {}); // without a network there is none
}

/** Wait for the service worker: the kernel has no files without it. */
async function inControl() {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
}
