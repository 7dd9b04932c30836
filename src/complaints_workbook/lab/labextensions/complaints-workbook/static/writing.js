// A written answer takes what is typed, after two clicks, after one, or with the keyboard.

/**
 * Give the editor of an answer the focus when it is opened, and open it when somebody types.
 * @param {any} content a notebook's cells as JupyterLab shows them
 */
export function takeWhatIsTyped(content) {
  const { node } = content;
  node.addEventListener("dblclick", () => setTimeout(() => isOpen(content.activeCell) && edit(content)));
  node.addEventListener(
    "keydown",
    (/** @type {KeyboardEvent} */ event) => {
      const cell = content.activeCell;
      if (!isText(event) || !isAnswer(cell) || document.activeElement !== cell.node) return;
      event.preventDefault();
      event.stopPropagation();
      edit(content);
      cell.editor.replaceSelection(event.key);
    },
    { capture: true },
  );
}

/** @param {KeyboardEvent} event */
const isText = ({ key, ctrlKey, metaKey, altKey }) =>
  key.length === 1 && key !== " " && !(ctrlKey || metaKey || altKey);

/** @param {any} cell */
const isAnswer = (cell) => cell?.model.type === "markdown" && cell.model.getMetadata("nbgrader")?.solution === true;

/** @param {any} cell */
const isOpen = (cell) => cell?.model.type === "markdown" && !cell.rendered;

/**
 * Open a cell's editor. The sentence that asks for an answer gives way to what is typed.
 * @param {any} content
 */
function edit(content) {
  const cell = content.activeCell;
  cell.rendered = false;
  content.mode = "edit";
  cell.editor.focus();
  if (ASKS.test(cell.model.sharedModel.getSource())) cell.editor.setSelection(all(cell.editor));
}

const ASKS = /^Double-click here[^\n]*$/; // what is released where an answer goes

/** @param {any} editor */
function all(editor) {
  const line = editor.lineCount - 1;
  return { start: { line: 0, column: 0 }, end: { line, column: editor.getLine(line).length } };
}
