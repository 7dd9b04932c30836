r"""Which of a learner's addresses may stay a link: judged as a browser reads them. Pure.

A browser drops tabs and line ends, takes ``\`` for ``/``, and reads ``http:x`` as a place on the page's own server.
So an address stays only if nothing in it can be read in two ways: it is whole, absolute,
and leads to a host of the open web. Hosts without a dot and numbers are the tutor's own machine, or near it.
"""

from __future__ import annotations

import re
from html import unescape

_LONGEST = 2_000
"""Characters; no honest address is longer, and one that is referred to often makes much of little."""

_WHOLE = re.compile(
    r"""
    https?://
    (?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+    # names, but for the last one
    (?!localhost\b|local\b|internal\b|lan\b|home\b)[a-z](?:[a-z0-9-]*[a-z0-9])?
    (?::\d{1,5})?
    (?:[/?\#][^\s\\<>"'`{}|^\x00-\x20\x7f-\xa0]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAIL = re.compile(
    r"""mailto:[^\s\\<>"'`{}|^:/\x00-\x20\x7f-\xa0]+@[^\s\\<>"'`{}|^:/\x00-\x20\x7f-\xa0]+""", re.IGNORECASE
)


def is_whole(address: str) -> bool:
    r"""Say whether an address is a whole absolute ``https``, ``http`` or ``mailto`` one.

    Parameters
    ----------
    address : str
        As it stands in an attribute, with entities or without.

    Examples
    --------
    >>> is_whole("https://www.example.org/a?b=1&amp;c=2")
    True
    >>> [is_whole(each) for each in ("http:/formgrader", "https:\\\\x.org", "java&Tab;script:x", "http://localhost:8888/")]
    [False, False, False, False]
    """
    plain = unescape(address)
    return len(plain) <= _LONGEST and bool(_WHOLE.fullmatch(plain) or _MAIL.fullmatch(plain))
