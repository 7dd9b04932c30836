"""``workbook mark``: mark a class, or a whole awarding body's cohort."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.marking_told import print_tables
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.marking.cohort.cluster import TRUSTING, Certificates, cluster_at
from complaints_workbook.marking.cohort.local_workers import local_workers, warm_up
from complaints_workbook.marking.cohort.pool import ThisProcess
from complaints_workbook.saving.atomic import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from complaints_workbook.marking.cohort.course_folders import CourseFolders
    from complaints_workbook.marking.cohort.pool import Pool
    from complaints_workbook.marking.cohort.report import ReportLine

ENOUGH = 200
"""Submissions that are worth a worker process of their own; fewer are marked before it has started."""

_DASKS = "as Dask's configuration says"


@told_plainly
def mark(  # noqa: PLR0913 - one for each option
    assignment: Annotated[str, typer.Argument(help="The assignment, such as complaints-lo1.")],
    *,
    students: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME,…", help="Only these learners. May be repeated.", show_default="all who handed in"),
    ] = None,
    unanswered: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME,…", help="Count what these learners handed in unopened as unanswered. May be repeated."
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that mark on this machine.", show_default="as many as are of use")
    ] = 0,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Work on the Dask cluster there, such as tls://10.0.0.1:8786.")
    ] = "",
    tls_ca: Annotated[
        Path | None, typer.Option(help="The cluster's certificate authority.", show_default=_DASKS)
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(help="Your certificate for it.", show_default=_DASKS)] = None,
    tls_key: Annotated[Path | None, typer.Option(help="The key to your certificate.", show_default=_DASKS)] = None,
    trusting: Annotated[
        bool, typer.Option(TRUSTING, help="Work on a cluster without TLS: others there can read keys and give marks.")
    ] = False,
    feedback: Annotated[bool, typer.Option("--feedback", help="Make the feedback pages too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Mark again what has not changed.")] = False,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
) -> None:
    """Mark every submission that is new or has changed.

    It leaves what 'nbgrader autograde' leaves (and 'nbgrader generate_feedback', with
    --feedback), so formgrader goes on from there. If it is stopped at any moment, the same
    command does the rest.
    """
    place = course_folder(folder)
    if not scheduler and (workers > 1 or (not workers and _many_in(place))):
        warm_up()
    _leave_out_addresses()
    with _plainly():
        from complaints_workbook.marking.cohort.left_over import left_over
        from complaints_workbook.marking.cohort.mark_cohort import make_feedback_pages, mark_cohort
        from complaints_workbook.marking.cohort.naming import named
        from complaints_workbook.marking.cohort.private import make_private, private_mode
        from complaints_workbook.marking.cohort.report import CohortCounts, report_text
        from complaints_workbook.nbgrader_steps.settings import course_in

        course, left_out = course_in(place, assignment)
        _check_assignment(course.places)
        handed_in = course.places.students(excluded=left_out)
        names = named(handed_in, students, assignment) if students else handed_in
        decided = named(handed_in, unanswered, assignment) if unanswered else []
        if not names and not any(left_over(course.places, ())):
            msg = f"Nothing has been handed in for {assignment}; put it at submitted/<learner>/{assignment}."
            raise UserError(msg)
        cluster = _Cluster(scheduler, Certificates(tls_ca, tls_cert, tls_key), trusting=trusting)
        tally, lines = CohortCounts(), []
        report = course.places.root / "reports" / f"{assignment}-marking.csv"
        with _pool(cluster, workers, len(names)) as pool:
            try:
                marking = mark_cohort(
                    course,
                    names,
                    pool,
                    force=force,
                    feedback=feedback,
                    everybody=not students,
                    unanswered=decided,
                )
                for line in _watched(marking, len(names), "Marking"):
                    tally.add(line)
                    lines.append(line)
                if late := [line.student for line in lines if line.page_waits]:
                    pages = make_feedback_pages(course, late, pool, force=force)
                    for line in _watched(pages, len(late), "Feedback for late work"):
                        if line.outcome == "failed":
                            tally.add(line)
                            lines.append(line)
            finally:
                # A run that could not begin leaves the report of the last one.
                if lines:
                    shared = course.places.groupshared
                    make_private(report.parent, shared=shared)
                    earlier = _text_of(report) if students else ""
                    mode = private_mode(report.parent, shared=shared)
                    write_whole(report, report_text(lines, earlier, course.zone).encode("utf-8-sig"), mode)
    with_pages = _pages(course.places, lines) if feedback else None
    print_tables(assignment, tally, lines, with_pages, report)
    raise typer.Exit(1 if any(line.outcome == "failed" for line in lines) else 0)


def _text_of(report: Path) -> str:
    """Return the report as it stands; nothing if there is none, or if a spreadsheet has made something else of it."""
    try:
        return report.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _leave_out_addresses() -> None:
    """Keep jsonschema from building its grammar of addresses, which takes a second and which notebooks do not need.

    It does without where that package is not installed.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # so Python says: not to be imported


def _many_in(place: Path) -> bool:
    """Say whether as many have probably handed in as are worth workers; nbgrader's settings are not read yet."""
    try:
        return len(os.listdir(place / "submitted")) >= 2 * ENOUGH  # noqa: PTH208 - a path for each takes longer
    except OSError:
        return False


def _check_assignment(places: CourseFolders) -> None:
    if not places.source.is_dir():
        parent = places.source.parent
        there = sorted(path.name for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))
        msg = f"There is no assignment {places.assignment} in {parent.name}/; it has {', '.join(there) or 'none'}."
        raise UserError(msg)


@contextlib.contextmanager
def _plainly() -> Iterator[None]:
    """Tell a failure of files in a sentence."""
    try:
        yield
    except OSError as error:
        msg = f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}. Run the same command again."
        raise UserError(msg) from error


@dataclass(frozen=True)
class _Cluster:
    """Somebody's Dask cluster; without an address none."""

    address: str
    certificates: Certificates
    trusting: bool


def _pool(cluster: _Cluster, workers: int, submissions: int) -> AbstractContextManager[Pool]:
    if cluster.address:
        return cluster_at(cluster.address, cluster.certificates, trusting=cluster.trusting)
    count = workers or min(os.cpu_count() or 1, submissions // ENOUGH)
    if count > 1:
        return local_workers(count)
    return contextlib.nullcontext(ThisProcess())


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} a second" if speed else "")


def _watched(lines: Iterable[ReportLine], total: int, what: str) -> Iterator[ReportLine]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(lines, total=total, description=what)


def _pages(places: CourseFolders, lines: list[ReportLine]) -> int:
    """Return how many have a feedback page of their marks."""
    failed = {line.student for line in lines if line.outcome == "failed"}
    marked = {line.student for line in lines if line.outcome in {"marked", "unchanged"}}
    names = (places.folder(places.feedback_stage, student) for student in marked - failed)
    return sum((folder / f"{places.assignment}.html").is_file() for folder in names)
