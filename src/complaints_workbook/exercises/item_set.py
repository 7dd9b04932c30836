"""An item set: what one exercise asks and marks, without how it looks. Plain.

Markers make it from the authors' YAML, learners' kernels from ``pages.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.criterion_codes import criterion_numbers
from complaints_workbook.exercises.marking import Mark, given, mark_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.items.field import Fields, Item
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.exercises.whole import Whole


@dataclass(frozen=True)
class ItemSet:
    """The fields of one exercise, in the order in which they are shown, and the items that read them.

    Attributes
    ----------
    criteria : tuple of str
        Codes, such as ``complaints/1.6``, or ``foundations``.
    read_again : str
        The heading in the notebook that feedback sends the learner back to.
    wholes : tuple of Whole
        What fields are together, such as records.
    """

    id: str
    title: str
    criteria: tuple[str, ...]
    read_again: str
    fields: Fields
    wholes: tuple[Whole, ...] = ()

    @property
    def numbers(self) -> str:
        """The numbers of its criteria, such as ``1.6, 1.7``."""
        return criterion_numbers(self.criteria)

    @property
    def items(self) -> tuple[Item[Any, Any], ...]:
        """The lines that earn marks, those of one field together."""
        return tuple(item for field in self.fields for item in field.items)

    @property
    def points(self) -> float:
        """The marks to be had."""
        return float(sum(item.points for item in self.items))

    def mark(self, key: Key, answers: Mapping[str, Any]) -> Mark:
        """Mark a learner's answers.

        Parameters
        ----------
        key : Key
            The keys, one for each field.
        answers : mapping
            What the learner's file says, by field id; anything else in it is ignored.
            A blank or an unreadable answer earns 0.
        """
        marked = (mark_field(field, key.fields[field.id], answers.get(field.id), key.hidden) for field in self.fields)
        return Mark(self.id, self.title, self.criteria, self.read_again, tuple(marked), self.wholes)

    def complete(self, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the ids of the fields that are answered whole, in the order in which they are asked."""
        return tuple(field.id for field in self.fields if given(field, answers.get(field.id)) is not None)

    def unanswered(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the labels of the fields that are not answered, or not yet whole."""
        complete = self.complete(answers)
        return [field.label for field in self.fields if field.id not in complete]

    def legible(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return of what a learner's file says that which the page can show, by field: answers, complete or not."""
        found = {field.id: field.legible(answers.get(field.id)) for field in self.fields}
        return {name: value for name, value in found.items() if value is not None}

    def illegible(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the labels of the fields of which the learner's file says something that is no answer to them."""
        legible = self.legible(answers)
        return [field.label for field in self.fields if field.id in answers and field.id not in legible]
