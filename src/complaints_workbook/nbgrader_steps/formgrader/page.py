"""What all pages of formgrader have in common: how they are written, and what a browser may do with them."""

from __future__ import annotations

import secrets
from functools import cache, cached_property, wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from jupyter_server.base.handlers import JupyterHandler
from markupsafe import Markup
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.server_extensions.formgrader.base import BaseHandler, check_notebook_dir, check_xsrf
from tornado.web import HTTPError, authenticated

from complaints_workbook.design.style_sheets import dark, joined, light
from complaints_workbook.exercises.feedback import points_text
from complaints_workbook.nbgrader_steps.formgrader.titles import assignment_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ERRORS = {
    403: "You are not allowed to open formgrader here.",
    404: "There is no such page in formgrader. It may have been about something that is gone.",
    500: (
        "Formgrader could not show this page. If JupyterLab was started in another folder than the course’s, "
        "or below it, start it in the course’s folder. Otherwise its log says what is wrong."
    ),
}


@cache
def environment() -> Environment:
    """Return what writes the pages. Every value that is put into one is escaped."""
    made = Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["segment"] = segment
    made.filters["points"] = points_text
    made.globals["tokens"] = Markup(  # noqa: S704 - a style sheet of ours
        joined(light(":root"), f"@media (prefers-color-scheme: dark) {{ {dark(':root')} }}")
    )
    return made


def segment(name: str) -> str:
    """Return a name as one part of an address, whatever signs it has.

    Examples
    --------
    >>> segment("50% #1, Zoë")
    '50%25%20%231%2C%20Zo%C3%AB'
    """
    return quote(name, safe="", errors="surrogateescape")


class FormgraderPage(BaseHandler):  # type: ignore[misc]
    """A page of formgrader's.

    The browser runs and fetches nothing for it but what this server sends with it.
    So markup that got into a page after all would do nothing, and nothing tells
    another machine what is marked here.
    """

    @cached_property
    def nonce(self) -> str:
        """The number by which the browser knows this answer's own scripts."""
        return secrets.token_urlsafe(16)

    @property
    def base_url(self) -> str:
        """The server's address, with its last stroke. nbgrader leaves that out, and a login then holds for one page."""
        return str(JupyterHandler.base_url.fget(self))  # type: ignore[attr-defined]

    @property
    def top(self) -> str:
        """The same, to begin an address with."""
        return self.base_url.rstrip("/")

    @property
    def content_security_policy(self) -> str:
        """What the browser may do."""
        return (
            f"default-src 'none'; script-src 'nonce-{self.nonce}'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
        )

    def gradebook_now(self) -> Gradebook:
        """Return nbgrader's gradebook, to be closed; nothing of it is remembered from an earlier page."""
        return Gradebook(self.db_url, self.coursedir.course_id)

    def title_of(self, assignment: str) -> str:
        """Return what people call an assignment."""
        return assignment_title(self.folder("source_directory", ".", assignment)) or assignment

    def folder(self, stage: str, student: str, assignment: str) -> Path:
        """Return a folder of the course's; `stage` is nbgrader's setting of that name."""
        from pathlib import Path

        directory = self.coursedir
        return Path(directory.format_path(getattr(directory, stage), student, assignment)).absolute()

    def show(self, template: str, **values: Any) -> None:
        """Write a page."""
        # A saved page shows marks that may have changed.
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        # An address names a learner, and is nobody's business elsewhere.
        self.set_header("Referrer-Policy", "no-referrer")
        page = environment().get_template(template)
        text = page.render(base_url=self.top, nonce=self.nonce, title_of=self.title_of, **values)
        # The name of a folder may be no text.
        self.finish(text.encode("utf-8", "replace"))

    def write_error(self, status_code: int, **_about: Any) -> None:
        """Say in words that a page cannot be shown."""
        self.set_status(status_code)
        words = _ERRORS.get(status_code, _ERRORS[404] if status_code < 500 else _ERRORS[500])  # noqa: PLR2004 - of HTTP
        self.show("error.html.j2", words=words, code=status_code)


def shown(get: Callable[..., None]) -> Callable[..., Any]:
    """Make a method answer only the tutor; what the gradebook does not know is a page that is not there."""

    @wraps(get)
    def answer(self: FormgraderPage, *parts: str) -> None:
        try:
            get(self, *parts)
        except MissingEntry:
            raise HTTPError(404) from None

    return authenticated(check_xsrf(check_notebook_dir(answer)))
