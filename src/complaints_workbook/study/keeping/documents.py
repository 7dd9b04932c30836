"""The documents that are kept beside a learner's answers, and how that here and that of a file come together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.study import settings
from complaints_workbook.study.checklist import ticks
from complaints_workbook.study.checklist.ticks import Ticks
from complaints_workbook.study.own_marks import attempts_file
from complaints_workbook.study.review import review_file
from complaints_workbook.study.review.review_file import Review

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.saving.documents import Codec
    from complaints_workbook.study.own_marks.attempts import Attempts
    from complaints_workbook.study.settings import Settings


@dataclass(frozen=True)
class KeptDocument:
    """A document of the workbook's.

    Attributes
    ----------
    title : str
        What it holds, as its reader knows it.
    codec : Codec
        How it stands in a file.
    together : callable
        Makes one document of that here and that of a file.
    """

    title: str
    codec: Codec[Any]
    together: Callable[[Any, Any], Any]


def _marks(here: Attempts, brought: Attempts) -> Attempts:
    """Return the attempts of both; those here stay, whatever a file brings."""
    return brought.adding(*here.each)


def _ticks(here: Ticks, brought: Ticks) -> Ticks:
    """Return the ticks of both; of a question that was looked at here, those here."""
    return Ticks({**brought.questions, **here.questions})


def _review(here: Review, brought: Review) -> Review:
    """Return all that comes back; what comes back here does so as it stands here."""
    return Review(tuple({each.name: each for each in (*brought.schedule, *here.schedule)}.values()))


def _settings(here: Settings, brought: Settings) -> Settings:
    return here if here.unit else brought


OF_ASSIGNMENT = {
    attempts_file.ATTEMPTS: KeptDocument("Your marks so far", attempts_file.CODEC, _marks),
    ticks.CHECKLISTS: KeptDocument("What you ticked", ticks.CODEC, _ticks),
}
"""By their names in an assignment's folder; answers and what is written are not among them."""

OF_STUDY = {
    settings.NAME: KeptDocument("Your unit", settings.CODEC, _settings),
    review_file.REVIEW: KeptDocument("What comes back to you", review_file.CODEC, _review),
}
"""By their names in the folder that the workbook keeps for itself."""
