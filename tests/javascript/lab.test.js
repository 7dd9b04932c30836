// What the extension takes for the workbook's own, and what of a notebook's file it lets onto the page.

import { describe, expect, test } from "vitest";
import { cleaned } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/cleaning.js";
import { callIn } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/own_cells.js";

const RELEASED = '# Exercise: Which way?\nfrom complaints_workbook import exercise\nexercise("which-way")';

describe("a cell is the workbook's own", () => {
  test.each([
    [RELEASED, { what: "exercise", name: "which-way", title: "Exercise: Which way?" }],
    [RELEASED.replaceAll("\n", "\r\n"), { what: "exercise", name: "which-way", title: "Exercise: Which way?" }],
    [`${RELEASED}\n`, { what: "exercise", name: "which-way", title: "Exercise: Which way?" }],
    [
      '# Practice: Try it\nfrom complaints_workbook import practice\npractice("try-it")',
      { what: "practice", name: "try-it", title: "Practice: Try it" },
    ],
    [
      "# Your progress\nfrom complaints_workbook import progress\nprogress()",
      { what: "progress", name: "", title: "Your progress" },
    ],
  ])("when it holds a released call: %j", (source, call) => {
    expect(callIn(source)).toEqual(call);
  });

  test.each([
    `${RELEASED}; import os`,
    `${RELEASED}\nimport os`,
    `import os\n${RELEASED}`,
    `%%bash\n${RELEASED}`,
    RELEASED.replace("# Exercise", "! Exercise"),
    RELEASED.replace("Which way?", "x\rimport os"),
    RELEASED.replace("complaints_workbook", "eve"),
    RELEASED.replace("import exercise", "import exercise as practice"),
    RELEASED.replace('"which-way"', "__import__('os').getcwd()"),
    RELEASED.replace('"which-way"', '"a" + input()'),
    RELEASED.replace('"which-way"', '"a\\x22) or exit("'),
    RELEASED.replace('("which-way")', "()"),
    RELEASED.replace("import exercise\nexercise", "import exercise\npractice"),
    '# Your progress\nfrom complaints_workbook import progress\nprogress("x")',
    "",
  ])("but not with anything more or else: %j", (source) => {
    expect(callIn(source)).toBeNull();
  });
});

describe("a notebook is cleaned", () => {
  const output = { output_type: "display_data", data: { "text/html": "<b>x</b>" }, metadata: {} };
  const code = (/** @type {string | string[]} */ source, /** @type {boolean | undefined} */ trusted) => ({
    cell_type: "code",
    source,
    metadata: trusted === undefined ? {} : { trusted },
    outputs: [output],
    execution_count: 3,
  });
  const notebook = (/** @type {any[]} */ ...cells) => ({ metadata: { widgets: { state: {} }, authors: [] }, cells });

  test.each([
    ["no cell is trusted", notebook(code("1", false))],
    ["one of its cells is not", notebook(code("1", true), code("2", false))],
    ["a cell says nothing", notebook(code("1", undefined))],
    [
      "it has no code that could be trusted",
      notebook({ cell_type: "markdown", source: "x", metadata: { trusted: true } }),
    ],
    ["it has no cells", notebook()],
  ])("of saved widgets where %s", (_why, given) => {
    expect(cleaned(given, false).metadata).toEqual({ authors: [] });
  });

  test("of saved widgets for learners, trusted or not", () => {
    const given = notebook(code("1", true));
    expect(cleaned(given, false).metadata).toHaveProperty("widgets");
    expect(cleaned(given, true).metadata).not.toHaveProperty("widgets");
  });

  test("of what exercises showed, and of no other output", () => {
    const lines = RELEASED.split(/(?<=\n)/);
    const { cells } = cleaned(notebook(code(RELEASED, true), code(lines, true), code("print(1)", true)), false);
    expect(cells.map(({ outputs }) => outputs)).toEqual([[], [], [output]]);
    expect(cells.map(({ execution_count }) => execution_count)).toEqual([null, null, 3]);
  });

  test("of what was hidden, for learners", () => {
    const metadata = {
      nbgrader: { grade_id: "a" },
      collapsed: true,
      heading_collapsed: true,
      "jp-MarkdownHeadingCollapsed": true,
      jupyter: { source_hidden: true, outputs_hidden: true },
    };
    const given = notebook({ cell_type: "markdown", source: "# x", metadata });
    expect(cleaned(given, false).cells[0].metadata).toEqual(metadata);
    expect(cleaned(given, true).cells[0].metadata).toEqual({
      nbgrader: { grade_id: "a" },
      jupyter: { source_hidden: true },
    });
    expect(metadata).toHaveProperty("collapsed"); // what is given stays as it is
  });
});
