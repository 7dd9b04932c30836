"""The accessibility statement, as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from complaints_workbook.rendering.markdown import to_html
from complaints_workbook.study.page import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.study import Study

_NAME = "ACCESSIBILITY.md"
_PACKAGE = Path(__file__).parents[2]


def accessibility(_study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Show the statement; an installed package carries it, and a clone has it at its top."""
    places = (_PACKAGE / _NAME, _PACKAGE.parents[1] / _NAME)
    text = next(place.read_text(encoding="utf-8") for place in places if place.is_file())
    # The project's own words, in which markup stays text.
    return page(request, "start/accessibility.html", statement=Markup(to_html(text)))  # noqa: S704


ROUTES: Routes = {("GET", "accessibility"): accessibility}
