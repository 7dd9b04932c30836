"""README's table for tutors works as it is written, in its order, from a fresh clone."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.courses import ROOT, Course, environment, responses_text

if TYPE_CHECKING:
    from pathlib import Path

NAME = "complaints-lo1"
CLASS = (
    "id,first_name,last_name,email,lms_user_id\nann,Ann,Bell,ann@example.org,C100\nzoe,Zoe,Good,zoe@example.org,C101\n"
)
BY_EXCHANGE = ("release_assignment", "collect", "release_feedback")


def commands() -> list[list[str]]:
    """Return the commands of the table, in its order."""
    tutors = (ROOT / "README.md").read_text("utf-8").partition("## For tutors")[2].partition("\n## ")[0]
    found = re.findall(r"^\|[^|]*\| `((?:nbgrader|workbook) [^`]*)` \|", tutors, re.MULTILINE)
    return [shlex.split(command) for command in found]


def run(command: list[str], folder: Path) -> str:
    if command[0] == "nbgrader":
        done = Course(folder, NAME).nbgrader(*command[1:], check=False)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "complaints_workbook.command_line", *command[1:]],
            cwd=folder, env=environment(), capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr, f"{command}: {done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return what the repository has of a course, with the class list and the line for the exchange."""
    clone, exchange = tmp_path / "clone", tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    for name in ("source", "release", "datasets"):
        shutil.copytree(ROOT / name, clone / name)
    shutil.copy(ROOT / "nbgrader_config.py", clone)
    (clone / "course_settings.py").write_text(f"c.Exchange.root = {str(exchange)!r}\n", encoding="utf-8")
    (clone / "class.csv").write_text(CLASS, encoding="utf-8")
    return clone


def grades(clone: Path) -> dict[str, dict[str, str]]:
    with (clone / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_by_the_exchange(clone: Path, tmp_path: Path) -> None:
    learner = Course(tmp_path / "ann", NAME)
    learner.folder.mkdir()
    own = (
        f"--Exchange.root={tmp_path / 'exchange'}", f"--Exchange.cache={tmp_path / 'cache'}",
        "--CourseDirectory.course_id=complaints-workbook", "--CourseDirectory.student_id=ann",
    )  # fmt: skip
    steps = commands()
    assert len(steps) >= 10
    for command in steps:
        if command[1] == "collect":
            learner.nbgrader("fetch_assignment", NAME, *own)
            (learner.folder / NAME / "responses.json").write_text(responses_text({}), encoding="utf-8")
            learner.nbgrader("submit", NAME, *own)
        run(command, clone)
    learner.nbgrader("fetch_feedback", NAME, *own)
    [page] = (learner.folder / NAME / "feedback").rglob("*.html")
    assert "ann" in page.read_text("utf-8").lower()
    assert grades(clone)["ann"]["score"] == "0.0"
    assert grades(clone)["zoe"]["score"] == grades(clone)["zoe"]["raw_score"] == ""
    assert grades(clone)["zoe"]["lms_user_id"] == "C101"


def test_without_the_exchange(clone: Path) -> None:
    """As on Windows: what is handed out and in, and given back, goes another way."""
    shutil.rmtree(clone.parent / "exchange")
    for command in commands():
        if command[1] == "collect":
            shutil.copytree(clone / "release" / NAME, clone / "submitted/zoe" / NAME)
        if command[1] not in BY_EXCHANGE:
            run(command, clone)
    said = run(["workbook", "feedback", NAME], clone)
    assert f"{NAME}-feedback.zip" in said.replace("\n", "")
    assert grades(clone)["zoe"]["score"] == "0.0"
    # Only more time was given to Ann, who has handed in nothing.
    assert grades(clone)["ann"]["score"] == ""
