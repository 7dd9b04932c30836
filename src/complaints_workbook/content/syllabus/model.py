"""What the qualification documents say, as frozen models.

Every text is the document's own, with curly apostrophes; only :attr:`ListEntry.note`
speaks for the workbook. A criterion's code is ``<unit>/<outcome>.<number>``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.criterion_codes import criterion_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

UnitId = Annotated[str, written(r"[a-z][a-z0-9]*", "a unit, such as complaints")]
Code = Annotated[str, written(r"[a-z][a-z0-9]*/[1-9]\.[1-9][0-9]?", "a criterion, such as complaints/1.6")]
AssignmentId = Annotated[str, written(r"[a-z][a-z0-9]*-lo[1-9]", "an outcome, such as complaints-lo1")]


class AwardingBody(StrEnum):
    """Who awards the units; the value is the name as people write it."""

    OCR = "OCR"
    CITY_AND_GUILDS = "City & Guilds"
    PEARSON = "Pearson"


class Criterion(Content):
    """One assessment criterion.

    Attributes
    ----------
    code : str
        Such as ``complaints/1.6``.
    verb : str
        The operative word or words, with which the statement opens.
    statement : str
        The criterion's wording, whole, verb included.
    """

    code: Code
    verb: str
    statement: str

    @property
    def unit_id(self) -> str:
        """The id of the unit that it belongs to, such as ``complaints``."""
        return self.code.partition("/")[0]

    @property
    def number(self) -> str:
        """The number that the documents print, such as ``1.6``."""
        return criterion_number(self.code)

    @model_validator(mode="after")
    def _verb_opens_the_statement(self) -> Criterion:
        if not self.statement.startswith(f"{self.verb} "):
            msg = f"{self.code}: the statement must open with the verb '{self.verb}'"
            raise ValueError(msg)
        return self


class ListEntry(Content):
    """One line of a list; in the data files a plain text will do.

    Attributes
    ----------
    text : str
        The line's own words.
    lead : str
        The words between the line and its points, such as "e.g.".
    points : tuple of str
        What stands under the line.
    criteria : tuple of str
        The codes that this line alone belongs to; empty for all of its list's.
    note : str
        The workbook's own words where the line is out of date or misleading.
    """

    text: str
    lead: str = ""
    points: tuple[str, ...] = ()
    criteria: tuple[Code, ...] = ()
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _from_plain_text(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class GuidanceList(Content):
    """One list that an awarding body gives under its criteria.

    Attributes
    ----------
    awarding_body : AwardingBody
    heading : str
    lead : str
        The words between the heading and the entries, such as "may include".
    criteria : tuple of str
        The codes of the criteria that the list belongs to.
    entries : tuple of ListEntry
    """

    awarding_body: AwardingBody
    heading: str
    lead: str = ""
    criteria: tuple[Code, ...] = Field(min_length=1)
    entries: tuple[ListEntry, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _entries_stay_within_the_list(self) -> GuidanceList:
        for entry in self.entries:
            _check_codes(self.heading, entry.criteria, self.criteria)
        return self

    def narrowed_to(self, code: str) -> GuidanceList:
        """Return this list with only the entries that belong to `code`."""
        entries = tuple(entry for entry in self.entries if not entry.criteria or code in entry.criteria)
        return self.model_copy(update={"entries": entries})

    def pointing_back(self, code: str) -> str:
        """Return the words that say under which earlier criterion all of this is given; empty if under none.

        A body may print a list once, after a whole outcome. Nobody needs to read it under each criterion.
        """
        own = self.narrowed_to(code).entries
        first = next(each for each in self.criteria if all(entry in self.narrowed_to(each).entries for entry in own))
        return "" if first == code else f"{self.heading}: as under {criterion_number(first)}."


Guidance = dict[AwardingBody, tuple[GuidanceList, ...]]
"""Guidance lists by awarding body, in the documents' order."""


class EvidenceType(Content):
    """A kind of evidence; in the data files a plain text will do.

    `asterisk` is as printed; the list says what it means.
    """

    name: str
    asterisk: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_plain_text(cls, data: Any) -> Any:
        return {"name": data} if isinstance(data, str) else data


class EvidenceTypeList(Content):
    """What evidence for an outcome may be supplied by.

    `asterisk` is what the document says of the types that it marks with one.
    """

    awarding_body: AwardingBody
    heading: str
    asterisk: str
    types: tuple[EvidenceType, ...] = Field(min_length=1)


class RequirementPart(Content):
    """A lettered part of an evidence requirement."""

    letter: Annotated[str, written(r"[a-z]", "a small letter")]
    text: str


class EvidenceRequirement(Content):
    """What the evidence for a whole unit must be; `number` is as printed, if any."""

    awarding_body: AwardingBody
    number: int | None = None
    statement: str
    parts: tuple[RequirementPart, ...] = ()


class SimulationBan(Content):
    """The words with which a document rules simulation out, and where it does."""

    awarding_body: AwardingBody
    source: str
    wording: str


class Outcome(Content):
    """A learning outcome and all that the documents say about it.

    Attributes
    ----------
    assignment : str
        The id of the workbook's assignment that covers it, such as
        ``complaints-lo1``.
    statement : str
    criteria : tuple of Criterion
    guidance : tuple of GuidanceList
        Every awarding body's lists, whole.
    evidence_types : tuple of EvidenceTypeList
    """

    assignment: AssignmentId
    statement: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    guidance: tuple[GuidanceList, ...] = ()
    evidence_types: tuple[EvidenceTypeList, ...] = ()

    @property
    def unit_id(self) -> str:
        """The id of the unit that it belongs to, such as ``complaints``."""
        return self.assignment.rpartition("-lo")[0]

    @property
    def number(self) -> int:
        """The number that the documents print."""
        return int(self.assignment.rpartition("-lo")[2])

    @model_validator(mode="after")
    def _codes_agree(self) -> Outcome:
        codes = [criterion.code for criterion in self.criteria]
        expected = [f"{self.unit_id}/{self.number}.{position}" for position in range(1, len(codes) + 1)]
        if codes != expected:
            msg = f"{self.assignment}: the criteria must run from {expected[0]} to {expected[-1]} in order"
            raise ValueError(msg)
        for guidance in self.guidance:
            _check_codes(guidance.heading, guidance.criteria, codes)
        return self


class Offering(Content):
    """A unit as one awarding body offers it, under its own number.

    `assessment` says who assesses it, `strategy` names the assessment strategy
    that applies, `summary` is the body's own account of the unit; empty where
    the document has none.
    """

    awarding_body: AwardingBody
    unit_number: str
    assessment: str = ""
    strategy: str = ""
    summary: tuple[str, ...] = ()


class Standard(Content):
    """A National Occupational Standard that a unit maps to."""

    code: str
    title: str


class NosMapping(Content):
    """How a unit relates to the National Occupational Standards.

    `standards` is empty where the document names the suite only; `wording` is
    what the document claims for the mapping.
    """

    suite: str
    standards: tuple[Standard, ...] = ()
    wording: str


class Unit(Content):
    """A unit, whole: one data file.

    Attributes
    ----------
    id : str
        What its criteria's codes begin with.
    title, reference, aim : str
    level, credits, guided_learning_hours : int
    nos : NosMapping
    offered_by : tuple of Offering
    outcomes : tuple of Outcome
    evidence_requirements : tuple of EvidenceRequirement
    simulation_bans : tuple of SimulationBan
        Empty where the unit's own document is silent.
    evidence_advice : tuple of GuidanceList
        How evidence for the criteria may be gathered.
    """

    id: UnitId
    title: str
    reference: str
    level: int = Field(ge=1, le=8)
    credits: int = Field(ge=1)
    guided_learning_hours: int = Field(ge=1)
    aim: str
    nos: NosMapping
    offered_by: tuple[Offering, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    evidence_requirements: tuple[EvidenceRequirement, ...] = ()
    simulation_bans: tuple[SimulationBan, ...] = ()
    evidence_advice: tuple[GuidanceList, ...] = ()

    @model_validator(mode="after")
    def _assignments_and_codes_agree(self) -> Unit:
        assignments = [outcome.assignment for outcome in self.outcomes]
        expected = [f"{self.id}-lo{position}" for position in range(1, len(assignments) + 1)]
        if assignments != expected:
            raise MisfitError(entry="outcomes", message=f"the assignments must be {', '.join(expected)}")
        codes = [criterion.code for criterion in self.criteria()]
        for advice in self.evidence_advice:
            _check_codes(advice.heading, advice.criteria, codes)
        return self

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the unit's criteria in order."""
        return tuple(criterion for outcome in self.outcomes for criterion in outcome.criteria)


def _check_codes(heading: str, codes: Iterable[str], known: Collection[str]) -> None:
    if strangers := [code for code in codes if code not in known]:
        msg = f"guidance '{heading}' names {', '.join(strangers)}, which it cannot belong to; correct its criteria"
        raise ValueError(msg)
