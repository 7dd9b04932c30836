"""What is left to answer in a notebook, as nbgrader's Validate tells it where nbgrader has a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.own_work.told import REMINDER, told
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.requests import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def left(study: Study, _request: Request, named: Mapping[str, str]) -> Response:
    """Tell how much of an assignment is answered, and what is left."""
    here = assignments_here(study.folder).get(named["assignment"])
    if here is None:
        return as_json({"message": "Its notebook is not in your folder."}, 404)
    lead, lists = told(here.notebook)
    return as_json({"lead": lead, "left": lists, "reminder": REMINDER})


ROUTES: Routes = {("GET", "left/{assignment}"): left}
