"""A learner who studies by themselves: a released assignment in their folder, with the keys of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.pages.keys_format import Keys, parse
from complaints_workbook.pages.keys_text import keys_text
from complaints_workbook.study.requests import Request
from complaints_workbook.study.site.routes import answer
from complaints_workbook.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.study.requests import Response
    from support.assignments import Authored


@dataclass(frozen=True)
class Learner:
    """A learner's folder with one assignment in it.

    Parameters
    ----------
    work : Path
        The folder that is the root of their server.
    authored : Authored
        The assignment.
    """

    work: Path
    authored: Authored

    @property
    def study(self) -> Study:
        """Where they work."""
        return Study(self.work)

    @property
    def folder(self) -> Path:
        """The assignment's folder."""
        return self.work / self.authored.name

    @property
    def notebook(self) -> Path:
        """The assignment's notebook."""
        return self.folder / self.authored.notebook_name

    @property
    def keys(self) -> Keys:
        """The keys that they have."""
        return parse(
            self.study.keys(self.authored.name),
            keys_text(self.authored.source, self.authored.datasets),
            self.authored.pages,
        )

    def questions(self) -> list[str]:
        """Return the names of the written questions."""
        return [each.name for each in written_questions(read_notebook(self.notebook))]

    def write(self, question: str, text: str) -> None:
        """Answer a written question, as the notebook is saved then."""
        notebook = json.loads(self.notebook.read_text("utf-8"))
        named = (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == question)
        next(named)["source"] = text
        self.notebook.write_text(json.dumps(notebook), "utf-8")

    def ask(self, path: str, **more: Any) -> Response:
        """Ask for a page, without a server."""
        return answer(self.study, Request("GET", path, **more))

    def send(self, path: str, form: dict[str, str], **more: Any) -> Response:
        """Send a form, without a server."""
        return answer(self.study, Request("POST", path, query=form, **more))


def studying(work: Path, authored: Authored, *, keys: bool = True) -> Learner:
    """Return a learner who has just been given an assignment; a class's learner has no keys."""
    learner = Learner(work, authored)
    shutil.copytree(authored.release, learner.folder)
    if keys:
        place = learner.study.keys(authored.name)
        place.parent.mkdir(parents=True)
        place.write_text(keys_text(authored.source, authored.datasets), "utf-8")
    return learner
