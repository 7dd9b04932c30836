"""The marks on the feedback page that a learner was given, if it lies in their folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from complaints_workbook.own_work.written import CAPTION

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 5_000_000
"""Bytes of a feedback page."""

_FOLDER = "feedback"


@dataclass
class GivenMarks:
    """What a feedback page says.

    Attributes
    ----------
    total : str
        Such as ``You have 120 of 271 marks.``
    parts : dict of str to str
        The marks of each exercise and written question, by its title.
    """

    total: str = ""
    parts: dict[str, str] = field(default_factory=dict)

    def of(self, title: str) -> str:
        """Return the marks of an exercise or a written question; empty if there are none."""
        wanted = title.casefold()
        return next((said for name, said in self.parts.items() if _bare(name) == wanted), "")


def given_marks(folder: Path) -> GivenMarks | None:
    """Return the marks on the newest feedback page in a folder, or None if there is none."""
    pages = sorted((path for path in folder.glob(f"{_FOLDER}/**/*.html") if path.is_file()), key=_age)
    for page in pages:
        try:
            with page.open("rb") as file:
                found = read_marks(file.read(LIMIT).decode("utf-8", "replace"))
        except OSError:
            continue
        if found.parts:
            return found
    return None


def read_marks(html: str) -> GivenMarks:
    """Read the marks from a feedback page; from any other page, none."""
    reader = _Reader()
    reader.feed(html)
    return reader.marks


def _bare(heading: str) -> str:
    return heading.removeprefix(CAPTION).casefold()


def _age(path: Path) -> float:
    return -path.stat().st_mtime


class _Reader(HTMLParser):
    """Takes the heading and the caption of each exercise, and the total."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks = GivenMarks()
        self._title = ""
        self._within: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class")
        if tag == "section" and kind == "exercise":
            self._title = ""
        if (tag, kind) == ("p", "total") or tag == "h2" or (tag, kind) == ("p", "caption"):
            self._within = "total" if kind == "total" else tag
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._within:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self._within or tag not in {"h2", "p"}:
            return
        said = " ".join("".join(self._text).split())
        if self._within == "total":
            self.marks.total = said
        elif self._within == "h2":
            self._title = said
        elif self._title:
            self.marks.parts.setdefault(self._title, said.partition(". Criterion")[0])
        self._within = None
