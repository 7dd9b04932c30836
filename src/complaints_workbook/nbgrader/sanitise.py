"""Make what a learner wrote safe to store and to show.

The text is rendered here, cleaned by nh3, and kept as one line of HTML. No other
markdown reader that meets it later (formgrader's, the feedback page's) can
read anything else out of it.
"""

from __future__ import annotations

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt

TAGS = frozenset(
    [
        "a",
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "b",
        "i",
        "u",
        "s",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sub",
        "sup",
    ]
)
_NEWLINES = re.compile(r"\s*\n\s*")
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@cache
def _reader() -> MarkdownIt:
    # Markup that a learner types is text: it is shown, not obeyed.
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def safe_html(markdown: str) -> str:
    """Return a learner's markdown as one line of harmless HTML.

    Lists, tables, emphasis and web links survive; scripts, handlers, styles,
    frames, forms, images and other links do not.

    Examples
    --------
    >>> safe_html("a < b & **c** <img src=x onerror=alert(1)>")
    '<p>a &lt; b &amp; <strong>c</strong> &lt;img src=x onerror=alert(1)&gt;</p>'
    """
    html = nh3.clean(
        _reader().render(markdown),
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    kept = _PRE.sub(lambda block: block[0].replace("\n", "&#10;"), html)
    return _NEWLINES.sub(" ", kept).strip()
