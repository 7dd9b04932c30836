"""What a site is made of and this environment does not have: fetched once, and kept."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Sequence


class FetchError(WorkbookError):
    """Something that a site is made of could not be had."""


def fetched(kept: Path, command: Sequence[str], what: str) -> Path:
    """Return the path of a file or folder, which a command puts into the folder that it runs in if it is not there.

    Parameters
    ----------
    kept : Path
        Where it stands, once it is there whole.
    what : str
        What people call it.

    Raises
    ------
    FetchError
        If the command cannot do it.
    """
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".fetching-", dir=kept.parent) as place:
        try:
            subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)  # noqa: S603 - its own words
            Path(place, kept.name).replace(kept)
        except (OSError, subprocess.CalledProcessError) as error:
            if kept.exists():  # another one was faster
                return kept
            said = (getattr(error, "stderr", "") or str(error)).strip()
            msg = f"{what} could not be fetched. {said.splitlines()[-1] if said else ''}".strip()
            raise FetchError(msg) from None
    return kept
