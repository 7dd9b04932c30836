"""One question of an exercise by itself, for a plain page: taken from what the exercise's own view is given. Pure.

A view is given entries, and questions within them. On the way from the exercise to a question
stands what has to be read for it: a case, a text, a setting, what a customer says. The names of
these are the same in every kind. Where anything else stands on the way, such as a chart, only
the exercise's own view can show it, and the question is asked in the notebook.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from complaints_workbook.exercises.items.field import Field
    from complaints_workbook.pages.page import Page

_FRAME = ("id", "mode", "title", "caption", "introduction", "worked", "organisations", "cases", "fields", "debriefHtml")
_WITHIN = (
    *("entries", "statements", "decisions", "decision", "lists", "turns", "parts"),
    *("records", "questions", "dates"),
)
_CHOSEN = ("columns", "options", "moves", "thought", "side", "passages", "type")
_RECORD = ("about", "given")
_MONTHS = "months"
_SAID = ("setting", "html", "text", "customer")
_HINTS = ("hint", "within")
_KNOWN = frozenset(
    (*_FRAME, *_WITHIN, *_CHOSEN, *_SAID, *_HINTS, *_RECORD, _MONTHS, "sceneHtml", "case", "question", "label")
)
"""What may stand on the way to a question: the frame of every page, what is asked within, and what is read for it."""


class Said(NamedTuple):
    """Something that is read before a question; `name` is what the view knows it by, and is HTML if it ends so."""

    name: str
    text: str

    @property
    def is_html(self) -> bool:
        """Whether it is HTML, and no text."""
        return self.name.lower().endswith("html")


@dataclass(frozen=True)
class Question:
    """A question that a plain page can ask.

    Attributes
    ----------
    field : Field
        What is answered.
    words : str
        The question itself.
    said : tuple of Said
        What is read before it, in order.
    earlier : tuple of str
        What the customer said before, in a conversation.
    hint : str
        How to answer it.
    case : str or None
        The dossier that it is about.
    months : sequence of mapping
        The calendar that it is about, as `months.py` of the kind shows it; mostly none.
    """

    field: Field[Any, Any]
    words: str
    said: tuple[Said, ...]
    earlier: tuple[str, ...]
    hint: str
    case: str | None
    months: Sequence[Mapping[str, Any]] = ()

    def asks_as(self, other: Question) -> bool:
        """Say whether it asks the same as another question, of another case."""
        same = type(self.field) is type(other.field) and self.words == other.words
        return same and (self.case, self.said) != (other.case, other.said) and not (self.earlier or other.earlier)


def question_of(page: Page, field_id: str) -> Question | None:
    """Return the question of a field, or None if only the exercise's own view can ask it."""
    field = next((field for field in page.item_set.fields if field.id == field_id), None)
    way = next(_ways(page.shown, field_id), None) if field else None
    if field is None or way is None or any(not step.keys() <= _KNOWN for step in way):
        return None
    own = way[-1]
    words = _nearest(way, "question") or own.get("label", "")
    said = [Said(name, step[name]) for step in way for name in _SAID if step.get(name)]
    if record := next((step for step in way if "given" in step), None):
        words = f"{record['title']}: {words}"
        said += [Said("given", f"{each['label']}: {each['value']}") for each in record["given"]]
    if scene := page.shown.get("sceneHtml"):
        said.insert(0, Said("sceneHtml", scene))
    hints = [f"Marked {own[name]}." if name == "within" else own[name] for name in _HINTS if own.get(name)]
    return Question(
        field=field,
        words=words,
        said=tuple(said),
        earlier=_earlier(page.shown.get("turns", ()), own),
        hint=" ".join(hints),
        case=_nearest(way, "case"),
        months=page.shown.get(_MONTHS, ()),
    )


def others_like(page: Page, field_id: str) -> tuple[str, ...]:
    """Return the fields of an exercise that ask the same as one of them of another case, those that follow it first."""
    ids = [field.id for field in page.item_set.fields]
    at = ids.index(field_id)
    own = question_of(page, field_id)
    questions = {name: question_of(page, name) for name in (*ids[at + 1 :], *ids[:at])}
    return tuple(name for name, other in questions.items() if own and other and own.asks_as(other))


def _ways(step: Mapping[str, Any], field_id: str) -> Iterator[tuple[Mapping[str, Any], ...]]:
    """Yield the way from what a view is given to what a field's id names."""
    for name in _WITHIN:
        inner = step.get(name)
        for entry in inner if isinstance(inner, list | tuple) else (inner,):
            if isinstance(entry, dict):
                found = [(entry,)] if entry.get("id") == field_id else _ways(entry, field_id)
                yield from ((step, *way) for way in found)


def _nearest(way: Sequence[Mapping[str, Any]], name: str) -> Any:
    return next((step[name] for step in reversed(way) if step.get(name)), None)


def _earlier(turns: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a customer said in the turns before one's own."""
    return tuple(turn["customer"] for turn in turns[: turns.index(own)]) if own in turns else ()
