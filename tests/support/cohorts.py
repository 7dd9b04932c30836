"""Whole cohorts of submissions, as different as a class is, and the same for the same seed."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import nbformat

from complaints_workbook.assignments.notebooks import is_written_answer
from support.answering import another
from support.courses import responses_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.assignments.exercise import Exercise
    from support.answering import Answers
    from support.courses import Course

_SENTENCES = (
    "I would *listen* first, and then say back what she told me.",
    "The policy gives 14 days, so a refund is due & I can agree it myself.",
    "If he is still unhappy I pass it on the same day, with my notes.",
    "- what happened\n- what it cost\n- what we will do",
    "She waited < 5 days. That is inside the service offer.",
    "A record shows the next person what was promised, so nobody has to ask again.",
)
VARIANTS = 40
"""Different notebooks in a cohort; answers to exercises differ with everybody."""


def hand_in(
    course: Course,
    students: int,
    exercises: Mapping[str, Exercise],
    right: Answers,
    seed: int = 1,
) -> list[str]:
    """Hand in for `students` learners, and return their names.

    Each gives about four of five answers, most of them right, and writes nothing, something or a lot.
    """
    chance = random.Random(seed)
    released = course.read("release")
    notebooks = [_written(released, chance) for _ in range(VARIANTS)]
    names = [f"learner-{number:06}" for number in range(students)]
    for student in names:
        folder = course.notebook("submitted", student).parent
        folder.mkdir(parents=True)
        (folder / f"{course.assignment}.ipynb").write_text(chance.choice(notebooks), encoding="utf-8")
        answers = {
            name: {
                field.id: right[name][field.id] if chance.random() < 0.7 else another(field, chance)
                for field in exercise.fields
                if chance.random() < 0.8
            }
            for name, exercise in exercises.items()
        }
        (folder / "responses.json").write_text(responses_text(answers), encoding="utf-8")
    return names


def _written(released: Any, chance: random.Random) -> str:
    notebook = nbformat.from_dict(json.loads(json.dumps(released)))
    for cell in notebook.cells:
        if is_written_answer(cell) and chance.random() < 0.7:
            cell.source = "\n\n".join(chance.choices(_SENTENCES, k=chance.randint(1, 14)))
    return str(nbformat.writes(notebook))
