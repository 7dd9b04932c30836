// What the extension knows of a notebook that the workbook's own pages mark, and how it asks them.

import { describe, expect, test } from "vitest";
import {
  cleaned,
  withoutShown,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/cleaning.js";
import { hasOwnCells } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/own_cells.js";
import { goTo, placeNamed } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/place.js";
import { endsOf } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/site/sections.js";
import { Site } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/site/site.js";

const call = (/** @type {string} */ what, /** @type {string} */ name) =>
  `# A title\nfrom complaints_workbook import ${what}\n${what}(${name && JSON.stringify(name)})`;
const models = (/** @type {[string, string][]} */ ...cells) =>
  cells.map(([type, source], at) => ({ id: `cell-${at}`, type, sharedModel: { getSource: () => source } }));

describe("a section ends", () => {
  const sections = { foundations: ["one", "two"], "complaints/1.1": ["three"] };

  test("before the next heading of its level, with what is written there", () => {
    const cells = models(
      ["markdown", "# Title"],
      ["markdown", "## Foundations: what counts"],
      ["code", call("practice", "three")],
      ["code", call("exercise", "one")],
      ["markdown", "### A part"],
      ["code", call("exercise", "two")],
      ["markdown", "## 1.1 Techniques"],
      ["code", call("exercise", "three")],
      ["markdown", "Write your answer."],
      ["markdown", "## The end"],
      ["code", call("progress", "")],
    );
    expect(endsOf(cells, sections)).toEqual([
      { code: "foundations", last: 5 },
      { code: "complaints/1.1", last: 8 },
    ]);
  });

  test("with the notebook, and once", () => {
    const cells = models(
      ["markdown", "## 1.1"],
      ["code", call("exercise", "three")],
      ["markdown", "## Again"],
      ["code", call("exercise", "three")],
    );
    expect(endsOf(cells, sections)).toEqual([{ code: "complaints/1.1", last: 1 }]);
  });

  test("nowhere where nothing is known", () => {
    expect(endsOf(models(["code", call("exercise", "unknown")], ["code", "one"]), sections)).toEqual([]);
  });
});

describe("a heading of an address", () => {
  const cells = models(["code", "# Not-this"], ["markdown", "Text\n\n## 1.6 Pass it on, in time \n"]);

  test("is a cell's place", () => {
    expect(placeNamed("1.6-Pass-it-on,-in-time", cells)).toEqual({ cell: "cell-1", offset: 0 });
  });

  test.each(["", "Not-this", "1.6", "Text"])("or nothing: %j", (name) => {
    expect(placeNamed(name, cells)).toBeNull();
  });
});

describe("a notebook's file", () => {
  const own = { cell_type: "code", source: [...call("exercise", "one").split(/(?<=\n)/)], metadata: {} };
  const other = { ...own, source: "print(1)", outputs: [{ data: { "text/plain": "1" } }], execution_count: 1 };

  test("is known as the workbook's by one of its cells", () => {
    expect(hasOwnCells({ cells: [other, own] })).toBe(true);
    expect(hasOwnCells({ cells: [other, { ...own, cell_type: "markdown" }] })).toBe(false);
  });

  test("is saved without what exercises show, and is as it was when it is opened again", () => {
    const shown = { data: { "application/vnd.jupyter.widget-view+json": { model_id: "gone" } } };
    const saved = withoutShown({ metadata: {}, cells: [{ ...own, outputs: [shown], execution_count: 2 }, other] });
    expect(saved.cells).toEqual([{ ...own, outputs: [], execution_count: null }, other]);
    expect(cleaned(saved, true).cells[1].outputs).toEqual(other.outputs);
  });
});

describe("the workbook's pages are asked", () => {
  /** @param {() => Promise<Response>} answer */
  const siteThat = (answer) => {
    /** @type {any[]} */
    const asked = [];
    const makeRequest = (/** @type {string} */ url, /** @type {any} */ init) => {
      asked.push([url, init]);
      return answer();
    };
    return { asked, site: new Site({ makeRequest }, { baseUrl: "/user/ann/" }) };
  };

  test("below the server's own address, as a program asks", async () => {
    const { asked, site } = siteThat(async () => Response.json({ address: "there" }));
    expect(await site.ask("mark/a", { section: "b/1.1" })).toEqual({ address: "there" });
    expect(asked[0][0]).toBe("/user/ann/workbook/mark/a");
    expect(asked[0][1]).toMatchObject({ method: "POST", headers: { Accept: "application/json" } });
    expect(String(asked[0][1].body)).toBe("section=b%2F1.1");
  });

  test.each([
    [
      "what they say is wrong",
      async () => Response.json({ message: "There are no keys." }, { status: 409 }),
      /no keys/,
    ],
    ["that they say nothing", async () => new Response("<html>", { status: 500 }), /could not be reached/],
    ["that nobody is there", () => Promise.reject(new TypeError("Failed to fetch")), /could not be reached/],
  ])("and it is told %s", async (_what, answer, message) => {
    await expect(siteThat(answer).site.ask("about")).rejects.toThrow(message);
  });

  test("and where there are none, nothing is there", async () => {
    expect(await siteThat(async () => new Response("", { status: 404 })).site.about("a.ipynb")).toBeNull();
  });
});

describe("a place in a cell", () => {
  /** A frame at the window's top, scrolled by 5,000 pixels, with one cell that begins there. */
  const scrolled = (/** @type {number} */ height, /** @type {number} */ offset) => {
    const at = (/** @type {object} */ box) =>
      /** @type {any} */ ({ getBoundingClientRect: () => box, scrollTop: 5000 });
    const frame = at({ top: 0 });
    goTo({ cell: "one", offset }, [{ model: { id: "one" }, node: at({ top: 0, bottom: height, height }) }], frame);
    return frame.scrollTop - 5000;
  };

  test("is gone to where the cell is as high as it was", () => {
    expect(scrolled(9000, -8000)).toBe(8000);
    expect(scrolled(9000, 120)).toBe(-120);
  });

  test("is gone to no further than the cell is drawn, so that it is seen and drawn", () => {
    expect(scrolled(300, -8000)).toBe(260);
    expect(scrolled(0, -8000)).toBe(0);
  });
});
