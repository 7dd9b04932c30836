"""What a window asks its own Python: one of the workbook's pages, as a server would be asked."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from IPython.display import publish_display_data

from complaints_workbook.study.browser.renewing import renew_here
from complaints_workbook.study.requests import Request, Response
from complaints_workbook.study.study import Study

FOLDER = Path("/drive")
"""Where the learner's files are."""

KEYS = Path(__file__).parent / "keys"
"""Where keys stand that a site for study brings along."""

ANSWER = "application/x-complaints-workbook+json"

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


def show_answer(asked: str) -> None:
    """Answer a request, and send the answer to the window.

    Parameters
    ----------
    asked : str
        JSON, with the names of a `Request`; files are in base64.
    """
    request = json.loads(asked)
    renewed = _begin(request["base"])
    answer = answered(Study(FOLDER, keys_folder=KEYS), request)
    publish_display_data({ANSWER: answer | {"renewed": renewed}})


def answered(study: Study, asked: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a request, both as plain data."""
    from complaints_workbook.study.site.routes import answer

    files = {name: base64.b64decode(content) for name, content in asked["files"].items()}
    return _plain(answer(study, Request(**asked | {"files": files})))


@cache
def _begin(base: str) -> list[str]:
    """Once for each window: no notebook that a learner has saved hides a newer one. Return those that are newer now."""
    try:
        changes = renew_here(FOLDER, base)
    except Exception:  # noqa: BLE001 - whatever it is, the learner goes on, and the next visit tries again
        return []
    return [path.as_posix() for path in changes.carried] if changes else []


def _plain(response: Response) -> dict[str, Any]:
    headers = {"Content-Type": response.content_type, "Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
    body = base64.b64encode(response.body).decode()
    return {"status": response.status, "headers": headers | dict(response.headers), "body": body}
