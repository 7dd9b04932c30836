// Where a learner was in each notebook, kept with JupyterLab's own layout: on disk, for another day.

const RESTS = 500; // milliseconds without moving until a place is kept

/** @typedef {import("./place.js").Place} Place */

/**
 * Return what keeps the places of one notebook.
 * @param {any} state JupyterLab's store of what a window shows
 * @param {() => string} path where the notebook stands now
 */
export function placesOf(state, path) {
  const key = () => `complaints-workbook:place:${path()}`;
  let timer = 0;
  return {
    /** @returns {Promise<Place | null>} */
    async last() {
      const place = await state.fetch(key());
      return typeof place?.cell === "string" && Number.isFinite(place.offset) ? place : null;
    },
    /** @param {Place} place */
    keep(place) {
      clearTimeout(timer);
      timer = setTimeout(() => state.save(key(), { ...place }), RESTS);
    },
  };
}
