// The workbook's own pages on this server: the start page, one's own marks, checklists. Where there are none, as on
// somebody else's JupyterLab, nothing of them is shown.

/**
 * @typedef {object} Workbook a notebook of the workbook's, as the server knows it
 * @property {string} assignment
 * @property {boolean} keys whether it can be marked here
 * @property {Record<string, string[]>} sections the exercises of each, by its code
 */
/**
 * @typedef {object} About what there is here
 * @property {boolean} keeps whether work is kept for another day
 * @property {string} start the address of the start page
 * @property {Workbook | null} [notebook] the notebook that was asked about
 */

const JSON_TYPE = "application/json";
const UNREACHED = "The workbook could not be reached. Try again in a moment.";

export class Site {
  #request;
  #settings;

  /**
   * @param {any} ServerConnection JupyterLab's way to make requests, which the server knows for its own page's
   * @param {any} settings
   */
  constructor({ makeRequest }, settings) {
    this.#request = makeRequest;
    this.#settings = settings;
  }

  /**
   * Return what there is here, or null.
   * @param {string} [notebook] the path of one to ask about
   * @returns {Promise<About | null>}
   */
  about(notebook) {
    const asked = notebook === undefined ? "" : `?${new URLSearchParams({ notebook })}`;
    return this.ask(`about${asked}`).catch(() => null);
  }

  /**
   * Ask one of the workbook's addresses, or send a form to it.
   * @param {string} place below the workbook's
   * @param {Record<string, string>} [form]
   * @returns {Promise<any>} rejected with a sentence for the learner
   */
  async ask(place, form) {
    const headers = { Accept: JSON_TYPE };
    const sent = form && { method: "POST", body: new URLSearchParams(form) };
    const response = await this.#send(place, { ...sent, headers });
    const told = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(told.message ?? UNREACHED);
    return told;
  }

  /**
   * @param {string} place
   * @param {RequestInit} init
   * @returns {Promise<Response>}
   */
  async #send(place, init) {
    try {
      return await this.#request(`${this.#settings.baseUrl}workbook/${place}`, init, this.#settings);
    } catch {
      throw new Error(UNREACHED);
    }
  }

  /**
   * Return the address at which the learner's work is downloaded.
   */
  get download() {
    return `${this.#settings.baseUrl}workbook/keeping/download`;
  }
}
