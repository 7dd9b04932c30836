"""The documents that are kept beside a learner's answers, and how that here and that of a file come together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.study import settings
from complaints_workbook.study.own_marks import attempts_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.saving.documents import Codec


@dataclass(frozen=True)
class Kind:
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


OF_ASSIGNMENT = {
    attempts_file.ATTEMPTS: Kind(
        "Your marks so far", attempts_file.CODEC, lambda here, brought: here.adding(*brought.each)
    ),
}
"""By their names in an assignment's folder; answers and what is written are not among them."""

OF_STUDY = {
    settings.NAME: Kind("Your unit", settings.CODEC, lambda here, brought: here if here.unit else brought),
}
"""By their names in the folder that the workbook keeps for itself."""
