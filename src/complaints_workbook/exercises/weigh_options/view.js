// Statements to sort, all on one page; then the decisions, one at a time.
function view(exercise, parts) {
  const sort = exercise.statements.map((statement) => h("div", { class: "cw-card" },
    h("h4", {}, statement.label), h("blockquote", { class: "cw-quote" }, statement.text),
    parts.radios({ item: statement.id, legend: exercise.question, options: exercise.columns, small: true })));
  const decisions = exercise.decisions.map((decision) => ({ ...decision, items: [decision.id] }));
  return h("div", {}, sort, decisions.length > 0 && parts.pager(decisions, (decision) => parts.beside(
    parts.dossier(decision.case), parts.radios({ item: decision.id, legend: decision.question, options: decision.options })), "Decision"));
}
