"""The checklist of a written question, as a page and for JupyterLab's extension.

Nothing of a scheme is sent before its question is answered in two sentences, as the notebook
was saved last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from complaints_workbook.errors import WorkbookError
from complaints_workbook.file_names import PAGES
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.pages.keys_reading import load_keys
from complaints_workbook.rendering.html import paragraphs
from complaints_workbook.study.checklist.checklist import Checklist, points_ticked
from complaints_workbook.study.checklist.ticks import ticks_in
from complaints_workbook.study.harmless import harmless
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import as_json, see

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.pages.keys_format import WrittenKey
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study

TICK = "tick-"
"""Opens the name of each field of the form; the point's own name follows."""

CLOSED = "Write at least two sentences first. Then this shows what a good answer holds, for you to tick."


class NoChecklistError(WorkbookError):
    """There is no checklist for what was asked for."""


class _Asked(NamedTuple):
    here: Here
    question: str
    key: WrittenKey


def _show(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    return _told(study, request, _asked(study, named))


def _keep(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    """Keep the ticks that the form has, in place of those that the question had."""
    asked = _asked(study, named)
    if _checklist(asked, ()).is_open:
        sent = (name.removeprefix(TICK) for name in request.query if name.startswith(TICK))
        ticked = points_ticked(asked.key, sent)
        ticks_in(asked.here.folder).change(lambda ticks: ticks.replacing(asked.question, ticked))
    if request.wants_json:
        return _told(study, request, asked)
    return see(f"{request.start}checklist/{quote(asked.here.name)}/{quote(asked.question)}?kept=1#ticks")


def _asked(study: Study, named: Mapping[str, str]) -> _Asked:
    assignment, question = named["assignment"], named["question"]
    here = assignments_here(study.folder).get(assignment)
    if here is None or not study.keys(assignment).is_file():
        msg = "There is no checklist here: your tutor has the mark schemes, and marks what you write."
        raise NoChecklistError(msg)
    key = load_keys(study.keys(assignment), here.folder / PAGES).written.get(question)
    if key is None:
        msg = "There is no such written question in this notebook. Open the notebook, and go on from there."
        raise NoChecklistError(msg)
    return _Asked(here, question, key)


def _checklist(asked: _Asked, ticked: tuple[str, ...]) -> Checklist:
    answers = {each.name: each.answer for each in written_questions(asked.here.cells)}
    return Checklist(asked.key, answers.get(asked.question, ""), ticked)


def _told(study: Study, request: Request, asked: _Asked) -> Response:
    checklist = _checklist(asked, ticks_in(asked.here.folder).read().document.of(asked.question))
    if request.wants_json:
        return as_json(_plain(checklist))
    return page(
        request,
        "checklist/checklist.html",
        assignment=asked.here.pages.title,
        notebook=asked.here.address(study.folder, request.base, asked.key.title),
        checklist=checklist,
        html=harmless,
        answer=Markup(paragraphs(checklist.answer)),  # noqa: S704 - it is text
        closed=CLOSED,
        tick=TICK,
        kept="kept" in request.query,
    )


def _plain(checklist: Checklist) -> Mapping[str, Any]:
    """Return a checklist for the extension; its texts are the authors' HTML."""
    if not checklist.is_open:
        return {"open": False, "sentence": CLOSED}
    scheme = checklist.key.scheme
    return {
        "open": True,
        "points": [
            {
                "name": f"{TICK}{line.id}",
                "marks": line.point.marks,
                "award": line.point.award,
                "accept": line.point.accept,
                "refuse": line.point.refuse,
                "ticked": line.is_ticked,
            }
            for line in checklist.lines
        ],
        "notes": scheme.notes,
        "borderline": scheme.borderline,
        "borderline_marks": scheme.borderline_marks,
        "model": scheme.model,
        **checklist.tally._asdict(),
    }


ROUTES: Routes = {
    ("GET", "checklist/{assignment}/{question}"): _show,
    ("POST", "checklist/{assignment}/{question}"): _keep,
}
