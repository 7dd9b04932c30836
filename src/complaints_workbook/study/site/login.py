"""The page for a browser that the learner's own server does not know, in the workbook's own words."""

from __future__ import annotations

import re
from typing import Any

from jupyter_server.auth.login import LoginFormHandler

from complaints_workbook.study.page import page, style_sheet
from complaints_workbook.study.requests import Request

_PAGE = "login.html"
_CODE = "password"
"""What the server calls what is typed."""
_GROUP = 4


def as_code(typed: str) -> str:
    """Return a code as it is told, in whatever letters, and with whatever between them, it was typed.

    Examples
    --------
    >>> as_code(" ABCD efgh–jkmn pqrs.tuvw ")
    'abcd-efgh-jkmn-pqrs-tuvw'
    """
    letters = re.sub(r"[\W_]", "", typed).lower()
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


class LoginHandler(LoginFormHandler):
    """Jupyter's own way in, with another page: who gets in is Jupyter's to say."""

    @property
    def content_security_policy(self) -> str:
        """What a browser lets the page do: show itself, and send its form."""
        return (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'self'"
        )

    def get_argument(self, name: str, *arguments: Any, **options: Any) -> Any:
        """Return what was typed; a code in any way that people type it, as the code that the server knows."""
        typed = super().get_argument(name, *arguments, **options)
        return as_code(typed) if name == _CODE and isinstance(typed, str) else typed

    def render_template(self, name: str, **names: Any) -> Any:
        """Return the page; `names` hold where to go then, as an address can hold it, and what was wrong."""
        if name != _PAGE:
            return super().render_template(name, **names)  # type: ignore[no-untyped-call]
        request = Request("GET", "", base=self.base_url, xsrf=self.xsrf_token.decode())
        form = f"{self.base_url}login?next={names['next']}"
        # The style sheet has no address that is open to everybody.
        shown = page(request, "site/login.html", form=form, wrong=bool(names["message"]), style=style_sheet().decode())
        return shown.body.decode()
