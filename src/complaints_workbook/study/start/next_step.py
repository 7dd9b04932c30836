"""The one thing to do next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.study.start.progress import State, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.study.start.outcomes import Standing
    from complaints_workbook.study.start.progress import Progress


@dataclass(frozen=True)
class Step:
    """Something to do.

    Attributes
    ----------
    title : str
        What it is about.
    sentence : str
        Why, and how long it takes.
    action : str
        The words on its button.
    address : str
        Where the button leads.
    """

    title: str
    sentence: str
    action: str
    address: str


def next_step(standings: Sequence[Standing]) -> Step | None:
    """Return what a learner does next, or None where nothing is left to answer or to read again.

    What was begun comes first, and of two the one that was worked at last; then the next section
    in the course; then what was marked and is to be read again.
    """
    begun = _all(standings, State.IN_PROGRESS)
    if begun:
        standing, section = max(begun, key=lambda pair: pair[1].latest)
        left = section.asked - section.answered
        sentence = f"{_count(left)} left in this section{_about(section.minutes_left)}."
        # Without a heading: the notebook opens where its reader was.
        return Step(_title(section), sentence, "Go on where you were", standing.address)
    new = _all(standings, State.NOT_STARTED)
    if new:
        standing, section = new[0]
        first = standing.answered == 0
        sentence = f"{_count(section.asked)}{_about(section.section.minutes)}, with the reading."
        action = f"Start outcome {standing.number}" if first and len(standings) > 1 else "Start"
        return Step(_title(section), sentence, action, standing.address if first else standing.address_of(section))
    again = _all(standings, State.TO_REVISIT)
    if again:
        standing, section = again[0]
        sentence = "Your marks say that this section is worth reading again. You can change your answers too."
        return Step(_title(section), sentence, "Read it again", standing.address_of(section))
    return None


def _all(standings: Sequence[Standing], state: State) -> list[tuple[Standing, Progress]]:
    return [(standing, section) for standing in standings for section in standing.in_state(state)]


def _title(section: Progress) -> str:
    return f"{section.section.number}: {section.section.title}"


def _count(questions: int) -> str:
    return f"{questions} question{'' if questions == 1 else 's'}"


def _about(minutes: int) -> str:
    return f", about {in_words(minutes)}" if minutes else ""
