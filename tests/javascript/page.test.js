import { expect, test } from "vitest";
import { titleAfter } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/page.js";
import { NotebookFile } from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/written/file.js";

const signal = { connect() {} };

/** Show a page's title as browsers do: no two spaces together, and none at its ends. */
function likeABrowser() {
  document.head.innerHTML = "<title>JupyterLab</title>";
  const element = /** @type {Element} */ (document.querySelector("title"));
  Object.defineProperty(document, "title", {
    configurable: true,
    get: () => element.textContent?.replace(/[\t\n\f\r ]+/g, " ").trim(),
    set: (text) => {
      element.textContent = text;
    },
  });
  return element;
}

test.each([
  ["two  spaces.ipynb", "two spaces.ipynb"],
  [" one before", "one before"],
  ["a\u00a0\u2003wide\tone ", "a wide one"],
])("the page's title is set once, whatever spaces the name %j has", async (label, shown) => {
  let changes = 0;
  const observer = new MutationObserver((seen) => {
    changes += seen.length;
    if (changes > 50) observer.disconnect();
  });
  observer.observe(likeABrowser(), { childList: true, characterData: true, subtree: true });
  titleAfter({ currentWidget: { title: { label } }, currentChanged: signal });
  await new Promise((done) => setTimeout(done, 50));
  expect(document.title).toBe(`${shown} – Complaints workbook`);
  expect(changes).toBeLessThan(5);
});

test("two looks at a file at once are one", async () => {
  let reverts = 0;
  const model = { fromJSON(/** @type {any} */ _notebook) {}, cells: [], dirty: false };
  const context = {
    model,
    path: "a.ipynb",
    contentsModel: { hash: "before" },
    save: async () => {},
    async revert() {
      reverts += 1;
      await new Promise((done) => setTimeout(done, 20));
      model.fromJSON({ cells: [] });
    },
  };
  const file = new NotebookFile(context, { get: async () => ({ hash: "after" }) }, () => {});
  await Promise.all([file.look(), file.look(), file.save()]);
  expect(reverts).toBe(1);
  await file.look();
  expect(reverts).toBe(2);
});
