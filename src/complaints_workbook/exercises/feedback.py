"""A mark as the learner reads it: every answer, what it earns, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.rendering.html import stacked, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.exercises.marking import FieldMark, ItemMark, Mark, Told

_SYMBOLS = {Verdict.RIGHT: "✓", Verdict.PARTLY: "◐", Verdict.NOT_YET: "✗", Verdict.UNANSWERED: "–"}


def points_text(value: float) -> str:
    """Write marks without needless decimals.

    Examples
    --------
    >>> points_text(3.0), points_text(2.5)
    ('3', '2.5')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def marks(score: float, points: float) -> str:
    """Write a score in words, such as ``3 of 4 marks``."""
    return f"{points_text(score)} of {points_text(points)} mark{'' if points == 1 else 's'}"


def mark_html(mark: Mark) -> str:
    """Return an exercise's feedback as one HTML element, without script or style."""
    return exercise_html(mark.title, mark.score, mark.points, "".join(map(_field_html, mark.fields)))


def _field_html(mark: FieldMark) -> str:
    answer = answer_html([told_html(told) for told in mark.answer])
    if len(mark.items) == 1:
        return item_html(mark.items[0], answer)
    items = "".join(item_html(item) for item in mark.items)
    return group_html(mark.label, answer, items, exemplar=mark.exemplar, afterwards=mark.afterwards)


def exercise_html(title: str, score: float, points: float, fields: str) -> str:
    """Return an exercise's feedback around that of its fields."""
    heading = tag("p", tag("strong", text(title)), text(f": {marks(score, points)}"), class_="cw-fb-title")
    return tag("div", heading, tag("ol", fields, class_="cw-fb-items"), class_="cw-fb")


def group_html(label: str, answer: str, items: str, *, exemplar: Sequence[Told] = (), afterwards: str = "") -> str:
    """Return the feedback of a field that several items read.

    Parameters
    ----------
    label : str
        What the field is called.
    answer, items : str
        The HTML of the answer, told once, and of the lines of marks.
    exemplar : sequence of Told
        The best answer as a whole, which is shown beside the learner's.
    afterwards : str
        What there is to think about in the end.
    """
    head = tag("p", tag("strong", text(label)), class_="cw-fb-head")
    if exemplar:
        best = _lines("The best answer", [told_html(told) for told in exemplar])
        answer = tag("div", tag("div", answer), tag("div", best), class_="cw-fb-beside")
    last = tag("p", text(afterwards), class_="cw-fb-afterwards") if afterwards else ""
    return tag("li", head, answer, tag("ol", items, class_="cw-fb-items"), last, class_="cw-fb-group")


def item_html(item: ItemMark, answer: str = "") -> str:
    """Return one item's feedback: whether the answer earns its marks, the answer if it is the item's own, and why."""
    tone = item.verdict.name.lower().replace("_", "-")
    head = tag(
        "p",
        tag("strong", text(item.label)),
        " ",
        tag(
            "span",
            text(f"{_SYMBOLS[item.verdict]} {item.verdict.value}, {marks(item.score, item.points)}"),
            class_="cw-fb-verdict",
        ),
        class_="cw-fb-head",
    )
    best = _lines("The best answer", [text(line) for line in item.key])
    reasons = "".join(
        tag("p", *((tag("em", text(f"{reason.about}: ")),) if len(item.reasons) > 1 else ()), text(reason.text))
        for reason in item.reasons
    )
    why = tag("div", reasons, class_="cw-fb-why") if reasons else ""
    return tag("li", head, answer, best, why, class_=f"cw-fb-{tone}")


def answer_html(lines: Sequence[str]) -> str:
    """Return what was answered, from the HTML of each line of it."""
    return _lines("You answered", lines) or tag("p", "You did not answer this one.")


def told_html(told: Told) -> str:
    """Return one line of an answer, its own lines under each other, and what there is to say of it."""
    remark = tag("span", text(told.remark), class_="cw-fb-remark") if told.remark else ""
    return stacked(told.text.splitlines()) + remark


def _lines(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    if len(lines) == 1:
        return tag("p", text(f"{title}: "), tag("span", lines[0], class_="cw-fb-answer"))
    return tag("p", text(f"{title}:")) + tag("ul", *(tag("li", line) for line in lines), class_="cw-fb-answer")
