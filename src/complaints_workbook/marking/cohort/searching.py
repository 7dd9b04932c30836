"""Look through a learner's folder for work that can only be one assignment's.

No link is followed, and a folder that is too full to be looked through is not.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from complaints_workbook.file_names import RESPONSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_DEEPEST = 8
"""Folders below a learner's own in which work is looked for."""

_MOST = 1_000
"""Entries that are looked at for one learner."""

_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz")
_LITTER = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".ipynb_checkpoints", "__pycache__", ".gitkeep"}
"""What systems and programs leave by themselves, and nobody handed in."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in a learner's folder: what can be work for the assignment, and what is packed."""

    work: tuple[Path, ...]
    archives: tuple[Path, ...]


def same_name(name: str) -> str:
    """Return what is equal for names that Unicode takes for the same."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def in_small_letters(name: str) -> str:
    """Return what is equal for names that differ in capitals alone, or not even in them."""
    return same_name(same_name(name).casefold())


def is_litter(name: str) -> bool:
    """Say whether a system or a program left it by itself."""
    return name.casefold() in _LITTER or name.startswith("._")


def is_archive(name: str) -> bool:
    """Say whether it has to be unpacked."""
    return name.casefold().endswith(_ARCHIVES)


def entries_of(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder, up to as much as is looked at; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return list(islice(entries, _MOST + 1))
    except OSError:
        return []


def holds_work(entries: Iterable[os.DirEntry[str]]) -> bool:
    """Say whether there is a notebook or a file of answers among the entries of a folder."""
    return any(
        entry.name == RESPONSES or (entry.name.casefold().endswith(".ipynb") and not entry.name.startswith("."))
        for entry in entries
    )


def search(home: Path, assignment: str, others: Collection[str]) -> Searched:
    """Look through a learner's folder.

    Parameters
    ----------
    home : Path
        The learner's folder.
    assignment : str
        The assignment's id, whose work is looked for.
    others : collection of str
        The ids of others, in small letters; their folders are left alone.
    """
    work: list[Path] = []
    archives: list[Path] = []
    folders = [(home, 0)]
    left = _MOST
    while folders and left > 0:
        folder, depth = folders.pop(0)
        entries = entries_of(folder)[:left]
        left -= len(entries)
        if _is_work(folder.name, assignment, entries, top=depth == 0):
            work.append(folder)
            continue
        for entry in sorted(entries, key=lambda entry: entry.name):
            if is_litter(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST and entry.name.casefold() not in others:
                    folders.append((folder / entry.name, depth + 1))
            elif is_archive(entry.name):
                archives.append(folder / entry.name)
    return Searched(tuple(work), tuple(archives))


def _is_work(name: str, assignment: str, entries: Iterable[os.DirEntry[str]], *, top: bool) -> bool:
    notebook = f"{assignment}.ipynb".casefold()
    notebooks = [entry.name.casefold() for entry in entries if entry.name.casefold().endswith(".ipynb")]
    if top:
        # Loose in a learner's folder: the answers are this assignment's only if no other notebook lies there.
        return notebooks == [notebook]
    if notebook in notebooks:
        return True
    return same_name(name).casefold() == assignment.casefold() and holds_work(entries)
