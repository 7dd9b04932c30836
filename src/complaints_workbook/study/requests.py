"""What is asked of the workbook's pages, and what they answer. No server is needed for either."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complaints_workbook.study.study import Study

HTML = "text/html; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """A request for one of the workbook's addresses.

    Attributes
    ----------
    method : str
        ``GET``, or ``POST`` where something is changed.
    path : str
        The address behind ``workbook/``; empty for the start page.
    query : mapping of str to str
        What stands behind the question mark, and in a form that was sent; of two of one name, the last.
    files : mapping of str to bytes
        The files that a form sent, by the names of its fields.
    body : bytes
        What was sent otherwise, such as JSON.
    base : str
        The address of the server's own root, such as ``/`` or ``/user/ann/``; it ends with a stroke.
    xsrf : str
        What each form sends along as ``_xsrf``, so that no other site's page can send it.
    wants_json : bool
        Whether a program asks, such as JupyterLab's extension, and no person.
    theme : str
        ``light`` or ``dark`` if the learner has chosen one in JupyterLab; otherwise a page is as their system is.
    browser : str
        Where there is no server: ``keeps`` if the browser has promised to keep what is stored, or ``may-clear``.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    body: bytes = b""
    base: str = "/"
    xsrf: str = ""
    wants_json: bool = False
    theme: str = ""
    browser: str = ""

    @property
    def start(self) -> str:
        """The address of the start page, which all others of the workbook begin with."""
        return f"{self.base}workbook/"

    @property
    def is_far(self) -> bool:
        """Whether the server is one for many, as on Binder or a college's: its clock may be of another zone."""
        return self.base != "/" and not self.browser


@dataclass(frozen=True)
class Response:
    """An answer to a request.

    Attributes
    ----------
    status : int
        HTTP's.
    content_type : str
        What the body is.
    body : bytes
        What is shown or saved.
    headers : mapping of str to str
        Others than the type's and the length's; one of the server's own, such as its policy, is replaced.
    """

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[["Study", Request, Mapping[str, str]], Response]
"""Answers a request; the mapping holds what the pattern of its address names."""

Routes = Mapping[tuple[str, str], Answer]
"""By method and the pattern of an address, such as ``("POST", "mark/{assignment}")``; a name is one part of it."""


def as_json(value: Any, status: int = 200) -> Response:
    """Return plain data for a program."""
    return Response(status, JSON, json.dumps(value, ensure_ascii=False).encode())


def see(address: str) -> Response:
    """Send a browser on to an address, as is done after a form: so that loading the page again sends nothing twice."""
    return Response(303, headers={"Location": address})
