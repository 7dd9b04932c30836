"""A unit's outcomes beside what a learner has of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from complaints_workbook.study.outline import OutcomeOutline
    from complaints_workbook.study.start.progress import SectionProgress, State


@dataclass(frozen=True)
class OutcomeProgress:
    """One outcome, and how far the learner is in it.

    Attributes
    ----------
    outcome : OutcomeOutline
        Of the syllabus.
    number : int
        Its place in the unit, from 1.
    address : str
        Of its notebook; empty where there is none in the learner's folder.
    sections : tuple of SectionProgress
        None where there is no notebook.
    marking : str
        The address at which the learner has it marked; empty where its keys are not here.
    """

    outcome: OutcomeOutline
    number: int
    address: str = ""
    sections: tuple[SectionProgress, ...] = ()
    marking: str = ""

    @property
    def asked(self) -> int:
        """How many questions it asks, in its exercises and to be answered in the learner's own words."""
        return sum(each.asked for each in self.sections)

    @property
    def written(self) -> int:
        """How many of them are to be answered in the learner's own words."""
        return sum(len(each.section.written) for each in self.sections)

    @property
    def answered(self) -> int:
        """How many of them are answered."""
        return sum(each.answered for each in self.sections)

    @property
    def minutes_left(self) -> int:
        """About how many minutes are left."""
        return sum(each.minutes_left for each in self.sections)

    def in_state(self, state: State) -> list[SectionProgress]:
        """Return the sections of a state, in their order."""
        return [each for each in self.sections if each.state is state]

    def address_of(self, section: SectionProgress, *, go_on: bool = False) -> str:
        """Return the address at which JupyterLab opens a section; to go on, where its reader was in it."""
        return f"{self.address}{'?go-on' if go_on else ''}#{quote(section.section.anchor)}"
