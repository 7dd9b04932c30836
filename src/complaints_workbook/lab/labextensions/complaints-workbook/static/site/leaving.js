// On a server that keeps nothing, as on Binder, learners are told in time to download what they have done.

const ALONE = 5 * 60_000; // milliseconds without any work; Binder ends a server that was left alone for ten minutes
const LONG = 20 * 60_000; // milliseconds of work that is nowhere else
const LOOKS = 10_000;

const WORK = "section.cw, .cw-written"; // where learners answer
const KINDS = ["input", "change", "click"];

// JupyterLab cuts what is longer than 140 characters.
const WORDS =
  "Nothing is kept on this server. If you close this page, or leave it for ten minutes, your answers are gone. " +
  "Download them before you stop.";

/**
 * Tell the learner when they have worked for long, when they stop, and when they close the page.
 * @param {any} Notification JupyterLab's messages
 * @param {() => Promise<unknown>} save saves every notebook that is open
 * @param {string} address where all work is downloaded
 */
export function tellInTime(Notification, save, address) {
  let first = 0; // when they began what is nowhere else; 0 where there is nothing of it
  let latest = 0;
  let told = "";
  const noteWork = (/** @type {Event} */ { target }) => {
    if (!(/** @type {Element} */ (target).closest?.(WORK))) return;
    latest = Date.now();
    first ||= latest;
  };
  const download = async () => {
    await save();
    first = 0;
    const link = Object.assign(document.createElement("a"), { href: address, download: "" });
    link.click();
  };
  const tell = () => {
    if (told) Notification.dismiss(told);
    const actions = [{ label: "Download my work", callback: download, displayType: "accent" }];
    told = Notification.warning(WORDS, { autoClose: false, actions });
  };
  let next = LONG; // milliseconds of work after which it is told again
  const look = () => {
    const now = Date.now();
    const stopped = latest && now - latest > ALONE;
    if (!first || !(stopped || now - first > next)) return;
    next = now - first + LONG;
    latest = 0; // it is told once for each time that they stop
    tell();
  };
  for (const kind of KINDS) document.addEventListener(kind, noteWork, { capture: true });
  addEventListener("beforeunload", (event) => first && event.preventDefault());
  setInterval(look, LOOKS);
}
