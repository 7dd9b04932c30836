"""An item set: what one exercise asks and marks, without how it looks. Plain.

Markers make it from the authors' YAML, learners' kernels from ``pages.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.marking import Mark, mark_items

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.items import Item
    from complaints_workbook.exercises.keys import Key


@dataclass(frozen=True)
class ItemSet:
    """The items of one exercise, in the order in which they are shown.

    Attributes
    ----------
    criteria : tuple of str
        Codes, such as ``complaints/1.6``.
    read_again : str
        The heading in the notebook that feedback sends the learner back to.
    """

    id: str
    title: str
    criteria: tuple[str, ...]
    read_again: str
    items: tuple[Item, ...]

    @property
    def points(self) -> float:
        """The marks to be had."""
        return float(sum(item.points for item in self.items))

    def mark(self, key: Key, answers: Mapping[str, Any]) -> Mark:
        """Mark a learner's answers."""
        return Mark(self.id, self.title, self.criteria, self.read_again, mark_items(self.items, key, answers))

    def complete(self, answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the ids of what is answered whole, in the order in which it is asked."""
        return tuple(item.id for item in self.items if item.accept(answers.get(item.id)) is not None)

    def unanswered(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the labels of the items without an answer."""
        return [item.label for item in self.items if item.accept(answers.get(item.id)) is None]
