// The kernel of a workbook's notebook starts while JupyterLab does, and has read by then what the exercises need.
// JupyterLab, which would start one when it has drawn the notebook, is given this one.

import { askToPrepare } from "./kernel.js";
import { hasOwnCells } from "./own_cells.js";
import { reasonOf } from "./unstarted.js";

const AGAIN = 10_000; // milliseconds until it is tried again

export class EarlyKernels {
  /** @type {Map<string, Promise<any>>} connections by the paths of notebooks; null for those of no workbook */
  #connections = new Map();
  #services;
  #teller;
  #kernelFor;

  /**
   * @param {any} services JupyterLab's way to its server
   * @param {import("./unstarted.js").Teller} teller tells when a kernel does not start
   * @param {(content: any) => any} kernelFor says what the session of a notebook is to be started with
   */
  constructor(services, teller, kernelFor = ({ metadata }) => ({ name: metadata.kernelspec?.name })) {
    this.#services = services;
    this.#teller = teller;
    this.#kernelFor = kernelFor;
  }

  /**
   * Start a notebook's kernel, if there is a notebook and it is a workbook's; one that runs is taken as it is.
   * @param {string} path
   * @returns {Promise<any>} the connection to it, or null
   */
  start(path) {
    const begun = this.#connections.get(path) ?? this.#begin(path).catch(() => null); // JupyterLab says what is wrong
    this.#connections.set(path, begun);
    return begun;
  }

  /**
   * Give a notebook that is being opened the kernel that was started for it.
   * @param {any} panel a notebook as JupyterLab shows it
   */
  async giveTo({ context: { path }, sessionContext, disposed }) {
    const started = this.start(path);
    disposed.connect(() => this.#connections.delete(path));
    const initialize = sessionContext.initialize.bind(sessionContext);
    sessionContext.initialize = () => started.then(initialize); // or JupyterLab would start a second one meanwhile
    const session = await started;
    this.#connections.delete(path); // another time it may have ended
    if (!session) return;
    if (sessionContext.isDisposed || sessionContext.session) return session.dispose();
    const { sessionManager } = sessionContext;
    sessionContext.sessionManager = knowing(sessionManager, session);
    await initialize();
    sessionContext.sessionManager = sessionManager;
  }

  /** @param {string} path */
  async #begin(path) {
    const { contents, sessions } = this.#services;
    const { content, name } = await contents.get(path, { type: "notebook", content: true });
    if (!hasOwnCells(content)) return null;
    const session = await this.#startInTime(path, async () =>
      sessions.startNew({ path, name, type: "notebook", kernel: await this.#kernelFor(content) }),
    );
    if (session) void askToPrepare(session.kernel);
    return session;
  }

  /**
   * Try for as long as the notebook is open: whatever waits for its kernel waits too, and works when it is there.
   * @param {string} path
   * @param {() => Promise<any>} startNew
   */
  async #startInTime(path, startNew) {
    while (this.#connections.has(path)) {
      const session = await startNew().catch((error) => this.#teller.failed(reasonOf(error)));
      if (session) return session;
      await new Promise((done) => setTimeout(done, AGAIN));
    }
    return null;
  }
}

/**
 * Return a manager of sessions that knows of one, and has no need to ask the server.
 * @param {any} manager
 * @param {any} session a connection that is open
 */
const knowing = (manager, session) =>
  Object.create(manager, {
    ready: { value: Promise.resolve() },
    refreshRunning: { value: async () => {} },
    running: { value: () => [session.model].values() },
    connectTo: { value: () => session },
  });
