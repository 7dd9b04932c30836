// Tables that are sorted by a column, and searched.

/**
 * Return what a cell is sorted by.
 * @param {HTMLTableRowElement} row
 * @param {number} column
 */
function key(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.order ?? cell?.textContent?.trim() ?? "";
}

/**
 * Compare as people do: 9 before 10, and letters by the alphabet.
 * @param {string} one
 * @param {string} other
 */
export function compare(one, other) {
  const difference = Number(one) - Number(other);
  return one === "" || other === "" || Number.isNaN(difference)
    ? one.localeCompare(other, "en-GB", { numeric: true })
    : difference;
}

/**
 * Let the heads of a table sort it.
 * @param {HTMLTableElement} table
 */
export function makeSortable(table) {
  const body = table.tBodies[0];
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, column) => {
    if (!body || head.classList.contains("no-sort")) return;
    const button = document.createElement("button");
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...body.rows].sort((a, b) => compare(key(a, column), key(b, column)));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}

/**
 * Let a box hide the rows of a table that don't hold what is typed.
 * @param {HTMLInputElement} box
 */
export function makeFindable(box) {
  const table = document.getElementById(box.dataset.find ?? "");
  const rows = /** @type {HTMLTableRowElement[]} */ ([...(table?.querySelectorAll("tbody > tr") ?? [])]);
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLocaleLowerCase("en-GB");
    for (const row of rows) row.hidden = !shownText(row).includes(wanted);
  });
}

/**
 * Return the text of a row, without what stands in its dialogs and without names that are hidden.
 * @param {HTMLTableRowElement} row
 */
function shownText(row) {
  const copy = /** @type {HTMLElement} */ (row.cloneNode(true));
  for (const each of copy.querySelectorAll("dialog, [hidden]")) each.remove();
  return (copy.textContent ?? "").toLocaleLowerCase("en-GB");
}
