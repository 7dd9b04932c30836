"""Pyodide, the browser's Python, and what of its packages is compiled: fetched as registries have them, and checked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import tarfile
from importlib.metadata import version
from typing import TYPE_CHECKING

from complaints_workbook.static_site.fetching import FetchError, fetched
from complaints_workbook.static_site.packages import COMPILED, Wheel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = "314.0.6"
_INTEGRITY = "BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ=="
"""SHA-512 of npm's package of that version."""

_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK = "pyodide-lock.json"

_PYTHON, _ABI, _PLATFORM = "3.14", "cp314", "pyemscripten_2026_0_wasm32"


def pyodide(cache: Path) -> bytes:
    """Return npm's package of Pyodide, from a folder if it is kept there, and else by npm.

    Raises
    ------
    FetchError
        If there is no npm or no network, or if what came is not what was expected.
    """
    command = ["npm", "pack", f"pyodide@{VERSION}", "--silent"]
    kept = fetched(cache / f"pyodide-{VERSION}.tgz", command, "Python for the browser")
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
        where = ["--python-version", _PYTHON, "--implementation", "cp", "--abi", _ABI, "--platform", _PLATFORM]
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *where]
        kept = fetched(cache / wanted, [*command, f"{name}=={version(name)}"], f"{name} for the browser")
        yield Wheel(name, version(name), wanted, kept.read_bytes(), (name.replace("-", "_"),))


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
