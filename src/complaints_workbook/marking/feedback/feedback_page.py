"""The feedback page: marks by criterion first, then every answer and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, select_autoescape

from complaints_workbook.criterion_codes import criteria_named, criterion_number
from complaints_workbook.design.style_sheets import dark, joined, light
from complaints_workbook.exercises.feedback import marks, points_text
from complaints_workbook.marking.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_HOLE = "\0"
"""Where something finished goes; no text that is shown holds this sign."""

_REMEMBERED = 20_000
"""Pieces of pages that are kept: a class earns few different marks for one exercise."""


@dataclass(frozen=True, slots=True)
class CriterionShare:
    """A section's marks for one criterion, or for the foundations."""

    code: str
    score: float
    points: float


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise or written question on the page; its answers and reasons go with it.

    `comment` is harmless; `marked` is false while it waits for the tutor; what is not `begun` has no marks yet,
    and stands among the criteria alone.
    """

    anchor: str
    title: str
    criteria: tuple[str, ...]
    score: float
    points: float
    shares: tuple[CriterionShare, ...]
    read_again: str | None
    comment: str | None
    written: bool
    marked: bool
    begun: bool = True

    @property
    def serves(self) -> str:
        """What it is for, such as ``Criterion 1.6, 1.7``."""
        return criteria_named(self.criteria)

    @property
    def marks(self) -> str:
        """The marks in words."""
        if self.marked:
            return marks(self.score, self.points)
        return f"waiting for your tutor, {points_text(self.points)} marks"


@dataclass(frozen=True, slots=True)
class CriterionMarks:
    """The marks of one criterion, and where to read again; only what is marked already counts.

    `statement` is the criterion in the specification's words, `unbegun` the marks of what is not begun.
    """

    code: str
    statement: str
    score: float
    points: float
    waiting: int
    unbegun: float
    read_again: tuple[str, ...]

    @property
    def number(self) -> str:
        """The criterion's number, such as ``1.6``."""
        return criterion_number(self.code)

    @property
    def marks(self) -> str:
        """The marks in words."""
        if self.points:
            return marks(self.score, self.points)
        return "not marked yet" if self.begun else f"not begun, {points_text(self.unbegun)} marks to earn"

    @property
    def begun(self) -> bool:
        """Whether something of it was done."""
        return bool(self.points or self.waiting or not self.unbegun)

    @property
    def share(self) -> int:
        """The marks as a whole percentage."""
        return round(100 * self.score / self.points) if self.points else 0


def feedback_page(  # noqa: PLR0913 - all of them stand on the page
    title: str,
    student: str,
    sections: Mapping[Section, Sequence[bytes]],
    score: float,
    penalty: float,
    *,
    statement: Callable[[str], str],
    note: str = "",
) -> bytes:
    """Return a learner's feedback as one HTML page that needs nothing else, in UTF-8.

    Parameters
    ----------
    title : str
        The notebook's.
    student : str
        The learner's name.
    sections : mapping of Section to sequence of bytes
        As in `feedback_body`.
    score, penalty : float
        The marks in all, and those taken off for lateness.
    statement : callable
        As in `feedback_body`.
    note : str
        A sentence about the work as a whole; empty if there is nothing to say.
    """
    before, after = _cut(
        _macros().page(
            student=student,
            title=title,
            total=marks(score, sum(section.points for section in sections)),
            penalty=points_text(penalty),
            note=note,
            waiting=sum(not section.marked for section in sections),
            hole=_HOLE,
        ),
        holes=1,
    )
    return b"".join([before, *feedback_body(sections, statement), after])


def feedback_body(
    sections: Mapping[Section, Sequence[bytes]], statement: Callable[[str], str], notebook: str = ""
) -> list[bytes]:
    """Return what every feedback page has, in pieces of UTF-8: marks by criterion, then every answer and why.

    Parameters
    ----------
    sections : mapping of Section to sequence of bytes
        In the order of the notebook, each with its answers and reasons: harmless HTML in UTF-8, in pieces.
    statement : callable
        Gives a criterion's words by its code.
    notebook : str
        The address at which the notebook opens, where there is one: what is to be read again is linked then.
    """
    before, rows_to_lines, lines_to_parts = _cut(_macros().body(_HOLE), holes=2)
    rows = [_criterion(row, notebook) for row in _by_criterion(sections, statement)]
    begun = [section for section in sections if section.begun]
    pieces = [before, *rows, rows_to_lines, *map(_line, begun), lines_to_parts]
    for section in begun:
        head, foot = _part(section, notebook)
        pieces += (head, *sections[section], foot)
    return pieces


@lru_cache(_REMEMBERED)
def _criterion(row: CriterionMarks, notebook: str) -> bytes:
    return str(_macros().criterion(row, notebook)).encode()


@lru_cache(_REMEMBERED)
def _line(section: Section) -> bytes:
    return str(_macros().line(section)).encode()


@lru_cache(_REMEMBERED)
def _part(section: Section, notebook: str) -> tuple[bytes, ...]:
    return _cut(_macros().part(section, notebook, _HOLE), holes=1)


def _cut(html: str, holes: int) -> tuple[bytes, ...]:
    return cut(str(html).encode(), *[_HOLE.encode()] * holes)


def written_html(question: str, answer: str) -> bytes:
    """Return a written question and what was answered, both of which must be harmless HTML, in UTF-8."""
    asked = f'<div class="cw-fb-question">{question}</div>'
    return f'{asked}<div class="cw-fb-written">{answer}</div>'.encode()


def style_of_answers() -> str:
    """Return the style of what `feedback_body` returns, in the tokens of `design`."""
    return _read("answers.css")


@cache
def _macros() -> Any:
    environment = Environment(
        loader=PackageLoader(__package__ or ""), autoescape=select_autoescape(default=True), trim_blocks=True
    )
    at_night = f"@media screen and (prefers-color-scheme: dark) {{{dark(':root')}}}"
    style = joined(light(":root"), at_night, _read("feedback.css"), style_of_answers())
    return environment.get_template("feedback.html.j2", globals={"style": style, "points": points_text}).module


def _read(name: str) -> str:
    return resources.files(__package__ or "").joinpath("templates", name).read_text(encoding="utf-8")


def _by_criterion(sections: Iterable[Section], statement: Callable[[str], str]) -> list[CriterionMarks]:
    """Add marks up by what each section's are for, in the order of the notebook."""
    found: dict[str, list[tuple[Section, CriterionShare]]] = {}
    for section in sections:
        for share in section.shares:
            found.setdefault(share.code, []).append((section, share))
    return [_criterion_marks(code, statement(code), of_it) for code, of_it in found.items()]


def _criterion_marks(code: str, statement: str, shares: Sequence[tuple[Section, CriterionShare]]) -> CriterionMarks:
    marked = [(section, share) for section, share in shares if section.marked and section.begun]
    missed = [section.read_again for section, share in marked if share.score < share.points and section.read_again]
    return CriterionMarks(
        code,
        statement,
        score=round(sum(share.score for _, share in marked), 2),
        points=sum(share.points for _, share in marked),
        waiting=sum(not section.marked for section, _ in shares),
        unbegun=sum(share.points for section, share in shares if not section.begun),
        read_again=tuple(dict.fromkeys(missed)),
    )
