"""What a learner types into the box for an answer, as Markdown that shows exactly that, whatever draws it. Pure.

Each line ends where it ended, and each sign means itself. The extension's ``written/plain_text.js``
says the same in JavaScript, and writes it.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[&<\\`*_~[|$@]|:(?=//)|(?<=[Ww]{3})\.")
"""Signs that Markdown, or what draws formulas or links, would take for something else, wherever they stand."""

_BLANK = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\ufeff"
"""The spaces of every language."""

_LEADING = re.compile(rf"^([{_BLANK}]*)(?:([#+\-=:>])|([0-9]+)([.)]))")
"""What would make a heading, a list, a quotation or a line across of what follows it."""

_UNSEEN_SPACE = re.compile(r"\t|(?:^|(?<=[ \t])) ")
"""Spaces that would not be shown: at the start of a line, or after another; and tabs."""

_SPACES = {" ": "&#160;", "\t": "&#8195;"}
"""What stands for them: a space at which no line is broken, and a wide one."""
_SPACE_OF = {written: space for space, written in _SPACES.items()}

_EMPTY_LINE = "&#8203;"
"""Of several empty lines together the first is a new paragraph, and each other is this: a space without width."""
_GOES_ON = "  "
"""At the end of a line: the paragraph goes on in a new one."""

_WRITTEN_SIGN = re.compile(r"&#[0-9]{1,5};")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_HALF_A_SIGN = re.compile("[\ud800-\udfff]")


def tidy(text: str) -> str:
    """Return what is kept of a text: its lines, without what nobody sees in them, at their ends and around them all."""
    whole = _LINE_ENDS.sub("\n", _HALF_A_SIGN.sub("\N{REPLACEMENT CHARACTER}", text))
    lines = _UNPRINTABLE.sub("", whole).split("\n")
    return "\n".join(line.rstrip(_BLANK) for line in lines).strip("\n")


def as_markdown(text: str) -> str:
    r"""Return Markdown that shows a text as it was typed.

    Examples
    --------
    >>> as_markdown("1. *Listen*\n2. Say <sorry>\n\nThen act.")
    '1&#46; &#42;Listen&#42;  \n2&#46; Say &#60;sorry>\n\nThen act.'
    """
    lines = tidy(text).split("\n")
    after = [*lines[1:], ""]
    before = ["start", *lines[:-1]]
    return "\n".join(map(_line_as_markdown, before, lines, after))


def as_typed(markdown: str) -> str | None:
    r"""Return the text that Markdown of `as_markdown` was made of; None for any other.

    Examples
    --------
    >>> as_typed("1&#46; &#42;Listen&#42;  \n2&#46; Say &#60;sorry>")
    '1. *Listen*\n2. Say <sorry>'
    >>> as_typed("I **would** listen.")
    """
    text = "\n".join(map(_line_as_typed, markdown.split("\n")))
    return text if as_markdown(text) == markdown else None


def _line_as_markdown(before: str, line: str, after: str) -> str:
    if not line:
        return "" if before else _EMPTY_LINE + _GOES_ON
    shown = _LEADING.sub(_leading, _SPECIAL.sub(lambda found: _written(found[0]), line))
    return _UNSEEN_SPACE.sub(lambda found: _SPACES[found[0]], shown) + (_GOES_ON if after else "")


def _leading(found: re.Match[str]) -> str:
    blank, sign, number, follows = found.groups()
    return blank + (_written(sign) if sign else number + _written(follows))


def _line_as_typed(line: str) -> str:
    return _WRITTEN_SIGN.sub(lambda found: _sign(found[0]), line.removesuffix(_GOES_ON))


def _sign(written: str) -> str:
    return "" if written == _EMPTY_LINE else _SPACE_OF.get(written) or chr(int(written[2:-1]))


def _written(sign: str) -> str:
    return f"&#{ord(sign)};"
