"""Put together what is in a pack: the package, what is released, start scripts, and in a study pack the keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from complaints_workbook.file_names import KEYS
from complaints_workbook.saving.zips import zipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_FOLDER = "complaints-workbook"
_PARTS = "parts"
_STARTS = {"start-on-windows.bat": "start.bat", "start-on-mac.command": "start.sh", "start-on-linux.sh": "start.sh"}


class Edition(StrEnum):
    """Whom a pack is for: a study edition marks on the learner's machine, so it holds keys; a class's holds none."""

    STUDY = "study"
    CLASS = "class"


@dataclass(frozen=True)
class Contents:
    """What goes into a pack.

    Attributes
    ----------
    titles : mapping of str to str
        What learners know each assignment by, by its id.
    released : mapping of Path to bytes
        Every file that is released of them, by its path in ``release/``.
    keys : mapping of str to str
        The text of each assignment's keys; none for a class.
    wheel : (str, bytes)
        The package, with its file's name.
    constraints : bytes
        Versions that the package is known to work with; empty if they are not known.
    """

    titles: Mapping[str, str]
    released: Mapping[Path, bytes]
    keys: Mapping[str, str]
    wheel: tuple[str, bytes]
    constraints: bytes

    @property
    def edition(self) -> Edition:
        """Whom it is for: with keys, it is no class's."""
        return Edition.STUDY if self.keys else Edition.CLASS


def pack(contents: Contents, now: datetime) -> bytes:
    """Return a pack as a zip; `now` is the time of all files in it."""
    wheel, content = contents.wheel
    files = {
        "READ-ME-FIRST.txt": _read_me(contents),
        **start_scripts(),
        f"{_PARTS}/start.py": _script("start.py"),
        f"{_PARTS}/{wheel}": content,
        f"{_PARTS}/constraints.txt": contents.constraints,
        **{f"{_PARTS}/release/{path.as_posix()}": each for path, each in contents.released.items()},
        **{f"{_PARTS}/release/{name}/{KEYS}": text.encode() for name, text in contents.keys.items()},
    }
    placed = {f"{_FOLDER}/{name}": each for name, each in files.items()}
    return zipped(placed, now, {f"{_FOLDER}/{name}" for name in _STARTS if not name.endswith(".bat")})


def start_scripts() -> dict[str, bytes]:
    """Return what opens a folder's workbook by a double-click: each calls ``parts/start.py``."""
    return {name: _script(source) for name, source in _STARTS.items()}


def _read_me(contents: Contents) -> bytes:
    template = _text("read-me-first.txt.j2")
    environment = Environment(trim_blocks=True, keep_trailing_newline=True, undefined=StrictUndefined, autoescape=False)  # noqa: S701 - plain text
    text = environment.from_string(template).render(edition=contents.edition, titles=contents.titles)
    return _for_windows(text)


def _script(name: str) -> bytes:
    text = _text(name)
    return _for_windows(text) if Path(name).suffix == ".bat" else text.encode()


def _text(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")


def _for_windows(text: str) -> bytes:
    """Return a text whose lines end as every system's editors and consoles take them."""
    return text.replace("\n", "\r\n").encode()
