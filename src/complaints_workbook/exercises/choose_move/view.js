// A conversation: each move is made once, and its consequence shown.
function view(exercise, parts) {
  const talk = h("ol", { class: "cw-talk" });
  const bubble = (who, text, mine) => h("li", { class: mine ? "cw-mine" : "cw-theirs" }, h("span", { class: "cw-who" }, who), h("span", {}, text));
  const ask = (turn) => {
    const name = nextId();
    const error = h("p", { class: "cw-error", role: "alert" });
    const inputs = turn.moves.map((move) => {
      const id = nextId();
      return h("div", { class: "cw-choice" }, h("input", { type: "radio", name, id, value: move.id }), h("label", { for: id }, move.text));
    });
    const make = () => {
      const chosen = form.querySelector("input:checked");
      if (!chosen) { error.textContent = "Choose what you say or do first"; return; }
      parts.answers.set(turn.id, chosen.value);
      draw(true);
    };
    const form = h("fieldset", { class: "cw-question", "data-item": turn.id }, h("legend", {}, turn.question), error, inputs,
      h("button", { type: "button", class: "cw-button", onclick: make }, "Make this move"));
    return form;
  };
  const place = h("div", {});
  const draw = (focus) => {
    const rows = [];
    let open = null;
    exercise.turns.every((turn, at) => {
      rows.push(h("li", { class: "cw-moment" }, h("h4", { tabindex: "-1" }, `${at + 1} of ${exercise.turns.length}: ${turn.label}`)));
      rows.push(bubble(exercise.customer, turn.customer, false));
      const move = turn.moves.find((candidate) => candidate.id === parts.answers.get(turn.id));
      if (!move) { open = turn; return false; }
      rows.push(bubble("You", move.text, true), bubble("What happens", move.reply, false));
      rows.push(h("li", { class: "cw-plain" }, kept.get(turn.id) ?? kept.set(turn.id, parts.slot(turn.id)).get(turn.id)));
      return true;
    });
    talk.replaceChildren(...rows);
    place.replaceChildren(open ? ask(open) : h("div", { class: "cw-inset" }, h("p", {}, h("strong", {}, "The conversation is over. ")), h("div", { html: exercise.debriefHtml })));
    if (focus) [...talk.querySelectorAll("h4")].at(-1).focus();
  };
  const kept = new Map();
  parts.redraw = () => draw(false);
  for (const turn of exercise.turns) parts.answers.bind(turn.id, () => talk.isConnected && draw(false));
  draw(false);
  const scene = h("div", {}, h("div", { class: "cw-inset", html: exercise.sceneHtml }), talk, place);
  return exercise.case ? parts.beside(parts.dossier(exercise.case), scene) : scene;
}
