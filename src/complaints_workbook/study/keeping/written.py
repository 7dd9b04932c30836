"""What a learner wrote: out of their notebooks, and beside what a file brings. Pure."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.pictures import checked
from complaints_workbook.own_work.carrying import Put, theirs
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.study.keeping.file_format import WrittenWork
from complaints_workbook.study.keeping.pairs import Pair, Side, Unplaced, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from complaints_workbook.own_work.notebook import Cell

_GONE = "This version of the workbook has no such question."
_ELSEWHERE = "You wrote it outside the boxes for answers, or in another notebook."


def written(notebook: bytes, others: Iterable[bytes], saved: datetime | None) -> WrittenWork:
    """Return what a learner wrote in an assignment's notebook, and in others beside it.

    Raises
    ------
    DamagedError
        If one of them is no notebook.
    """
    own = theirs(notebook)
    elsewhere = list(own.others)
    for other in others:
        found = theirs(other)
        elsewhere += [put for name, put in found.answers.items() if put != own.answers.get(name)]
        elsewhere += [put for put in found.others if put not in elsewhere]
    return WrittenWork(saved.isoformat(timespec="seconds") if saved else "", own.answers, tuple(elsewhere))


def paired(
    here: WrittenWork, brought: WrittenWork, titles: Mapping[str, str], now: datetime
) -> tuple[list[Pair], list[Unplaced]]:
    """Put each written answer that is brought beside the one here, and name what has no place here."""
    pairs: list[Pair] = []
    unplaced = [
        Unplaced("Something that you wrote", _ELSEWHERE, put.text)
        for put in brought.elsewhere
        if put not in here.elsewhere
    ]
    for name, put in brought.answers.items():
        file = _said(put, brought, now)
        if file is not None and name in titles:
            own = here.answers.get(name)
            pairs.append(Pair(("", name), titles[name], _said(own, here, now) if own else None, file))
        elif file is not None:
            unplaced.append(Unplaced(name, _GONE, put.text))
    return pairs, unplaced


def titles_of(cells: Sequence[Cell]) -> dict[str, str]:
    """Return the titles of a notebook's written questions, by the names of their answers."""
    for_writing = {cell.name for cell in cells if cell.is_for_writing}
    return {each.name: each.title for each in written_questions(cells) if each.name in for_writing}


def shown(put: Put) -> Put:
    """Return what was put into a cell with those of its pictures that a browser can show, each checked."""
    pictures = {}
    for name, kinds in put.pictures.items():
        for kind, data in kinds.items():
            picture = _picture(data if isinstance(data, str) else "".join(data))
            if picture is not None and kind.startswith("image/"):
                pictures[name] = {picture[0]: picture[1]}
    return Put(put.text, pictures)


def _picture(data: str) -> tuple[str, str] | None:
    try:
        picture = checked(b64decode("".join(data.split()), validate=True))
    except ValueError:
        return None
    return (picture.kind, b64encode(picture.content).decode()) if picture else None


def _said(put: Put, of: WrittenWork, now: datetime) -> Side | None:
    """Return what was written; None if that is nothing."""
    whole = shown(put)
    words = whole.text.strip() or ("A picture" if whole.pictures else "")
    return Side(whole, words, moment(of.saved, now)) if words else None
