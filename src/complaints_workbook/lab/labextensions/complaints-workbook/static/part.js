// The part of a cell where an exercise stands. It belongs to the page and not to the notebook: it is never saved,
// cannot be cleared with the outputs, and leaves the notebook as it was.

const WIDGET = "application/vnd.jupyter.widget-view+json";

const AT_LATEST = 2000; // milliseconds until a part is taken for drawn

/**
 * Wait until an exercise stands in its part: its widget is there before the script that draws it.
 * @param {HTMLElement} node
 * @returns {Promise<void>}
 */
const stands = (node) =>
  new Promise((done) => {
    const look = () => {
      if (!node.querySelector("section.cw")) return;
      observer.disconnect();
      done();
    };
    const observer = new MutationObserver(look);
    observer.observe(node, { childList: true, subtree: true });
    setTimeout(done, AT_LATEST);
    look();
  });

/**
 * Return a class of parts, made of JupyterLab's own widgets.
 * @param {any} widgets the module `@lumino/widgets`
 */
export function partsOf({ Panel, Widget }) {
  return class Part extends Panel {
    /** Whether the exercise stands there, and is alive; a sentence that it cannot be shown is none. */
    filled = false;

    /** @param {string} title of what will stand here */
    constructor(title) {
      super();
      this.addClass("cw-part");
      this.heading = title;
    }

    /**
     * Put the part into its cell, as soon as the cell is drawn.
     * @param {any} cell
     */
    async putInto(cell) {
      await cell.ready;
      if (!cell.isDisposed && !this.isDisposed) cell.layout.insertWidget(cell.layout.widgets.length - 1, this);
    }

    /**
     * Say in words what stands here, or what to do. The page around it stays where it is.
     * @param {string} text
     */
    say(text) {
      this.filled = false;
      const height = this.isAttached ? this.node.offsetHeight : 0; // not drawn yet, nothing is measured
      if (height) this.node.style.minHeight = `${height}px`;
      const words = new Widget();
      words.addClass("cw-words");
      words.node.textContent = `${this.heading.replace(/[^.?!]$/, "$&.")} ${text}`;
      this.#replace(words);
    }

    /**
     * Show something.
     * @param {any} rendermime what the notebook is drawn with
     * @param {import("./kernel.js").Shown} shown
     */
    async show(rendermime, { data, metadata }) {
      const renderer = rendermime.createRenderer(rendermime.preferredMimeType(data, "any"));
      const drawn = renderer.renderModel(rendermime.createModel({ data, metadata, trusted: true }));
      this.filled = WIDGET in data;
      this.#replace(renderer);
      await drawn;
      if (this.filled) await stands(this.node);
      if (!this.isDisposed) this.node.style.minHeight = "";
    }

    /** @param {any} widget */
    #replace(widget) {
      for (const old of [...this.widgets]) old.dispose();
      this.addWidget(widget);
    }
  };
}
