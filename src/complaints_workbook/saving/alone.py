"""Keep a learner's other windows from changing a file at the same moment."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_PATIENCE = 5.0
"""Seconds to wait for another window's change, which takes milliseconds."""


class Alone:
    """Lets one process at a time change a file, whichever computer it runs on that has the learner's home.

    Parameters
    ----------
    path : Path
        The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """Wait until no other window changes the file.

        Where no lock can be had, as on some network drives, the file is changed without: it is
        written whole in any case, and not saving at all would lose more.

        Raises
        ------
        TimeoutError
            If another window has been changing it for seconds.
        """
        # In the browser's own Python there is one kernel for a file, and nothing to lock with.
        if sys.platform == "emscripten":
            yield
            return
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self._lock)
            except TimeoutError:
                raise
            except (OSError, NotImplementedError):
                pass
            yield

    @cached_property
    def _lock(self) -> AbstractContextManager[Any]:
        # Made when something is saved first: exercises that are only shown wait for no import.
        from filelock import FileLock

        return FileLock(_place(self._path), timeout=_PATIENCE, mode=0o600)


def _place(path: Path) -> Path:
    """Return where the lock of a file stands.

    That is among what Jupyter keeps for each user alone, where no other user of the machine
    can make or hold it; and not beside the file, since the learner's folder is what is handed in.
    """
    from jupyter_core.paths import jupyter_runtime_dir

    folder = Path(jupyter_runtime_dir())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = hashlib.sha256(str(path.resolve()).encode(errors="surrogatepass")).hexdigest()[:24]
    return folder / f"workbook-{name}.lock"
