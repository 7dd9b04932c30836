"""While a cohort is marked no other user of the machine can join it; what was made is private afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from complaints_workbook.marking.cohort import batches
from complaints_workbook.marking.cohort import mark_cohort as cohort
from complaints_workbook.marking.cohort.job import mark_students
from complaints_workbook.marking.cohort.local_workers import local_workers
from complaints_workbook.marking.cohort.pool import Lost, PoolError, ThisProcess
from complaints_workbook.nbgrader_steps.settings import course_in
from support.certificates import make_certificates
from support.courses import ROOT, Course, environment, mini_course
from support.dask_clusters import dask_cluster
from support.databases import rows
from support.marked_courses import mark
from support.users import OTHER, common_folder, needs_root, run_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from complaints_workbook.marking.cohort.job import Job, Marked


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = mini_course(tmp_path / "course")
    for name in ("ann", "ben", "cat"):
        course.submit(name, {"sorting": {"hours": "query"}})
    return course


def doors(_: None, number: int) -> tuple[int, list[str], list[str]]:
    """Return, of the process that does this work and its parent, where others could come in."""
    processes = [psutil.Process(), psutil.Process(os.getppid())]
    ports = [str(each) for process in processes for each in process.net_connections("inet")]
    sockets = [str(each.laddr) for process in processes for each in process.net_connections("unix") if each.laddr]
    return number, ports, sockets


@needs_root
def test_workers_on_this_machine_have_no_port_and_no_door_that_opens_for_a_stranger() -> None:
    with local_workers(2) as pool:
        found = [done for _, done in pool.run(doors, None, range(4)) if not isinstance(done, Lost)]
        paths = {path for _, _, sockets in found for path in sockets}
        own = [str(each) for each in psutil.Process().net_connections("inet") if each.status == "LISTEN"]
        assert sorted(number for number, *_ in found) == [0, 1, 2, 3]
        assert [ports for _, ports, _ in found if ports] == []
        assert [path for path in paths if path.startswith("@")] == []
        assert {path: opens_for_a_stranger(path) for path in paths} == dict.fromkeys(paths, False)
    assert own == []


def opens_for_a_stranger(path: str) -> bool:
    done = run_as(OTHER, "import socket", "socket.socket(socket.AF_UNIX).connect(sys.argv[1])", path)
    return done.returncode == 0


JOIN = """
import sys
from distributed import Client
from distributed.security import Security
address, *files = sys.argv[1:]
names = ("tls_ca_file", "tls_client_cert", "tls_client_key")
security = Security(require_encryption=True, **dict(zip(names, files))) if files else None
print(Client(address, security=security, timeout="8s").run_on_scheduler(lambda: "inside"))
"""


def test_a_cluster_with_certificates_lets_in_nobody_with_others(course: Course, tmp_path: Path) -> None:
    strange = make_certificates(tmp_path / "strange")
    with dask_cluster(tmp_path / "dask") as cluster:
        files = (strange.authority, strange.certificate, strange.key)
        for tried in ((cluster.address, *files), (cluster.address.replace("tls:", "tcp:"),)):
            done = subprocess.run(
                [sys.executable, "-c", JOIN, *map(str, tried)],
                env=environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode != 0
            assert "inside" not in done.stdout
        options = ("--tls-ca", str(files[0]), "--tls-cert", str(files[1]), "--tls-key", str(files[2]))
        said = mark(course, "--scheduler", cluster.address, *options, code=1).stderr
        assert "start one with 'dask scheduler' and the same certificates." in said


# What workers give back.
class Forger:
    """A pool whose workers change what they made."""

    def __init__(self, forge: Callable[[Marked], Any]) -> None:
        self._forge = forge

    def run(self, function: Any, shared: Any, batches: Iterable[Any], *, singly: bool = False) -> Iterator[Any]:
        for batch, done in ThisProcess().run(function, shared, batches, singly=singly):
            assert not isinstance(done, Lost)
            yield batch, [self._forge(each) for each in done]


def with_scores(**scores: Any) -> Callable[[Marked], Marked]:
    def forge(each: Marked) -> Marked:
        assert each.entry is not None
        return replace(each, entry=replace(each.entry, scores={**each.entry.scores, **scores}))

    return forge


def with_entry(**changes: Any) -> Callable[[Marked], Marked]:
    def forge(each: Marked) -> Marked:
        assert each.entry is not None
        return replace(each, entry=replace(each.entry, **changes))

    return forge


@pytest.mark.parametrize(
    "forge",
    [
        with_scores(sorting=3.5),
        with_scores(sorting=-1.0),
        with_scores(sorting=float("nan")),
        with_scores(sorting="3"),
        with_scores(another=1.0),
        with_entry(student="zed"),
        with_entry(fingerprint=None),
        with_entry(comments={"written": 7}),
        with_entry(remarks=["a list"]),
        with_entry(timestamp=datetime(2026, 11, 22, tzinfo=UTC)),
        lambda each: replace(each, student="zed", entry=None),
        lambda each: replace(each, failure=b"bytes", entry=None),
        lambda _: "nothing of the kind",
    ],
)
def test_marks_that_no_marking_can_have_made_are_refused(course: Course, forge: Callable[[Marked], Any]) -> None:
    settings, _ = course_in(course.folder, "mini")
    mark(course, "--students", "cat")
    before = rows(settings.db_url)
    with pytest.raises(PoolError, match="A worker gave back what no marking can have made"):
        list(cohort.mark_cohort(settings, ["ann", "ben"], Forger(forge)))
    assert rows(settings.db_url) == before


# The honest do not wait for the slow.
def test_what_takes_long_comes_last_and_the_marks_of_others_are_saved_before(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, _ = course_in(course.folder, "mini")
    large = course.notebook("submitted", "ann")
    large.write_text(large.read_text("utf-8") + " " * 50_000, "utf-8")
    monkeypatch.setattr(cohort, "SECONDS", 0.0)
    batches: list[list[str]] = []

    class Watched(ThisProcess):
        def run(self, function: Any, shared: Any, batches_: Iterable[Any], *, singly: bool = False) -> Iterator[Any]:
            for batch, done in super().run(function, shared, batches_, singly=singly):
                assert not isinstance(done, Lost)
                batches.append([each.student for each in done])
                yield batch, done

    lines = [line.student for line in cohort.mark_cohort(settings, ["ann", "ben", "cat"], Watched())]
    assert lines[-1] == "ann"
    assert sorted(lines) == ["ann", "ben", "cat"]
    assert [len(names) for names in batches] == [1, 1, 1]


# Many batches are saved together.
def test_what_is_marked_when_the_work_cannot_go_on_is_saved(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, _ = course_in(course.folder, "mini")
    monkeypatch.setattr(batches, "BATCH", 1)
    said = "The workers are gone."

    class Deserted(ThisProcess):
        def run(self, function: Any, shared: Any, batches: Iterable[Any], *, singly: bool = False) -> Iterator[Any]:
            yield from islice(super().run(function, shared, batches, singly=singly), 2)
            raise PoolError(said)

    marking = cohort.mark_cohort(settings, ["ann", "ben", "cat"], Deserted())
    assert [next(marking).student, next(marking).student] == ["ann", "ben"]
    with pytest.raises(PoolError, match=said):
        next(marking)
    saved = "select student_id from submitted_assignment where id in (select submission_id from workbook_marking)"
    with sqlite3.connect(course.folder / "gradebook.db") as database:
        assert sorted(database.execute(saved).fetchall()) == [("ann",), ("ben",)]


def test_a_worker_gives_back_at_least_one_however_little_time_it_has(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, _ = course_in(course.folder, "mini")
    jobs: list[Job] = []

    def keeping(job: Job, students: Any) -> Any:
        jobs.append(job)
        return mark_students(job, students)

    monkeypatch.setattr(cohort, "mark_students", keeping)
    list(cohort.mark_cohort(settings, ["ann"], ThisProcess()))
    done = mark_students(replace(jobs[0], seconds=-1.0), [("ben", None), ("cat", None)])
    assert [each.student for each in done] == ["ben"]


# What is left behind.
@pytest.mark.skipif(os.name != "posix", reason="Permissions are POSIX's.")
def test_what_is_made_is_the_tutors_alone_and_what_was_there_is_closed_to_others(course: Course) -> None:
    (course.folder / "gradebook.db").chmod(0o644)
    (course.folder / "feedback").mkdir(mode=0o755)
    mark(course, "--feedback")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in course.folder.iterdir()}
    found = {name: modes[name] for name in ("autograded", "reports", "feedback", "gradebook.db")}
    assert found == {"autograded": 0o700, "reports": 0o700, "feedback": 0o750, "gradebook.db": 0o640}
    shutil.rmtree(course.folder / "reports")
    mark(course)
    assert stat.S_IMODE((course.folder / "reports").stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Permissions are POSIX's.")
def test_what_was_handed_in_and_what_tables_and_zips_are_made_of_it_are_the_tutors_alone(course: Course) -> None:
    course.folder.chmod(0o755)
    (course.folder / "submitted").chmod(0o755)
    (course.folder / "grades.csv").touch(mode=0o644)
    (course.folder / "gradebook.db").chmod(0o644)
    work_through(course)
    assert modes(course) == {
        "submitted": 0o750, "autograded": 0o700, "feedback": 0o700, "reports": 0o700, "gradebook.db": 0o640,
        "grades.csv": 0o640, "reports/mini-marking.csv": 0o600, "reports/mini-feedback.zip": 0o600,
    }  # fmt: skip
    (course.folder / "grades.csv").unlink()
    course.nbgrader("export")
    assert modes(course)["grades.csv"] == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Permissions are POSIX's.")
def test_a_group_that_shares_the_course_shares_all_that_is_made(course: Course) -> None:
    course.folder.chmod(0o2770)
    for name in ("submitted", "gradebook.db"):
        (course.folder / name).chmod(0o2775 if name == "submitted" else 0o660)
    work_through(course)
    assert modes(course) == dict.fromkeys(("submitted", "autograded", "feedback", "reports"), 0o2770) | dict.fromkeys(
        ("gradebook.db", "grades.csv", "reports/mini-marking.csv", "reports/mini-feedback.zip"), 0o660
    )


def test_git_takes_up_nothing_that_holds_names_or_work(course: Course) -> None:
    """A course is worked in a clone, and `git add .` must not publish a class."""
    shutil.copy(ROOT / ".gitignore", course.folder)
    work_through(course)
    left = ("class.csv", "Class list.xlsx", "class.ods", "Marks.zip", "gradebook.db-journal", "gradebook.db.before")
    for name in (*left, "downloaded/mini/archive/all.zip", "exchange/x", "packs/class.zip", "my-work/mini/mini.ipynb"):
        (course.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (course.folder / name).write_text("Ann", encoding="utf-8")
    for arguments in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=course.folder, check=True, capture_output=True)
    listed = subprocess.run(["git", "ls-files"], cwd=course.folder, check=True, capture_output=True, text=True)
    tops = {name.partition("/")[0] for name in listed.stdout.splitlines()}
    assert tops == {".gitignore", "nbgrader_config.py", "release", "source"}


def work_through(course: Course) -> None:
    mark(course, "--feedback")
    subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", "feedback", "mini"],
        cwd=course.folder, env=course.environment(), check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    course.nbgrader("export")


def modes(course: Course) -> dict[str, int]:
    names = (
        "submitted", "autograded", "feedback", "reports", "gradebook.db", "grades.csv", "reports/mini-marking.csv",
        "reports/mini-feedback.zip",
    )  # fmt: skip
    return {name: stat.S_IMODE((course.folder / name).stat().st_mode) for name in names}


@needs_root
def test_a_door_that_is_open_to_all_is_found() -> None:
    """So the check of doors above can fail."""
    with common_folder() as folder, socket.socket(socket.AF_UNIX) as door:
        place = folder / "door"
        door.bind(str(place))
        place.chmod(0o777)
        door.listen()
        assert opens_for_a_stranger(str(place))
