"""What a tutor does with hands does no harm: a command that is copied from a report, one that is given anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.courses import Course, environment, mini_course
from support.exchanges import mini_exchange, owned_by
from support.marked_courses import mark, report
from support.users import needs_root

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "$(touch hit)", "`touch hit`", 'a";touch hit;"', "a;touch hit;", "a'; touch hit; '", "a & touch hit", "a|touch hit",
]  # fmt: skip
ADVISED = re.compile(
    r"(?:workbook mark mini --unanswered|nbgrader db student remove|--student=) ?(.*?)(?:'\\.|$| --force)"
)
"""What stands behind a command that a sentence advises."""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def copied(said: str, course: Course) -> None:
    """Give the commands that a sentence advises, in a shell."""
    found = ADVISED.findall(said)
    assert found, said
    for arguments in found:
        given = f"printf '%s' {arguments.rstrip('.')}"
        subprocess.run(["bash", "-c", given], cwd=course.folder, check=False, capture_output=True)


@pytest.mark.skipif(os.name != "posix", reason="The names are for POSIX's shells.")
def test_a_command_that_names_a_learner_does_no_more_than_it_says(course: Course) -> None:
    for name in NAMES:
        course.submit(name, None)
    # Some cannot be a learner's, and nothing is advised of them.
    mark(course, code=1)
    advised = [name for name in NAMES if report(course)[name]["outcome"] == "marked"]
    assert len(advised) > 4
    for name in advised:
        copied(report(course)[name]["remarks"], course)
    for name in NAMES:
        shutil.rmtree(course.folder / "submitted" / name)
    course.submit("ann", {})
    mark(course)
    for name in advised:
        copied(report(course)[name]["remarks"], course)
    assert not (course.folder / "hit").exists()


@needs_root
def test_nor_does_one_of_collecting(tmp_path: Path) -> None:
    exchange = mini_exchange(tmp_path)
    for name in NAMES:
        owned_by(exchange.hand_in(name), 5003)
    said = exchange.nbgrader("collect", "mini").stderr
    for line in said.splitlines():
        if "--student=" in line:
            copied(line, exchange.course)
    assert said.count("--student=") == len(NAMES)
    assert not (exchange.course.folder / "hit").exists()


SETTINGS = "open('HIT', 'w').close()\n"


@pytest.mark.parametrize("place", ["submitted/eve", "submitted/eve/mini", "downloaded/mini/extracted/eve"])
def test_a_command_that_is_given_in_a_learners_folder_runs_no_settings_of_theirs(course: Course, place: str) -> None:
    folder = course.folder / place
    (folder / "source/mini").mkdir(parents=True)
    hit = course.folder.parent / "hit"
    (folder / "nbgrader_config.py").write_text(SETTINGS.replace("HIT", str(hit)), encoding="utf-8")
    commands = [[sys.executable, "-m", "complaints_workbook.command_line", "mark", "mini"]]
    nbgrader = [sys.executable, "-m", "nbgrader"]
    commands += [
        [*nbgrader, *each] for each in (["autograde", "mini"], ["zip_collect", "mini"], ["db", "student", "list"])
    ]
    for command in commands:
        done = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=100, check=False
        )
        assert done.returncode == 1
        assert f"This folder is a learner's. Go to {course.folder}" in done.stderr.replace("\n", " ")
    assert not hit.exists()
