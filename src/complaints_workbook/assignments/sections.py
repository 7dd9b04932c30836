"""The folders of an assignment's sections: what each asks, what may be practised and what is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.content.remembering import depend_on
from complaints_workbook.file_names import SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

_DIGITS = re.compile(r"([0-9]+)")


def sections(folder: Path) -> list[Path]:
    """Return the folders of an assignment's sections, in their order.

    They stand in the order of their names, in which 1.9 comes before 1.10 and numbers
    come before words.

    Parameters
    ----------
    folder : Path
        The assignment's folder in ``source/``.
    """
    depend_on(folder / SECTIONS)
    found = (path for path in (folder / SECTIONS).glob("[!.]*") if path.is_dir())
    return sorted(found, key=lambda path: _counted(path.name))


def _counted(name: str) -> list[int | str]:
    """Return a name's words and numbers in turn, words first."""
    return [int(part) if position % 2 else part for position, part in enumerate(_DIGITS.split(name))]
