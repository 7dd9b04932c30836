"""Every address of the workbook's pages, and what answers there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.study.checklist import addresses as checklist
from complaints_workbook.study.given_back import addresses as given_back
from complaints_workbook.study.in_words import in_words
from complaints_workbook.study.keeping import addresses as keeping
from complaints_workbook.study.own_marks import addresses as own_marks
from complaints_workbook.study.page import page, style_sheet
from complaints_workbook.study.record import addresses as record
from complaints_workbook.study.requests import Response, as_json
from complaints_workbook.study.review import addresses as review
from complaints_workbook.study.site import about, left
from complaints_workbook.study.start import accessibility, choosing, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.requests import Request, Routes
    from complaints_workbook.study.study import Study


def _style(_study: Study, _request: Request, _named: Mapping[str, str]) -> Response:
    return Response(content_type="text/css; charset=utf-8", body=style_sheet())


# A room adds its own here.
ROUTES: Routes = {
    ("GET", "page.css"): _style,
    **about.ROUTES,
    **left.ROUTES,
    **start.ROUTES,
    **choosing.ROUTES,
    **accessibility.ROUTES,
    **keeping.ROUTES,
    **checklist.ROUTES,
    **own_marks.ROUTES,
    **given_back.ROUTES,
    **record.ROUTES,
    **review.ROUTES,
}

_ADDRESSES = [
    (method, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(pattern))), function)
    for (method, pattern), function in ROUTES.items()
]


def answer(study: Study, request: Request) -> Response:
    """Answer a request.

    Returns
    -------
    Response
        404 where nothing has that address, 405 where it does not take that method, and 409 with the
        sentence of a WorkbookError, or of a file that cannot be read or written.
    """
    known = False
    for method, pattern, function in _ADDRESSES:
        parts = pattern.fullmatch(request.path)
        if parts and method == request.method:
            try:
                return function(study, request, parts.groupdict())
            except WorkbookError as error:
                return told(request, 409, in_words(error))
            except OSError as error:
                place = f": {error.filename}" if error.filename else ""
                return told(request, 409, f"A file could not be read or saved. {error.strerror or error}{place}.")
        known = known or parts is not None
    return told(request, 405 if known else 404)


_SENTENCES = {
    403: "This page was open for too long. Go back, load it again, and try once more.",
    404: "The workbook has no page at this address.",
    405: "Go back to the page before, and use its buttons.",
}


def told(request: Request, status: int, sentence: str = "") -> Response:
    """Tell what did not work: as a page for a person, and as ``{"message": …}`` for a program."""
    told_in = sentence or _SENTENCES.get(status, "Something went wrong. Your answers are as they were.")
    if request.wants_json:
        return as_json({"message": told_in}, status)
    heading = "Page not found" if status == 404 else "That did not work"  # noqa: PLR2004 - HTTP's
    return page(request, "told.html", status=status, heading=heading, sentence=told_in)
