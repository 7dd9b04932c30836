// Cases one at a time; short situations all on one page.
function view(exercise, parts) {
  const question = (entry) => parts.radios({ item: entry.id, legend: entry.question, options: entry.options });
  const draw = (entry) => {
    if (entry.case) return parts.beside(parts.dossier(entry.case), entry.html && h("div", { html: entry.html }), question(entry));
    return h("div", { class: "cw-card" }, h("h4", {}, entry.label), h("div", { html: entry.html }), question(entry));
  };
  if (!exercise.entries.some((entry) => entry.case)) return h("div", {}, exercise.entries.map(draw));
  return parts.pager(exercise.entries.map((entry) => ({ ...entry, items: [entry.id] })), draw);
}
