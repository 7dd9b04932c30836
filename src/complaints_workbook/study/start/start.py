"""The start page, and the page on which a unit is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import see
from complaints_workbook.study.settings import settings_of
from complaints_workbook.study.start.next_step import next_step
from complaints_workbook.study.start.outcomes import Standing
from complaints_workbook.study.start.progress import State, in_words, progress_in
from complaints_workbook.study.start.units import unit_called, units_offered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.start.units import Offered
    from complaints_workbook.study.study import Study


def start(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Show how far the learner is, and what comes next; until a unit is chosen, the choice of one."""
    offered = unit_called(settings_of(study).read().document.unit)
    if offered is None:
        return choose(study, request, _named)
    here = assignments_here(study.folder)
    standings = _standings(study, request, offered, here)
    unit = {outcome.assignment for outcome in offered.unit.outcomes}
    others = [
        {"title": each.pages.title, "address": _address(study, request, each)}
        for each in here.values()
        if each.name not in unit
    ]
    return page(
        request,
        "start/start.html",
        offered=offered,
        standings=standings,
        step=next_step(standings),
        others=others,
        study=study,
        State=State,
        in_words=in_words,
    )


def choose(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Show the units to choose from."""
    here = assignments_here(study.folder)
    return _choice(request, here, settings_of(study).read().document.unit)


def chosen(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Take the learner's choice."""
    offered = unit_called(request.query.get("unit", ""))
    if offered is None:
        return _choice(request, assignments_here(study.folder), "", nothing_chosen=True)
    settings_of(study).change(lambda settings: msgspec.structs.replace(settings, unit=offered.id))
    return see(request.start)


def _choice(request: Request, here: Mapping[str, Here], unit: str, *, nothing_chosen: bool = False) -> Response:
    return page(
        request,
        "start/choose.html",
        status=422 if nothing_chosen else 200,
        choices=[(offered, _what_is_here(offered, here)) for offered in units_offered()],
        chosen=unit,
        nothing_chosen=nothing_chosen,
    )


def _what_is_here(offered: Offered, here: Mapping[str, Here]) -> str:
    outcomes = offered.unit.outcomes
    numbers = [str(number) for number, outcome in enumerate(outcomes, start=1) if outcome.assignment in here]
    if len(numbers) == len(outcomes):
        return "The whole unit is here."
    if not numbers:
        return "No notebook for it is here yet."
    return f"Here: outcome{'' if len(numbers) == 1 else 's'} {', '.join(numbers)} of {len(outcomes)}."


def _standings(study: Study, request: Request, offered: Offered, here: Mapping[str, Here]) -> list[Standing]:
    return [
        Standing(
            outcome,
            number,
            _address(study, request, own),
            progress_in(own.pages, own.cells, own.responses, {}),
        )
        if (own := here.get(outcome.assignment))
        else Standing(outcome, number)
        for number, outcome in enumerate(offered.unit.outcomes, start=1)
    ]


def _address(study: Study, request: Request, here: Here) -> str:
    return f"{request.base}lab/tree/{quote(here.notebook.relative_to(study.folder).as_posix())}"


ROUTES: Routes = {("GET", ""): start, ("GET", "unit"): choose, ("POST", "unit"): chosen}
