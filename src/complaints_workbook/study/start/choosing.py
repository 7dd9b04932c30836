"""The page on which a learner chooses their unit, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import see
from complaints_workbook.study.settings import settings_of
from complaints_workbook.study.start.units import unit_called, units_offered

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.start.units import Offered
    from complaints_workbook.study.study import Study


def choose(study: Study, request: Request, _named: Mapping[str, str] | None = None) -> Response:
    """Show the units to choose from."""
    return _page(study, request, settings_of(study).read().document.unit)


def chosen(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Take the learner's choice."""
    offered = unit_called(request.query.get("unit", ""))
    if offered is None:
        return _page(study, request, "", nothing_chosen=True)
    settings_of(study).change(lambda settings: msgspec.structs.replace(settings, unit=offered.id))
    return see(request.start)


def _page(study: Study, request: Request, unit: str, *, nothing_chosen: bool = False) -> Response:
    here = {own.outcome for own in assignments_here(study.folder).values()}
    return page(
        request,
        "start/choose.html",
        status=422 if nothing_chosen else 200,
        choices=[(offered, _what_is_here(offered, here)) for offered in units_offered()],
        chosen=unit,
        nothing_chosen=nothing_chosen,
    )


def _what_is_here(offered: Offered, here: Collection[str | None]) -> str:
    outcomes = offered.unit.outcomes
    numbers = [str(number) for number, outcome in enumerate(outcomes, start=1) if outcome.assignment in here]
    if len(numbers) == len(outcomes):
        return "The whole unit is here."
    if not numbers:
        return "No notebook for it is here yet."
    return f"Here: outcome{'' if len(numbers) == 1 else 's'} {', '.join(numbers)} of {len(outcomes)}."


ROUTES: Routes = {("GET", "unit"): choose, ("POST", "unit"): chosen}
