// Rows that are dragged to their places; a line shows where a row would come to stand.

/**
 * @param {HTMLElement} row
 * @param {string} id
 * @param {(dragged: string, after: boolean) => void} drop says what was dropped, and whether below this row or above
 */
export function makeDraggable(row, id, drop) {
  const isAfter = (/** @type {DragEvent} */ event) => {
    const { top, height } = row.getBoundingClientRect();
    return event.clientY > top + height / 2;
  };
  const take = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    row.dataset.drop = isAfter(event) ? "after" : "before";
  };
  const leave = () => delete row.dataset.drop;
  row.addEventListener("dragstart", (event) => {
    if (event.dataTransfer) Object.assign(event.dataTransfer, { effectAllowed: "move" }).setData("text/plain", id);
    row.classList.add("cw-dragged");
  });
  row.addEventListener("dragend", () => row.classList.remove("cw-dragged"));
  row.addEventListener("dragover", take);
  row.addEventListener("dragleave", leave);
  row.addEventListener("drop", (event) => {
    take(event);
    leave();
    drop(event.dataTransfer?.getData("text/plain") ?? "", isAfter(event));
  });
}
