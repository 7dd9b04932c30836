"""What a file brings, beside what is here: by assignment, and by the ids of its questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in.safe_files import check_parts
from complaints_workbook.responses.file_format import Responses, parse
from complaints_workbook.study.keeping import answers, written
from complaints_workbook.study.keeping.documents import OF_ASSIGNMENT, OF_STUDY
from complaints_workbook.study.keeping.file_format import WRITTEN, WrittenWork, parse_written
from complaints_workbook.study.keeping.pairs import Pair, Unplaced
from complaints_workbook.study.keeping.work import written_here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.keeping.opening import Brought

_NOT_HERE = "This version of the workbook does not have it."

Document = TypeVar("Document")


@dataclass(frozen=True)
class Compared:
    """An assignment's work in a file, beside that here.

    Attributes
    ----------
    name, title : str
        The assignment's id, and what learners know it by. What belongs to no assignment has neither.
    here : Here or None
        The assignment here, if there is one.
    responses, text : Responses, WrittenWork
        What the file brings.
    answers, texts : tuple of Pair
        What of it has a place here.
    documents : mapping of str to object
        The other documents that can be read, by their names.
    unplaced : tuple of Unplaced
        What has no place here.
    """

    name: str
    title: str
    here: Here | None = None
    responses: Responses = field(default_factory=Responses)
    text: WrittenWork = field(default_factory=WrittenWork)
    answers: tuple[Pair, ...] = ()
    texts: tuple[Pair, ...] = ()
    documents: Mapping[str, Any] = field(default_factory=dict)
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """All that has a place here."""
        return self.answers + self.texts

    @property
    def differing(self) -> tuple[Pair, ...]:
        """What was answered on both sides, and not alike."""
        return tuple(pair for pair in self.pairs if pair.differs)


def compare(brought: Brought, here: Mapping[str, Here], now: datetime) -> tuple[Compared, ...]:
    """Put all that a file brings beside what is here, in the order of the course.

    What cannot be read is named among the unplaced, and costs nothing else.
    """
    there = {assignment for assignment, _ in brought.documents}
    names = [*(name for name in here if name in there), *sorted(there - here.keys())]
    return tuple(_compared(name, here.get(name), _of(brought, name), now) for name in names)


def _of(brought: Brought, name: str) -> dict[str, bytes]:
    return {document: content for (of, document), content in brought.documents.items() if of == name}


def _compared(name: str, here: Here | None, given: Mapping[str, bytes], now: datetime) -> Compared:
    if name and here is None:
        return Compared(name, name, unplaced=(Unplaced(name, _NOT_HERE),))
    unplaced: list[Unplaced] = []
    responses = _read("Answers to exercises", given.get(RESPONSES), parse, Responses(), unplaced)
    text = _read("Written answers", given.get(WRITTEN), parse_written, WrittenWork(), unplaced)
    answered: list[Pair] = []
    texts: list[Pair] = []
    if here is not None:
        asked = here.pages.kept()
        answered, gone = answers.paired(here.responses, responses, asked, now)
        texts, not_asked = written.paired(written_here(here), text, written.titles_of(here.cells), now)
        unplaced += [*gone, *not_asked]
    documents: dict[str, Any] = {}
    kinds = OF_ASSIGNMENT if name else OF_STUDY
    for document, content in given.items():
        if document in kinds:
            read = _read(kinds[document].title, content, kinds[document].codec.parse, None, unplaced)
            if read is not None:
                documents[document] = read
        elif not name or document not in {RESPONSES, WRITTEN}:
            unplaced.append(Unplaced(document, _NOT_HERE))
    title = here.pages.title if here else ""
    return Compared(name, title, here, responses, text, tuple(answered), tuple(texts), documents, tuple(unplaced))


def _read(
    title: str,
    content: bytes | None,
    reader: Callable[[bytes], Document],
    empty: Document,
    unplaced: list[Unplaced],
) -> Document:
    if content is None:
        return empty
    try:
        check_parts(content)
        return reader(content)
    except WorkbookError as error:
        said = str(error)
        unplaced.append(Unplaced(title, said if said.endswith(".") else f"The file {said}."))
        return empty
