// Answers that another window has written meanwhile.

/** @typedef {Map<string, string>} Sources of the answers, by their names */

/**
 * Say what of the file's answers is to be taken over, and what stands in the way of an answer that was written here.
 * @param {Sources} known what the file had when it was read or written last
 * @param {Sources} here what stands in this window
 * @param {Sources} there what the file has now
 * @returns {{ taken: Sources, other: Sources }}
 */
export function merged(known, here, there) {
  const news = [...there].filter(
    ([name, source]) => here.has(name) && ![known.get(name), here.get(name)].includes(source),
  );
  const isOurs = (/** @type {string} */ name) => here.get(name) !== known.get(name);
  return {
    taken: new Map(news.filter(([name]) => !isOurs(name))),
    other: new Map(news.filter(([name]) => isOurs(name))),
  };
}
