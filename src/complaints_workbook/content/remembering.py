"""Remember what was made of files, for as long as they stay as they were.

Whoever reads a file, or looks whether it is there, says so first with `depend_on`.
So a `remembered` function knows all that its result rests on, however deep
below it is read, and makes it anew when any of that has changed.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_Stamp = tuple[int, int] | None

_read: ContextVar[dict[Path, _Stamp]] = ContextVar("read")
"""The files that were read for what is being made, as they were then."""


@dataclass(frozen=True, slots=True)
class _Made(Generic[Result]):
    result: Result
    files: dict[Path, _Stamp]

    def is_current(self) -> bool:
        return all(_stamp(path) == stamp for path, stamp in self.files.items())


def depend_on(path: Path) -> None:
    """Say that what is being made rests on a file or a folder, which need not exist."""
    if (files := _read.get(None)) is not None:
        files.setdefault(path, _stamp(path))


def remembered(most: int | None = None) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Make a function remember its results until a file that they rest on changes.

    Its arguments must be hashable. What it raises is not remembered.

    Parameters
    ----------
    most : int, optional
        How many results are kept, the latest; all if omitted.
    """

    def decorate(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        results: dict[object, _Made[Result]] = {}

        @wraps(function)
        def call(*arguments: Parameters.args, **named: Parameters.kwargs) -> Result:
            asked = (arguments, tuple(sorted(named.items())))
            made = results.get(asked)
            if made is None or not made.is_current():
                results.pop(asked, None)
                files: dict[Path, _Stamp] = {}
                token = _read.set(files)
                try:
                    made = results[asked] = _Made(function(*arguments, **named), files)
                finally:
                    _read.reset(token)
                    _pass_on(files)
                while most is not None and len(results) > most:
                    del results[next(iter(results))]
            else:
                _pass_on(made.files)
            return made.result

        return call

    return decorate


def _pass_on(files: dict[Path, _Stamp]) -> None:
    """Let what is being made further out rest on these files too."""
    if (outer := _read.get(None)) is not None:
        for path, stamp in files.items():
            outer.setdefault(path, stamp)


def _stamp(path: Path) -> _Stamp:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size
