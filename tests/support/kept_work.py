"""A learner's folder of the small course, worked in, downloaded and restored."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.responses.file_format import parse
from complaints_workbook.study.requests import Request
from complaints_workbook.study.site.routes import answer
from complaints_workbook.study.study import Study
from support.courses import mini_course, responses_text

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.study.requests import Response

SORTING = {"one": "query", "two": "problem", "three": "complaint"}
LATER = "2026-11-25T10:00:00.000+00:00"


@dataclass(frozen=True)
class Learner:
    """A learner's folder with the small course in it.

    Parameters
    ----------
    work : Path
        Made, with the assignment as it is released.
    """

    work: Path

    @property
    def folder(self) -> Path:
        """The assignment's folder."""
        return self.work / "mini"

    @property
    def notebook(self) -> Path:
        """The assignment's notebook."""
        return self.folder / "mini.ipynb"

    def answer(self, saved: str = "2026-11-22T10:00:00.000+00:00", **exercises: dict[str, Any]) -> None:
        """Give answers to exercises, in place of all others."""
        text = responses_text(exercises).replace("2026-11-22T10:00:00.000+00:00", saved)
        (self.folder / "responses.json").write_text(text, "utf-8")

    def answers(self, exercise: str) -> dict[str, Any]:
        """Return what is answered."""
        return parse((self.folder / "responses.json").read_bytes()).answers(exercise)

    def edit(self, name: str | None, text: str, **more: Any) -> None:
        """Write into the cell of a name; a new one without."""
        notebook = json.loads(self.notebook.read_text("utf-8"))
        cells = notebook["cells"]
        if name is None:
            cells.append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": ""})
        cell = next(c for c in reversed(cells) if c["metadata"].get("nbgrader", {}).get("grade_id") == name)
        cell.update(source=text, **more)
        self.notebook.write_text(json.dumps(notebook), "utf-8")

    def cell(self, name: str) -> dict[str, Any]:
        """Return the cell of a name."""
        cells = json.loads(self.notebook.read_text("utf-8"))["cells"]
        return next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == name)

    def written(self) -> str:
        """Return the written answer."""
        return "".join(self.cell("written")["source"])

    def ask(self, method: str, path: str, **more: Any) -> Response:
        """Ask for one of the workbook's pages, without a server."""
        return answer(Study(self.work), Request(method, path, **more))

    def download(self) -> bytes:
        """Download all work."""
        response = self.ask("GET", "keeping/download")
        assert response.status == 200
        return response.body

    def restore(self, content: bytes) -> str:
        """Send a file, and return the page that answers."""
        return self.ask("POST", "keeping/restore", files={"work": content}).body.decode()

    def choose(self, asked: str, choice: str, assignment: str = "mini") -> str:
        """Choose on the page that asks, and return the page that answers."""
        [file] = re.findall(r'name="file" value="([0-9a-f]+)"', asked)
        form = {"file": file, f"choice-{assignment}": choice}
        return self.ask("POST", "keeping/choose", query=form).body.decode()

    def earlier(self) -> dict[str, bytes]:
        """Return what is kept of earlier."""
        return {path.name: path.read_bytes() for path in sorted(self.work.glob("earlier/*"))}

    def everything(self) -> dict[str, bytes]:
        """Return every file, but for what is hidden."""
        files = (path for path in self.work.rglob("*") if path.is_file() and ".workbook" not in path.parts)
        return {path.relative_to(self.work).as_posix(): path.read_bytes() for path in files}


def learner(work: Path) -> Learner:
    """Return a learner who has just been given the small course."""
    release = mini_course(work.parent / f"{work.name}-course").folder / "release"
    shutil.copytree(release, work)
    return Learner(work)


def files_of(zipped: bytes | Path) -> dict[str, bytes]:
    """Return the files in a zip."""
    with zipfile.ZipFile(io.BytesIO(zipped) if isinstance(zipped, bytes) else zipped) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return a zip of files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()
