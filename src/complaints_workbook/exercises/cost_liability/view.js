// Amounts on two sides, with a running total under each.
function view(exercise, parts) {
  const sides = { admit: "If the organisation admits liability", refuse: "If it refuses and loses later: what that adds", none: "Putting it together" };
  const total = (entry, side) => {
    const output = h("output", { class: "cw-total" });
    const counted = entry.parts.filter((part) => part.side === side);
    const add = () => {
      const amounts = counted.map((part) => pence(parts.answers.get(part.id)));
      const given = amounts.filter((amount) => amount !== null);
      output.textContent = `Running total: ${pounds(given.reduce((sum, amount) => sum + amount, 0))} (${given.length} of ${counted.length} filled in)`;
    };
    parts.answers.watch(add);
    add();
    return output;
  };
  const group = (entry, side) => {
    const own = entry.parts.filter((part) => part.side === side);
    return own.length > 0 && h("div", { class: "cw-card", role: "group", "aria-label": sides[side] }, h("h4", {}, sides[side]),
      own.map((part) => parts.amount({ item: part.id, label: part.label, hint: [part.hint, `Marked ${part.within}.`].filter(Boolean).join(" ") })),
      side !== "none" && total(entry, side));
  };
  const draw = (entry) => parts.beside(parts.dossier(entry.case),
    entry.html && h("div", { class: "cw-inset", html: entry.html }),
    ["admit", "refuse", "none"].map((side) => group(entry, side)),
    entry.decision && parts.radios({ item: entry.decision.id, legend: entry.decision.question, options: entry.decision.options }));
  const entries = exercise.entries.map((entry) => ({
    ...entry, items: [...entry.parts.map((part) => part.id), ...(entry.decision ? [entry.decision.id] : [])],
  }));
  return parts.pager(entries, draw);
}
