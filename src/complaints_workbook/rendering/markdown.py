"""Turn the authors' markdown into HTML; markup in it stays text."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str) -> str:
    r"""Return markdown as HTML.

    Examples
    --------
    >>> to_html("Say *why* first.")
    '<p>Say <em>why</em> first.</p>\n'
    """
    html: str = _reader().render(text)
    return html
