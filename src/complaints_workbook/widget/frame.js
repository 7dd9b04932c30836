// The frame around every exercise: its heading, its state, and its errors.

const ACKNOWLEDGED_WITHIN = 5000; // milliseconds until a silent kernel is worth an alert

const LOST =
  "Your answers are not being saved: the workbook has lost touch with its kernel. They stay on this page. " +
  "If this message does not go away, note your last answers. Then open the Run menu and choose “Restart Kernel and Run All Cells…”.";

const UNCHECKED =
  "Your answers could not be checked: the workbook has lost touch with its kernel. They stay on this page. " +
  "Open the Run menu and choose “Restart Kernel and Run All Cells…”, then answer again.";

export function exercise({ model, el }) {
  dress();
  const exercise = model.get("exercise");
  const practice = exercise.mode === "practice";
  const own = nextId(); // one model may be shown twice, and each view hears the answers to both
  const waiting = new Map(); // number of the message, in the order of sending: the item that it saves
  const unsaved = new Set(); // items whose last save failed, or was never answered
  let sequence = 0;

  const notSaved = (item, problem, text) => { unsaved.add(item); warn(problem); say(text); };
  const onItsWay = (item) => [...waiting.values()].includes(item);
  const save = (item, value) => {
    const number = ++sequence;
    waiting.set(number, item);
    say("Saving…");
    model.send({ type: "answer", view: own, number, item, value });
    setTimeout(() => {
      if (waiting.has(number)) notSaved(item, LOST, "Not saved yet.");
    }, ACKNOWLEDGED_WITHIN);
  };
  /** The kernel saves no older answer after a newer one, so its word on one settles those before it on the same item. */
  const settle = (number) => {
    const item = waiting.get(number);
    for (const [earlier, itsItem] of waiting) if (earlier <= number && itsItem === item) waiting.delete(earlier);
    return item;
  };
  const saveAgain = () => { for (const item of unsaved) save(item, answers.get(item)); };
  const send = (item, value) => {
    if (practice) return;
    save(item, value);
    for (const other of unsaved) if (other !== item) save(other, answers.get(other));
  };
  const answers = new Answers(model.get("answers"), send, (item) => onItsWay(item) || unsaved.has(item));
  const parts = new Parts(exercise, answers, (organisation) => model.send({ type: "papers", organisation }));

  const state = h("p", { class: "cw-state", role: "status" });
  const alert = h("div", { class: "cw-alert", role: "alert" });
  const notice = h("div", { class: "cw-notice", role: "status" });
  let savedText = model.get("status").text;

  const fields = exercise.fields ?? exercise.items;
  const done = () => fields.filter((item) => answers.get(item) !== null).length;
  const progress = () => `${done()} of ${fields.length} answered`;
  const say = (text) => { savedText = text; state.textContent = practice ? progress() : `${progress()}. ${text}`; };
  const warn = (text) => {
    const isNew = text && !alert.hasChildNodes();
    alert.replaceChildren(...(text ? [
      h("strong", {}, "There is a problem"), h("p", {}, text),
      unsaved.size > 0 && h("button", { type: "button", class: "cw-button", onclick: saveAgain }, "Try to save again"),
    ].filter(Boolean) : []));
    // It stands above the questions, which may be far from what the learner has just pressed.
    if (isNew) alert.scrollIntoView({ block: "nearest" });
  };
  const tell = (text) => notice.replaceChildren(...(text ? [h("p", {}, text)] : []));
  answers.watch(() => say(savedText));

  const onMessage = (message) => {
    if (message.view === own && waiting.has(message.number)) {
      const item = settle(message.number);
      if (message.type === "failed") { notSaved(item, message.text, "Not saved."); return; }
      if (!onItsWay(item)) unsaved.delete(item);
      if (waiting.size === 0 && unsaved.size === 0) { warn(""); say(message.text); }
      if (message.notice) tell(message.notice);
    }
    if (message.type === "answers") model.set("answers", message.answers);
    if (message.type === "feedback") showFeedback(message);
    if (message.type === "papers") parts.layPapers(message.organisation, message.html);
  };
  const onAnswers = () => answers.adopt(model.get("answers"));
  model.on("msg:custom", onMessage);
  model.on("change:answers", onAnswers);

  let unanswered; // the timer of a question to the kernel
  const check = (again = true) => {
    clearTimeout(unanswered);
    model.send({ type: "check", answers: answers.known });
    unanswered = setTimeout(() => { if (again) check(false); else warn(UNCHECKED); }, ACKNOWLEDGED_WITHIN);
  };
  const showFeedback = ({ items, score }) => {
    clearTimeout(unanswered);
    warn("");
    for (const item of items) parts.slots.get(item.item)?.replaceChildren(verdict(item));
    const open = items.filter((item) => item.verdict === "Not answered").length;
    result.replaceChildren(h("p", {}, h("strong", {}, score)),
      h("p", {}, open ? `${plural(open, "question is", "questions are")} not answered yet.` : "Read why under each answer. Then try it again, or go on."));
    result.focus();
  };
  const result = h("div", { class: "cw-result", tabindex: "-1" });
  const restart = () => {
    answers.clear();
    for (const slot of parts.slots.values()) slot.replaceChildren();
    result.replaceChildren();
    parts.redraw?.();
    say("");
    heading.focus();
  };

  const heading = h("h3", { tabindex: "-1", id: nextId() }, exercise.title);
  const body = VIEWS[model.get("kind")](exercise, parts);
  const root = h("section", {
    class: "cw", "aria-labelledby": heading.id, "data-lm-suppress-shortcuts": "true", "data-jp-suppress-context-menu": "true",
    "data-exercise": exercise.id,
  },
    h("header", { class: "cw-header" },
      h("p", { class: "cw-caption" }, exercise.caption), heading,
      exercise.preview && h("p", { class: "cw-inset" }, exercise.preview)),
    h("div", { class: "cw-introduction", html: exercise.introduction }),
    exercise.worked && h("details", { class: "cw-worked", open: true }, h("summary", {}, "A worked case first"), h("div", { html: exercise.worked })),
    alert, notice, body,
    practice && h("div", { class: "cw-steps" },
      h("button", { type: "button", class: "cw-button", onclick: () => check() }, "Check my answers"),
      h("button", { type: "button", class: "cw-button cw-secondary", onclick: restart }, "Start again")),
    practice && result,
    h("footer", { class: "cw-footer" }, state));
  // JupyterLab reads the keys pressed in an output as commands; these are the learner's.
  for (const kind of ["keydown", "keyup", "mousedown", "dblclick"]) root.addEventListener(kind, (event) => event.stopPropagation());
  say(savedText);
  warn(model.get("status").alert);
  tell(model.get("status").notice);
  el.replaceChildren(root);
  return () => {
    model.off("msg:custom", onMessage);
    model.off("change:answers", onAnswers);
  };
}

/** One item's verdict with its reasons, as practices show it. */
function verdict({ verdict: words, key, reasons }) {
  const tone = { Right: "right", "Partly right": "partly", "Not yet": "wrong" }[words] ?? "blank";
  return h("div", { class: `cw-verdict cw-${tone}` },
    h("p", {}, h("strong", {}, words)),
    reasons.map((reason) => h("p", {}, reasons.length > 1 && h("em", {}, `${reason.about}: `), reason.text)),
    key.length > 0 && words !== "Right" && reasons.length < 2 && h("p", {}, "The best answer: ", key.join("; "), "."));
}
