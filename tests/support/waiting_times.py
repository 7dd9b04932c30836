"""How long a learner waits, in a real JupyterLab and a real browser: on opening a notebook, and on Run All."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from support.notebook_page import wait_for_kernel

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

Times = dict[str, float]
"""Seconds until what is in view is ready (``inView``), and until everything is (``everything``)."""

_READY = """(shows) => {
  const panel = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
  const cells = [...document.querySelectorAll(".jp-CodeCell")];
  const prompt = (cell) => cell.querySelector(".jp-InputPrompt")?.textContent ?? "";
  const ready = (cell) => (shows ? cell.querySelector("section.cw") : /\\d/.test(prompt(cell)));
  const isSeen = (cell) => {
    const box = cell.getBoundingClientRect();
    return box.height > 0 && box.bottom > panel.top && box.top < panel.bottom;
  };
  return { cells, ready, seen: cells.filter(isSeen) };
}"""
"""Tells the cells of code, those in view, and when one is ready: when it shows an exercise, or has run without."""

_FIRST = f"(shows) => {{ const {{ cells, ready }} = ({_READY})(shows); return !!ready(cells[0]); }}"
_EVERYTHING = f"(shows) => {{ const {{ cells, ready }} = ({_READY})(shows); return cells.every(ready); }}"

_WATCH = f"""(shows) => {{
  addEventListener("pointerup", () => {{
    const start = performance.now();
    const {{ cells, ready, seen }} = ({_READY})(shows);
    window.readyAfter = {{}};
    const look = () => {{
      const now = (performance.now() - start) / 1000;
      if (seen.every(ready)) window.readyAfter.inView ??= now;
      if (cells.every(ready)) window.readyAfter.everything = now;
      else setTimeout(look, 5);
    }};
    look();
  }}, {{ capture: true, once: true }});
}}"""
"""Notes how many seconds after the next click what was in view at the click is ready, and everything."""

_AT_REST = """() => new Promise((done) => {
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => { observer.disconnect(); done(); }, 500); };
  const observer = new MutationObserver(wait);
  observer.observe(document.querySelector(".jp-Notebook"), { childList: true, subtree: true });
  wait();
})"""
"""Waits until JupyterLab has drawn the cells that it had put off: opening a page is not part of running it."""


def after_opening(page: Page, lab: Lab, notebook: str, *, shows: bool) -> Times:
    """Open a notebook with a fresh kernel.

    One that `shows` exercises is ready when they are drawn, and ``inView`` is its first; a blank one is when it is
    drawn and its kernel is idle.
    """
    start = _address(page, lab, notebook)
    page.locator(".jp-CodeCell").first.wait_for(timeout=90_000)
    times = {}
    if shows:
        for name, condition in (("inView", _FIRST), ("everything", _EVERYTHING)):
            page.wait_for_function(condition, arg=True, timeout=90_000)
            times[name] = time.perf_counter() - start
    else:
        while not any(kernel["execution_state"] == "idle" and kernel["connections"] for kernel in lab.kernels()):
            page.wait_for_timeout(20)
        times = dict.fromkeys(("inView", "everything"), time.perf_counter() - start)
    return times


def after_run_all(page: Page, lab: Lab, notebook: str, *, shows: bool) -> Times:
    """Open a notebook with a fresh kernel, go to its first cell of code, and run all cells."""
    _address(page, lab, notebook)
    page.locator(".jp-CodeCell").first.wait_for(timeout=90_000)
    wait_for_kernel(page, lab)
    page.locator(".jp-CodeCell").first.evaluate("cell => cell.scrollIntoView()")
    page.evaluate(_AT_REST)
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    run_all = page.locator(".lm-Menu").get_by_text("Run All Cells", exact=True)
    run_all.wait_for()
    page.evaluate(_WATCH, shows)
    run_all.click()
    page.wait_for_function("() => window.readyAfter?.everything !== undefined", timeout=120_000)
    times: Any = page.evaluate("() => window.readyAfter")
    return dict(times)


def _address(page: Page, lab: Lab, notebook: str) -> float:
    """Go to a notebook; return when that began. Kernels that run have ended by then, and so has the page before."""
    page.goto("about:blank")
    lab.end_kernels()
    start = time.perf_counter()
    page.goto(f"{lab.address(notebook)}&reset")
    return start
