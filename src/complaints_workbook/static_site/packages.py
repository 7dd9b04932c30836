"""The packages of the browser's Python: those that run here, as wheels that hold nothing compiled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from complaints_workbook.saving.zips import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from importlib.metadata import Distribution

WIDGETS = ("anywidget", "comm", "ipywidgets", "psygnal", "traitlets", "typing-extensions")
"""What a learner's cells stand on."""

SHELL = (
    "asttokens",
    "executing",
    "ipython",
    "ipython-pygments-lexers",
    "matplotlib-inline",
    "pure-eval",
    "pygments",
    "stack-data",
)
"""What the kernel stands on; not what IPython has for a terminal."""

PAGES = ("bleach", "jinja2", "markdown-it-py", "markupsafe", "mdurl", "webencodings")
"""What the workbook's own pages stand on."""

COMPILED = ("msgspec",)
"""What is fetched as it was compiled for the browser: of the versions that run here."""

ABSENT = ("jedi", "micropip")
"""What the kernel asks for by name, and the workbook has no use of: it completes no code and installs nothing."""

_INSTALLER = {"piplite/__init__.py": b"", "piplite/piplite.py": b'"""Nothing is installed here."""\n'}
"""What stands in for the kernel's own installer, which would bring more of its kind along."""

_BUNDLED = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi")
"""Where the kernel has packages of its own."""

_OF_KERNEL = {
    "ipykernel": "ipykernel-6",
    "pyodide-kernel": "pyodide_kernel-",
    "widgetsnbextension": "widgetsnbextension-4",
}
"""Those that are needed, and how their files' names begin."""

_LEFT_OUT = {"tests", "__pycache__", "labextension"}
_NOT_RUN = {".so", ".pyd", ".pyc", ".pyi", ".pyx", ".c"}
_LEXERS = "pygments/lexers/"
_SPOKEN = {"__init__.py", "_mapping.py", "python.py", "special.py"}
"""Of Pygments' five hundred languages, what Python's own errors are shown with."""

_TAG = "py3-none-any"


@dataclass(frozen=True)
class Wheel:
    """A package as Pyodide loads it.

    Attributes
    ----------
    name, version : str
        Of the distribution.
    file : str
        The name of its file.
    content : bytes
        A zip.
    imports : tuple of str
        The modules that it brings.
    """

    name: str
    version: str
    file: str
    content: bytes
    imports: tuple[str, ...]

    @property
    def locked(self) -> dict[str, object]:
        """Its entry in ``pyodide-lock.json``."""
        return {
            "name": self.name,
            "version": self.version,
            "file_name": self.file,
            "install_dir": "site",
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "package_type": "package",
            "imports": list(self.imports),
            "depends": [],
            "unvendored_tests": False,
        }


def wheels_of(names: Iterable[str], now: datetime) -> Iterator[Wheel]:
    """Make wheels of what is installed here; `now` is the time of all files in them.

    Raises
    ------
    PackageNotFoundError
        If one is not installed.
    """
    for name in names:
        found = distribution(name)
        yield wheel_from(name, found.version, dict(_pure(found)), now)


def stand_ins(now: datetime) -> Iterator[Wheel]:
    """Make what has a name and next to nothing in it."""
    for name in ABSENT:
        yield wheel_from(name, "0", {}, now)
    yield wheel_from("piplite", "0", _INSTALLER, now)


def of_kernel(jupyterlite: Path) -> Iterator[Wheel]:
    """Yield the packages that the kernel has of its own, from where JupyterLite is."""
    for name, beginning in _OF_KERNEL.items():
        (file,) = (jupyterlite / _BUNDLED).glob(f"{beginning}*.whl")
        module, version = file.name.split("-")[:2]
        yield Wheel(name, version, file.name, file.read_bytes(), (module,))


def wheel_from(name: str, version: str, files: Mapping[str, bytes], now: datetime) -> Wheel:
    """Put files into a wheel, as it is unpacked by Pyodide."""
    module = name.replace("-", "_")
    about = f"{module}-{version}.dist-info"
    metadata = {
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {_TAG}\n".encode(),
    }
    kept = {path: content for path, content in files.items() if ".dist-info/" not in path}
    imports = tuple(dict.fromkeys(path.partition("/")[0].removesuffix(".py") for path in kept if path.endswith(".py")))
    return Wheel(name, version, f"{module}-{version}-{_TAG}.whl", zipped(kept | metadata, now), imports)


def _pure(found: Distribution) -> Iterator[tuple[str, bytes]]:
    for file in found.files or ():
        place = Path(str(found.locate_file(file)))
        inside = file.parts[0] != ".." and _LEFT_OUT.isdisjoint(file.parts) and _is_spoken(file)
        if inside and file.suffix not in _NOT_RUN and place.is_file():
            yield file.as_posix(), place.read_bytes()


def _is_spoken(file: PurePath) -> bool:
    return not file.as_posix().startswith(_LEXERS) or file.name in _SPOKEN
