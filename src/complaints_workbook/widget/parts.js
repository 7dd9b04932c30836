// The pieces that every view is made of. No view touches the kernel or the
// page outside itself: it asks these for controls and arranges them.

/** Put the workbook's style on the page, once for all exercises. */
function dress() {
  const old = document.getElementById("cw-style");
  if (old?.textContent === STYLE) return;
  const style = old ?? document.head.appendChild(Object.assign(document.createElement("style"), { id: "cw-style" }));
  style.textContent = STYLE;
}

let serial = 0;
const nextId = () => `cw-${++serial}-${Math.random().toString(36).slice(2, 8)}`;

/** Make an element: h("p", {class: "x", onclick: f}, "text", child). */
function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "html") element.innerHTML = value; // rendered and escaped in Python
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** An amount as the workbook reads it, in pence; null when it is not one. */
function pence(text) {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)?(\.\d{1,2})?$/.exec((text ?? "").trim());
  if (!match || !(match[1] || match[2])) return null;
  return Math.round(Number((match[1] || "0").replaceAll(",", "") + (match[2] || "")) * 100);
}
const pounds = (amount) =>
  "£" + (amount / 100).toLocaleString("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The answers of one view: what is known, and who listens. `mine(item)` says that the disk does not have it yet. */
class Answers {
  constructor(answers, send, mine) {
    this.known = { ...answers };
    this.send = send;
    this.mine = mine;
    this.listeners = [];
  }
  get(item) {
    return this.known[item] ?? null;
  }
  /** Call `update(value)` now and whenever the item's answer changes elsewhere. */
  bind(item, update) {
    this.listeners.push([item, update]);
    update(this.get(item));
  }
  /** Call `update()` whenever any answer changes, here or elsewhere. */
  watch(update) {
    this.listeners.push([null, update]);
  }
  set(item, value) {
    if (same(this.get(item), value)) return;
    this.known[item] = value;
    this.send(item, value);
    this.tell(null);
  }
  /** Take over what the disk holds, but never over an answer that it does not have yet. */
  adopt(answers) {
    const items = new Set([...Object.keys(this.known), ...Object.keys(answers)]);
    for (const item of items) {
      if (this.mine(item) || same(this.known[item], answers[item])) continue;
      this.known[item] = answers[item] ?? null;
      this.tell(item);
    }
    this.tell(null);
  }
  clear() {
    this.known = {};
    for (const [item, update] of this.listeners) update(item === null ? undefined : null);
  }
  tell(item) {
    for (const [wanted, update] of this.listeners) if (wanted === item) update(item === null ? undefined : this.get(item));
  }
}

/** The controls that views are built from, for one exercise. */
class Parts {
  constructor(exercise, answers, askForPapers) {
    this.exercise = exercise;
    this.answers = answers;
    this.askForPapers = askForPapers;
    this.papers = new Map(); // organisation: the places that its papers are wanted in
    this.slots = new Map();
  }

  /** Where an item's feedback appears, in practices. */
  slot(item) {
    const slot = h("div", { class: "cw-slot", "data-item": item });
    this.slots.set(item, slot);
    return slot;
  }

  /** A question with radio buttons. */
  radios({ item, legend, options, small = false, hint = null }) {
    const name = nextId();
    const hintId = hint && nextId();
    const inputs = options.map((option) => {
      const id = nextId();
      const input = h("input", {
        type: "radio", name, id, value: option.id,
        onchange: () => this.answers.set(item, option.id),
      });
      return { option, input, row: h("div", { class: "cw-choice" }, input, h("label", { for: id }, option.text)) };
    });
    this.answers.bind(item, (value) => {
      for (const { option, input } of inputs) input.checked = option.id === value;
    });
    return h("fieldset", { class: small ? "cw-question cw-small" : "cw-question", "data-item": item, "aria-describedby": hintId },
      h("legend", {}, legend),
      hint && h("p", { class: "cw-hint", id: hintId }, hint),
      inputs.map(({ row }) => row), this.slot(item));
  }

  /** A question with checkboxes; an empty choice is no answer. */
  checkboxes({ item, legend, options, hint = "Choose all that apply.", columns = false }) {
    const hintId = nextId();
    const inputs = options.map((option) => {
      const id = nextId();
      const input = h("input", { type: "checkbox", id, value: option.id, onchange: () => this.answers.set(item, chosen()) });
      return { input, row: h("div", { class: "cw-choice" }, input, h("label", { for: id }, option.text)) };
    });
    const chosen = () => {
      const ids = inputs.filter(({ input }) => input.checked).map(({ input }) => input.value);
      return ids.length ? ids : null;
    };
    this.answers.bind(item, (value) => {
      for (const { input } of inputs) input.checked = (value ?? []).includes(input.value);
    });
    return h("fieldset", { class: "cw-question cw-small", "data-item": item, "aria-describedby": hintId },
      h("legend", {}, legend), h("p", { class: "cw-hint", id: hintId }, hint),
      h("div", { class: columns ? "cw-columns" : "" }, inputs.map(({ row }) => row)), this.slot(item));
  }

  /** An amount in pounds and pence. */
  amount({ item, label, hint }) {
    const id = nextId();
    const hintId = nextId();
    const errorId = nextId();
    const error = h("p", { class: "cw-error", id: errorId });
    const box = h("div", { class: "cw-question cw-amount", "data-item": item });
    const input = h("input", {
      type: "text", id, inputmode: "decimal", autocomplete: "off", spellcheck: "false", maxlength: "20",
      "aria-describedby": `${hintId} ${errorId}`,
      oninput: () => { this.answers.set(item, input.value.trim() || null); if (pence(input.value) !== null) judge(); },
      onblur: () => judge(),
    });
    const judge = () => {
      const wrong = input.value.trim() !== "" && pence(input.value) === null;
      error.replaceChildren(wrong ? "Enter an amount in pounds and pence, such as 12.50" : "");
      box.classList.toggle("cw-wrong", wrong);
      input.setAttribute("aria-invalid", String(wrong));
    };
    this.answers.bind(item, (value) => {
      if ((value ?? "") !== input.value.trim()) input.value = value ?? "";
      judge();
    });
    box.append(h("label", { for: id }, label), h("p", { class: "cw-hint", id: hintId }, hint), error,
      h("span", { class: "cw-money" }, h("span", { class: "cw-pound", "aria-hidden": "true" }, "£"), input), this.slot(item));
    return box;
  }

  /** A list to put in order, by buttons or by dragging. */
  order({ item, legend, entries }) {
    const texts = new Map(entries.map((entry) => [entry.id, entry.text]));
    const said = h("p", { class: "cw-hidden", role: "status" });
    const list = h("ol", { class: "cw-order" });
    const keep = h("button", { type: "button", class: "cw-button cw-secondary", onclick: () => commit(order) }, "This order is right as it stands");
    let order = entries.map((entry) => entry.id);
    const commit = (next) => { order = [...next]; this.answers.set(item, order); draw(); };
    const move = (id, to, focus) => {
      const from = order.indexOf(id);
      if (to < 0 || to >= order.length || to === from) return;
      const next = order.filter((other) => other !== id);
      next.splice(to, 0, id);
      commit(next);
      said.textContent = `${texts.get(id)}: now step ${to + 1} of ${order.length}.`;
      const row = list.children[to];
      (row.querySelector(`[data-move="${focus}"]:not([disabled])`) ?? row.querySelector("button:not([disabled])")).focus();
    };
    const draw = () => {
      list.replaceChildren(...order.map((id, at) => {
        const text = texts.get(id);
        const row = h("li", { draggable: "true", "data-id": id },
          h("span", { class: "cw-step", "aria-hidden": "true" }, String(at + 1)), h("span", { class: "cw-step-text" }, text),
          h("span", { class: "cw-moves" },
            h("button", { type: "button", class: "cw-button cw-secondary", "data-move": "up", disabled: at === 0,
              "aria-label": `Move up: ${text}`, onclick: () => move(id, at - 1, "up") }, "↑ Up"),
            h("button", { type: "button", class: "cw-button cw-secondary", "data-move": "down", disabled: at === order.length - 1,
              "aria-label": `Move down: ${text}`, onclick: () => move(id, at + 1, "down") }, "↓ Down")));
        row.addEventListener("dragstart", (event) => { event.dataTransfer.setData("text/plain", id); event.dataTransfer.effectAllowed = "move"; row.classList.add("cw-dragged"); });
        row.addEventListener("dragend", () => row.classList.remove("cw-dragged"));
        row.addEventListener("dragover", (event) => { event.preventDefault(); event.stopPropagation(); });
        row.addEventListener("drop", (event) => {
          event.preventDefault(); event.stopPropagation();
          const dragged = event.dataTransfer.getData("text/plain");
          if (texts.has(dragged)) move(dragged, order.indexOf(id), "up");
        });
        return row;
      }));
      keep.hidden = this.answers.get(item) !== null;
    };
    this.answers.bind(item, (value) => { order = value ?? entries.map((entry) => entry.id); draw(); });
    return h("fieldset", { class: "cw-question", "data-item": item }, h("legend", {}, legend),
      h("p", { class: "cw-hint" }, "Use the Up and Down buttons, or drag a step. The first step stands at the top."),
      list, keep, said, this.slot(item));
  }

  /** A dossier as the learner reads it, with the organisation's papers below. */
  dossier(caseId) {
    const found = this.exercise.cases[caseId];
    const body = h("div", { "aria-live": "polite" });
    const details = h("details", { class: "cw-papers", ontoggle: () => {
      if (!details.open || body.childNodes.length) return;
      body.replaceChildren("Looking for the papers…");
      this.papers.set(found.organisation, [...(this.papers.get(found.organisation) ?? []), body]);
      this.askForPapers(found.organisation);
    } }, h("summary", {}, `What ${this.exercise.organisations[found.organisation]} promises, pays and escalates`), body);
    return h("div", { class: "cw-dossier" }, h("div", { html: found.html }), details);
  }

  /** Lay an organisation's papers where they were asked for. */
  layPapers(organisation, html) {
    for (const body of this.papers.get(organisation) ?? []) body.innerHTML = html; // rendered and escaped in Python
  }

  /** The case on one side and its questions on the other. */
  beside(left, ...right) {
    return h("div", { class: "cw-beside" }, left, h("div", { class: "cw-questions" }, right));
  }

  /** One page at a time: entries with a label, the items on it, and how to draw it. */
  pager(entries, draw, what = "Case") {
    const pages = new Map();
    const heading = h("h4", { tabindex: "-1", class: "cw-page-heading", hidden: entries.length === 1 });
    const stage = h("div", { class: "cw-stage" });
    const marks = entries.map((entry, at) => h("button", { type: "button", class: "cw-page", onclick: () => show(at, true) }));
    const previous = h("button", { type: "button", class: "cw-button cw-secondary", onclick: () => show(current - 1, true) }, `Previous ${what.toLowerCase()}`);
    const next = h("button", { type: "button", class: "cw-button", onclick: () => show(current + 1, true) }, `Next ${what.toLowerCase()}`);
    let current = 0;
    const state = (entry) => {
      const left = entry.items.filter((item) => this.answers.get(item) === null).length;
      return left === 0 ? "answered" : left === entry.items.length ? "not answered" : "partly answered";
    };
    const mark = () => entries.forEach((entry, at) => {
      const button = marks[at];
      button.className = `cw-page cw-${state(entry).replace(" ", "-")}`;
      button.replaceChildren(String(at + 1), h("span", { class: "cw-tick", "aria-hidden": "true" }, { answered: "✓", "partly answered": "…" }[state(entry)] ?? ""),
        h("span", { class: "cw-hidden" }, ` ${what}, ${state(entry)}`));
      at === current ? button.setAttribute("aria-current", "step") : button.removeAttribute("aria-current");
    });
    const show = (at, focus) => {
      current = at;
      if (!pages.has(at)) pages.set(at, draw(entries[at]));
      heading.textContent = `${what} ${at + 1} of ${entries.length}`;
      stage.replaceChildren(pages.get(at));
      previous.hidden = at === 0;
      next.hidden = at === entries.length - 1;
      mark();
      if (focus) heading.focus();
    };
    this.answers.watch(mark);
    this.redraw = () => { pages.clear(); show(current, false); };
    const first = entries.findIndex((entry) => state(entry) !== "answered");
    show(Math.max(first, 0), false);
    return h("div", { class: "cw-pager" }, entries.length > 1 && h("nav", { class: "cw-pages", "aria-label": `${what}s: ${this.exercise.title}` }, marks),
      heading, stage, entries.length > 1 && h("div", { class: "cw-steps" }, previous, next));
  }
}
