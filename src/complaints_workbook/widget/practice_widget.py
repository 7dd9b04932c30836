"""A practice: marked when asked, with reasons, as often as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.feedback import marks
from complaints_workbook.widget.exercise_widget import ExerciseWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints_workbook.exercises.marking import FieldMark, Told


class PracticeWidget(ExerciseWidget):
    """Shows a practice; nothing of it is saved."""

    def _handle(self, message: dict[str, Any]) -> None:
        answers, key = message.get("answers"), self._page.key
        if message.get("type") != "check" or not isinstance(answers, dict) or key is None:
            return
        mark = self._page.item_set.mark(key, answers)
        self.send(
            {
                "type": "feedback",
                "view": message.get("view"),
                "number": message.get("number"),
                "score": f"You have {marks(mark.score, mark.points)}.",
                "complete": self._page.item_set.complete(answers),
                "fields": [_of_field(field) for field in mark.fields],
            }
        )


def _of_field(field: FieldMark) -> dict[str, Any]:
    """Return what is said of a field: of each line of its answer beside the best one, and of each of its items."""
    is_whole = bool(field.answer) and bool(field.exemplar)
    best = field.exemplar if field.exemplar != field.answer else ()
    return {
        "field": field.field,
        "answer": _lines(field.answer) if is_whole else [],
        "best": _lines(best) if is_whole else [],
        "items": [
            {
                "label": item.label if len(field.items) > 1 else "",
                "verdict": item.verdict.name.lower().replace("_", "-"),
                "words": item.verdict.value,
                "key": item.key if field.answer else (),
                "reasons": [{"about": reason.about, "text": reason.text} for reason in item.reasons],
            }
            for item in field.items
        ],
    }


def _lines(told: Iterable[Told]) -> list[dict[str, str]]:
    return [{"text": each.text, "remark": each.remark} for each in told]
