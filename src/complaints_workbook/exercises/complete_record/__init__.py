"""Complete the record: fill in what a dossier says, as on the screen of a complaints system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.complete_record.checks import in_the_dossier
from complaints_workbook.exercises.entries import ShownEntry, ToFillIn, show_entry
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.exercises.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey, Fields
    from complaints_workbook.exercises.specification import Finding


class Given(Content):
    """An entry that is filled in already."""

    label: str
    value: str


class ToComplete(AskedLine):
    """The record of one case: what it is called, what stands there already, and what is to be filled in."""

    case: Id
    title: str = "Complaint record"
    given: tuple[Given, ...] = ()
    entries: tuple[ToFillIn, ...] = Field(min_length=2)


class ShownGiven(TypedDict):
    """An entry that is filled in already."""

    label: str
    value: str


class ShownRecord(TypedDict):
    """A case with its record."""

    case: str
    title: str
    about: str
    given: list[ShownGiven]
    entries: list[ShownEntry]


class ShownRecords(TypedDict):
    """What ``view.js`` reads."""

    records: list[ShownRecord]


class CompleteRecord(Specification):
    """One or more records to be filled in, each from its dossier.

    Those of one case stand together beside it: a record and its follow-up, or the
    options that there are, each with its advantages, limitations, cost, risk and authority.
    """

    kind: Literal["complete-record"]
    records: tuple[ToComplete, ...] = Field(alias="items", min_length=1)

    def fields(self, datasets: Datasets) -> Fields:
        """An answer for each entry, named with its customer and its record where there are several."""
        return tuple(
            entry.field(f"{record.id}.{entry.id}", self._label(record, entry, datasets))
            for record in self.records
            for entry in record.entries
        )

    def wholes(self, datasets: Datasets) -> tuple[Whole, ...]:
        """The records, each named with its customer where there are several."""
        return tuple(
            Whole(
                title=": ".join([*self._customer(record, datasets), record.title]),
                given=tuple((each.label, each.value) for each in record.given),
                entries=tuple((f"{record.id}.{entry.id}", entry.label) for entry in record.entries),
            )
            for record in self.records
        )

    def show(self, datasets: Datasets) -> ShownRecords:
        """The records, each with its case."""
        return {
            "records": [
                {
                    "case": record.case,
                    "title": record.title,
                    "about": datasets.case(record.case).customer,
                    "given": [{"label": each.label, "value": each.value} for each in record.given],
                    "entries": [show_entry(f"{record.id}.{entry.id}", entry) for entry in record.entries],
                }
                for record in self.records
            ]
        }

    def case_ids(self) -> tuple[str, ...]:
        """The cases of all records."""
        return tuple(record.case for record in self.records)

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Return the texts that a learner could find nowhere."""
        for record in self.records:
            yield from in_the_dossier(record, keys, datasets)

    def _label(self, record: ToComplete, entry: ToFillIn, datasets: Datasets) -> str:
        of_the_case = [each for each in self.records if each.case == record.case]
        title = [record.title] if len(of_the_case) > 1 else []
        return ": ".join([*self._customer(record, datasets), *title, entry.label])

    def _customer(self, record: ToComplete, datasets: Datasets) -> list[str]:
        return [datasets.case(record.case).customer] if len(set(self.case_ids())) > 1 else []


SPECIFICATION = CompleteRecord
