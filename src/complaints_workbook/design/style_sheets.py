"""Style sheets: the tokens that all of them are written with, and how they travel."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


def light(selector: str) -> str:
    """Return the tokens in the light theme, for the elements of a selector and those inside them."""
    return f"{selector} {{{_tokens()['light']}}}"


def dark(selector: str) -> str:
    """Return the tokens that are others in the dark theme."""
    return f"{selector} {{{_tokens()['dark']}}}"


def page() -> str:
    """Return what the notebook around the exercises needs, wherever it is shown in JupyterLab."""
    return _read("page.css")


def joined(*sheets: str) -> str:
    """Return style sheets as one, without comments and needless space: what a person reads stands in the files."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)).strip()


@cache
def _tokens() -> dict[str, str]:
    return dict(re.findall(r"^\.(light|dark) \{([^}]*)\}", _read("tokens.css"), re.MULTILINE))


def _read(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
