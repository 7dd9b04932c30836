"""All that a learner has done in one folder, beside what is asked there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.marking import given
from complaints_workbook.own_work.notebook import own_notebook, read_notebook
from complaints_workbook.own_work.written import WrittenQuestion, written_questions
from complaints_workbook.saving.damage import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.exercises.items.field import Field
    from complaints_workbook.responses.file_format import Responses


@dataclass(frozen=True)
class Answered:
    """A question of an exercise, and the answer in words, a line each; none if it is not answered whole."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Done:
    """An exercise, and what is answered in it.

    Attributes
    ----------
    title, numbers : str
        What it is called, and the numbers of its criteria.
    """

    title: str
    numbers: str
    fields: tuple[Answered, ...]

    @property
    def left(self) -> list[str]:
        """The labels of what is not answered."""
        return [field.label for field in self.fields if not field.lines]


@dataclass(frozen=True)
class Work:
    """What a learner has done.

    Attributes
    ----------
    written : tuple of WrittenQuestion, or None
        The written questions, as the notebook was saved last; None if no notebook was found.
    """

    exercises: tuple[Done, ...]
    written: tuple[WrittenQuestion, ...] | None


def work_done(item_sets: Iterable[ItemSet], responses: Responses, written: tuple[WrittenQuestion, ...] | None) -> Work:
    """Put what is asked and what is answered side by side."""
    done = (
        Done(asked.title, asked.numbers, tuple(_answered(field, answers.get(field.id)) for field in asked.fields))
        for asked in item_sets
        for answers in (responses.answers(asked.id),)
    )
    return Work(tuple(done), written)


def written_in(folder: Path, notebook: Path | None = None) -> tuple[WrittenQuestion, ...] | None:
    """Return the written questions of a folder's notebook, as it was saved last; None if it cannot be read."""
    path = notebook or own_notebook(folder)
    try:
        return written_questions(read_notebook(path)) if path else None
    except (OSError, DamagedError):
        return None


def _answered(field: Field[Any, Any], value: object) -> Answered:
    answer = given(field, value)
    return Answered(field.label, () if answer is None else field.show(answer))
