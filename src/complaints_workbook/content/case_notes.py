"""What authors know of each case and learners find out: never released.

``source/case-notes.yaml`` lists every dossier's nature and features, so that
`workbook check` can tell whether the collection is balanced and exercises agree
with each other about a case.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id


class Nature(StrEnum):
    """What the contact is, in the main."""

    QUERY = "query"
    PROBLEM = "problem"
    COMPLAINT = "complaint"


class Justified(StrEnum):
    """Whether the facts and the policy bear the customer out."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"
    PARTLY = "partly"
    NOT_APPLICABLE = "not-applicable"


class Feature(StrEnum):
    """What makes a dossier worth working on."""

    SAFETY = "safety"
    VULNERABLE = "vulnerable"
    REPEAT_CONTACT = "repeat-contact"
    TWO_ISSUES = "two-issues"
    IRRELEVANT_FACTS = "irrelevant-facts"
    MISSING_FACT = "missing-fact"
    ANGRY = "angry"
    ABOVE_AUTHORITY = "above-authority"
    OMBUDSMAN = "ombudsman"
    DATA_PROTECTION = "data-protection"
    EQUALITY = "equality"
    SYSTEMIC = "systemic"
    OUT_OF_TIME = "out-of-time"
    MISSPELT = "misspelt"


class CaseNote(Content):
    """An author's note on one case; `why` names the clauses that decide."""

    id: Id
    nature: Nature
    justified: Justified
    features: tuple[Feature, ...] = Field(min_length=1)
    why: str
    best_remedy: str


class CaseNotes(Content):
    """``source/case-notes.yaml``."""

    cases: tuple[CaseNote, ...]
