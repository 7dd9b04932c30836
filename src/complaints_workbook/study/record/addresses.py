"""The page of a unit's record of study."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.exercises.feedback import marks
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.study.checklist.checklist import tallies
from complaints_workbook.study.checklist.ticks import ticks_in
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.outline import units
from complaints_workbook.study.own_marks.attempts_file import attempts_in
from complaints_workbook.study.own_marks.own_folder import keys_for
from complaints_workbook.study.own_marks.standing import standings
from complaints_workbook.study.page import page
from complaints_workbook.study.record.record import OutcomeRecord, record_of, written_record
from complaints_workbook.study.start.progress import in_words, progress_in
from complaints_workbook.study.start.units import unit_called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.checklist.checklist import Ticked
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.outline import OutcomeOutline
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def _record(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Show what was done for a unit: one that an awarding body offers, such as ``ocr-62``, or the syllabus' own."""
    offered = unit_called(named["unit"])
    unit = offered.unit if offered else next((unit for unit in units() if unit.id == named["unit"]), None)
    if unit is None:
        sentence = "There is no such unit. Choose yours on the start page."
        return page(request, "told.html", status=404, heading="Page not found", sentence=sentence)
    here = assignments_here(study.folder)
    outcomes = [
        _outcome(study, outcome, number, here.get(outcome.assignment))
        for number, outcome in enumerate(unit.outcomes, start=1)
    ]
    return page(
        request,
        "record/record.html",
        offered=offered,
        unit=unit,
        outcomes=outcomes,
        minutes=sum(each.minutes for each in outcomes),
        now=datetime.now(UTC).astimezone(),
        in_words=in_words,
        marks=marks,
    )


def _outcome(study: Study, outcome: OutcomeOutline, number: int, here: Here | None) -> OutcomeRecord:
    if here is None:
        return OutcomeRecord(number, outcome.statement)
    attempts = attempts_in(here.folder)
    sections = progress_in(here.pages, here.cells, here.responses, standings(attempts))
    written = written_record(written_questions(here.cells), _tallies(study, here))
    return record_of(outcome, number, sections, attempts, written)


def _tallies(study: Study, here: Here) -> Mapping[str, Ticked]:
    try:
        return tallies(keys_for(study, here).written, ticks_in(here.folder).read().document)
    except (WorkbookError, OSError):
        return {}


ROUTES: Routes = {("GET", "record/{unit}"): _record}
