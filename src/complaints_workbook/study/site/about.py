"""What JupyterLab's extension asks first: what there is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.own_marks.marking import sections_asked
from complaints_workbook.study.requests import as_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study


def about(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Say whether keys are here, whether work is kept, where the start page is; and what a notebook is, if asked."""
    told = {"keys": study.has_keys, "keeps": study.keeps, "start": request.start}
    path = request.query.get("notebook")
    return as_json(told if path is None else {**told, "notebook": _notebook(study, path)})


def _notebook(study: Study, path: str) -> dict[str, Any] | None:
    """Return the assignment of a notebook, whether its keys are here, and its sections; None of any other notebook."""
    for here in assignments_here(study.folder).values():
        if here.notebook.relative_to(study.folder).as_posix() == path:
            keys = study.keys(here.name).is_file()
            return {"assignment": here.name, "keys": keys, "sections": sections_asked(here.pages)}
    return None


ROUTES: Routes = {("GET", "about"): about}
