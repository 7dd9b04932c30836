// One list below the other, beside the case if there is one.
function view(exercise, parts) {
  const lists = exercise.lists.map((list) => h("div", { class: "cw-card" }, h("h4", {}, list.label),
    parts.order({ item: list.id, legend: list.question, entries: list.entries })));
  return exercise.case ? parts.beside(parts.dossier(exercise.case), lists) : h("div", {}, lists);
}
