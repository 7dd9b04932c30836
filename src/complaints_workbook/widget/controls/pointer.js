// What keeps things under the pointer.

/**
 * Scroll the boxes around an element, until it is as high on the screen as something was before.
 * @param {Element} element
 * @param {number} top in pixels from the window's
 */
export function keepAt(element, top) {
  for (let box = element.parentElement; box; box = box.parentElement) {
    const off = element.getBoundingClientRect().top - top;
    if (Math.abs(off) < 1) return;
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) box.scrollTop += off;
  }
}
