"""Marking that is killed at any moment is finished by a second run, and leaves what one undisturbed run leaves."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from distributed import Client

from complaints_workbook.marking.cohort.batches import in_batches
from complaints_workbook.marking.cohort.course_folders import CourseFolders
from complaints_workbook.marking.cohort.job import Job, Marked
from complaints_workbook.marking.cohort.local_workers import local_workers
from support.courses import Course, environment, mini_course, responses_text
from support.dask_clusters import Cluster, dask_cluster
from support.disks import small_disk
from support.marked_courses import command, files, mark, marks, outcomes
from support.postgresql import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from complaints_workbook.marking.records import Recorded
    from support.marked_courses import Files
    from support.postgresql import Server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Processes are killed as Linux kills them.")

LEARNERS = 600
PATIENCE = 60.0
CHANCE = random.Random(7)


def hand_in(course: Course) -> None:
    """Hand in for everybody: different answers, and every other one with something written."""
    chance = random.Random(3)
    notebooks = []
    for name in ("plain", "wordy"):
        folder = course.submit(name, {}, {"written": "Because *memory* is short."} if name == "wordy" else None)
        notebooks.append(folder / "mini.ipynb")
    kinds, steps = ("query", "problem", "complaint", None), ["listen", "check", "agree", "record"]
    for number in range(LEARNERS - 2):
        folder = course.notebook("submitted", f"learner-{number:04}").parent
        folder.mkdir(parents=True)
        os.link(notebooks[number % 2], folder / "mini.ipynb")
        answers: dict[str, dict[str, Any]] = {
            "sorting": {item: chance.choice(kinds) for item in ("hours", "late", "code")},
            "steps": {"informal": chance.sample(steps, 4)},
        }
        (folder / "responses.json").write_text(responses_text(answers), encoding="utf-8")


@dataclass
class Cohort:
    """A course with a large class, and what one undisturbed run leaves of it.

    Attributes
    ----------
    files, rows
        What stands in the folders and in the gradebook after marking and making feedback.
    """

    course: Course
    files: Files
    rows: dict[str, list[tuple[Any, ...]]]
    url: str = ""

    def reset(self) -> None:
        """Return to the moment before anything was marked."""
        for stage in ("autograded", "feedback", "reports"):
            shutil.rmtree(self.course.folder / stage, ignore_errors=True)
        shutil.copy(self.course.folder / "unmarked.db", self.course.folder / "gradebook.db")

    def check(self, *, feedback: bool = True) -> None:
        """Everything is as after an undisturbed run; nothing is missing, double or left over."""
        wanted = self.files if feedback else {n: f for n, f in self.files.items() if n.startswith("autograded")}
        found = files(self.course)
        assert sorted(found) == sorted(wanted)
        assert [name for name in wanted if found[name] != wanted[name]] == []
        rows = marks(self.course, self.url)
        if not feedback:
            rows["submission"] = [(*row[:-1], None) for row in rows["submission"]]
        expected = self.rows | ({} if feedback else {"submission": [(*r[:-1], None) for r in self.rows["submission"]]})
        assert rows == expected


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    course = mini_course(tmp_path_factory.mktemp("cohort") / "course")
    shutil.copy(course.folder / "gradebook.db", course.folder / "unmarked.db")
    hand_in(course)
    mark(course, "--feedback")
    assert set(outcomes(course).values()) == {"marked"}
    found = marks(course)
    assert [len(found[table]) for table in ("student", "submission", "grade", "comment")] == [
        LEARNERS, LEARNERS, 3 * LEARNERS, LEARNERS,
    ]  # fmt: skip
    return Cohort(course, files(course), found)


@pytest.fixture
def cohort_(undisturbed: Cohort) -> Cohort:
    undisturbed.reset()
    return undisturbed


def assert_whole(course: Course) -> None:
    """Whatever stands at its final name is whole."""
    for stage in ("autograded", "feedback"):
        for folder in (course.folder / stage).glob("[!.]*/mini"):
            with contextlib.suppress(FileNotFoundError):  # it is being replaced just now
                names = [path.name for path in folder.iterdir()]
                if stage == "autograded":
                    assert len(json.loads((folder / "mini.ipynb").read_text("utf-8"))["cells"]) > 5
                else:
                    assert (folder / "mini.html").read_text("utf-8").rstrip().endswith("</html>")
                json.loads((folder / "responses.json").read_text("utf-8"))
                if len(names) != 2:  # it was being removed while it was read
                    names = [path.name for path in folder.iterdir()]
                assert len(names) == 2


def count(course: Course, stage: str) -> int:
    try:
        return len(list((course.folder / stage).iterdir()))
    except FileNotFoundError:
        return 0


@contextlib.contextmanager
def running(course: Course, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Start marking; all that it started must have ended by itself soon after it."""
    process = subprocess.Popen(
        command(course, *options),
        cwd=course.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
        process.communicate(timeout=PATIENCE)
        end = time.monotonic() + 10
        while (left := of_session(process.pid)) and time.monotonic() < end:
            time.sleep(0.05)
        assert left == []
    finally:
        for orphan in of_session(process.pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                orphan.kill()
        process.wait(PATIENCE)


def of_session(session: int) -> list[psutil.Process]:
    """Return the processes that a command has started, those without a parent too."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(ProcessLookupError, psutil.NoSuchProcess):
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def wait_for(course: Course, stage: str, number: int, process: subprocess.Popen[str]) -> None:
    """Wait until that many submissions, and not all, have come to a stage."""
    end = time.monotonic() + PATIENCE
    while count(course, stage) < number:
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < end
        time.sleep(0.001)


def some() -> int:
    return CHANCE.randint(LEARNERS // 20, LEARNERS // 2)


@pytest.mark.parametrize(
    ("options", "stage"),
    [((), "autograded"), (("--workers", "2", "--feedback"), "autograded"), (("--feedback",), "feedback")],
    ids=["alone", "with workers", "while it makes feedback"],
)
def test_killed_command(cohort_: Cohort, options: tuple[str, ...], stage: str) -> None:
    course = cohort_.course
    with running(course, *options) as process:
        wait_for(course, stage, some(), process)
        process.kill()
        process.wait(PATIENCE)
        assert_whole(course)
    assert_whole(course)
    assert count(course, stage) < LEARNERS
    mark(course, *options)
    assert set(outcomes(course)) == {path.name for path in (course.folder / "submitted").iterdir()}
    cohort_.check(feedback="--feedback" in options)


def test_killed_worker_does_not_end_the_run(cohort_: Cohort) -> None:
    course = cohort_.course
    with running(course, "--workers", "2", "--feedback") as process:
        wait_for(course, "autograded", some() // 2, process)
        # They are copies of a process that looks like them.
        alike = [each for each in of_session(process.pid) if "forkserver" in " ".join(each.cmdline())]
        workers = [each for each in alike if each.ppid() in {other.pid for other in alike}]
        assert len(workers) == 2
        workers[0].kill()
        assert_whole(course)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        assert "Traceback" not in said
    assert set(outcomes(course).values()) == {"marked"}
    cohort_.check()


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (lambda cluster: cluster.scheduler.kill(), "The Dask scheduler has gone away."),
        (Cluster.kill_workers, "The Dask scheduler has no workers any more."),
    ],
    ids=["its scheduler", "all its workers"],
)
def test_a_cluster_that_loses(cohort_: Cohort, tmp_path: Path, end: Callable[[Cluster], None], words: str) -> None:
    course = cohort_.course
    with dask_cluster(tmp_path / "dask") as cluster:
        cluster.add_workers(2)
        with running(course, *cluster.options) as process:
            wait_for(course, "autograded", some() // 2, process)
            end(cluster)
            said, _ = process.communicate(timeout=PATIENCE)
            assert process.returncode == 1
            assert words in said
            assert "Traceback" not in said
            assert_whole(course)
    mark(course, "--feedback")
    cohort_.check()


@pytest.mark.parametrize("interrupted", [False, True], ids=["ends well", "is interrupted"])
def test_a_cluster_keeps_nothing(cohort_: Cohort, tmp_path: Path, interrupted: bool) -> None:
    """The keys are taken from somebody else's workers, however the run ends."""
    course = cohort_.course
    with dask_cluster(tmp_path / "dask") as cluster:
        cluster.add_workers(2)
        with running(course, *cluster.options) as process:
            # No folder is made before the keys are with a worker.
            wait_for(course, "autograded", 1, process)
            if interrupted:
                process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=PATIENCE)
        assert (process.returncode != 0) == interrupted, said
        assert brought_to(cluster) == [[], []]


def brought_to(cluster: Cluster) -> list[list[str]]:
    """Return the names of what the workbook has brought to each worker."""
    with Client(cluster.address, security=cluster.security) as client:
        # Workers cannot import this module; a function without a name is sent whole.
        plugins = client.run(lambda dask_worker: list(dask_worker.plugins))
    return [[name for name in names if name.startswith("complaints-workbook")] for names in plugins.values()]


@contextlib.contextmanager
def moved_to(place: Path, cohort_: Cohort) -> Iterator[Course]:
    """Let the course stand at another place for a while."""
    for path in cohort_.course.folder.iterdir():
        (shutil.copytree if path.is_dir() else shutil.copy)(path, place / path.name)
    yield Course(place, "mini")


def test_full_disk(cohort_: Cohort, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "200m") as disk, moved_to(disk, cohort_) as course:
        used = shutil.disk_usage(disk).used // 1024
        subprocess.run(["mount", "-o", f"remount,size={used + 2500}k", disk], check=True)
        done = mark(course, "--feedback", code=1)
        assert "No space left on device" in done.stdout + done.stderr or "disk is full" in done.stdout + done.stderr
        assert count(course, "autograded") > 0
        assert_whole(course)

        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        mark(course, "--feedback")
        Cohort(course, cohort_.files, cohort_.rows).check()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("fsync=off") as server:
        yield server


def test_database_that_goes_away(cohort_: Cohort, server: Server) -> None:
    course = cohort_.course
    url = server.url(server.create())
    settings = course.folder / "nbgrader_config.py"
    before = settings.read_text("utf-8")
    try:
        settings.write_text(f"{before}\nc.CourseDirectory.db_url = {url!r}\n", "utf-8")
        course.nbgrader("generate_assignment", "mini", "--force")
        with running(course) as process:
            wait_for(course, "autograded", some() // 2, process)
            server.stop()
            said, _ = process.communicate(timeout=PATIENCE)
            assert process.returncode == 1
            assert "put that right and run the command again." in said
            assert "Traceback" not in said
            assert_whole(course)
        mark(course, code=1)
        server.start()
        mark(course, "--feedback")
        Cohort(course, cohort_.files, cohort_.rows, url).check()
    finally:
        settings.write_text(before, "utf-8")


def test_a_key_that_is_changed_back_after_a_kill(cohort_: Cohort) -> None:
    """The folders that were marked by the other key are found, though the gradebook never heard of it."""
    course = cohort_.course
    mark(course, "--feedback")
    key = course.notebook("source").parent / "sections/1.1/answers.yaml"
    right = key.read_text("utf-8")
    made = files(course, "autograded")
    try:
        key.write_text(right.replace("key: query", "key: problem"), "utf-8")
        with running(course, "--workers", "2") as process:
            end = time.monotonic() + PATIENCE
            while not list((course.folder / "autograded").glob("*/.mini.unsaved.tmp")):
                assert process.poll() is None
                assert time.monotonic() < end
            process.kill()
    finally:
        key.write_text(right, "utf-8")
    assert_whole(course)
    assert files(course, "autograded") != made
    mark(course, "--feedback")
    cohort_.check()


def test_two_runs_at_once(cohort_: Cohort) -> None:
    course = cohort_.course
    with running(course, "--feedback") as one, running(course, "--feedback", "--force") as other:
        end = time.monotonic() + PATIENCE
        while (one.poll() is None or other.poll() is None) and time.monotonic() < end:
            assert_whole(course)
        said = one.communicate()[0] + other.communicate()[0]
        assert (one.returncode, other.returncode) == (0, 0), said
    cohort_.check()


def ends_its_process(_: Job, students: list[tuple[str, Recorded | None]]) -> list[Marked]:
    """Stand in for work that needs more memory than there is, for one learner."""
    if any(student == "poison" for student, _ in students):
        os._exit(1)
    return [Marked(student) for student, _ in students]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_that_ends_every_worker_fails_alone(workers: int) -> None:
    names = ["poison", "ann", "ben", "cat", "dot", "eve", "fay"]
    batches: list[list[tuple[str, Recorded | None]]] = [
        [(name, None) for name in names[start : start + 3]] for start in range(0, len(names), 3)
    ]
    job = Job(CourseFolders(Path(), "", "", "", "", "", "", "mini", (), groupshared=False), {}, {}, b"", force=False)
    with local_workers(workers) as pool:
        done = [each for _, found in in_batches(pool, ends_its_process, job, batches) for each in found]
    assert sorted(each.student for each in done) == sorted(names)
    assert [each.student for each in done if each.failure] == ["poison"]
