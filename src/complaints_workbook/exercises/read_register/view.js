// A control chart with a slider, a Pareto, and the questions on them.
function view(exercise, parts) {
  const svg = (tag, properties = {}, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const number = (chart, value) => (chart.kind === "p" ? `${(value * 100).toFixed(1)}%` : value.toFixed(chart.kind === "c" ? 0 : 2));

  const axis = (chart, value) => (chart.kind === "p" ? `${Math.round(value * 100)}%` : String(Number(value.toFixed(2))));
  /** Round numbers from 0 to the top of a scale, about five of them. */
  const ticks = (top) => {
    const rough = top / 4;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
    return Array.from({ length: Math.floor(top / step) + 1 }, (_, at) => at * step);
  };

  const draw = (chart, seen) => {
    const state = chart.states[seen - chart.fewest];
    const width = 760, height = 300, left = 52, right = 12, top = 14, bottom = 58;
    const ceiling = Math.max(...chart.values, ...chart.states.at(-1).upper) * 1.08;
    const x = (at) => left + ((width - left - right) * at) / (chart.months.length - 1);
    const y = (value) => height - bottom - ((height - top - bottom) * value) / ceiling;
    const path = (values) => values.map((value, at) => `${at ? "L" : "M"}${x(at).toFixed(1)},${y(value).toFixed(1)}`).join("");
    const steps = (values) => values.map((value, at) => `${at ? "L" : "M"}${(x(at) - (at ? 9 : 0)).toFixed(1)},${y(value).toFixed(1)}H${(x(at) + 9).toFixed(1)}`).join("");
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "cw-chart", "aria-hidden": "true", focusable: "false" });
    for (const value of ticks(ceiling)) {
      picture.append(svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: "cw-grid" }),
        svg("text", { x: left - 8, y: y(value) + 4, class: "cw-axis", "text-anchor": "end" }, axis(chart, value)));
    }
    chart.months.forEach((month, at) => {
      if (at % 3 === 0) picture.append(svg("text", { x: x(at), y: height - bottom + 18, class: "cw-axis", "text-anchor": "middle" }, month.slice(0, 3)));
      if (month.startsWith("January") || at === 0) picture.append(svg("text", { x: x(at), y: height - bottom + 36, class: "cw-axis", "text-anchor": "middle" }, month.slice(-4)));
    });
    picture.append(svg("path", { d: steps(state.upper), class: "cw-limit" }), svg("path", { d: steps(state.lower), class: "cw-limit" }),
      svg("line", { x1: x(0), x2: x(seen - 1), y1: y(state.centre), y2: y(state.centre), class: "cw-centre" }),
      svg("path", { d: path(chart.values.slice(0, seen)), class: "cw-line" }));
    chart.values.slice(0, seen).forEach((value, at) => {
      const out = state.beyond.includes(at);
      picture.append(svg(out ? "rect" : "circle", out
        ? { x: x(at) - 6, y: y(value) - 6, width: 12, height: 12, class: "cw-out", transform: `rotate(45 ${x(at)} ${y(value)})` }
        : { cx: x(at), cy: y(value), r: 4, class: "cw-point" }));
    });
    return picture;
  };

  const describe = (chart, seen) => {
    const state = chart.states[seen - chart.fewest];
    const beyond = state.beyond.map((at) => chart.months[at]);
    return `At the end of ${chart.months[seen - 1]} the centre line is ${number(chart, state.centre)}. ` +
      (beyond.length ? `Beyond the limits: ${beyond.join(", ")}. ` : "No month is beyond the limits. ") +
      state.runs.map(([first, last]) => `A run on one side of the centre line from ${chart.months[first]} to ${chart.months[last]}. `).join("");
  };

  const numbers = (chart, seen) => {
    const state = chart.states[seen - chart.fewest];
    return h("table", { class: "cw-table" }, h("caption", {}, `${chart.title}: the numbers`),
      h("thead", {}, h("tr", {}, ["Month", "Value", "Lower limit", "Upper limit"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, chart.months.slice(0, seen).map((month, at) => h("tr", {}, h("th", { scope: "row" }, month),
        ...[chart.values[at], state.lower[at], state.upper[at]].map((value) => h("td", {}, number(chart, value)))))));
  };

  const controlChart = (chart) => {
    const id = nextId();
    const place = h("div", {});
    const words = h("p", { role: "status" });
    const table = h("div", {});
    const details = h("details", { ontoggle: () => redraw() }, h("summary", {}, "The numbers as a table"), table);
    const slider = h("input", { type: "range", id, min: chart.fewest, max: chart.months.length, value: chart.months.length, step: 1, oninput: () => redraw() });
    const redraw = () => {
      const seen = Number(slider.value);
      place.replaceChildren(draw(chart, seen));
      words.textContent = describe(chart, seen);
      slider.setAttribute("aria-valuetext", chart.months[seen - 1]);
      table.replaceChildren(...(details.open ? [numbers(chart, seen)] : []));
    };
    redraw();
    return h("div", { class: "cw-card cw-figure" }, h("h4", {}, chart.title), h("p", { class: "cw-hint" }, `Each point: ${chart.unit}.`), place,
      h("p", { class: "cw-legend", "aria-hidden": "true" }, "● month   ◆ month beyond a limit   ── centre line   ┄┄ limits"),
      h("label", { for: id, class: "cw-slider" }, "Show the chart as it stood at the end of an earlier month", slider), words, details);
  };

  const paretoChart = (table) => {
    const most = table.rows[0].count;
    return h("div", { class: "cw-card cw-figure" }, h("h4", {}, `Pareto: complaints by ${table.by}`),
      h("table", { class: "cw-table cw-pareto" }, h("caption", {}, "Most frequent first"),
        h("thead", {}, h("tr", {}, [`The ${table.by}`, "Complaints", "Share", "Running share"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, table.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name),
          h("td", {}, h("span", { class: "cw-bar", style: `width:${(row.count / most) * 7}em`, "aria-hidden": "true" }), ` ${row.count}`),
          h("td", {}, `${(row.share * 100).toFixed(0)}%`), h("td", {}, `${(row.cumulative * 100).toFixed(0)}%`))))));
  };

  const single = (entry) => h("div", { class: "cw-card" }, h("h4", {}, `Complaint ${entry.reference}`), h("p", { class: "cw-hint" }, entry.facts),
    h("blockquote", { class: "cw-quote" }, entry.summary),
    parts.radios({ item: entry.id, legend: exercise.entryQuestion, options: exercise.entryOptions, small: true }));

  return h("div", {}, h("p", { class: "cw-case-title" }, exercise.register), exercise.charts.map(controlChart),
    exercise.pareto && paretoChart(exercise.pareto),
    exercise.months.map((question) => parts.checkboxes({ item: question.id, legend: question.question, options: question.options, columns: true })),
    exercise.reading.map((question) => parts.radios({ item: question.id, legend: question.question, options: question.options })),
    exercise.entries.map(single));
}
