"""Measure `workbook mark` beside nbgrader as it comes, over the same submissions in one run.

``make bench-marking`` runs it. `--cohort` is the large number of submissions whose
memory and time are compared with those of the first thousand. Everything is made in the
folder for temporary files; a disk that is slower than marking is then what is measured, and
``TMPDIR=/dev/shm make bench-marking`` leaves it out. Feedback is measured on fewer submissions:
it writes as much again as marking, and with many of them a virtual machine waits for memory
that it has not used before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import psutil
import typer
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from complaints_workbook.content.datasets import shared_datasets
from support.assignments import Authored
from support.cohorts import hand_in
from support.courses import Course, environment, real_course

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "complaints-lo1"
SAMPLE = 10
ROUNDS = 7
"""The ways of marking take turns so often, and the median counts: a moment in which the machine is slow meets all."""
app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Run:
    """A command's time in seconds, and the most memory in MB that its first process and all its processes had."""

    seconds: float
    first_process: float
    all_processes: float


@app.command()
def bench(
    submissions: int = typer.Option(6_000, min=SAMPLE, help="How many are marked."),
    pages: int = typer.Option(2_500, min=1, help="How many of them are marked with feedback too."),
    cohort: int = typer.Option(0, help="A large number, such as 20000, marked too; 0 for none."),
    db_url: str = typer.Option("", help="A gradebook for the cohort besides SQLite, such as PostgreSQL's; emptied."),
) -> None:
    """Print what was measured, ours beside theirs."""
    table = Table("What", "Workbook", "Stock nbgrader", "Ratio (aim)", title=f"Marking {NAME}: one run, one machine")
    with tempfile.TemporaryDirectory() as name:
        for row in measured(Path(name), submissions, min(pages, submissions), cohort, db_url):
            table.add_row(*row)
            typer.echo(" | ".join(row))
    Console(width=130).print(table)


def measured(
    place: Path, submissions: int, pages: int, cohort: int, db_url: str
) -> Iterator[tuple[str, str, str, str]]:
    """Yield a line for each thing that is measured."""
    ours = course_with(place / "ours", submissions)
    names = sorted(path.name for path in (ours.folder / "submitted").iterdir())
    # The first run also waits for memory that the machine has not used before; so it does not count.
    anew(ours, "--workers", "2")
    stock = copy_of(ours, place / "sample", names[:SAMPLE]).stock_copy(place / "stock")

    theirs_mark = timed(stock, sys.executable, "-m", "nbgrader", "autograde", NAME).seconds - empty(stock)
    theirs_page = timed(stock, sys.executable, "-m", "nbgrader", "generate_feedback", NAME).seconds - empty(stock)
    theirs_mark, theirs_page = theirs_mark / SAMPLE, theirs_page / SAMPLE

    rounds = in_turns(ours, copy_of(ours, place / "twin", names), copy_of(ours, place / "few", names[:pages]), names[0])

    def whole(way: str) -> float:
        return median(took[way] for took in rounds)

    def more(way: str, than: str, of: int = submissions) -> float:
        return median(took[way] - took[than] for took in rounds) / of

    # To a large cohort, the time in which a command starts is nothing; so it is left out on both sides.
    one, two = (more(way, f"{way}, start-up") for way in ("one", "two"))
    page = more("few with feedback", "few", pages)
    all_one, all_two, all_apart = (whole(way) / submissions for way in ("one", "two", "apart"))
    again = mark(ours, "--workers", "2").seconds / submissions
    yield line("Marking, a submission (2 workers)", two, theirs_mark, "aim 1,000")
    yield line("Marking, our start-up counted", all_two, theirs_mark, "")
    yield line("Feedback, a submission (2 workers)", page, theirs_page, "aim 100")
    yield line("Marking with feedback (2 workers)", two + page, theirs_mark + theirs_page, "")
    yield ("Unchanged, a submission (2 workers)", milliseconds(again), "", "")
    yield against("One worker against two", one, two, " (aim 1.8)")
    yield against("One worker against two, start-up counted", all_one, all_two)
    # They share nothing, so this is what the machine's two cores are worth to such work.
    yield against("One worker against two courses at once", all_one, all_apart)
    yield ("One submission, command and all", f"{whole('one, start-up'):.2f} s", "", "")
    yield ("Formgrader's Autograde, one submission", *button_row(ours, stock, names[0]))
    same = grades(ours, names[:SAMPLE]) == grades(stock, names[:SAMPLE])
    yield ("Gradebooks of the sample, cell by cell", "equal" if same else "DIFFERENT", "", "equal")
    if cohort:
        shutil.rmtree(place / "ours")
        yield from large(place, cohort, "", "SQLite")
        if db_url:
            yield from large(place, cohort, db_url, "PostgreSQL")


def in_turns(course: Course, twin: Course, few: Course, student: str) -> list[dict[str, float]]:
    """Return the seconds that each way of marking takes, in each round."""
    one, two = ("--workers", "1"), ("--workers", "2")
    # What is compared is done one after the other.
    ways: dict[str, Callable[[], float]] = {
        "apart": lambda: at_once(course, twin),
        "one, start-up": lambda: anew(course, *one, "--students", student).seconds,
        "one": lambda: anew(course, *one).seconds,
        "two, start-up": lambda: anew(course, *two, "--students", student).seconds,
        "two": lambda: anew(course, *two).seconds,
        "few": lambda: anew(few, *two).seconds,
        "few with feedback": lambda: anew(few, *two, "--feedback").seconds,
    }
    return [{name: way() for name, way in ways.items()} for _ in range(ROUNDS)]


def large(place: Path, cohort: int, db_url: str, what: str) -> Iterator[tuple[str, str, str, str]]:
    """Compare a large cohort with its first thousand; start-up counts."""
    course = course_with(place / f"large-{what}", 1_000, db_url)
    first = mark(course, "--workers", "2")
    shutil.rmtree(course.folder)
    course = course_with(place / f"larger-{what}", cohort, db_url)
    whole = mark(course, "--workers", "2")
    small, big = first.seconds / 1_000, whole.seconds / cohort
    yield (
        f"{what}: a submission of 1,000 and of {cohort:,}, all counted",
        milliseconds(small),
        milliseconds(big),
        f"{big / small:.2f} (aim 1.2)",
    )
    yield (
        f"{what}: most memory, 1,000 and {cohort:,}",
        f"{first.first_process:.0f} MB, all {first.all_processes:.0f}",
        f"{whole.first_process:.0f} MB, all {whole.all_processes:.0f}",
        "flat",
    )
    shutil.rmtree(course.folder)


BUTTON = """
import logging, sys, time
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
app = NbGrader()
app.initialize([])
api = NbGraderAPI(app.coursedir, parent=app)
times = []
for _ in range(4):
    start = time.perf_counter()
    assert api.autograde(sys.argv[1], sys.argv[2])["success"]
    times.append(time.perf_counter() - start)
print("seconds", min(times[1:]))
"""
"""What formgrader's server does when the button is pressed, after it has been pressed once."""


def button_row(ours: Course, stock: Course, student: str) -> tuple[str, str, str]:
    """Time formgrader's Autograde button on one submission."""
    one, other = (pressed(course, student) for course in (ours, stock))
    return f"{1000 * one:.0f} ms", f"{1000 * other:.0f} ms", f"{other / one:.0f} times (aim 10)"


def pressed(course: Course, student: str) -> float:
    """Return the seconds that the button takes."""
    command = [sys.executable, "-c", BUTTON, NAME, student]
    done = subprocess.run(command, cwd=course.folder, env=environment(), capture_output=True, text=True, check=True)
    return float(done.stdout.rpartition("seconds")[2])


MARK = (sys.executable, "-m", "complaints_workbook.command_line", "mark", NAME)


def anew(course: Course, *options: str) -> Run:
    """Mark submissions that were never marked."""
    for stage in ("autograded", "feedback"):
        shutil.rmtree(course.folder / stage, ignore_errors=True)
    unmarked = course.folder / "unmarked.db"
    if not unmarked.exists():
        shutil.copy(course.folder / "gradebook.db", unmarked)
    shutil.copy(unmarked, course.folder / "gradebook.db")
    return mark(course, *options)


def mark(course: Course, *options: str) -> Run:
    """Run `workbook mark`; its start-up counts."""
    return timed(course, *MARK, *options)


def copy_of(course: Course, folder: Path, names: list[str]) -> Course:
    """Return the same course again with some of the submissions, and a gradebook and marks of its own."""
    for part in ("source", "release", *(f"submitted/{name}" for name in names)):
        shutil.copytree(course.folder / part, folder / part, copy_function=os.link)
    for name in ("nbgrader_config.py", "unmarked.db"):
        shutil.copy(course.folder / name, folder)
    return Course(folder, NAME)


def at_once(*courses: Course) -> float:
    """Mark courses at the same time, each with one worker; return the seconds that this takes for one of them."""
    with ThreadPoolExecutor(len(courses)) as threads:
        runs = list(threads.map(lambda course: anew(course, "--workers", "1"), courses))
    return max(run.seconds for run in runs) / len(courses)


def course_with(folder: Path, submissions: int, db_url: str = "") -> Course:
    """Make the course with a cohort's submissions."""
    course, authored = real_course(folder, NAME, db_url), Authored(ROOT, NAME, shared_datasets())
    hand_in(course, submissions, authored.assignment.exercises, authored.right)
    return course


def empty(course: Course) -> float:
    """Return the seconds that nbgrader's command takes to start and do nothing."""
    return timed(course, sys.executable, "-m", "nbgrader", "autograde", NAME).seconds


def timed(course: Course, *command: str) -> Run:
    """Run a command in the course."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=course.folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    peaks = [0.0, 0.0]
    watcher = threading.Thread(target=watch, args=(process.pid, peaks))
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        raise SystemExit(said.decode())
    return Run(seconds, *peaks)


def watch(pid: int, peaks: list[float]) -> None:
    """Keep the most memory of a process, and of it with its children, in MB."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            own = process.memory_info().rss / 1e6
            children = [child.memory_info().rss / 1e6 for child in process.children(recursive=True)]
            peaks[:] = max(peaks[0], own), max(peaks[1], own + sum(children))
            time.sleep(0.5)


def grades(course: Course, names: list[str]) -> list[tuple[object, ...]]:
    """Return some learners' grades as the database has them."""
    wanted = set(names)
    return [row for row in course.gradebook() if row[0] in wanted]


def against(what: str, one: float, two: float, aim: str = "") -> tuple[str, str, str, str]:
    """Return a line that compares one worker with two."""
    return what, milliseconds(one), milliseconds(two), f"{one / two:.2f}{aim}"


def milliseconds(seconds: float) -> str:
    """Write a time."""
    return f"{1000 * seconds:.2f} ms"


def line(what: str, ours: float, theirs: float, aim: str) -> tuple[str, str, str, str]:
    """Return a line of the table."""
    ratio = f"{theirs / ours:,.0f} times{f' ({aim})' if aim else ''}"
    return what, milliseconds(ours), milliseconds(theirs), ratio


if __name__ == "__main__":
    app()
