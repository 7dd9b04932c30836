// Opening a notebook is harmless, and leaves it as it is: whatever is loaded into the page is cleaned before anything
// sees it, and what JupyterLab notes of the kernel is no change that has to be saved.

import { cleaned } from "./cleaning.js";

const NOTED = ["kernelspec", "language_info"];

/**
 * See to every notebook of this page.
 * @param {any} registry JupyterLab's registry of documents
 * @param {boolean} learners
 */
export function openHarmlessly(registry, learners) {
  const factory = registry.getModelFactory("notebook");
  const createNew = factory.createNew.bind(factory);
  factory.createNew = (/** @type {any} */ options) => {
    const model = createNew(options);
    const [fill, note] = [model.fromJSON.bind(model), model.setMetadata.bind(model)];
    model.fromJSON = (/** @type {any} */ notebook) => {
      fill(cleaned(notebook, learners));
      if (learners) model.dirty = false;
    };
    model.setMetadata = (/** @type {string} */ key, /** @type {any} */ value) => {
      const { dirty } = model;
      note(key, value);
      if (learners && NOTED.includes(key)) model.dirty = dirty;
    };
    return model;
  };
}
