"""The package that runs here as a wheel, which pip installs elsewhere: made from its own files, without a network."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from complaints_workbook.lab import EXTENSIONS
from complaints_workbook.saving.zips import zipped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

NAME = "complaints_workbook"

_PACKAGE = Path(__file__).parents[2]
_STATEMENT = "ACCESSIBILITY.md"
_BESIDE = ("datasets", "release")
"""Folders that an installed package carries, and a clone has beside it."""
_SETTINGS = {
    "nbgrader_steps/environment/nbgrader_config.py": "nbgrader_config.py",
    "lab/environment/default_setting_overrides.json": "labconfig/default_setting_overrides.d/complaints-workbook.json",
}
"""Settings of the environment, by their places in the package: where below ``etc/jupyter`` Jupyter looks for them."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: complaints-workbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(datasets: Path, now: datetime) -> tuple[str, bytes]:
    """Return the name and the content of a wheel of this package, with datasets and without what is released.

    Raises
    ------
    PackageNotFoundError
        If the package is not installed.
    """
    about = distribution(NAME)
    files = {**package(), **dict(_data(datasets)), **_metadata(about), **dict(_shared(about))}
    information = f"{NAME}-{about.version}.dist-info"
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{information}/RECORD"] = f"{record}{information}/RECORD,,\n".encode()
    return f"{NAME}-{about.version}-py3-none-any.whl", zipped(files, now)


def package(without: Collection[str] = ()) -> dict[str, bytes]:
    """Return the files of this package by their names in a wheel, with the statement on accessibility and no data.

    Parameters
    ----------
    without : collection of str
        Rooms that are left out, by their paths in the package.
    """
    files = {}
    for path in _files(_PACKAGE):
        inside = path.relative_to(_PACKAGE).as_posix()
        if not any(inside.startswith(f"{room}/") for room in (*_BESIDE, *without)):
            files[f"{NAME}/{inside}"] = path.read_bytes()
    statement = next((place for place in (_PACKAGE, _PACKAGE.parents[1]) if (place / _STATEMENT).is_file()), None)
    if statement is not None:
        files[f"{NAME}/{_STATEMENT}"] = (statement / _STATEMENT).read_bytes()
    return files


def _data(datasets: Path) -> Iterator[tuple[str, bytes]]:
    for path in _files(datasets):
        yield f"{NAME}/datasets/{path.relative_to(datasets).as_posix()}", path.read_bytes()


def _shared(about: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield what goes beside Python's packages: where Jupyter and nbgrader look."""
    data = f"{NAME}-{about.version}.data/data"
    for setting, place in _SETTINGS.items():
        yield f"{data}/etc/jupyter/{place}", (_PACKAGE / setting).read_bytes()
    for path in _files(EXTENSIONS):
        yield f"{data}/share/jupyter/labextensions/{path.relative_to(EXTENSIONS).as_posix()}", path.read_bytes()


def _metadata(about: Distribution) -> dict[str, bytes]:
    information = f"{NAME}-{about.version}.dist-info"
    texts = {name: about.read_text(name) or "" for name in ("METADATA", "entry_points.txt")} | {"WHEEL": _WHEEL}
    return {f"{information}/{name}": text.encode() for name, text in texts.items()}


def _files(folder: Path) -> Iterator[Path]:
    """Yield the plain files of a folder, but for what is hidden and what Python leaves."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside):
            yield path


def _digest(content: bytes) -> str:
    return urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
