// The summary at the end: one row an exercise.
export function progress({ model, el }) {
  dress();
  const root = h("section", { class: "cw", "aria-label": "Your progress", "data-lm-suppress-shortcuts": "true" });
  const draw = () => {
    const rows = model.get("rows");
    const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
    const state = (row) => (row.answered === row.total ? "All answered" : row.answered === 0 ? "Not started" : "Started");
    root.replaceChildren(
      h("h3", {}, "Your progress"),
      h("p", { role: "status" }, `You have answered ${sum("answered")} of ${sum("total")} questions in ${rows.length} exercises.`),
      h("table", { class: "cw-table" },
        h("caption", {}, "Exercises in this notebook"),
        h("thead", {}, h("tr", {}, ["Exercise", "Criterion", "Answered", "State"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.title), h("td", {}, row.criteria),
          h("td", {}, `${row.answered} of ${row.total}`), h("td", {}, state(row)))))),
      h("p", { class: "cw-inset" }, "Written questions are read by your tutor, so they are not counted here. " +
        "These marks are practice and preparation. Your assessor decides on a criterion, from evidence of your work with real customers."));
  };
  model.on("change:rows", draw);
  draw();
  el.replaceChildren(root);
  return () => model.off("change:rows", draw);
}
