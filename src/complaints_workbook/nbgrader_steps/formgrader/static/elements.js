// Finds the elements of a page, of the kind that is wanted.

/**
 * Return the elements that fit a selector.
 * @template {Element} Kind
 * @param {new () => Kind} kind
 * @param {string} selector
 * @param {ParentNode} [inside]
 * @returns {Kind[]}
 */
export function all(kind, selector, inside = document) {
  const found = [...inside.querySelectorAll(selector)].filter((each) => each instanceof kind);
  return /** @type {Kind[]} */ (found);
}

/**
 * Return the element that fits a selector, which is always there.
 * @template {Element} Kind
 * @param {new () => Kind} kind
 * @param {string} selector
 * @param {ParentNode} [inside]
 * @returns {Kind}
 */
export function one(kind, selector, inside = document) {
  const found = all(kind, selector, inside)[0];
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
