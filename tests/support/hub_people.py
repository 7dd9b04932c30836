"""People on a hub: each logs in as a browser does, and then calls what JupyterLab's and Formgrader's buttons call."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from support.own_machine import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext, APIResponse

    from support.hub import Hub

COURSE = "complaints-workbook"
PATIENCE = 90.0


@dataclass(frozen=True)
class Person:
    """Somebody who is logged in, and whose server runs.

    Attributes
    ----------
    hub : Hub
        The hub.
    name : str
        The name that they log in with.
    requests : APIRequestContext
        With their cookies.
    """

    hub: Hub
    name: str
    requests: APIRequestContext

    @property
    def base(self) -> str:
        """The address of their server."""
        return f"{self.hub.url}{_base(self.name)}"

    def ask(self, place: str) -> APIResponse:
        """Ask for an address of their server, such as ``/workbook/``."""
        return self.requests.get(f"{self.base}{place}")

    def press(self, place: str, **said: Any) -> Any:
        """Send what a button sends, and return what it is told; that must be a success."""
        answer = self.post(place, data=said)
        assert answer.ok, answer.text()
        told = answer.json()
        assert not isinstance(told, dict) or told.get("success", True), told
        return told

    def send(self, place: str, **form: str) -> APIResponse:
        """Send a form of one of the workbook's own pages."""
        return self.post(place, form={**form, "_xsrf": self._xsrf})

    def post(self, place: str, **more: Any) -> APIResponse:
        """Send something as one of their server's own pages does."""
        headers = {"X-XSRFToken": self._xsrf}
        return self.requests.post(f"{self.base}{place}", headers=headers, **more)

    @property
    def _xsrf(self) -> str:
        return _xsrf(self.requests, f"{_base(self.name)}/")


class Learner(Person):
    """A learner, at their assignment list."""

    def assignments(self) -> dict[str, str]:
        """Return what the list shows: each assignment, and whether it is ``released``, ``fetched`` or ``submitted``."""
        told: dict[str, Any] = self.ask(f"/assignments?course_id={COURSE}").json()
        assert told["success"], told
        return {each["assignment_id"]: each["status"] for each in told["value"]}

    def does(self, action: str, assignment: str) -> None:
        """Press ``fetch``, ``submit`` or ``fetch_feedback`` beside an assignment."""
        self.press(f"/assignments/{action}", assignment_id=assignment, course_id=COURSE)


class Tutor(Person):
    """A tutor, in Formgrader."""

    def does(self, action: str, assignment: str, student: str = "") -> str:
        """Press a button beside an assignment or a submission, and return what was said to the log."""
        place = f"{assignment}/{quote(student)}" if student else assignment
        kind = "submission" if action == "autograde" else "assignment"
        return str(self.press(f"/formgrader/api/{kind}/{place}/{action}").get("log", ""))


def log_in(hub: Hub, name: str, requests: APIRequestContext) -> None:
    """Log somebody in, and wait until their server has started.

    Parameters
    ----------
    hub : Hub
        The hub.
    name : str
        Who it is.
    requests : APIRequestContext
        Where their cookies will be: of a browser, or without one.
    """
    requests.get(f"{hub.url}/hub/login")
    form: dict[str, str | float | bool] = {"username": name, "password": PASSWORD, "_xsrf": _xsrf(requests, "/hub/")}
    answer = requests.post(f"{hub.url}/hub/login?next=%2Fhub%2Fspawn", form=form)
    end = time.monotonic() + PATIENCE
    while not urlsplit(answer.url).path.startswith("/user/"):
        assert time.monotonic() < end, hub.log.read_text("utf-8")[-3_000:]
        time.sleep(0.5)
        answer = requests.get(f"{hub.url}{_base(name)}/")


def _base(name: str) -> str:
    return f"/user/{quote(name, safe='@~')}"


def _xsrf(requests: APIRequestContext, path: str) -> str:
    """Return what a page at a path sends along, so that no other site's page can send it."""
    cookies = requests.storage_state()["cookies"]
    return next(each["value"] for each in cookies if each["name"] == "_xsrf" and each["path"] == path)
