"""An exercise as an author wrote it, with the content that it draws on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from complaints_workbook.exercises.item_set import ItemSet

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields
    from complaints_workbook.exercises.specification import Specification


@dataclass(frozen=True)
class Exercise:
    """An exercise with the content that it draws on."""

    specification: Specification
    datasets: Datasets

    @cached_property
    def item_set(self) -> ItemSet:
        """What is asked and marked."""
        own = self.specification
        fields, wholes = own.fields(self.datasets), own.wholes(self.datasets)
        return ItemSet(own.id, own.title, own.criteria, own.read_again, fields, wholes)

    @property
    def fields(self) -> Fields:
        """What is answered, in the order in which it is shown."""
        return self.item_set.fields

    @property
    def criteria_of(self) -> dict[str, str]:
        """What the marks of each item are for, by the item's id."""
        return {item.id: self.specification.criterion_of(item.id) for item in self.item_set.items}

    @property
    def points(self) -> float:
        """The marks to be had."""
        return self.item_set.points
