"""Pyodide, the browser's Python, and what of its packages is compiled: fetched as registries have them, and checked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.static_site.packages import COMPILED, Wheel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = "314.0.6"
_INTEGRITY = "BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ=="
"""SHA-512 of npm's package of that version."""

_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"

_PYTHON, _ABI, _PLATFORM = "3.14", "cp314", "pyemscripten_2026_0_wasm32"


class FetchError(WorkbookError):
    """Something that a site is made of could not be had."""


def fetched(cache: Path) -> bytes:
    """Return npm's package of Pyodide, from a folder if it is kept there, and else by npm.

    Raises
    ------
    FetchError
        If there is no npm or no network, or if what came is not what was expected.
    """
    kept = cache / f"pyodide-{VERSION}.tgz"
    if not kept.is_file():
        _fetch(kept, ["npm", "pack", f"pyodide@{VERSION}", "--silent"], "Python for the browser")
    content = kept.read_bytes()
    if base64.b64encode(hashlib.sha512(content).digest()).decode() != _INTEGRITY:
        kept.unlink()
        msg = f"{kept.name} is not what it should be, and was thrown away. Try again."
        raise FetchError(msg)
    return content


def compiled(cache: Path) -> Iterator[Wheel]:
    """Return wheels of what is compiled for the browser, of the versions that run here.

    Raises
    ------
    FetchError
        If there is no network, or none was made of that version.
    """
    for name in COMPILED:
        wanted = f"{name.replace('-', '_')}-{version(name)}-{_ABI}-{_ABI}-{_PLATFORM}.whl"
        if not (cache / wanted).is_file():
            where = ["--python-version", _PYTHON, "--implementation", "cp", "--abi", _ABI, "--platform", _PLATFORM]
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *where]
            _fetch(cache / wanted, [*command, f"{name}=={version(name)}"], f"{name} for the browser")
        yield Wheel(name, version(name), wanted, (cache / wanted).read_bytes(), (name.replace("-", "_"),))


def pyodide_files(package: bytes, wheels: Iterable[Wheel]) -> dict[str, bytes]:
    """Return the files of Pyodide's folder: its own, the packages, and the list of them that it reads."""
    files = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for name in (*_FILES, _LOCK):
            member = archive.extractfile(f"package/{name}")
            files[name] = member.read() if member else b""
    packages = list(wheels)
    lock = json.loads(files[_LOCK]) | {"packages": {wheel.name: wheel.locked for wheel in packages}}
    return files | {_LOCK: json.dumps(lock).encode()} | {wheel.file: wheel.content for wheel in packages}


def _fetch(file: Path, command: list[str], what: str) -> None:
    """Have a command fetch a file into the folder that it runs in, and keep it once it is there whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".fetching-", dir=file.parent) as place:
        try:
            subprocess.run(command, cwd=place, check=True, capture_output=True, text=True)  # noqa: S603 - its own words
            Path(place, file.name).replace(file)
        except (OSError, subprocess.CalledProcessError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip()
            msg = f"{what} could not be fetched. {said.splitlines()[-1] if said else ''}".strip()
            raise FetchError(msg) from None
