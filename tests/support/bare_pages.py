"""Exercises on a bare page in Chromium. The kernel's side of them is the real one; only JupyterLab is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.widget.assessed_widget import AssessedWidget
from complaints_workbook.widget.modules import script, stylesheet
from complaints_workbook.widget.practice_widget import PracticeWidget

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page as BrowserPage

    from complaints_workbook.pages.page import Pages
    from complaints_workbook.widget.exercise_widget import ExerciseWidget

_TRAITS = ("view", "page", "preview", "answers", "complete", "status")
_SHOW = """async ([script, style, state]) => {
  const { default: modules } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const heard = {};
  const model = {
    get: (name) => state[name],
    on: (name, hear) => { heard[name] = hear; }, off: () => {},
    send: async (message) => { for (const said of await window.toKernel(message)) heard["msg:custom"](said); },
  };
  modules["widget/exercise.js"].render({ el: document.body, model }, modules, style);
}"""


def show_exercise(page: BrowserPage, pages: Pages, name: str, folder: Path) -> None:
    """Show an assessed exercise, whose answers are saved in `folder`."""
    store = ResponseStore(folder / RESPONSES, "this kernel")
    _show(page, AssessedWidget(pages.exercise(name), pages.paper, store))


def show_practice(page: BrowserPage, pages: Pages, name: str) -> None:
    """Show a practice."""
    _show(page, PracticeWidget(pages.practice(name), pages.paper))


def _show(page: BrowserPage, widget: ExerciseWidget) -> None:
    said: list[dict[str, Any]] = []
    widget.send = lambda message, *_: said.append(message)

    def to_kernel(message: dict[str, Any]) -> list[dict[str, Any]]:
        said.clear()
        widget.receive(message)
        return list(said)

    page.expose_function("toKernel", to_kernel)
    page.set_content("<!doctype html><html lang=en-GB><title>An exercise</title><body>")
    page.evaluate(_SHOW, [script(), stylesheet(), {name: getattr(widget, name) for name in _TRAITS}])
