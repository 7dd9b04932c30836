// On a site without a server there is one Python for the whole window: it answers for the workbook's pages and shows
// the exercises of every notebook. A second one would take as long to start again, and as much memory.

const NAME = "python"; // JupyterLite's of its kernel
const FOLDER = "/drive"; // where the kernel sees the learner's files

export class OneKernel {
  /** @type {Promise<any> | null} */
  #session = null;
  /** @type {Promise<unknown>} while notebooks are being closed */
  #closing = Promise.resolve();
  #sessions;
  #kernelspecs;
  #begun;

  /**
   * @param {any} services JupyterLab's way to its kernels
   * @param {Promise<void>} begun is fulfilled when a kernel has all that it needs
   */
  constructor({ sessions, kernelspecs }, begun) {
    this.#sessions = sessions;
    this.#kernelspecs = kernelspecs;
    this.#begun = begun;
  }

  /**
   * Return the connection to the kernel, which is started if none is there.
   * @returns {Promise<any>}
   */
  connection() {
    this.#session ??= this.#start().catch((error) => {
      this.#session = null; // another time it may start
      throw error;
    });
    return this.#session;
  }

  /**
   * Return what a notebook's session is started with, so that it has this kernel.
   * @returns {Promise<{ id: string }>}
   */
  async shared() {
    await this.#closing;
    return { id: (await this.connection()).kernel.id };
  }

  /**
   * Close every notebook but one, saved as it is: a kernel's widgets belong to one notebook at a time.
   * @param {any} tracker JupyterLab's notebooks
   * @param {any} panel the one that stays
   */
  leaveOnly(tracker, panel) {
    const others = tracker.filter((/** @type {any} */ each) => each !== panel);
    this.#closing = Promise.all(others.map(close));
  }

  async #start() {
    await Promise.all([this.#begun, known(this.#kernelspecs)]);
    const kernel = { name: NAME };
    const session = await this.#sessions.startNew({ path: "workbook", name: "workbook", type: "console", kernel });
    session.kernel.handleComms = false; // the notebook's own connection does that
    const again = () => {
      this.#session = null;
    };
    session.disposed.connect(again);
    session.kernelChanged.connect(again);
    return session;
  }
}

/**
 * Return the folder of a notebook as the kernel sees it.
 * @param {string} path
 */
export const folderOf = (path) => [FOLDER, ...path.split("/").slice(0, -1)].join("/");

/**
 * Wait until JupyterLite knows the kernel: it is an extension of its own, and comes when it comes.
 * @param {any} kernelspecs
 * @returns {Promise<void>}
 */
const known = (kernelspecs) =>
  new Promise((done) => {
    const look = () => kernelspecs.specs?.kernelspecs[NAME] && done();
    kernelspecs.specsChanged.connect(look);
    look();
  });

/**
 * Close a notebook, saved as it is.
 * @param {any} panel it, as JupyterLab shows it
 */
export async function close(panel) {
  if (panel.context.model.dirty) await panel.context.save();
  panel.dispose();
}
