"""The keys of one exercise, matched with its fields. Plain: a practice's go to the learner's kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.items.field import FieldKey


@dataclass(frozen=True)
class Key:
    """The keys of one exercise.

    Attributes
    ----------
    fields : mapping of str to FieldKey
        By the field's id.
    hidden : set of str
        The items whose key feedback must not show.
    """

    fields: Mapping[str, FieldKey]
    hidden: frozenset[str] = frozenset()
