"""A learner's cells run where nothing stands that the browser's Python lacks."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.courses import responses_text
from support.studying import studying

if TYPE_CHECKING:
    from support.assignments import Authored

ROOT = Path(__file__).parents[1]
RELEASED = sorted(path.parent for path in (ROOT / "release").glob("*/pages.json"))

STRIPPED = """
import sys
import threading

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

def start(self):
    raise RuntimeError("can't start new thread")

sys.meta_path.insert(0, Missing())
threading.Thread.start = start
"""

CELLS = """
from complaints_workbook import exercise, practice, progress
from complaints_workbook.notices import Notice

shown = [exercise(name) for name in {exercises}] + [practice(name) for name in {practices}] + [progress()]
assert not [str(each) for each in shown if isinstance(each, Notice)]
print(len(shown))
"""


MARKING = """
from pathlib import Path
from complaints_workbook.study.own_marks.own_folder import mark_own_work
from complaints_workbook.study.requests import Request
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks import addresses
from complaints_workbook.study.study import Study

study = Study(Path())
(here,) = assignments_here(study.folder).values()
attempt = mark_own_work(study, here)
request = Request("GET", f"mark/{here.name}/{attempt.id}")
named = {"assignment": here.name, "attempt": attempt.id}
page = addresses.ROUTES["GET", "mark/{assignment}/{attempt}"](study, request, named)
assert page.status == 200
assert "cw-fb-verdict" in page.body.decode()
print(f"{attempt.marks.score:g}")
"""


def missing_modules() -> list[str]:
    """Return what the contract in pyproject.toml keeps from a learner's kernel."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    forbidden: list[str] = next(each["forbidden_modules"] for each in contracts if each["type"] == "forbidden")
    return forbidden


def run(folder: Path, code: str, there: str = "") -> subprocess.CompletedProcess[str]:
    missing = [name for name in missing_modules() if name != there]
    program = STRIPPED.replace("{missing}", repr(missing)) + code
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name)
def test_every_cell_of_a_notebook_shows(released: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(released, tmp_path / released.name)
    pages = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    exercises, practices = list(pages["exercises"]), list(pages["practices"])
    done = run(folder, CELLS.replace("{exercises}", repr(exercises)).replace("{practices}", repr(practices)))
    assert (done.stdout.strip(), done.stderr) == (str(len(exercises) + len(practices) + 1), "")


def test_there_is_a_notebook_to_try() -> None:
    assert RELEASED


@pytest.mark.parametrize("name", ["yaml", "pydantic"])
def test_what_is_missing_is_really_missing(name: str, tmp_path: Path) -> None:
    assert f"No module named '{name}'" in run(tmp_path, f"import {name}").stderr


def test_ones_own_work_is_marked_and_its_feedback_shown(authored: Authored, tmp_path: Path) -> None:
    """The page needs Jinja, which is all Python and can be had there; a learner's cells do without."""
    learner = studying(tmp_path / "work", authored)
    (learner.folder / "responses.json").write_text(responses_text(authored.right), "utf-8")
    done = run(learner.work, MARKING, there="jinja2")
    whole = sum(exercise.points for exercise in authored.assignment.exercises.values())
    assert (done.stdout, done.stderr) == (f"{whole:g}\n", "")
