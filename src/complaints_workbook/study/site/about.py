"""What JupyterLab's extension asks first: what there is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.study.requests import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def about(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Say whether keys are here, whether work is kept, and where the start page is."""
    return as_json({"keys": study.has_keys, "keeps": study.keeps, "start": request.start})


ROUTES: Routes = {("GET", "about"): about}
