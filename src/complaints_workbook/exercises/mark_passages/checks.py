"""A passage is a quotation: it stands in its dossier once, in one piece, and apart from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.cases import Spoken
from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.specification import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from complaints_workbook.content.cases import Case
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.options import Option


def in_the_dossier(case_id: str, passages: Sequence[Option], datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each passage that the learner could not choose in the dossier."""
    try:
        lines = tuple(_lines(datasets.case(case_id)))
    except ContentError:
        return  # told by the check of the dossier
    for passage in passages:
        place = f"passages > {passage.id}"
        found = sum(line.count(passage.text) for line in lines)
        if found == 0:
            message = f"“{passage.text}” does not stand in one line of {case_id}; quote it word for word"
            yield Finding(place, message)
        elif found > 1:
            yield Finding(place, f"“{passage.text}” stands in {case_id} {found} times; quote more of it")
        overlaps = (other for other in passages if other is not passage and passage.text in other.text)
        if within := next(overlaps, None):
            yield Finding(place, f"it is a part of the passage '{within.id}'; quote less of that one")


def _lines(case: Case) -> Iterator[str]:
    """Yield each line that a learner sees as one piece."""
    for document in case.documents:
        if isinstance(document, Spoken):
            yield from (turn.text for turn in document.turns)
        else:
            yield from document.body.splitlines()
    yield from (line.value for line in case.record if not line.costing)
    yield from (past.entry for past in case.history)
