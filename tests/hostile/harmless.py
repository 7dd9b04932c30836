"""Find in HTML whatever could do more than be read."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_ELEMENTS = frozenset(
    """script style iframe frame frameset object embed applet form input button select textarea link meta base svg math
    img image picture video audio source track canvas template noscript portal dialog details marquee slot foreignobject
    mglyph xmp plaintext""".split()  # noqa: SIM905 - a list of words reads best
)
_ADDRESSES = frozenset(
    """src srcset srcdoc data background poster action formaction xlink:href ping manifest lowsrc dynsrc cite usemap
    longdesc codebase classid profile is""".split()  # noqa: SIM905 - as above
)
_ATTRIBUTES = frozenset({"style", "id", "name", "autofocus", "contenteditable", "draggable", "accesskey", "target"})
_LINK = re.compile(r"https?://[^/\\]|mailto:|#")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.risks: Counter[str] = Counter()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _is_shown_picture(tag, dict(attrs)):
            return
        if tag in _ELEMENTS:
            self.risks[f"<{tag}>"] += 1
        for name, value in attrs:
            if name.startswith("on") or name in _ADDRESSES or name in _ATTRIBUTES:
                self.risks[f"{name} of <{tag}>"] += 1
            elif name == "href" and not _LINK.match(value or ""):
                self.risks[f"href={value}"] += 1

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _is_shown_picture(tag: str, attributes: dict[str, str | None]) -> bool:
    """Return whether an element shows a picture that it holds itself, and does no more."""
    return (
        tag == "img" and attributes.keys() <= {"src", "alt"} and bool(_PICTURE.fullmatch(attributes.get("src") or ""))
    )


def risks(html: str) -> Counter[str]:
    """Count elements, attributes and addresses that can run, load, send, cover or take a name.

    The page itself has some: a page is harmless if a learner adds none to them.

    Examples
    --------
    >>> risks('<p><a href="https://example.org">fine</a> <b onclick="x">not</b></p>')
    Counter({'onclick of <b>': 1})
    """
    return _read(html).risks


def text_of(html: str) -> str:
    """Return what a reader sees of HTML.

    Examples
    --------
    >>> text_of("<p>a &lt; <b>b</b></p>")
    'a < b'
    """
    return "".join(_read(html).text)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader
