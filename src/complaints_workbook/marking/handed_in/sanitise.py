"""Make what a learner wrote safe to store and to show.

The text is rendered here, cleaned by nh3, and kept as one line of HTML. No other
markdown reader that meets it later (formgrader's, the feedback page's) can
read anything else out of it.
"""

from __future__ import annotations

import re
from html import escape

import nh3
import pyromark

LONGEST = 50_000
"""Characters of one text that are shown; some 8,000 words."""

CUT = "The text is longer than can be shown here. Formgrader shows all of it, under “What was handed in”."

_TAGS = {
    "a", "p", "br", "hr", "strong", "em", "b", "i", "u", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "sub", "sup",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    # A relative link would lead into the tutor's own server.
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_BREAK = "  \n"
"""Markdown's way of saying that a line ends where the learner ended it."""

_MARKUP = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]+>)")
_STAND_IN = "\ue000"
"""Stands for < while markdown is read, so that markup which a learner types is text: shown, not obeyed."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000\ud800-\udfff\ufffe\uffff]")
_PICTURE = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*/>')
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_GROWTH = 20
"""Times that HTML may be longer than its markdown; tables can be written that grow a hundredfold."""


def safe_html(markdown: str) -> str:
    """Return a learner's markdown as one line of harmless HTML.

    Lists, tables, emphasis and web links survive; scripts, handlers, styles,
    frames, forms and other links do not, and a picture leaves its text. A text that is too long is cut,
    and says so.

    Examples
    --------
    >>> safe_html("a < b & **c** <img src=x onerror=alert(1)>")
    '<p>a &lt; b &amp; <strong>c</strong> &lt;img src=x onerror=alert(1)&gt;</p>'
    """
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", markdown[:LONGEST])
    html = _rendered(_MARKUP.sub(_STAND_IN, text).replace("\r\n", "\n").replace("\n", _BREAK))
    if html is None or len(html) > _GROWTH * len(text) + LONGEST:
        return plain_html(markdown)
    html = _CLEANER.clean(_PICTURE.sub(r"[picture: \1]", html).replace(_STAND_IN, "&lt;"))
    kept = _PRE.sub(lambda block: block[0].replace(_BREAK, "\n").replace("\n", "&#10;"), html)
    return " ".join(filter(None, map(str.strip, kept.split("\n")))) + _cut(markdown)


def _rendered(markdown: str) -> str | None:
    """Return markdown as HTML that is not clean yet; None if its reader gives up."""
    try:
        return pyromark.html(markdown, options=_OPTIONS)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of Rust's is no Exception
        return None


def plain_html(text: str) -> str:
    """Return a learner's text as it was typed, as one line of harmless HTML.

    Examples
    --------
    >>> plain_html("print(1 < 2)")
    '<pre><code>print(1 &lt; 2)</code></pre>'
    """
    shown = escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST]), quote=False)
    lines = shown.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")
    return f"<pre><code>{lines}</code></pre>" + _cut(text)


def _cut(text: str) -> str:
    return f"<p><em>{CUT}</em></p>" if len(text) > LONGEST else ""
