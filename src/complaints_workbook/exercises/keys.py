"""The keys of one exercise, matched with its items. Plain: a practice's go to the learner's kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.items import ItemKey


@dataclass(frozen=True)
class Key:
    """The keys of one exercise.

    Attributes
    ----------
    items : mapping of str to ItemKey
        By the item's id.
    hidden : set of str
        The items whose key feedback must not show.
    """

    items: Mapping[str, ItemKey]
    hidden: frozenset[str] = frozenset()

    def reveals(self, item_id: str) -> bool:
        """Say whether feedback may show the key of this item."""
        return item_id not in self.hidden
