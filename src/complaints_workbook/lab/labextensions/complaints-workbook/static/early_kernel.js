// The kernel of a workbook's notebook starts while JupyterLab does, and has read by then what the exercises need.
// JupyterLab, which would start one when it has drawn the notebook, is given this one.

import { askToPrepare } from "./kernel.js";
import { hasOwnCells } from "./own_cells.js";

export class EarlyKernels {
  /** @type {Map<string, Promise<any>>} connections by the paths of notebooks; null for those of no workbook */
  #connections = new Map();
  #services;

  /** @param {any} services JupyterLab's way to its server */
  constructor(services) {
    this.#services = services;
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
  async giveTo({ context: { path }, sessionContext }) {
    const started = this.start(path);
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
    const kernel = { name: content.metadata.kernelspec?.name };
    const session = await sessions.startNew({ path, name, type: "notebook", kernel });
    void askToPrepare(session.kernel);
    return session;
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
