"""Every address of the workbook's pages, and what answers there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from complaints_workbook.study.requests import Response

if TYPE_CHECKING:
    from complaints_workbook.study.requests import Request, Routes
    from complaints_workbook.study.study import Study

ROUTES: Routes = {}


def answer(study: Study, request: Request) -> Response:
    """Answer a request.

    Returns
    -------
    Response
        404 where nothing has that address, and 405 where it does not take that method.
    """
    known = False
    for (method, pattern), function in ROUTES.items():
        parts = re.fullmatch(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(pattern)), request.path)
        if parts and method == request.method:
            return function(study, request, parts.groupdict())
        known = known or parts is not None
    return Response(405 if known else 404)
