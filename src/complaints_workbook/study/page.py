"""The workbook's pages: one frame and one style for all of them, and templates that fill it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from complaints_workbook.design.style_sheets import dark, joined, light
from complaints_workbook.marking.feedback.feedback_page import style_of_answers
from complaints_workbook.rendering.html import day
from complaints_workbook.study.requests import Response

if TYPE_CHECKING:
    from complaints_workbook.study.requests import Request

_HERE = Path(__file__).parent
_THEMES = ("light", "dark")


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page.

    Parameters
    ----------
    request : Request
        What it answers.
    template : str
        Such as ``"start/start.html"``, by its path from this folder. It extends ``page.html`` and sets ``title``;
        all that is put into it is text, and nothing in it can run. Moments are written by ``times.html``.
    status : int
        HTTP's.
    **values
        What the template names. It has ``start`` too, the address that all of the workbook's begin with, and
        ``xsrf``, which every form sends: ``secret()`` of ``forms.html`` writes the field. ``browser`` is the
        request's.
    """
    theme = request.theme if request.theme in _THEMES else ""
    frame = {
        "start": request.start,
        "xsrf": request.xsrf,
        "far": request.is_far,
        "theme": theme,
        "browser": request.browser,
    }
    text = _templates().get_template(template).render(values, **frame)
    return Response(status, body=text.encode())


@cache
def style_sheet() -> bytes:
    """Return the one style sheet of all pages: the frame's, and each room's own."""
    sheets = [path.read_text(encoding="utf-8") for path in (_HERE / "page.css", *sorted(_HERE.glob("*/*.css")))]
    at_night = f"@media screen and (prefers-color-scheme: dark) {{{dark(':root:not([data-theme=light])')}}}"
    chosen = f"@media screen {{{dark(':root[data-theme=dark]')}}}"
    return joined(light(":root"), at_night, chosen, style_of_answers(), *sheets).encode()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters |= {"day": day, "here": lambda moment: moment.astimezone(), "clock": "{:%H:%M}".format}
    return environment
