// When each exercise is drawn. Its frame stands at once; its questions follow when it comes
// near the screen, when the browser has nothing else to do, or before the page is printed.

/** @type {Map<Element, () => void>} what is not drawn yet, in the order of the page */
const waiting = new Map();
const NEAR = "100%"; // of the screen's height

/** @type {IntersectionObserver | undefined} */
let observer;
let isIdling = false;

/**
 * Call `draw()` once, when the time has come for an element; never after the signal.
 * @param {Element} element
 * @param {() => void} draw
 * @param {AbortSignal} signal
 */
export function drawWhenWanted(element, draw, signal) {
  if (!waiting.size) window.addEventListener("beforeprint", drawAll);
  waiting.set(element, draw);
  signal.addEventListener("abort", () => forget(element), { once: true });
  observer ??= new IntersectionObserver(drawNear, /** @type {any} */ ({ rootMargin: NEAR, scrollMargin: NEAR }));
  observer.observe(element);
  idle();
}

/** @param {IntersectionObserverEntry[]} entries */
function drawNear(entries) {
  for (const { isIntersecting, target } of entries) if (isIntersecting) drawNow(target);
}

function drawAll() {
  for (const element of [...waiting.keys()]) drawNow(element);
}

/** @param {Element} element */
function drawNow(element) {
  const draw = waiting.get(element);
  forget(element);
  draw?.();
}

/** @param {Element} element */
function forget(element) {
  waiting.delete(element);
  observer?.unobserve(element);
  if (!waiting.size) window.removeEventListener("beforeprint", drawAll);
}

/** Draw one after another for as long as the browser has time, so that all can be found, linked and read aloud. */
function idle() {
  if (isIdling) return;
  isIdling = true;
  const later = window.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work, 50));
  later(() => {
    isIdling = false;
    const [next] = waiting.keys();
    if (next) drawNow(next);
    if (waiting.size) idle();
  });
}
