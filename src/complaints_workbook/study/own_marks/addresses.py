"""The pages on which a learner marks their own work, and sees what it earned."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from complaints_workbook.errors import ContentError, WorkbookError
from complaints_workbook.exercises.feedback import marks, points_text
from complaints_workbook.study.checklist.ticks import ticks_in
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.in_words import in_words
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.own_marks.feedback import feedback_of, marked_today
from complaints_workbook.study.own_marks.going_on import steps
from complaints_workbook.study.own_marks.own_folder import keys_for, mark_own_work
from complaints_workbook.study.own_marks.shown import name_of, sections_shown, written_shown
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import as_json, see
from complaints_workbook.study.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.here import Here
    from complaints_workbook.study.own_marks.attempts import Attempts
    from complaints_workbook.study.own_marks.going_on import Step
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def _marks(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Show every attempt at an assignment, with a button to mark it again."""
    here = _here(study, named)
    return _of_assignment(study, request, here) if here else _nothing(request)


def _mark(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Mark, and lead to what it earned."""
    here = _here(study, named)
    if here is None:
        return _nothing(request)
    try:
        attempt = mark_own_work(study, here, request.query.get("section", ""))
    except WorkbookError as error:
        if request.wants_json:
            raise
        return _of_assignment(study, request, here, problem=in_words(error))
    address = f"{_address(request, here)}/{attempt.id}"
    if request.wants_json:
        return as_json({"address": address, "score": attempt.marks.score, "points": attempt.marks.points})
    return see(address)


def _attempt(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Show what an attempt earned, and why."""
    here = _here(study, named)
    attempts = _attempts(here) if here else None
    attempt = attempts.find(named["attempt"]) if attempts else None
    if here is None or attempts is None or attempt is None:
        return _nothing(request)
    keys = keys_for(study, here)
    holds_back = settings_of(study).read().document.holds_back
    today = marked_today(attempt, here.pages, keys)
    step = next(each for each in _steps(here, attempts) if each.attempt is attempt)
    notebook = here.address(study.folder, request.base)
    feedback = feedback_of(today, attempts, here.pages, keys, holds_back=holds_back, notebook=notebook)
    return page(
        request,
        "own_marks/attempt.html",
        here=here,
        address=_address(request, here),
        notebook=notebook,
        improve=here.address(study.folder, request.base, attempt.first_missed),
        step=step,
        name=name_of(attempt, here),
        changed=today.marks != attempt.marks,
        holds_back=holds_back,
        unbegun=[here.pages.exercises[name].item_set for name in today.exercises if name not in today.begun],
        feedback=Markup(feedback.decode()),  # noqa: S704 - made of escaped text
        written=written_shown(keys, attempt.written, ticks_in(here.folder).read().document, attempt.sections),
        in_words=marks,
        points_text=points_text,
    )


def _settings(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Take whether best answers are held back."""
    here = _here(study, named)
    holds_back = request.query.get("holds_back") == "yes"
    settings_of(study).change(lambda settings: msgspec.structs.replace(settings, holds_back=holds_back))
    return see(f"{_address(request, here)}#settings") if here else see(request.start)


def _of_assignment(study: Study, request: Request, here: Here, problem: str = "") -> Response:
    try:
        keys = keys_for(study, here)
    except ContentError as error:
        keys, problem = None, in_words(error)
    attempts = _attempts(here)
    return page(
        request,
        "own_marks/marks.html",
        status=409 if problem and request.method == "POST" else 200,
        here=here,
        address=_address(request, here),
        notebook=here.address(study.folder, request.base),
        problem=problem,
        can_mark=keys is not None,
        sections=sections_shown(here, keys, attempts),
        steps=_steps(here, attempts)[::-1],
        name_of=name_of,
        holds_back=settings_of(study).read().document.holds_back,
        in_words=marks,
        points_text=points_text,
    )


def _here(study: Study, named: Mapping[str, str]) -> Here | None:
    return assignments_here(study.folder).get(named["assignment"])


def _attempts(here: Here) -> Attempts:
    return attempts_store(here.folder).read().document


def _steps(here: Here, attempts: Attempts) -> tuple[Step, ...]:
    return steps(attempts, {asked.id: asked.points for asked in here.pages.item_sets()})


def _address(request: Request, here: Here) -> str:
    return f"{request.start}mark/{quote(here.name)}"


def _nothing(request: Request) -> Response:
    if request.wants_json:
        return as_json({"message": "There is nothing of that name here."}, 404)
    sentence = "There are no marks at this address. The notebook or the attempt is not here any more."
    return page(request, "told.html", status=404, heading="Page not found", sentence=sentence)


ROUTES: Routes = {
    ("GET", "mark/{assignment}"): _marks,
    ("POST", "mark/{assignment}"): _mark,
    ("GET", "mark/{assignment}/{attempt}"): _attempt,
    ("POST", "mark/{assignment}/settings"): _settings,
}
