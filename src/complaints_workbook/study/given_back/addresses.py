"""A tutor's page of feedback, shown as it was given back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.marking.handed_in.safe_files import MEGABYTE, UnreadableError, read_file
from complaints_workbook.study.given_back.pages import given_back_in
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from complaints_workbook.study.given_back.pages import GivenBack
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.requests import Request, Routes
    from complaints_workbook.study.study import Study

_LIMIT = 50 * MEGABYTE
"""Pictures that were handed in stand in it."""

_HARMLESS = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What a page lets a browser do that came by way of a folder to which anybody may write: show itself."""


@dataclass(frozen=True)
class Link:
    """Where feedback can be read: of which notebook, and when that was handed in."""

    title: str
    handed_in: datetime
    address: str


def links_to_feedback(study: Study, request: Request, all_here: Iterable[Here]) -> list[Link]:
    """Return the feedback that has been fetched, on each assignment the latest first."""
    return [
        Link(here.pages.title, each.handed_in, f"{request.start}feedback/{quote(here.name)}/{quote(each.name)}")
        for here in all_here
        for each in _given_back(study, here)
    ]


def _feedback(study: Study, request: Request, named: Mapping[str, str]) -> Response:
    here = assignments_here(study.folder).get(named["assignment"])
    wanted = next((each for each in _given_back(study, here) if each.name == named["time"]), None) if here else None
    if wanted is None:
        sentence = "There is no feedback at this address. The start page says what there is."
        return page(request, "told.html", status=404, heading="Page not found", sentence=sentence)
    try:
        content = read_file(wanted.path, _LIMIT)
    except UnreadableError as error:
        sentence = f"Your feedback cannot be shown: {wanted.path.name} {error}. Fetch it again, or ask your tutor."
        return page(request, "told.html", status=409, heading="That did not work", sentence=sentence)
    return Response(body=content, headers={"Content-Security-Policy": _HARMLESS})


def _given_back(study: Study, here: Here) -> list[GivenBack]:
    return given_back_in(study.folder / here.name, here.folder)


ROUTES: Routes = {("GET", "feedback/{assignment}/{time}"): _feedback}
