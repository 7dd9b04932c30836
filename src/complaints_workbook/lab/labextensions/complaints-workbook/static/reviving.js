// A kernel that went out of reach, with a laptop that slept or a server that was started again, comes back without
// a question. What it had in mind is on disk, so a new one does as well.

const AGAIN = 3000; // milliseconds until it is tried again

/** Whether a notebook's kernel is out of reach, and JupyterLab has given up on it. */
const isLost = (/** @type {any} */ session) => {
  const kernel = session.session?.kernel;
  return !kernel || kernel.isDisposed || kernel.status === "dead" || kernel.connectionStatus === "disconnected";
};

/**
 * See to it that a notebook has a kernel for as long as it is open.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {() => void} revived is called when it, or the network, is there again
 */
export function keepAlive(panel, revived) {
  const { sessionContext: session } = panel;
  let busy = false;
  let waits = false; // whether it was connecting the last time that was looked
  const look = async () => {
    if (busy || !session.isReady || document.hidden) return;
    busy = true;
    try {
      const kernel = session.session?.kernel;
      const connecting = kernel?.connectionStatus === "connecting";
      if (connecting && waits) await askTheServer(session, kernel);
      waits = connecting;
      if (isLost(session)) {
        await revive(session);
        revived();
      }
    } catch {
      // The server is not there yet.
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, AGAIN);
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

/** @param {any} session */
async function revive(session) {
  const name = session.session?.kernel?.name ?? session.kernelPreference.name;
  try {
    await session.changeKernel({ name });
  } catch (error) {
    if (/** @type {any} */ (error).response?.status !== 404) throw error;
    session.session?.dispose(); // the server knows nothing of it any more
    await session.changeKernel({ name });
  }
}
