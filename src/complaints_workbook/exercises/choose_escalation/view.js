// Each case with its three questions: who, by when, and why.
function view(exercise, parts) {
  const entries = exercise.entries.map((entry) => ({ ...entry, items: entry.parts.map((part) => part.id) }));
  return parts.pager(entries, (entry) => parts.beside(parts.dossier(entry.case),
    h("p", { class: "cw-inset" }, entry.setting), entry.parts.map((part) => parts.radios({ item: part.id, legend: part.question, options: part.options, small: true }))));
}
