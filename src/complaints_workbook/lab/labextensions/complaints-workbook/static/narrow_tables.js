// Tables of the text on a narrow page: each row becomes a short list, in which every cell says its column.

const NARROW = matchMedia("(max-width: 640px)");

/**
 * See to the tables of a notebook whenever the page is narrow.
 * @param {any} content a notebook's cells as JupyterLab shows them
 */
export function nameColumnsWhenNarrow(content) {
  const look = () => {
    for (const table of content.node.querySelectorAll(".jp-RenderedMarkdown table:not(.cw-rows)")) nameColumns(table);
  };
  const observer = new MutationObserver(look);
  const turn = () => {
    observer.disconnect();
    if (!NARROW.matches) return;
    observer.observe(content.node, { childList: true, subtree: true });
    look();
  };
  NARROW.addEventListener("change", turn);
  content.disposed.connect(() => {
    observer.disconnect();
    NARROW.removeEventListener("change", turn);
  });
  turn();
}

/** What parts of a table are, said in words: drawn as a list, browsers take them for none. */
const ROLES = { thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

/** @param {HTMLTableElement} table */
function nameColumns(table) {
  const columns = [...(table.tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent?.trim());
  table.role = "table";
  table.classList.add("cw-rows");
  for (const [name, role] of Object.entries(ROLES)) for (const part of table.querySelectorAll(name)) part.role = role;
  for (const row of [...table.tBodies].flatMap(({ rows }) => [...rows]))
    for (const [at, cell] of [...row.cells].entries()) if (columns[at]) cell.dataset.column = columns[at];
}
