"""The start page: a unit's outcomes, how far the learner is in each, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.study.given_back.addresses import links_to_feedback
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks.attempts_file import attempts_in
from complaints_workbook.study.own_marks.standing import standings
from complaints_workbook.study.page import page
from complaints_workbook.study.review.today import to_look_at_today
from complaints_workbook.study.settings import settings_of
from complaints_workbook.study.start.choosing import choose
from complaints_workbook.study.start.next_step import next_step
from complaints_workbook.study.start.outcomes import OutcomeProgress
from complaints_workbook.study.start.progress import State, in_words, progress_in
from complaints_workbook.study.start.units import unit_called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.outline import OutcomeOutline
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def start(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Show how far the learner is, and what comes next; until a unit is chosen, the choice of one."""
    offered = unit_called(settings_of(study).read().document.unit)
    if offered is None:
        return choose(study, request)
    by_name = assignments_here(study.folder)
    here = by_name.values()
    of_outcome = {own.outcome: own for own in here}
    outcomes = [
        _progress(study, request, outcome, number, of_outcome.get(outcome.assignment))
        for number, outcome in enumerate(offered.unit.outcomes, start=1)
    ]
    unit = {outcome.assignment for outcome in offered.unit.outcomes}
    return page(
        request,
        "start/start.html",
        offered=offered,
        outcomes=outcomes,
        step=next_step(outcomes),
        look_again=to_look_at_today(study, by_name),
        others=[(own.pages.title, own.address(study.folder, request.base)) for own in here if own.outcome not in unit],
        given_back=links_to_feedback(study, request, here),
        lab=f"{request.base}lab",
        study=study,
        State=State,
        in_words=in_words,
    )


def _progress(
    study: Study, request: Request, outcome: OutcomeOutline, number: int, own: Here | None
) -> OutcomeProgress:
    if own is None:
        return OutcomeProgress(outcome, number)
    return OutcomeProgress(
        outcome,
        number,
        own.address(study.folder, request.base),
        progress_in(own.pages, own.cells, own.responses, standings(attempts_in(own.folder))),
        f"{request.start}mark/{quote(own.name)}" if study.keys(own.name).is_file() else "",
    )


ROUTES: Routes = {("GET", ""): start}
