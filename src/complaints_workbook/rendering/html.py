"""Small helpers for writing HTML by hand, safely."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def tag(name: str, *children: str, **attributes: str | None) -> str:
    """Return an element around HTML that is already safe.

    Attribute names lose a trailing underscore and turn others into hyphens.

    Examples
    --------
    >>> tag("p", text("a < b"), class_="x")
    '<p class="x">a &lt; b</p>'
    """
    listed = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{listed}>{''.join(children)}</{name}>"


def text(value: object) -> str:
    """Return a value as text that no browser reads as markup."""
    return escape(str(value))


def stacked(lines: Iterable[str]) -> str:
    """Return plain texts under each other."""
    return "<br>".join(map(text, lines))


def paragraphs(value: str) -> str:
    """Return plain text as paragraphs; a blank line starts one, a line break stays."""
    blocks = (block.strip("\n") for block in value.strip().split("\n\n"))
    return "".join(tag("p", stacked(block.split("\n"))) for block in blocks if block.strip())


def day(value: date) -> str:
    """Return a date as people write it.

    Examples
    --------
    >>> from datetime import date
    >>> day(date(2026, 3, 4))
    '4 March 2026'
    """
    return f"{value.day} {value:%B %Y}"


def month_name(month: str) -> str:
    """Write a month in words.

    Examples
    --------
    >>> month_name("2026-03")
    'March 2026'
    """
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"
