"""Every address of the workbook's pages, and what answers there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.study.checklist import addresses as checklist
from complaints_workbook.study.keeping import addresses as keeping
from complaints_workbook.study.own_marks import addresses as own_marks
from complaints_workbook.study.page import page, style_sheet
from complaints_workbook.study.record import addresses as record
from complaints_workbook.study.requests import Response, as_json
from complaints_workbook.study.site import about
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
    **start.ROUTES,
    **choosing.ROUTES,
    **accessibility.ROUTES,
    **keeping.ROUTES,
    **checklist.ROUTES,
    **own_marks.ROUTES,
    **record.ROUTES,
}


def answer(study: Study, request: Request) -> Response:
    """Answer a request.

    Returns
    -------
    Response
        404 where nothing has that address, 405 where it does not take that method, and 409 with the
        sentence of a WorkbookError: as a page for a person, and as ``{"message": …}`` for a program.
    """
    known = False
    for (method, pattern), function in ROUTES.items():
        parts = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(pattern)), request.path)
        if parts and method == request.method:
            try:
                return function(study, request, parts.groupdict())
            except WorkbookError as error:
                return _told(request, 409, "That did not work", str(error))
        known = known or parts is not None
    if known:
        return _told(request, 405, "That did not work", "Go back to the page before, and use its buttons.")
    return _told(request, 404, "Page not found", "The workbook has no page at this address.")


def _told(request: Request, status: int, heading: str, sentence: str) -> Response:
    if request.wants_json:
        return as_json({"message": sentence}, status)
    return page(request, "told.html", status=status, heading=heading, sentence=sentence)
