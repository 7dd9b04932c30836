"""The workbook's pages on a Jupyter server: an extension that asks `routes.answer` and sends what it says.

It knows who asks as the server does, so that nobody else gets in, and lets no other site's
page change anything. What it sends is not kept by the browser, and nothing in it can run.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.httputil import parse_body_arguments
from tornado.web import HTTPError, RedirectHandler, authenticated, stream_request_body

from complaints_workbook.study.requests import JSON, Request
from complaints_workbook.study.study import EXCHANGE, Study

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jupyter_server.serverapp import ServerApp

    from complaints_workbook.study.requests import Response

KEEPS = "COMPLAINTS_WORKBOOK_KEEPS"
"""The environment variable that says ``no`` where nothing is kept, as on Binder."""

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
_THEME = "complaints-workbook-theme"
"""The cookie in which JupyterLab's extension tells what theme the learner has chosen there."""

_NOT_ASKED = ("_xsrf", "token")
"""What the server itself reads in a request."""


@stream_request_body
class PageHandler(JupyterHandler):
    """Hands a request on, and sends the answer. Of nobody else than the learner is anything taken in."""

    auth_resource = "contents"

    def initialize(self, study: Study) -> None:
        """Take what the handler's address was registered with."""
        self._study = study
        self._taken: list[bytes] = []
        self._has_all = False

    @property
    def content_security_policy(self) -> str:
        """What a browser lets the pages do: show themselves, and send their own forms."""
        return _POLICY

    async def prepare(self) -> None:  # type: ignore[override]
        """Ask who it is before what is sent is read, however large it is."""
        await super().prepare()
        if self.request.method == "POST" and not self.current_user:
            raise HTTPError(403)

    def data_received(self, chunk: bytes) -> None:
        """Take in what is sent."""
        self._taken.append(chunk)

    def check_xsrf_cookie(self) -> None:
        """Check that one of the server's own pages sent the form, once all of the form is here."""
        if self._has_all or self.request.method != "POST":
            super().check_xsrf_cookie()

    @authenticated
    @authorized
    async def get(self, path: str) -> None:
        """Answer what changes nothing."""
        if "token" in self.request.query_arguments:
            # The cookie is set by now; a bookmark of the page, and what a browser remembers, need not tell the token.
            self.redirect(self.request.path)
        else:
            await self._answer(path)

    @authenticated
    @authorized
    async def post(self, path: str) -> None:
        """Answer what changes something, if one of the server's own pages sent it."""
        request = self.request
        request.body, self._taken, self._has_all = b"".join(self._taken), [], True
        sent = request.body_arguments
        parse_body_arguments(request.headers.get("Content-Type", ""), request.body, sent, request.files)
        for name, values in sent.items():
            request.arguments.setdefault(name, []).extend(values)
        self.check_xsrf_cookie()
        await self._answer(path)

    def write_error(self, status_code: int, **_about: Any) -> None:
        """Tell what did not work in the workbook's own words; what it was stands in the server's log."""
        from complaints_workbook.study.site.routes import told

        self._send(told(self._asked(), status_code))

    async def _answer(self, path: str) -> None:
        self._send(await asyncio.to_thread(_answered, self._study, self._asked(path)))

    def _asked(self, path: str = "") -> Request:
        return Request(
            method=self.request.method or "GET",
            path=path,
            query=_last(self.request.arguments),
            files={name: files[-1].body for name, files in self.request.files.items()},
            body=self.request.body,
            base=self.base_url,
            xsrf=self.xsrf_token.decode(),
            wants_json=JSON in self.request.headers.get("Accept", ""),
            theme=self.get_cookie(_THEME) or "",
        )

    def _send(self, response: Response) -> None:
        self.set_status(response.status)
        self.set_header("Content-Type", response.content_type)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "same-origin")
        for name, value in response.headers.items():
            self.set_header(name, value)
        self.finish(response.body)


def _answered(study: Study, request: Request) -> Response:
    # What is needed to mark and to show is loaded when it is first asked for: a hosted class pays for every server.
    from complaints_workbook.study.site.routes import answer

    return answer(study, request)


def _last(arguments: Mapping[str, list[bytes]]) -> dict[str, str]:
    return {name: values[-1].decode(errors="replace") for name, values in arguments.items() if name not in _NOT_ASKED}


def _jupyter_server_extension_points() -> Iterable[Mapping[str, Any]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    study = Study(Path(server.root_dir), keeps=os.environ.get(KEEPS) != "no", hands_in=bool(os.environ.get(EXCHANGE)))
    start = url_path_join(server.base_url, "workbook/")
    server.web_app.add_handlers(  # type: ignore[no-untyped-call]
        ".*$",
        [
            (start.removesuffix("/"), RedirectHandler, {"url": start, "permanent": False}),
            (f"{start}(.*)", PageHandler, {"study": study}),
        ],
    )
