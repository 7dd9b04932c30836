// What the site's service worker cannot answer by itself, this window answers: files for Python, and the workbook's
// own pages, which Python makes. So pages, forms and downloads are the same as on a server.

import { answerInKernel } from "../kernel.js";

/**
 * @typedef {object} Ways
 * @property {{ connection(): Promise<any> }} kernel
 * @property {{ processDriveRequest(request: any): Promise<any> }} files
 * @property {string} channel on which the service worker asks
 * @property {() => string} theme as the learner has chosen it
 * @property {(paths: string[]) => void} began is told at the first answer which notebooks are newer now
 */

/**
 * Answer for as long as the window is open.
 * @param {Ways} ways
 */
export function answer({ kernel, files, channel, theme, began }) {
  const asked = new BroadcastChannel(channel);
  const answers = {
    /** @param {any} request */
    drive: (request) => files.processDriveRequest(request),
    /** @param {any} request */
    async page(request) {
      const { kernel: connection } = await kernel.connection();
      const browser = (await navigator.storage?.persisted?.()) ? "keeps" : "may-clear";
      const { renewed, ...response } = await answerInKernel(connection, { ...request, browser, theme: theme() });
      began(renewed);
      return response;
    },
  };
  const held = `complaints-workbook ${crypto.randomUUID()}`;
  const take = async (/** @type {MessageEvent} */ { data: { id, kind, request } }) => {
    if (!(kind in answers)) return;
    asked.postMessage({ id, taken: held });
    try {
      const response = await answers[/** @type {keyof typeof answers} */ (kind)](request);
      asked.postMessage({ id, response });
    } catch (error) {
      console.error(error);
      asked.postMessage({ id, failed: String(/** @type {any} */ (error)?.message ?? error) });
    }
  };
  // Whoever gets this lock knows that the window is gone, with all that it had taken.
  void navigator.locks.request(held, () => {
    asked.addEventListener("message", take);
    return new Promise(() => {});
  });
}
