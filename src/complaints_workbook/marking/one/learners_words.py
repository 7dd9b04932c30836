"""A learner's own words as HTML, all of them together within bounds. Pure.

What is shown is at most a little larger than what was written, however it was written:
a text whose HTML would swell is shown as it was typed, and what still does not fit is cut, which is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.beside import shown_file
from complaints_workbook.marking.handed_in.learners_own import MOST
from complaints_workbook.marking.handed_in.pasted import Album, Pasted
from complaints_workbook.marking.handed_in.sanitise import CUT, LONGEST, plain_html, safe_html
from complaints_workbook.rendering.html import text

if TYPE_CHECKING:
    from complaints_workbook.marking.handed_in.gathering import Elsewhere, Gathered
    from complaints_workbook.marking.handed_in.handed_notebook import HandedCell
    from complaints_workbook.marking.handed_in.learners_own import LearnersWork, OwnCell
    from complaints_workbook.marking.handed_in.outline import Outline

MOST_CHARACTERS = 300_000
"""Of all texts of a submission that are shown; some 50,000 words."""

_SPARE, _SPARE_SHARE = 16_000, 4
"""Bytes by which the HTML of all texts may be longer than they are, besides one in so many."""

_MOST_PLACES = 5
"""Places of other words that are named at one question."""

_QUIET = '<div class="mathjax_ignore tex2jax_ignore">{}</div>'
"""Around a learner's own words: formgrader must not read formulas into them."""

_REFUSED = "<p><em>A picture cannot be shown here. Look in Formgrader, under “What was handed in”.</em></p>"

_BLANK = "<p><strong>Nothing stands in the answer’s own cell, but {} {}.</strong>{}</p>"


@dataclass(slots=True)
class WordsHtml:
    """Harmless HTML of what a learner wrote.

    Attributes
    ----------
    answers : dict of str to str
        For the marked notebook, by the name of the answer cell: the answer, or where words stand that could be one.
    told : dict of str to str
        For the feedback page, the same with those words, where they stand elsewhere in the marked notebook.
    own : dict of int to list of str
        Cells of the learner's own, by the place of the released cell that they follow.
    cut : int
        Texts of which not all is shown.
    refused : int
        Pictures that are not shown.
    """

    answers: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    own: dict[int, list[str]] = field(default_factory=dict)
    cut: int = 0
    refused: int = 0


def words_html(outline: Outline, gathered: Gathered) -> WordsHtml:
    """Make HTML of everything that a learner wrote."""
    html = WordsHtml()
    work = gathered.work
    if work is None:
        return html
    room = _Room(min(_written(gathered, work), MOST_CHARACTERS))
    for name, cell in work.answers.items():
        html.answers[name] = html.told[name] = _QUIET.format(room.html(cell))
    for name, places in gathered.elsewhere.items():
        html.answers[name], html.told[name] = _elsewhere(places, room)
    for place, cells in work.own.items():
        html.own[place] = [_own(own, room) for own in cells]
    if work.left_out:
        html.own.setdefault(len(outline.cells) - 1, []).append(_left_out(work.left_out))
    html.cut, html.refused = room.cut, room.refused
    return html


def _written(gathered: Gathered, work: LearnersWork) -> int:
    """Return how many characters a learner wrote."""
    own = [own.cell for cells in work.own.values() for own in cells]
    found = [
        cell for places in gathered.elsewhere.values() for place in places if not place.shown for cell in place.cells
    ]
    return sum([len(cell.source) for cell in (*work.answers.values(), *own, *found)])


class _Room:
    """The room that a submission's texts have together; each cell is made into HTML once."""

    def __init__(self, written: int) -> None:
        self._characters = MOST_CHARACTERS
        self._spare = _SPARE + written // _SPARE_SHARE
        self._album = Album()
        self._made: dict[int, str] = {}
        self.cut = self.refused = 0

    def html(self, cell: HandedCell) -> str:
        """Return a cell's words and pictures as HTML."""
        if (known := self._made.get(id(cell))) is None:
            known = self._made[id(cell)] = self._html(cell)
        return known

    def _html(self, cell: HandedCell) -> str:
        pasted = self._album.take(cell) if cell.kind != "code" else Pasted(cell.source, {})
        self.refused += pasted.refused
        source = pasted.text[: min(self._characters, LONGEST)]
        self._characters -= len(source)
        html, grows = self._shown(source, pasted, code=cell.kind == "code")
        if grows > self._spare:
            html, grows = self._shown(source, pasted, code=True)
        if grows > self._spare:
            # An entity takes at most four bytes more than its sign.
            source = source[: self._spare // 4]
            html, grows = self._shown(source, pasted, code=True)
        self._spare -= max(grows, 0)
        if len(source) < len(pasted.text):
            self.cut += 1
            html += f"<p><em>{CUT}</em></p>"
        return html + (_REFUSED if pasted.refused else "")

    def _shown(self, source: str, pasted: Pasted, *, code: bool) -> tuple[str, int]:
        """Return HTML, and by how many bytes it is longer than what it is made of."""
        html = (plain_html if code else safe_html)(source, pasted.pictures)
        return html, len(html) - len(source) - sum(map(len, pasted.pictures.values()))


def _elsewhere(places: list[Elsewhere], room: _Room) -> tuple[str, str]:
    """Return what stands at an unanswered question, in the notebook and on the page."""
    named = list(dict.fromkeys(place.where for place in places))
    more = f"; and in {len(named) - _MOST_PLACES} other places" if len(named) > _MOST_PLACES else ""
    where = text("; ".join(named[:_MOST_PLACES]) + more)
    to_tutor = _BLANK.format("the learner", where, " Look there before you give marks.")
    shown = [room.html(cell) for place in places for cell in place.cells if not place.shown]
    beside = [room.html(cell) for place in places for cell in place.cells if place.shown]
    to_learner = _BLANK.format("you", where, "")
    return _QUIET.format("".join([to_tutor, *shown])), _QUIET.format("".join([to_learner, *shown, *beside]))


def _own(own: OwnCell, room: _Room) -> str:
    where = f" in {text(shown_file(own.file))}" if own.file else ""
    words = f"added this{where}"
    if own.changed:
        words = (
            f"added this to the text above{where}"
            if own.added
            else f"changed the text above{where}. This is what stood there"
        )
    kind = "code, which was not run" if own.cell.kind == "code" else "text"
    return _QUIET.format(f"<p><strong>The learner {words} ({kind}):</strong></p>" + room.html(own.cell))


def _left_out(number: int) -> str:
    return (
        f"<p><strong>The learner added more than {MOST} cells.</strong> "
        f"Formgrader shows the other {number}, under “What was handed in”.</p>"
    )
