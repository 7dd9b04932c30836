// What is asked of a kernel. Never a cell's own text: the words are ours, and only names come from the notebook.

/** @typedef {import("./own_cells.js").Call} Call */
/** @typedef {{ data: Record<string, any>, metadata: Record<string, any> }} Shown */

/**
 * Ask a kernel to show calls, all in one message.
 * @param {any} kernel a connection to a kernel
 * @param {Call[]} calls
 * @param {string} folder in which the notebook stands, where the kernel is for several; empty where it stands in it
 * @param {(key: string, shown: Shown) => void} take is given what each shows, as it comes
 * @returns {Promise<void>} rejected when the kernel cannot do it
 */
export async function askToShow(kernel, calls, folder, take) {
  const names = JSON.stringify(calls.map(({ what, name }) => [what, name]));
  const future = ask(kernel, `showing.show(${names}, ${JSON.stringify(folder)})`);
  future.onIOPub = (/** @type {any} */ { header, content }) => {
    if (header.msg_type === "display_data" && content.transient?.display_id)
      take(content.transient.display_id, content);
  };
  const { content: reply } = await future.done;
  if (reply.status !== "ok") throw new Error(reply.evalue ?? reply.status);
}

/**
 * Ask a kernel to have ready what exercises need; any other than Python is asked nothing.
 * @param {any} kernel
 */
export async function askToPrepare(kernel) {
  if (await speaksPython(kernel)) ask(kernel, "showing.prepare()");
}

const ANSWER = "application/x-complaints-workbook+json";

/**
 * Ask a kernel for one of the workbook's own pages.
 * @param {any} kernel a connection to a kernel
 * @param {Record<string, any>} request as `study.browser.asked` takes it
 * @returns {Promise<Record<string, any>>} rejected when the kernel cannot do it
 */
export async function answerInKernel(kernel, request) {
  /** @type {Record<string, any> | null} */
  let response = null;
  const future = execute(kernel, [
    "from complaints_workbook.study.browser import asked",
    `asked.show_answer(${JSON.stringify(JSON.stringify(request))})`,
  ]);
  future.onIOPub = (/** @type {any} */ { header, content }) => {
    if (header.msg_type === "display_data") response = content.data[ANSWER] ?? response;
  };
  const { content: reply } = await future.done;
  if (!response) throw new Error(reply.evalue ?? reply.status);
  return response;
}

/**
 * Modules that somebody put beside the notebook are none of the workbook's: the folder leaves the kernel's path.
 * @param {any} kernel
 * @param {string} call
 */
function ask(kernel, call) {
  return execute(kernel, [
    "import sys",
    "sys.path[:] = filter(None, sys.path)",
    "from complaints_workbook.lab import showing",
    call,
  ]);
}

/**
 * @param {any} kernel
 * @param {string[]} lines
 */
const execute = (kernel, lines) =>
  kernel.requestExecute({ code: lines.join("\n"), store_history: false, allow_stdin: false, stop_on_error: false });

/**
 * Say whether a kernel speaks Python; nothing is asked of any other.
 * @param {any} kernel
 * @returns {Promise<boolean>}
 */
export const speaksPython = async (kernel) => (await kernel.info).language_info.name === "python";
