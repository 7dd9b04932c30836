"""What commands print is readable wherever it goes: on an old console, in a file, in a pipe that closes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.courses import ROOT, Course, mini_course

if TYPE_CHECKING:
    from pathlib import Path

OLD = ("ascii", "cp1252", "cp850", "latin-1")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = mini_course(tmp_path / "course")
    course.submit("Zoë 名", None)
    course.submit("’<Ann>", {})
    return course


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "complaints_workbook.command_line", *arguments]


def run(course: Course, *arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    environment = course.environment(PYTHONIOENCODING=encoding, LC_ALL="C", LANG="C", COLUMNS="200")
    done = subprocess.run(
        command(*arguments), cwd=course.folder, env=environment, capture_output=True, check=False, timeout=120
    )
    assert b"Traceback" not in done.stdout + done.stderr
    return done


@pytest.mark.parametrize("encoding", OLD)
def test_every_command_ends_in_words_on_an_old_console(course: Course, encoding: str) -> None:
    assert run(course, "--help", encoding=encoding).returncode == 0
    shown = run(course, "criteria", "--folder", str(ROOT), encoding=encoding)
    assert shown.returncode == 0
    customers = {"cp1252": "customers’ complaints", "cp850": "customers' complaints"}
    assert customers.get(encoding, "customers' complaints") in shown.stdout.decode(encoding)
    marked = run(course, "mark", "mini", encoding=encoding)
    assert marked.returncode == 1
    text = marked.stdout.decode(encoding)
    assert "tutor" in text
    assert ("Zoe ?" if encoding == "ascii" else "Zoë ?") in text
    refused = run(course, "new", "problems-lo’9", encoding=encoding)
    assert refused.returncode == 1
    assert b"problems-lo" in refused.stderr
    assert run(course, "study", "--prepare-only", "--folder", "mÿ-work", encoding=encoding).returncode == 0


def test_json_is_the_same_on_any_console(course: Course) -> None:
    (course.folder / "source" / "mini" / "assignment.yaml").write_text("title: ’\nunit: wörk\n", encoding="utf-8")
    plain, whole = (run(course, "check", "--json", encoding=encoding) for encoding in ("ascii", "utf-8"))
    assert json.loads(plain.stdout) == json.loads(whole.stdout)
    assert "wörk" in json.dumps(json.loads(plain.stdout), ensure_ascii=False) or json.loads(plain.stdout)["faults"]
    assert plain.returncode == whole.returncode == 1


@pytest.mark.parametrize("reads", [0, 20])
def test_a_pipe_that_closes_stops_no_work_and_changes_no_exit_code(course: Course, reads: int) -> None:
    (course.folder / "submitted" / "’<Ann>").rename(course.folder / "submitted" / "ann")
    for arguments in (("mark", "mini", "--feedback"), ("criteria", "--folder", str(ROOT)), ("--help",)):
        started = subprocess.Popen(
            command(*arguments),
            cwd=course.folder,
            env=course.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert started.stdout is not None
        read = started.stdout.read(reads)
        started.stdout.close()
        assert started.wait(120) == 0
        assert b"Traceback" not in read
    assert (course.folder / "reports" / "mini-marking.csv").is_file()
    assert (course.folder / "feedback" / "ann" / "mini" / "mini.html").is_file()


def test_a_file_gets_no_bar_and_an_error_stands_alone(course: Course) -> None:
    (course.folder / "gradebook.db").write_bytes(b"no database")
    done = run(course, "mark", "mini")
    assert done.returncode == 1
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert not done.stdout


def test_a_bar_is_gone_before_an_error_is_told(course: Course) -> None:
    """A terminal shows what stands there at the end: the error, with nothing of the bar before it."""
    import os
    import pty

    (course.folder / "autograded").write_text("a file where a folder should be", encoding="utf-8")
    here, there = pty.openpty()
    environment = course.environment(TERM="xterm", COLUMNS="100")
    started = subprocess.Popen(
        command("mark", "mini"), cwd=course.folder, env=environment, stdout=subprocess.DEVNULL, stderr=there
    )
    os.close(there)
    said = b""
    while chunk := _read(here):
        said += chunk
    assert started.wait(120) == 1
    text = said.decode()
    assert "Traceback" not in text
    # The last thing that is done with the bar is that its line is cleared.
    assert "━" not in text.rpartition("\x1b[2K")[2]


def _read(terminal: int) -> bytes:
    import os

    try:
        return os.read(terminal, 10_000)
    except OSError:
        return b""
