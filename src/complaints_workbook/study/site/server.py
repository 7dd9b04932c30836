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
from tornado.web import RedirectHandler, authenticated

from complaints_workbook.study.requests import JSON, Request
from complaints_workbook.study.study import Study

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
_NOT_ASKED = ("_xsrf", "token")
"""What the server itself reads in a request."""


class PageHandler(JupyterHandler):
    """Hands a request on, and sends the answer."""

    auth_resource = "contents"

    def initialize(self, study: Study) -> None:
        """Take what the handler's address was registered with."""
        self._study = study

    @property
    def content_security_policy(self) -> str:
        """What a browser lets the pages do: show themselves, and send their own forms."""
        return _POLICY

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
        """Answer what changes something; the server has seen by now that one of its own pages sent it."""
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
    study = Study(Path(server.root_dir), keeps=os.environ.get(KEEPS) != "no")
    start = url_path_join(server.base_url, "workbook/")
    server.web_app.add_handlers(  # type: ignore[no-untyped-call]
        ".*$",
        [
            (start.removesuffix("/"), RedirectHandler, {"url": start, "permanent": False}),
            (f"{start}(.*)", PageHandler, {"study": study}),
        ],
    )
