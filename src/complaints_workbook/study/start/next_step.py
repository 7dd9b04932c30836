"""The one thing to do next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints_workbook.own_work.left import counted
from complaints_workbook.study.start.progress import State, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from complaints_workbook.study.start.outcomes import OutcomeProgress
    from complaints_workbook.study.start.progress import SectionProgress


@dataclass(frozen=True)
class NextStep:
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


def next_step(outcomes: Sequence[OutcomeProgress]) -> NextStep | None:
    """Return what a learner does next, or None where nothing is left to answer or to read again.

    What was begun comes first, and of two the one that was worked at last; then the marking of what is
    answered; then the next section in the course; then what was marked and is to be read again.
    """
    begun = _all(outcomes, State.IN_PROGRESS)
    if begun:
        outcome, section = max(begun, key=lambda pair: pair[1].latest)
        left = section.asked - section.answered
        sentence = f"{counted(left, 'question')} left in this section{_about(section.minutes_left)}."
        address = outcome.address_of(section, go_on=True)
        return NextStep(section.section.heading, sentence, "Go on where you were", address)
    answered = _all([outcome for outcome in outcomes if outcome.marking], State.ANSWERED)
    if answered:
        outcome, section = answered[0]
        sentence = "You have answered all of it. See what you know already, and what to read again."
        return NextStep(section.section.heading, sentence, "Mark my work", outcome.marking)
    new = _all(outcomes, State.NOT_STARTED)
    if new:
        outcome, section = new[0]
        first = outcome.answered == 0
        sentence = f"{counted(section.asked, 'question')}{_about(section.section.minutes)}, with the reading."
        action = f"Start outcome {outcome.number}" if first and len(outcomes) > 1 else "Start"
        return NextStep(
            section.section.heading, sentence, action, outcome.address if first else outcome.address_of(section)
        )
    again = _all(outcomes, State.TO_REVISIT)
    if again:
        outcome, section = again[0]
        sentence = "Your marks say that this section is worth reading again. You can change your answers too."
        return NextStep(section.section.heading, sentence, "Read it again", outcome.address_of(section))
    return None


def _all(outcomes: Sequence[OutcomeProgress], state: State) -> list[tuple[OutcomeProgress, SectionProgress]]:
    return [(outcome, section) for outcome in outcomes for section in outcome.in_state(state)]


def _about(minutes: int) -> str:
    return f", about {in_words(minutes)}" if minutes else ""
