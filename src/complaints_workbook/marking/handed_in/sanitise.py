"""Make what a learner wrote safe to store and to show.

The text is rendered here, cleaned by nh3, and kept as one line of HTML. No other
markdown reader that meets it later (formgrader's, the feedback page's) can
read anything else out of it.
"""

from __future__ import annotations

import re
from html import escape, unescape
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3
import pyromark

from complaints_workbook.marking.handed_in.addresses import is_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 50_000
"""Characters of one text that are shown; some 8,000 words."""

CUT = "The text is longer than can be shown here. Formgrader shows all of it, under “What was handed in”."

_TAGS = {
    "a", "p", "br", "hr", "strong", "em", "b", "i", "u", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "sub", "sup",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    # Without the second, nh3 lets the title and the language of everything pass.
    attributes={"a": {"href"}, "*": set()},
    attribute_filter=lambda _tag, name, value: value if name != "href" or is_whole(value) else None,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_BREAK = "  \n"
"""Markdown's way of saying that a line ends where the learner ended it."""

_MARKUP = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]+>)")
_STAND_IN = "\ue000"
"""Stands for < while markdown is read, so that markup which a learner types is text: shown, not obeyed."""
_FRAME = "\ue001"
"""Stands on both sides of a picture's number until the rest is clean."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000\ue001\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE_HTML = re.compile(_UNPRINTABLE.pattern.replace(_STAND_IN, "\r"))
"""Of what entities have become, where the stand-in is ours."""

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*/>')
_FRAMED = re.compile(f"{_FRAME}(\\d+){_FRAME}")
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_NESTS = re.compile(r"<(/?)(?:ul|ol|li|blockquote|em|strong|del)\b")
_DEEPEST = 40
"""Elements within each other; nh3 takes a time that grows with the square of that."""
_GROWTH = 20
"""Times that HTML may be longer than its markdown; tables can be written that grow a hundredfold."""
_SHOWN_ADDRESS = 200

_FORMULAS = (("$", "&#36;"), ("\\", "&#92;"), ("@@", "&#64;&#64;"))
"""Signs by which a page that reads formulas, JupyterLab's above all, would take text out and put it back unclean."""

_NONE: Mapping[str, str] = MappingProxyType({})


def safe_html(markdown: str, pictures: Mapping[str, str] = _NONE) -> str:
    """Return a learner's markdown as one line of harmless HTML.

    Lists, tables, emphasis and whole web links survive; scripts, handlers, styles,
    frames and forms do not. Another link is shown as text, and a picture leaves its
    text unless it is one of `pictures`. A text that is too long is cut, and says so.

    Parameters
    ----------
    markdown : str
        Anything.
    pictures : mapping of str to str
        Addresses that hold a checked picture themselves, by the name to which the text refers as ``attachment:name``.
        Those to which it does not refer follow it.

    Examples
    --------
    >>> safe_html("a < b & **c** <img src=x onerror=alert(1)>")
    '<p>a &lt; b &amp; <strong>c</strong> &lt;img src=x onerror=alert(1)&gt;</p>'
    >>> safe_html("[marks](http:../../formgrader)")
    '<p>marks (http:../../formgrader)</p>'
    """
    text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", markdown[:LONGEST])
    html = _rendered(_MARKUP.sub(_STAND_IN, text).replace("\r\n", "\n").replace("\n", _BREAK))
    if html is None or len(html) > _GROWTH * len(text) + LONGEST or _is_deep(html):
        return plain_html(markdown, pictures)
    if "&" in text:
        html = _UNPRINTABLE_HTML.sub("\N{REPLACEMENT CHARACTER}", html)
    if "<a " in html:
        html = _LINK.sub(_link, html)
    shown: dict[str, str] = {}
    if "<img" in html:
        html = _PICTURE.sub(lambda found: _framed(found, pictures, shown), html)
    html = _quiet(_CLEANER.clean(html).replace(_STAND_IN, "&lt;"))
    kept = _PRE.sub(lambda block: block[0].replace(_BREAK, "\n").replace("\n", "&#10;"), html)
    line = " ".join(filter(None, map(str.strip, kept.split("\n")))) + _cut(markdown)
    if not pictures:
        return line
    placed = list(shown.items())
    line = _FRAMED.sub(lambda found: _picture(pictures[placed[int(found[1])][0]], placed[int(found[1])][1]), line)
    return line + "".join(_picture(address) for name, address in pictures.items() if name not in shown)


def _rendered(markdown: str) -> str | None:
    """Return markdown as HTML that is not clean yet; None if its reader gives up."""
    try:
        return pyromark.html(markdown, options=_OPTIONS)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of Rust's is no Exception
        return None


def _quiet(html: str) -> str:
    for sign, entity in _FORMULAS:
        html = html.replace(sign, entity)
    return html


def _is_deep(html: str) -> bool:
    if html.count("</") <= _DEEPEST:
        return False
    depth = 0
    for found in _NESTS.finditer(html):
        depth += -1 if found[1] else 1
        if depth > _DEEPEST:
            return True
    return False


def _link(found: re.Match[str]) -> str:
    """Return a link as it stands, or as text with its address."""
    address, inner = found[1], found[2]
    if is_whole(address):
        return found[0]
    return inner if address == inner else f"{inner} ({escape(unescape(address)[:_SHOWN_ADDRESS])})"


def _framed(found: re.Match[str], pictures: Mapping[str, str], shown: dict[str, str]) -> str:
    """Return a frame for a picture that is there, once; else its text."""
    name = unquote(unescape(found[1]))
    attached, name = name.startswith("attachment:"), name.removeprefix("attachment:")
    if attached and name in pictures and name not in shown:
        shown[name] = unescape(found[2])
        return f"{_FRAME}{len(shown) - 1}{_FRAME}"
    return f"[picture: {found[2]}]"


def _picture(address: str, text: str = "") -> str:
    return f'<img src="{address}" alt="{_quiet(escape(text or "picture"))}">'


def plain_html(text: str, pictures: Mapping[str, str] = _NONE) -> str:
    """Return a learner's text as it was typed, and the pictures that follow it, as one line of harmless HTML.

    Examples
    --------
    >>> plain_html("print(1 < 2)")
    '<pre><code>print(1 &lt; 2)</code></pre>'
    """
    shown = _quiet(escape(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[:LONGEST]), quote=False))
    lines = shown.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")
    return "".join([f"<pre><code>{lines}</code></pre>", _cut(text), *map(_picture, pictures.values())])


def _cut(text: str) -> str:
    return f"<p><em>{CUT}</em></p>" if len(text) > LONGEST else ""
