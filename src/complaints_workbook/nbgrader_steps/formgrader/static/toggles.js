// Buttons that are on or off.

/**
 * Connect a button that is on or off, and says what it would do.
 * @param {HTMLButtonElement} button
 * @param {[string, string]} words while it is off, and on
 * @param {(on: boolean) => void} then
 */
export function connectToggle(button, [off, on], then) {
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(pressed));
    button.textContent = pressed ? on : off;
    then(pressed);
  });
}
