"""The whole syllabus, and how to find something in it by its code."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.syllabus.model import Unit
from complaints_workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from complaints_workbook.content.syllabus.model import Criterion, Guidance, GuidanceList, Outcome, SimulationBan

Found = TypeVar("Found")


class UnknownCodeError(WorkbookError, KeyError):
    """Nothing in the syllabus has this code; the message names the nearest.

    Parameters
    ----------
    kind : str
        What was looked for: "unit", "assignment" or "criterion".
    code : str
        The code that was given.
    known : iterable of str
        Every code of that kind.
    """

    def __init__(self, kind: str, code: str, known: Collection[str]) -> None:
        self.kind = kind
        self.code = code
        # A number without its unit is no near match by its letters.
        without_unit = [candidate for candidate in known if candidate.endswith(f"/{code}")]
        self.nearest = tuple(without_unit or get_close_matches(code, known, n=3, cutoff=0))
        super().__init__(f"There is no {kind} '{code}'; the nearest: {', '.join(self.nearest)}.")

    def __str__(self) -> str:
        """Return the sentence itself, where KeyError would quote it."""
        return str(self.args[0])


class Syllabus(Content):
    """All the units.

    Examples
    --------
    >>> from complaints_workbook.content.syllabus import load_syllabus
    >>> syllabus = load_syllabus()
    >>> syllabus.criterion("c7/3.9").statement
    'Describe techniques for handling conflict'
    >>> [str(body) for body in syllabus.guidance_for("complaints/1.6")]
    ['Pearson']
    """

    units: tuple[Unit, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _units_differ(self) -> Syllabus:
        ids = [unit.id for unit in self.units]
        if len(set(ids)) < len(ids):
            raise MisfitError(entry="units", message=f"each must have its own id; got {', '.join(ids)}")
        return self

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return every unit's outcomes in order."""
        return tuple(outcome for unit in self.units for outcome in unit.outcomes)

    def criteria(self) -> tuple[Criterion, ...]:
        """Return every unit's criteria in order."""
        return tuple(criterion for unit in self.units for criterion in unit.criteria())

    def unit(self, unit_id: str) -> Unit:
        """Return the unit with this id; UnknownCodeError if there is none."""
        return _find("unit", unit_id, {unit.id: unit for unit in self.units})

    def outcome(self, assignment_id: str) -> Outcome:
        """Return the outcome that this assignment covers; UnknownCodeError if there is none."""
        return _find("assignment", assignment_id, {outcome.assignment: outcome for outcome in self.outcomes()})

    def criterion(self, code: str) -> Criterion:
        """Return the criterion with this code; UnknownCodeError if there is none."""
        return _find("criterion", code, {criterion.code: criterion for criterion in self.criteria()})

    def outcome_of(self, code: str) -> Outcome:
        """Return the outcome that this criterion belongs to; UnknownCodeError if there is none."""
        homes = {criterion.code: outcome for outcome in self.outcomes() for criterion in outcome.criteria}
        return _find("criterion", code, homes)

    def guidance_for(self, code: str) -> Guidance:
        """Return what each awarding body says the criterion covers.

        Parameters
        ----------
        code : str
            A criterion's code.

        Returns
        -------
        dict of AwardingBody to tuple of GuidanceList
            Only the bodies that say something, and of each list only the
            entries that belong to this criterion.

        Raises
        ------
        UnknownCodeError
            If no criterion has this code.
        """
        return _grouped(self.outcome_of(code).guidance, code)

    def evidence_advice_for(self, code: str) -> Guidance:
        """Return how each awarding body says the criterion may be evidenced.

        As :meth:`guidance_for`, of assessment in place of content.
        """
        return _grouped(self.unit(self.criterion(code).unit_id).evidence_advice, code)

    def simulation_bans(self) -> tuple[SimulationBan, ...]:
        """Return every document's words that rule simulation out."""
        return tuple(ban for unit in self.units for ban in unit.simulation_bans)


def _find(kind: str, code: str, known: dict[str, Found]) -> Found:
    try:
        return known[code]
    except KeyError:
        raise UnknownCodeError(kind, code, known) from None


def _grouped(lists: Iterable[GuidanceList], code: str) -> Guidance:
    grouped: Guidance = {}
    for one in lists:
        if code in one.criteria:
            grouped[one.awarding_body] = (*grouped.get(one.awarding_body, ()), one.narrowed_to(code))
    return grouped
