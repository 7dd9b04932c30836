"""Take work back out of a file: what fits goes to its place, and nothing that was here or there is lost.

Before anything here gives way, all that is here is kept in ``earlier/`` as a file of the same
kind; and so is the file itself, where not everything in it has found a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import EARLIER, RESPONSES
from complaints_workbook.marking.handed_in.safe_files import read_file
from complaints_workbook.own_work.carrying import with_answers
from complaints_workbook.own_work.left import counted
from complaints_workbook.own_work.notebook import LIMIT
from complaints_workbook.responses.store import CODEC
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.documents import DocumentStore
from complaints_workbook.saving.names import free_name, own_folder
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.keeping.answers import merged, paired
from complaints_workbook.study.keeping.comparing import compare
from complaints_workbook.study.keeping.documents import OF_ASSIGNMENT, OF_STUDY
from complaints_workbook.study.keeping.packing import packed
from complaints_workbook.study.keeping.pairs import Unplaced, Wish, moment
from complaints_workbook.study.keeping.work import work_here

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.keeping.comparing import Compared
    from complaints_workbook.study.keeping.documents import KeptDocument
    from complaints_workbook.study.keeping.opening import Brought
    from complaints_workbook.study.study import Study


@dataclass(frozen=True)
class Placed:
    """What of an assignment was put in its place.

    Attributes
    ----------
    answers, written : int
        Answers to exercises, and written answers.
    left : int
        Questions of which the file has another answer than stands here now.
    """

    title: str
    answers: int
    written: int
    left: int

    @property
    def sentence(self) -> str:
        """What was done, for the learner."""
        came = f"{counted(self.answers, 'answer')} and {counted(self.written, 'written answer')} came back."
        said = came if self.answers or self.written else "Nothing had to be changed."
        if not self.left:
            return said
        verb = "is" if self.left == 1 else "are"
        return f"{said} {counted(self.left, 'answer')} of the file {verb} not put here: yours stay."


@dataclass
class Restoration:
    """What was done.

    Attributes
    ----------
    placed : list of Placed
        What was put in its place, by assignment.
    unplaced : list of Unplaced
        What has no place here.
    left : tuple of str
        What was left in the file, in sentences.
    before, brought : Path or None
        Where all that was here before is kept, and where the file is; in paths within the learner's folder.
    """

    placed: list[Placed] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    left: tuple[str, ...] = ()
    before: Path | None = None
    brought: Path | None = None


def restore(study: Study, brought: Brought, wishes: Mapping[str, Wish], now: datetime) -> Restoration:
    """Put what a file brings in its place.

    Parameters
    ----------
    study : Study
        Where it goes.
    brought : Brought
        What the file brings.
    wishes : mapping of str to Wish
        What the learner wants of assignments, by their ids; of the others, both.
    now : datetime
        In UTC.

    Raises
    ------
    OSError
        If nothing can be written to the learner's folder.
    """
    compared = compare(brought, assignments_here(study.folder), now)
    done = Restoration(left=brought.left)
    # Where several answers give way, one copy of all is kept.
    if any(_gives_way(each, wishes.get(each.name, Wish.BOTH)) for each in compared):
        done.before = _keep(study, f"my-work-before-{now:%Y-%m-%d}.zip", work_here(study, now))
    for each in compared:
        wish = wishes.get(each.name, Wish.BOTH)
        done.unplaced += each.unplaced
        try:
            if each.here is not None:
                done.placed.append(_place(each, each.here, wish, now))
            if wish is not Wish.HERE:
                _place_documents(study, each)
        except (WorkbookError, OSError) as error:
            done.unplaced.append(Unplaced(each.title or "Your settings", f"They could not be saved here: {error}"))
    if done.unplaced or any(placed.left for placed in done.placed):
        done.brought = _keep(study, f"my-work-from-file-{now:%Y-%m-%d}.zip", repacked(brought, now))
    return done


def repacked(brought: Brought, now: datetime) -> bytes:
    """Return what could be read of a file as the workbook itself would have packed it."""
    said = brought.manifest
    return packed(brought.documents, said.holds, said.workbook, moment(said.made, now) or now)


def _gives_way(compared: Compared, wish: Wish) -> bool:
    return any(pair.differs and pair.takes_file(wish) for pair in compared.pairs) or wish is Wish.FILE


def _place(compared: Compared, here: Here, wish: Wish, now: datetime) -> Placed:
    answers = [pair for pair in compared.answers if pair.takes_file(wish)]
    texts = [pair for pair in compared.texts if pair.takes_file(wish)]
    if answers:
        # Whatever was answered since they were compared counts too.
        asked = here.pages.kept()
        DocumentStore(here.folder / RESPONSES, CODEC).change(
            lambda own: merged(own, compared.responses, paired(own, compared.responses, asked, now)[0], wish)
        )
    if texts:
        notebook = read_file(here.notebook, LIMIT)
        write_whole(here.notebook, with_answers(notebook, {pair.place[1]: pair.file.value for pair in texts}))
    taken = {pair.place for pair in (*answers, *texts)}
    left = sum(1 for pair in compared.pairs if pair.place not in taken and (pair.here is None or pair.differs))
    return Placed(compared.title, len(answers), len(texts), left)


def _place_documents(study: Study, compared: Compared) -> None:
    kinds, folder = (OF_ASSIGNMENT, compared.here.folder) if compared.here else (OF_STUDY, study.hidden)
    for name, document in compared.documents.items():
        folder.mkdir(parents=True, exist_ok=True)
        kind = kinds[name]
        DocumentStore(folder / name, kind.codec).change(partial(_together, kind, document))


def _together(kind: KeptDocument, brought: Any, here: Any) -> Any:
    return kind.together(here, brought)


def _keep(study: Study, name: str, content: bytes) -> Path:
    """Keep a file among the learner's earlier ones, and return where; what is there already is not kept twice."""
    target = own_folder(study.folder / EARLIER) / name
    if target.is_symlink() or not (target.is_file() and target.read_bytes() == content):
        target = free_name(target)
        write_whole(target, content)
    return target.relative_to(study.folder)
