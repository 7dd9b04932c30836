// The summary at the end, where JupyterLab leaves a learner who has run all cells: one row
// an exercise, each with the way back to it.
export function progress({ model, el }) {
  dress();
  const root = h("section", { class: "cw", "aria-label": "Your progress", "data-lm-suppress-shortcuts": "true" });
  const missing = h("div", { class: "cw-alert", role: "alert" });
  const go = (row) => {
    const notebook = root.closest(".jp-Notebook") ?? document;
    const heading = notebook.querySelector(`section.cw[data-exercise="${row.exercise}"] h3`);
    missing.replaceChildren(...(heading ? [] : [h("p", {}, `“${row.title}” is not shown yet. Choose Run, then Run All Cells.`)]));
    heading?.closest("section").scrollIntoView();
    heading?.focus({ preventScroll: true });
  };
  const link = (row) => h("a", { href: "#", onclick: (event) => { event.preventDefault(); go(row); } }, row.title);
  const draw = () => {
    const rows = model.get("rows");
    const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
    const state = (row) => (row.answered === row.total ? "All answered" : row.answered === 0 ? "Not started" : "Started");
    root.replaceChildren(
      h("h3", {}, "Your progress"),
      h("p", { role: "status" }, `You have answered ${sum("answered")} of ${sum("total")} questions in ${rows.length} exercises.`),
      missing,
      h("table", { class: "cw-table" },
        h("caption", {}, "Exercises in this notebook"),
        h("thead", {}, h("tr", {}, ["Exercise", "Criterion", "Answered", "State"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, link(row)), h("td", {}, row.criteria),
          h("td", {}, `${row.answered} of ${row.total}`), h("td", {}, state(row)))))),
      h("p", { class: "cw-inset" }, "Written questions are read by your tutor, so they are not counted here. " +
        "These marks are practice and preparation. Your assessor decides on a criterion, from evidence of your work with real customers."));
  };
  model.on("change:rows", draw);
  draw();
  el.replaceChildren(root);
  return () => model.off("change:rows", draw);
}
