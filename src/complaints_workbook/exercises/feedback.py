"""A mark as the learner reads it: every answer, what it earns, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.rendering.html import stacked, tag, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.exercises.items.field import Reason
    from complaints_workbook.exercises.marking import FieldMark, ItemMark, Mark, Told
    from complaints_workbook.exercises.whole import Whole

_SYMBOLS = {Verdict.RIGHT: "✓", Verdict.PARTLY: "◐", Verdict.NOT_YET: "✗", Verdict.UNANSWERED: "–"}
_YOURS, _RIGHT = "Yours", "The right one"
_HIDDEN = "Not shown"
_STOPS = ".,;"


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
    told = {field.field: field for field in mark.fields}
    wholes = "".join(
        whole_html(whole, "".join(_entry_html(label, told[field]) for field, label in whole.entries))
        for whole in mark.wholes
    )
    within = {field for whole in mark.wholes for field, _ in whole.entries}
    fields = "".join(_field_html(field, in_a_whole=field.field in within) for field in mark.fields)
    return exercise_html(mark.title, mark.score, mark.points, wholes, fields)


def _entry_html(label: str, mark: FieldMark) -> str:
    return entry_html(label, mark.items[0], [told_html(told) for told in mark.answer])


def _field_html(mark: FieldMark, *, in_a_whole: bool) -> str:
    if in_a_whole:
        return why_html(mark.items[0])
    answer = answer_html([told_html(told) for told in mark.answer])
    if len(mark.items) == 1:
        return item_html(mark.items[0], answer, reasons_html(mark.items[0]))
    items = "".join(item_html(item, "", reasons_html(item)) for item in mark.items)
    return group_html(mark.label, answer, items, exemplar=mark.exemplar, afterwards=mark.afterwards)


def exercise_html(title: str, score: float, points: float, wholes: str, fields: str) -> str:
    """Return an exercise's feedback around that of what its fields are together, and of its fields."""
    heading = tag("p", tag("strong", text(title)), text(f": {marks(score, points)}"), class_="cw-fb-title")
    return tag("div", heading, wholes, tag("ol", fields, class_="cw-fb-items"), class_="cw-fb")


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


def whole_html(whole: Whole, entries: str) -> str:
    """Return something that was filled in beside the right one, from the HTML of its entries."""
    names = ("", _YOURS, _RIGHT)
    head = tag("div", *(tag("span", text(name)) for name in names), class_="cw-fb-columns")
    given = "".join(
        tag("li", tag("span", text(label), class_="cw-fb-entry"), tag("span", text(value), class_="cw-fb-given"))
        for label, value in whole.given
    )
    title = tag("p", tag("strong", text(whole.title)))
    return tag("div", title, head, tag("ul", given, entries), class_="cw-fb-whole")


def entry_html(label: str, item: ItemMark, answer: Sequence[str]) -> str:
    """Return an entry of a whole, from the HTML of each line of what was filled in: that, and what is right there."""
    best = [text(line) for line in item.key] or (answer if item.verdict is Verdict.RIGHT else [text(_HIDDEN)])
    return tag(
        "li",
        tag("span", text(label), class_="cw-fb-entry"),
        " ",
        tag("span", _named(_YOURS), _under_each_other(answer), _verdict(item)),
        " ",
        tag("span", _named(_RIGHT), _under_each_other(best)),
        class_=_class_of(item),
    )


def _under_each_other(lines: Sequence[str]) -> str:
    return "".join(tag("span", line, class_="cw-fb-line") + " " for line in lines)


def _named(column: str) -> str:
    """Return the name of a column, which each entry has for those who do not see it above."""
    return tag("span", text(f"{column}: "), class_="cw-fb-column")


def why_html(item: ItemMark) -> str:
    """Return the feedback of an item whose answer, and the best one, stand in a whole: only why."""
    return item_html(replace(item, key=()), "", reasons_html(item))


def item_html(item: ItemMark, answer: str, reasons: Sequence[str]) -> str:
    """Return one item's feedback: whether the answer earns its marks, the answer if it is the item's own, and why.

    Parameters
    ----------
    item : ItemMark
        What it earned.
    answer : str
        The HTML of the answer; empty if another item tells it.
    reasons : sequence of str
        The HTML of each of the item's reasons.
    """
    head = tag(
        "p",
        tag("strong", text(item.label)),
        " ",
        _verdict(item, f", {marks(item.score, item.points)}"),
        class_="cw-fb-head",
    )
    # Where several items read one answer, reasons that name its lines say what is best.
    is_named = not answer and len(reasons) > 1
    best = "" if is_named else _lines("The best answer", [text(line) for line in item.key])
    why = tag("div", *reasons, class_="cw-fb-why") if reasons else ""
    return tag("li", head, answer, best, why, class_=_class_of(item))


def reasons_html(item: ItemMark) -> list[str]:
    """Return each of an item's reasons, with what it is about where there are several."""
    return [_reason(reason, named=len(item.reasons) > 1) for reason in item.reasons]


def _reason(reason: Reason, *, named: bool) -> str:
    about = (tag("em", text(f"{reason.about.rstrip(_STOPS)}: ")),) if named else ()
    return tag("p", *about, text(reason.text))


def _verdict(item: ItemMark, more: str = "") -> str:
    return tag("span", text(f"{_SYMBOLS[item.verdict]} {item.verdict.value}{more}"), class_="cw-fb-verdict")


def _class_of(item: ItemMark) -> str:
    return f"cw-fb-{item.verdict.name.lower().replace('_', '-')}"


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
