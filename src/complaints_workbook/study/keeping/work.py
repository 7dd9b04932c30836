"""All of a learner's work, as it stands in their folder, in one file."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.own_work.notebook import LIMIT
from complaints_workbook.saving.damage import DamagedError
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.keeping.documents import OF_ASSIGNMENT, OF_STUDY
from complaints_workbook.study.keeping.file_format import WRITTEN, Holding, WrittenWork, limit_of, write
from complaints_workbook.study.keeping.packing import packed
from complaints_workbook.study.keeping.written import written

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.keeping.packing import Documents
    from complaints_workbook.study.study import Study


def work_here(study: Study, now: datetime) -> bytes:
    """Return all of a learner's work as one zip: answers, written answers and what belongs to them.

    Parameters
    ----------
    study : Study
        Where it stands. Nothing is changed there, and what is damaged is kept as it is.
    now : datetime
        When it is made, in UTC.
    """
    documents: Documents = {}
    holds: list[Holding] = []
    for name, here in assignments_here(study.folder).items():
        for document in (RESPONSES, *OF_ASSIGNMENT):
            _add(documents, (name, document), here.folder / document)
        text = written_here(here)
        if text.answers or text.elsewhere:
            documents[name, WRITTEN] = write(text)
        answers = sum(map(len, here.responses.exercises.values()))
        if any(assignment == name for assignment, _ in documents):
            holds.append(Holding(name, answers, len(text.answers)))
    for document in OF_STUDY:
        _add(documents, ("", document), study.hidden / document)
    return packed(documents, tuple(holds), version("complaints-workbook"), now)


def written_here(here: Here) -> WrittenWork:
    """Return what is written in an assignment's notebooks; nothing where its own cannot be read."""
    others = [path for path in sorted(here.folder.glob("*.ipynb")) if path != here.notebook]
    try:
        notebook = read_file(here.notebook, LIMIT)
        saved = datetime.fromtimestamp(here.notebook.stat().st_mtime, UTC)
        return written(notebook, filter(None, (_content(path, LIMIT) for path in others)), saved)
    except (OSError, UnreadableError, DamagedError):
        return WrittenWork()


def _add(documents: Documents, place: tuple[str, str], path: Path) -> None:
    content = _content(path, limit_of(place[1]))
    if content is not None:
        documents[place] = content


def _content(path: Path, limit: int) -> bytes | None:
    try:
        return read_file(path, limit)
    except UnreadableError:
        return None
