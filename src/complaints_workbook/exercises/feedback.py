"""A mark as the learner reads it: every item, the answer, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.rendering.html import tag, text

if TYPE_CHECKING:
    from complaints_workbook.exercises.marking import ItemMark, Mark

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
    return exercise_html(mark.title, mark.score, mark.points, "".join(item_html(item) for item in mark.items))


def exercise_html(title: str, score: float, points: float, items: str) -> str:
    """Return an exercise's feedback around that of its items."""
    heading = tag("p", tag("strong", text(title)), text(f": {marks(score, points)}"), class_="cw-fb-title")
    return tag("div", heading, tag("ol", items, class_="cw-fb-items"), class_="cw-fb")


def item_html(item: ItemMark) -> str:
    """Return one item's feedback: the answer, whether it earns its marks, and why."""
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
    answer = _lines("You answered", item.answer) if item.answer else tag("p", "You did not answer this one.")
    best = _lines("The best answer", item.key) if item.key else ""
    reasons = "".join(
        tag("p", *((tag("em", text(f"{reason.about}: ")),) if len(item.reasons) > 1 else ()), text(reason.text))
        for reason in item.reasons
    )
    return tag(
        "li", head, answer, best, tag("div", reasons, class_="cw-fb-why") if reasons else "", class_=f"cw-fb-{tone}"
    )


def _lines(title: str, lines: tuple[str, ...]) -> str:
    if len(lines) == 1:
        return tag("p", text(f"{title}: "), tag("span", text(lines[0]), class_="cw-fb-answer"))
    return tag("p", text(f"{title}:")) + tag("ul", *(tag("li", text(line)) for line in lines), class_="cw-fb-answer")
