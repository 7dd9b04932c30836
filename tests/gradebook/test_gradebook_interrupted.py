"""A batch is written whole or not at all, whatever happens in the middle of it."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from nbgrader.api import Gradebook

from complaints_workbook.marking.gradebook import GradebookError, open_gradebook
from support.courses import TESTS, environment
from support.databases import Databases, PostgreSQL, SQLite, rows
from support.disks import small_disk
from support.gradebooks import (
    ANN,
    BEN,
    CAT,
    CLASS,
    COURSE,
    entry,
    opened,
    set_due_date_only,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_database_that_stays_busy_is_told_and_nothing_saved(url: str, databases: Databases) -> None:
    before = rows(url)
    with opened(url, patience=0.2) as gradebook:
        with contextlib.closing(databases.connect(url)) as other:
            other.execute("begin")
            other.execute(
                "update assignment set duedate = null" if isinstance(databases, SQLite) else "lock table grade"
            )
            with pytest.raises(GradebookError, match=r"busy for 0\.2 seconds; nothing of this batch of 3 was saved"):
                gradebook.write(CLASS)
            other.execute("rollback")
        assert rows(url) == before
        gradebook.write(CLASS)
        assert len(gradebook.known(["ann", "ben", "cat"])) == 3


def test_a_busy_database_is_waited_for(url: str, databases: Databases) -> None:
    with opened(url) as gradebook, contextlib.closing(databases.connect(url)) as other:
        other.execute("begin")
        other.execute("insert into student (id) values ('zoe')")
        if isinstance(databases, PostgreSQL):
            other.execute("lock table grade")
        writing = threading.Thread(target=gradebook.write, args=[CLASS])
        writing.start()
        time.sleep(0.3)
        assert writing.is_alive()
        other.execute("commit")
        writing.join(30)
        assert len(gradebook.known(["ann", "ben", "cat"])) == 3


def test_nothing_of_a_batch_stays_when_the_server_ends_the_connection(url: str, databases: Databases) -> None:
    if isinstance(databases, SQLite):
        pytest.skip("SQLite has no server")
    with opened(url) as gradebook:
        gradebook.write([ANN])
        before = rows(url)
        told: list[str] = []

        def write_rest() -> None:
            try:
                gradebook.write([entry("ann", (0, 0, 0)), BEN, CAT])
            except GradebookError as error:
                told.append(str(error))

        # The writer has changed grades when it stops before the comments, and is ended there.
        with contextlib.closing(databases.connect(url)) as other:
            other.execute("begin")
            other.execute("lock table comment")
            writing = threading.Thread(target=write_rest)
            writing.start()
            ended = "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"
            end = time.monotonic() + 30
            while not other.execute(ended).fetchall() and time.monotonic() < end:
                time.sleep(0.02)
            writing.join(30)
            other.execute("rollback")
        assert len(told) == 1
        assert "nothing of this batch of 3 was saved" in told[0]
        assert rows(url) == before
        assert gradebook.known(["ann"])["ann"].fingerprint == "f1"

        gradebook.write([BEN, CAT])
        assert len(gradebook.known(["ann", "ben", "cat"])) == 3


KILLED = """
import os, signal, sys
from complaints_workbook.marking.records import SubmissionMarks
from complaints_workbook.marking.gradebook import open_gradebook
from support.gradebooks import ANN, BEN, CAT, COURSE

def die(student, score, seconds):
    if student == "ben":
        os.kill(os.getpid(), signal.SIGKILL)

with open_gradebook(sys.argv[1], COURSE, "mini", late_penalty=die) as gradebook:
    gradebook.write([ANN])
    gradebook.write([CAT, BEN])
"""


def test_a_writer_killed_in_the_middle_leaves_whole_batches(url: str) -> None:
    set_due_date_only(url)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, url],
        env=environment(PYTHONPATH=str(TESTS)),
        check=False,
        timeout=60,
    )
    assert killed.returncode == -signal.SIGKILL
    assert {row["student_id"] for row in rows(url)["submitted_assignment"]} == {"ann"}
    with opened(url) as gradebook:
        assert set(gradebook.known(["ann", "ben", "cat"])) == {"ann"}
        gradebook.write([CAT, BEN])
        assert len(gradebook.known(["ann", "ben", "cat"])) == 3


def test_nothing_of_a_batch_stays_when_the_disk_is_full(generated: str, databases: Databases, tmp_path: Path) -> None:
    if isinstance(databases, PostgreSQL):
        pytest.skip("the server's disk is not ours to fill")
    with small_disk(tmp_path / "disk", "1m") as disk:
        url = SQLite(disk).copy(generated)
        before = rows(url)
        with opened(url) as gradebook:
            with pytest.raises(GradebookError, match=r"full\); nothing of this batch of 1000 was saved"):
                gradebook.write([entry(f"learner{number}", (3, 3, None)) for number in range(1000)])
            assert rows(url) == before
            gradebook.write(CLASS)
        assert len(rows(url)["grade"]) == 9
        with contextlib.closing(databases.connect(url)) as connection:
            assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_formgrader_can_read_while_a_batch_is_written(url: str, databases: Databases) -> None:
    """And the journal of a SQLite file stays as nbgrader left it."""
    reading: list[int] = []

    def read(*_: Any) -> None:
        with Gradebook(url, COURSE) as theirs:
            reading.append(len(theirs.assignment_submissions("mini")))

    set_due_date_only(url)
    write(url, BEN)
    with open_gradebook(url, COURSE, "mini", late_penalty=read) as gradebook:
        gradebook.write([ANN])
    assert reading == [1]
    if isinstance(databases, SQLite):
        with contextlib.closing(databases.connect(url)) as connection:
            assert connection.execute("pragma journal_mode").fetchall() == [("delete",)]
