"""What a reader, or a reader's software, makes of a page: lines, headings and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_CHARACTERS = 75

_HEADINGS = """() => {
  const found = [];
  let before = 1;
  for (const heading of document.querySelectorAll(".jp-Notebook :is(h1, h2, h3, h4, h5, h6)")) {
    if (!heading.checkVisibility({ contentVisibilityAuto: false })) continue;
    const level = Number(heading.tagName[1]);
    if (level > before + 1) found.push(`${heading.tagName} ${heading.textContent} after H${before}`);
    before = level;
  }
  return found;
}"""
_PALE = """() => {
  const light = (channel) => (channel <= 10 ? channel / 3294 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const contrast = (colour) => {
    const [red, green, blue, cover = 1] = colour.match(/[\\d.]+/g).map(Number);
    const [r, g, b] = [red, green, blue].map((each) => light(255 - (255 - each) * cover));
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  };
  const found = [], texts = document.createTreeWalker(document.querySelector(".jp-Notebook"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const { parentElement: on, data } = text;
    if (data.trim() && on.checkVisibility({ visibilityProperty: true }) && !on.closest("textarea, .cw-hidden"))
      if (contrast(getComputedStyle(on).color) < 4.5) found.push(data.trim());
  }
  return found;
}"""
_LINES = """() => {
  const found = [];
  const blocks = ".jp-RenderedMarkdown :is(p, li), .cw :is(p, li, dd, legend, label)";
  for (const block of document.querySelectorAll(blocks)) {
    if (block.querySelector("p, li, table") || block.closest("table, .cw-hidden, [aria-hidden=true]")) continue;
    if (!block.getBoundingClientRect().width) continue;
    const lines = new Map(), range = document.createRange();
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.parentElement.closest(".cw-hidden")) continue;
      for (const word of text.data.matchAll(/\\s*\\S+/g)) {
        range.setStart(text, word.index + word[0].search(/\\S/));
        range.setEnd(text, word.index + word[0].length);
        const line = Math.round(range.getBoundingClientRect().bottom / 4);
        lines.set(line, (lines.get(line) ?? "") + word[0].replace(/\\s+/, " "));
      }
    }
    found.push([...lines.values()].reduce((a, b) => (b.length > a.length ? b : a), "").trim());
  }
  return found.sort((a, b) => b.length - a.length).slice(0, 20);
}"""
_BOXES = ".cw-money input, .cw-measured input, .cw-labelled > :is(input, select), input[type=range]"
_NAMES = f"""(root) => [
  ...[...root.querySelectorAll("fieldset")].map((group) => group.querySelector("legend").textContent),
  ...[...root.querySelectorAll("{_BOXES}")].map((input) => input.labels[0].textContent),
]"""


def headings_out_of_order(page: Page) -> list[str]:
    """Return the headings of a notebook that skip a level, in words."""
    found: list[str] = page.evaluate(_HEADINGS)
    return found


def longest_lines(page: Page) -> list[str]:
    """Return the longest lines of text on a notebook's page, the longest first."""
    found: list[str] = page.evaluate(_LINES)
    return found


def names_that_stand_twice(exercise: Locator) -> list[str]:
    """Return the names that two groups, amounts or sliders of an exercise have in common."""
    names: list[str] = exercise.evaluate(_NAMES)
    return sorted({name for name in names if names.count(name) > 1})


def words_too_pale_for_paper(page: Page) -> list[str]:
    """Return what of a notebook could hardly be read on white paper, without the grounds that browsers do not print."""
    found: list[str] = page.evaluate(_PALE)
    return found
