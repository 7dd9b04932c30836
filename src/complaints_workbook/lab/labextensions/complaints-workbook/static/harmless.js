// Opening a notebook is harmless, and leaves it as it is: whatever is loaded into the page is cleaned before anything
// sees it, and what JupyterLab notes of the kernel is no change that has to be saved. Nor is what exercises show: it is
// gone with their kernel, and whoever opens the file without this extension would find an error in its place.

import { cleaned, withoutShown } from "./cleaning.js";

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
    const [fill, write] = [model.fromJSON.bind(model), model.toJSON.bind(model)];
    const note = model.setMetadata.bind(model);
    model.fromJSON = (/** @type {any} */ notebook) => {
      fill(cleaned(notebook, learners));
      if (learners) model.dirty = false;
    };
    model.toJSON = () => withoutShown(write());
    model.setMetadata = (/** @type {string} */ key, /** @type {any} */ value) => {
      const { dirty } = model;
      note(key, value);
      if (learners && NOTED.includes(key)) model.dirty = dirty;
    };
    return model;
  };
}
