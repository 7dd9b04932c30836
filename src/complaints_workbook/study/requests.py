"""What is asked of the workbook's pages, and what they answer. No server is needed for either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

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
        What stands behind the question mark, or in a form that was sent.
    body : bytes
        What was sent.
    base : str
        The address of the server's own root, such as ``/`` or ``/user/ann/``; it ends with a stroke.
    """

    method: str
    path: str
    query: Mapping[str, str] = MappingProxyType({})
    body: bytes = b""
    base: str = "/"


@dataclass(frozen=True)
class Response:
    """An answer to a request.

    Attributes
    ----------
    status : int
        HTTP's: 200, or 303 with the header ``Location`` after a form.
    content_type : str
        What the body is.
    body : bytes
        What is shown or saved.
    headers : mapping of str to str
        Others than the type's and the length's.
    """

    status: int = 200
    content_type: str = HTML
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Answer = Callable[["Study", Request, Mapping[str, str]], Response]
"""Answers a request; the mapping holds what the pattern of its address names."""

Routes = Mapping[tuple[str, str], Answer]
"""By method and the pattern of an address, such as ``("POST", "mark/{assignment}")``; a name is one part of it."""
