// A kernel that went out of reach, with a laptop that slept or a server that was started again, comes back without
// a question. What it had in mind is on disk, so a new one does as well.

import { reasonOf } from "./unstarted.js";

const AGAIN = 3000; // milliseconds until it is tried again

/** Whether a notebook's kernel is out of reach, and JupyterLab has given up on it. */
const isLost = (/** @type {any} */ session) => {
  const kernel = session.session?.kernel;
  return !kernel || kernel.isDisposed || kernel.status === "dead" || kernel.connectionStatus === "disconnected";
};

const REST = 4; // so many times it is not tried, once the server has said that it cannot be done
const OFTEN = 2; // kernels that were started and never worked, after which it is told

/**
 * See to it that a notebook has a kernel for as long as it is open.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {() => void} revived is called when it, or the network, is there again
 * @param {import("./unstarted.js").Teller} teller tells when there can be none
 */
export function keepAlive(panel, revived, teller) {
  const { sessionContext: session } = panel;
  let busy = false;
  let rest = 0;
  let begun = 0; // kernels that were started since one worked
  let waits = false; // whether it was connecting the last time that was looked
  const look = async () => {
    if (busy || !session.isReady || document.hidden || rest-- > 0) return;
    busy = true;
    try {
      const kernel = session.session?.kernel;
      const connecting = kernel?.connectionStatus === "connecting";
      if (connecting && waits) await askTheServer(session, kernel);
      waits = connecting;
      if (isLost(session)) {
        if (begun >= OFTEN) teller.failed("It starts, and ends at once.");
        await revive(session);
        begun += 1;
        revived();
      }
    } catch (error) {
      const reason = reasonOf(error);
      teller.failed(reason);
      if (reason) rest = REST;
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, AGAIN);
  session.statusChanged.connect((/** @type {any} */ _session, /** @type {string} */ status) => {
    if (status !== "idle") return;
    begun = 0;
    teller.works();
  });
  addEventListener("online", revived);
  session.connectionStatusChanged.connect(
    (/** @type {any} */ _session, /** @type {string} */ status) => status === "connected" && revived(),
  );
  panel.disposed.connect(() => {
    clearInterval(timer);
    removeEventListener("online", revived);
  });
}

/**
 * JupyterLab waits longer and longer until it tries again. Ask now: a kernel that the server does not know is gone
 * then, and any other is connected to.
 * @param {any} session
 * @param {any} kernel
 */
async function askTheServer(session, kernel) {
  await Promise.all([session.kernelManager?.refreshRunning(), session.sessionManager.refreshRunning()]);
  if (!kernel.isDisposed && kernel.connectionStatus === "connecting") void kernel.reconnect().catch(() => {});
}

/**
 * Start a kernel and give it to the notebook: what cannot be started fails before JupyterLab would tell it.
 * @param {any} session
 */
async function revive(session) {
  const name = session.session?.kernel?.name ?? session.kernelPreference.name;
  const kernel = await session.kernelManager.startNew({ name, path: session.path });
  const { id } = kernel;
  kernel.dispose(); // the connection to it: the notebook has its own
  try {
    await session.changeKernel({ id });
  } catch (error) {
    if (/** @type {any} */ (error).response?.status !== 404) throw error;
    session.session?.dispose(); // the server knows nothing of it any more
    await session.changeKernel({ id });
  }
}
