"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes, mode: int = 0o644, *, lasting: bool = True) -> None:
    """Put a file in the place of what stood there, so that no reader ever sees half of it.

    The content is written under another name first, ``.<name>.<random>.tmp``, which nobody
    else can read and no link leads away from, and takes its name in one step.

    Parameters
    ----------
    path : Path
        The file.
    content : bytes
        All that it is to hold.
    mode : int
        Its permissions. Others may read it, for a tutor's tools must be able to.
    lasting : bool
        Whether to wait until it is on the disk, which takes milliseconds. After a crash of
        the machine it holds the old content or the new; without, it may hold neither.

    Raises
    ------
    OSError
        If the folder cannot be written or the disk is full; the old file stays.
    """
    new = path.with_name(f".{path.name}.{os.urandom(16).hex()}.tmp")
    try:
        with open(new, "xb", opener=open_private) as file:
            file.write(content)
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(new, path)  # noqa: PTH105 - the same, and says what it does
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def open_private(path: str, flags: int) -> int:
    """Open a file that, where it is new, nobody but its owner can read; for `open`."""
    return os.open(path, flags, 0o600)
