"""The one door by which HTML comes to the workbook's pages.

It was made by the workbook, but what a learner's folder holds may have been changed by
anybody. So nothing passes but what dossiers, papers and texts are made of, as in the notebook,
where ``widget/html.js`` is the door.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

_TAGS = {
    "a", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_SAYS = {
    "aria-label": re.compile(r".*", re.DOTALL),
    "class": re.compile(r"cw-[\w-]+( cw-[\w-]+)*"),
    "href": re.compile(r"(https?://|mailto:).+", re.DOTALL | re.IGNORECASE),
    "role": re.compile(r"group"),
    "scope": re.compile(r"col|row"),
    "start": re.compile(r"\d{1,4}"),
}
"""What an attribute may say."""

_SCHEMES = {"http", "https", "mailto"}
_WITH_CONTENT = {"script", "style"}
"""What goes with all that stands in it."""
_HEADING = re.compile(r"(?<=<|/)h([1-6])(?=[ >])")


def harmless(html: str, level: int = 3) -> Markup:
    """Return what is harmless of a text of HTML.

    Parameters
    ----------
    html : str
        Anything.
    level : int
        Of its highest heading on the page; those below it follow.

    Examples
    --------
    >>> harmless('<h1 onclick="x()">A</h1><script>x()</script><p class="cw-hint">B</p>')
    Markup('<h3>A</h3><p class="cw-hint">B</p>')
    """
    clean = _cleaner()(html)
    levels = [int(found) for found in _HEADING.findall(clean)]
    lower = level - min(levels, default=level)
    return Markup(_HEADING.sub(lambda found: f"h{min(6, int(found[1]) + lower)}", clean))  # noqa: S704 - it is clean


@cache
def _cleaner() -> Callable[[str], str]:
    return _in_browser() if sys.platform == "emscripten" else _compiled()


def _compiled() -> Callable[[str], str]:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes={"*": set(_SAYS) - {"href"}, "a": {"href"}},
        attribute_filter=lambda _tag, name, value: value if _may_say(name, value) else None,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    ).clean


def _in_browser() -> Callable[[str], str]:
    """Return the same of what is all Python: nh3 is compiled, and not for the browser."""
    from bleach.sanitizer import Cleaner

    def may_have(tag: str, name: str, value: str) -> bool:
        return (name != "href" or tag == "a") and _may_say(name, value)

    clean = Cleaner(tags=_TAGS, attributes=may_have, protocols=_SCHEMES, strip=True).clean
    content = re.compile(rf"<({'|'.join(_WITH_CONTENT)})\b.*?(</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
    return lambda html: clean(content.sub("", html))


def _may_say(name: str, value: str) -> bool:
    return name in _SAYS and _SAYS[name].fullmatch(value) is not None
