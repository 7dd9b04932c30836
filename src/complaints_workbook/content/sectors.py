"""Sectors: what a complaint is in each, and what follows, with where that is said and how sure it is.

One YAML file each in ``datasets/sectors/``. A statement that rests on nothing is left
out, and so is a topic of which nothing is known: learners are told so, and where to look.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from complaints_workbook.content.data_files import Content, load
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Topic(StrEnum):
    """What a criterion may need of a sector."""

    DEFINITION = "definition"
    RULES = "rules"
    CLOCKS = "clocks"
    OUTSIDE = "outside"
    REPORTS = "reports"
    OWED = "owed"


class Sureness(StrEnum):
    """How sure a statement is: seen in the source itself, seen quoted elsewhere, or generally known and not seen."""

    SEEN = "seen"
    QUOTED = "quoted"
    KNOWN = "known"


class SectorStatement(Content):
    """One statement.

    `source` is where it is said; `changes` that it may have changed since, or soon will.
    """

    says: str = Field(min_length=1)
    source: str = Field(min_length=1)
    sure: Sureness
    changes: bool = False


class SectorFacts(Content):
    """A sector, whole.

    `scope` says whom it is about, and `look_up` where a learner finds what holds today. A topic
    without statements is one of which nothing was found.
    """

    id: Id
    name: str = Field(min_length=1)
    scope: str = Field(min_length=1)
    as_at: date
    look_up: str = Field(min_length=1)
    definition: tuple[SectorStatement, ...]
    rules: tuple[SectorStatement, ...]
    clocks: tuple[SectorStatement, ...]
    outside: tuple[SectorStatement, ...]
    reports: tuple[SectorStatement, ...]
    owed: tuple[SectorStatement, ...]

    @property
    def topics(self) -> Mapping[Topic, tuple[SectorStatement, ...]]:
        """What is known, by topic."""
        return {topic: getattr(self, topic.value) for topic in Topic}


@remembered()
def load_sector(path: Path) -> SectorFacts:
    """Read one sector; ContentError says what is wrong and where."""
    return load(path, SectorFacts)
