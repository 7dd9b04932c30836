"""Check the authors' notes on the dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.case_notes import CaseNotes
from complaints_workbook.content.data_files import load
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.content.datasets import Datasets


def check_case_notes(path: Path, datasets: Datasets) -> list[Fault]:
    """Return a fault for each dossier without a note and each note without a dossier."""
    try:
        noted = [note.id for note in load(path, CaseNotes).cases]
    except ContentError as error:
        return list(error.faults)
    known = datasets.case_ids()
    faults = [Fault(path, name, "this case has no note; add one.") for name in known if name not in noted]
    faults += [Fault(path, name, "there is no such case; check its id.") for name in noted if name not in known]
    twice = sorted({name for name in noted if noted.count(name) > 1})
    return faults + [Fault(path, name, "this case has two notes; keep one.") for name in twice]
