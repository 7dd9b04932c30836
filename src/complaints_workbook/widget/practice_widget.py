"""A practice: marked when asked, with reasons, as often as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.feedback import marks
from complaints_workbook.widget.exercise_widget import ExerciseWidget

if TYPE_CHECKING:
    from complaints_workbook.exercises.marking import ItemMark


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
                "fields": [
                    {
                        "field": field.field,
                        "items": [_feedback(item, answered=bool(field.answer)) for item in field.items],
                    }
                    for field in mark.fields
                ],
            }
        )


def _feedback(item: ItemMark, *, answered: bool) -> dict[str, Any]:
    return {
        "verdict": item.verdict.name.lower().replace("_", "-"),
        "words": item.verdict.value,
        "key": item.key if answered else (),
        "reasons": [{"about": reason.about, "text": reason.text} for reason in item.reasons],
    }
