"""What axe-core and a ruler find in the exercises of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

THEMES = ("JupyterLab Light", "JupyterLab Dark")

_OPEN = "() => document.querySelectorAll('section.cw details').forEach((details) => { details.open = true; })"
_CUT_OFF = """([selector, width]) => {
  const right = (e) => e.getBoundingClientRect().right, found = [];
  for (const root of document.querySelectorAll(selector)) {
    if (right(root) > width + 1) found.push(`${root.dataset.exercise} as a whole`);
    for (const e of root.querySelectorAll("*"))
      if (!e.closest("table, .cw-figure, .cw-hidden") && e.getBoundingClientRect().width && right(e) > right(root) + 1)
        found.push(e.outerHTML.slice(0, 120));
  }
  return found;
}"""
_WIDE = """() => {
  const page = document.querySelector(".jp-WindowedPanel-outer"), right = page.getBoundingClientRect().right;
  const boxes = ".jp-RenderedMarkdown :is(table, p:has(> img)), .cw-scroll, .cw-hidden";
  return [...page.querySelectorAll("*")]
    .filter((e) => !e.closest(boxes) && e.checkVisibility() && e.getBoundingClientRect().right > right + 1)
    .map((e) => e.outerHTML.slice(0, 120)).concat(page.scrollWidth > page.clientWidth + 1 ? ["the page"] : []);
}"""
_PAGERS = """() => [...document.querySelectorAll('section.cw[data-exercise]')].map((root) =>
  [root.dataset.exercise, root.querySelectorAll('nav.cw-pages button').length])"""


def assert_axe_finds_nothing(page: Page, where: str, exercises: Sequence[str] = ()) -> None:
    """Let axe-core look at these exercises, or at all that the workbook shows, with all that unfolds unfolded."""
    page.evaluate(_OPEN)
    assert_axe_finds_nothing_in(page, where, *_selectors(exercises))


def assert_axe_finds_nothing_in(page: Page, where: str, *selectors: str) -> None:
    """Let axe-core look at parts of a page as they stand."""
    chosen = [[selector] for selector in selectors]
    results = Axe().run(page, context={"include": chosen}, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, f"{where}\n{results.generate_report()}"


def every_page(page: Page) -> Iterator[tuple[int, list[str]]]:
    """Turn the pages of all exercises together; yield the page's number and the exercises that have one, all at first.

    Exercises without pages have one.
    """
    pagers = {name: max(1, pages) for name, pages in page.evaluate(_PAGERS)}
    for number in range(max(pagers.values())):
        turned = [name for name, pages in pagers.items() if pages > number]
        for name in turned:
            buttons = page.locator(f'section.cw[data-exercise="{name}"] nav.cw-pages button')
            if buttons.count():
                buttons.nth(number).click()
        yield number + 1, turned


def assert_nothing_is_cut_off(page: Page, width: int, exercises: Sequence[str] = ()) -> None:
    """Measure that these exercises, and all in them but tables and figures that scroll, fit into a width in pixels."""
    found = page.evaluate(_CUT_OFF, [", ".join(_selectors(exercises)), width])
    assert found == [], "\n".join(found)


def assert_whole_page_reflows(page: Page) -> None:
    """Measure that a notebook is as wide as its window; tables and pictures of its text scroll, each in a box."""
    assert page.evaluate(_WIDE) == []


def _selectors(exercises: Sequence[str]) -> list[str]:
    return [f'section.cw[data-exercise="{name}"]' for name in exercises] or ["section.cw"]


def make_narrow(page: Page, width: int, height: int) -> None:
    """Give the page this size, with JupyterLab's own panel folded away."""
    page.get_by_role("tab", name="File Browser").first.click()
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(800)


def assert_no_code_is_seen(page: Page) -> None:
    """Look for what the cells of exercises hold."""
    for text in ("import exercise", 'exercise("', 'practice("', 'own_sector("', "progress()"):
        assert not any(found.is_visible() for found in page.locator(".jp-Notebook").get_by_text(text).all())
