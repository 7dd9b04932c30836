"""Read all that a learner's folder holds, to be shown to a tutor: as text and pictures, and nothing else.

Nothing is believed, followed or run. What a browser is sent is text, which the page
escapes, and pictures of four kinds, which are what their first bytes say.
"""

from __future__ import annotations

import base64
import json
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from complaints_workbook.file_names import RESPONSES
from complaints_workbook.marking.handed_in import handed_answers, handed_notebook
from complaints_workbook.marking.handed_in.notes import SECRET
from complaints_workbook.marking.handed_in.pictures import kind_of
from complaints_workbook.marking.handed_in.safe_files import MEGABYTE, UnreadableError, read_file
from complaints_workbook.nbgrader_steps.formgrader.attached_pictures import attached_pictures, without_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_FILES, DEEPEST = 200, 6
"""Files that are shown, and folders in folders."""

MOST_TEXT, MOST_PICTURES = 3_000_000, 20 * MEGABYTE
"""Characters of all texts, and bytes of all pictures, that one page shows."""

MOST_PARTS, LONGEST_NAME = 5_000, 200
"""Answers, cells and pictures that one page shows, and characters of what each is called."""

_TEXT_LIMIT, _PICTURE_LIMIT = 5 * MEGABYTE, 8 * MEGABYTE
_FULL = "There are more pictures than one page shows."
_Part = TypeVar("_Part")
_OWN_PROGRAM = "It is no text and no picture, so it is not shown here. Open it in its own program only if you trust it."


@dataclass(frozen=True)
class ShownCell:
    """A cell of a notebook: `released` says that it reads as it was handed out."""

    kind: str
    text: str
    released: bool


@dataclass
class HandedFile:
    """A file that was handed in, and what of it can be shown.

    Attributes
    ----------
    path : str
        Where it stands in the folder.
    remark : str
        What there is to say of it, or why it is not shown.
    text : str or None
        Of a file of text.
    pictures : list of tuple
        The file itself, or those that a notebook holds: each its name, and an address that holds it.
    cells : list of ShownCell
        Of a notebook.
    answers : list of tuple
        Of a file of answers: exercise, item and answer.
    """

    path: str
    remark: str = ""
    text: str | None = None
    pictures: list[tuple[str, str]] = field(default_factory=list)
    cells: list[ShownCell] = field(default_factory=list)
    answers: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class _Room:
    """How much more a page has room for."""

    text: int = MOST_TEXT
    pictures: int = MOST_PICTURES
    parts: int = MOST_PARTS

    def cut(self, text: str) -> str:
        kept = text[: self.text]
        self.text -= len(kept)
        left = len(text) - len(kept)
        told = f"\n[{left:,} characters more are not shown; a program for plain text shows them]"
        return _printable(kept) + (told if left else "")

    def name(self, name: str) -> str:
        kept = name[: min(self.text, LONGEST_NAME)]
        self.text -= len(kept)
        return _printable(kept) + ("…" if len(kept) < len(name) else "")

    def first(self, parts: Iterable[_Part]) -> Iterator[_Part]:
        """Give as many as there is room for."""
        for part in parts:
            if not self.parts:
                return
            self.parts -= 1
            yield part


def read_folder(folder: Path, top: Path, released: Path) -> list[HandedFile]:
    """Return what a learner's folder holds.

    Parameters
    ----------
    folder : Path
        Such as ``submitted/ann/complaints-lo1``.
    top : Path
        Such as ``submitted``; no folder from there on may be a link.
    released : Path
        The notebook as it was handed out.
    """
    for place in (folder, *folder.parents):
        if place == top:
            break
        if place.is_symlink():
            return [HandedFile(place.name, "It is a link to somewhere else, which is not followed.")]
    if not folder.is_dir():
        return []
    known, room = _sources(released), _Room()
    entries: list[HandedFile] = []
    for path, name in _files(folder):
        if len(entries) == MOST_FILES:
            entries.append(HandedFile("…", f"There are more than {MOST_FILES} files. The others are not shown."))
            break
        entries.append(_entry(path, name, known, room))
    return entries


def _files(folder: Path, inside: str = "", depth: int = 0) -> Iterator[tuple[Path, str]]:
    """Give what stands in a folder and in those in it, which are real ones: notebooks, answers, the rest, by name."""
    try:
        there = sorted(os.scandir(folder), key=_place)
    except OSError:
        yield folder, inside
        return
    for each in there:
        name = f"{inside}{each.name}"
        if each.is_dir(follow_symlinks=False) and depth < DEEPEST:
            yield from _files(folder / each.name, f"{name}/", depth + 1)
        else:
            yield folder / each.name, name


def _place(entry: os.DirEntry[str]) -> tuple[bool, bool, bool, str]:
    name = entry.name
    return entry.is_dir(follow_symlinks=False), not name.endswith(".ipynb"), name != RESPONSES, name


def _entry(path: Path, name: str, known: frozenset[str], room: _Room) -> HandedFile:
    shown = _printable(name)
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return HandedFile(shown, "It is a link to somewhere else, which is not followed.")
        if not stat.S_ISREG(mode):
            return HandedFile(shown, "It is not a file, or lies too deep.")
        if path.name == SECRET:
            return HandedFile(shown, "nbgrader’s own note, by which the learner fetches the feedback.")
        return _read(path, shown, known, room)
    except UnreadableError as error:
        return HandedFile(shown, f"It {error}.")
    except OSError as error:
        return HandedFile(shown, f"It cannot be read ({error.strerror}).")


def _read(path: Path, shown: str, known: frozenset[str], room: _Room) -> HandedFile:
    ending = path.suffix.lower()
    if ending == ".ipynb":
        content = read_file(path, handed_notebook.LIMIT)
        cells = handed_notebook.read_cells(content)
        return HandedFile(
            shown,
            f"A notebook of {len(cells)} cells.{_cut_short(len(cells), room)}",
            cells=[
                ShownCell(cell.kind, room.cut(without_pictures(cell.source)), cell.source.strip() in known)
                for cell in room.first(cells)
                if cell.source.strip()
            ],
            pictures=list(_pictures((each for cell in cells for each in attached_pictures(cell)), room)),
        )
    if path.name == RESPONSES:
        answers = handed_answers.read_answers(read_file(path, handed_answers.LIMIT))
        saved = [(exercise, *given) for exercise, items in answers.exercises.items() for given in items.items()]
        return HandedFile(
            shown,
            f"{len(saved)} saved answers.{_cut_short(len(saved), room)}",
            answers=[
                (room.name(exercise), room.name(item), room.cut(_answer(answer)))
                for exercise, item, answer in room.first(saved)
            ],
        )
    content = read_file(path, _PICTURE_LIMIT)
    if kind_of(content):
        found = list(_pictures([(shown, content)], room))
        return HandedFile(shown, "" if found else _FULL, pictures=found)
    if b"\0" in content or len(content) > _TEXT_LIMIT:
        return HandedFile(shown, _OWN_PROGRAM)
    return HandedFile(shown, text=room.cut(content.decode("utf-8-sig", "replace")))


def _cut_short(parts: int, room: _Room) -> str:
    return f" This page has room for the first {room.parts:,}." if parts > room.parts else ""


def _pictures(files: Iterable[tuple[str, bytes]], room: _Room) -> Iterator[tuple[str, str]]:
    """Give those that are pictures, as long as there is room."""
    for name, content in files:
        kind = kind_of(content)
        if kind and len(content) <= room.pictures and room.parts:
            room.pictures -= len(content)
            room.parts -= 1
            yield room.name(name), f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _answer(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _printable(text: str) -> str:
    """Return a text without the halves of characters, which no page can hold, and without what turns lines round."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return "".join(sign if sign in "\n\t" or sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in whole)


def _sources(released: Path) -> frozenset[str]:
    try:
        return frozenset(cell.source.strip() for cell in handed_notebook.read_cells(released.read_bytes()))
    except (OSError, UnreadableError):
        return frozenset()
