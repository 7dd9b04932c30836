"""nbgrader's Validate button and command, which tell a learner in plain words what is left to answer.

nbgrader would run the notebook and show the code of the cells that fail. What a learner has
answered is data, so nothing is run here: the files are read, as marking reads them. Notebooks that
are none of the workbook's are left to nbgrader.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.validator import Validator

from complaints_workbook.file_names import ASSIGNMENT, PAGES
from complaints_workbook.own_work.told import REMINDER, told
from complaints_workbook.rendering.html import tag, text

Results = dict[str, list[dict[str, Any]]]

# nbgrader's page says that a cell failed before whatever it is given, and breaks no lines.
_STYLE = (
    "#validation-message > div:first-child { display: none } "
    "#validation-message pre { border: 0; white-space: normal; font: var(--jp-ui-font-size2)/1.5 "
    "var(--jp-ui-font-family) }"
)

_validate, _print = Validator.validate, Validator.validate_and_print


def is_ours(notebook: Path) -> bool:
    """Say whether a notebook is a learner's of the workbook."""
    return (notebook.parent / PAGES).is_file() and not (notebook.parent / ASSIGNMENT).exists()


def as_results(lead: str, left: dict[str, list[str]]) -> Results:
    """Return what is left as nbgrader's page and command show it; the page takes it for HTML."""
    lists = (tag("p", text(why)) + _list(entries) for why, entries in left.items())
    html = "".join((tag("style", _STYLE), *lists, tag("p", text(REMINDER))))
    return {"failed": [{"source": lead, "error": html, "raw_error": as_text(left)}]}


def _list(entries: list[str]) -> str:
    return tag("ul", *(tag("li", text(entry)) for entry in entries)) if entries else ""


def as_text(left: dict[str, list[str]]) -> str:
    """Return what is left as lines of text."""
    lists = ("\n".join((why, *(f"- {entry}" for entry in entries))) for why, entries in left.items())
    return "\n\n".join((*lists, REMINDER))


def tell_plainly() -> None:
    """Let nbgrader's validator tell what is left in a workbook's notebook, in its command and behind its button."""

    def validate(self: Validator, filename: str) -> Results:
        path = Path(filename).absolute()
        return as_results(*told(path)) if is_ours(path) else _validate(self, filename)

    def validate_and_print(self: Validator, filename: str) -> None:
        path = Path(filename).absolute()
        if not is_ours(path):
            _print(self, filename)
            return
        lead, left = told(path)
        self.stream.write(f"{lead}\n\n{as_text(left)}\n")

    Validator.validate, Validator.validate_and_print = validate, validate_and_print
