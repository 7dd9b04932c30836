/**
 * Put a widget beneath all that a cell shows, as soon as it is drawn.
 * @param {any} cell
 * @param {any} widget
 */
export async function putBelow(cell, widget) {
  await cell.ready;
  if (!cell.isDisposed) cell.layout.insertWidget(cell.layout.widgets.length, widget);
}
