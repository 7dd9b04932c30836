// Asks nbgrader's API. Every page is on the server that the API is on.

export const base = document.body.dataset.base ?? "";

/** What the server takes as proof that a page of its own asks. */
function proof() {
  return decodeURIComponent(/(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
}

/**
 * Send something, and return what is answered.
 * @param {"POST" | "PUT"} method
 * @param {string} address
 * @param {unknown} [body]
 * @returns {Promise<any>} what the answer holds
 * @throws {Error} with words for the tutor, when nothing was done
 */
export async function send(method, address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method,
      headers: { "X-XSRFToken": proof(), "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch {
    throw new Error("JupyterLab does not answer. Is it still running?");
  }
  if (!answer.ok) {
    const words =
      answer.status === 403 ? "You are logged out. Load the page again." : `The server said ${answer.status}.`;
    throw new Error(words);
  }
  return answer.json();
}
