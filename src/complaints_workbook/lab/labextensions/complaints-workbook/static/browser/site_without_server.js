// The workbook on a site without a server: what a server does elsewhere, this window does.

import { hostModule, pageOption } from "../host.js";
import { answer } from "./answering.js";
import { OneKernel } from "./one_kernel.js";

const CHANNEL = "complaints-workbook";
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
 * Begin to do a server's work, and return the window's kernel.
 * @param {any} services JupyterLab's way to its files and kernels
 * @param {import("../host.js").Scope} scope JupyterLab's modules
 * @returns {OneKernel}
 */
export function beginSite(services, scope) {
  noteVersion();
  const kernel = new OneKernel(services, inControl());
  void begin(services, scope, kernel);
  return kernel;
}

/**
 * @param {any} services
 * @param {import("../host.js").Scope} scope
 * @param {OneKernel} kernel
 */
async function begin({ contents }, scope, kernel) {
  const { DriveContentsProcessor } = await hostModule(scope, "@jupyterlite/services");
  const files = new DriveContentsProcessor({ contentsManager: contents });
  const theme = () => (document.body.dataset.jpThemeLight === "false" ? "dark" : "light");
  answer({ kernel, files, channel: CHANNEL, theme });
  await kernel.connection();
  void navigator.storage?.persist?.(); // the browser answers by itself, or asks
  setTimeout(keepForOffline, QUIET);
}

/** Have the service worker keep all of the site, so that the next visit needs no network. */
function keepForOffline() {
  navigator.serviceWorker.controller?.postMessage("keep all");
}

/** Wait for the service worker: the kernel has no files without it. */
async function inControl() {
  const { serviceWorker } = navigator;
  if (serviceWorker.controller) return;
  await new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
}
