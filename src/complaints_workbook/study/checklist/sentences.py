"""Whether a written answer has two sentences, as people write them. Pure.

The scheme of a question is for those who have tried. Two sentences are little, and tell a try
from a look; what they say is nobody's business here. So the rule is generous: it counts a line
of a list, a text without capitals and one without its last full stop, and is only held up by
what nobody would call a sentence.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH = 2
"""Sentences after which the scheme may be seen."""

_WORDS = 3
"""The fewest words of a sentence: “I am sorry.” is one, “Yes.” and “1.” are none."""

_LONGEST = 100_000
"""Characters that are looked at; who has written as many has written two sentences in them."""

_NAMES_FOLLOW = re.compile(r"mr|mrs|ms|dr|prof|rev|st|e\.?g|i\.?e|vs|cf|approx")
_NUMBERS_FOLLOW = re.compile(r"nos?|pp?|para|ref|tel")
_MAY_END = re.compile(r"etc|ltd|co|plc|inc|dept|[ap]\.m|jan|feb|aug|sept|oct|nov|dec|mon|tue|wed|thu|fri")
"""Words that are cut short by a full stop, by what may follow it within a sentence: anything; numbers; no capital."""

_LINE = re.compile(r"\n\s*(?:\n|(?=[A-Z“\"‘'(£]|[-*+•–]\s|\d+[.)]\s))")
"""Where a line begins what is new: after an empty one, with a capital, or as an entry of a list."""

_SIGN = re.compile(r"^\s*(?:(?:[-*+•–>]|\d+[.)]|#+)\s+)+", re.MULTILINE)
"""What stands before the words of a line: the sign of a list, of a quotation or of a heading."""

_STOP = re.compile(r"(?<![.!?…])([.!?…]+)([\"”’'»)\]*_]*)(?:\s+(?=(\S))|(?<=[a-z][a-z][.!?])(?=([A-Z])))")
"""Where a sentence may end, with what closes it; some forget the space before the next capital."""

_LAST_WORD = re.compile(r"[\w.]*\Z")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")


def is_enough(text: str) -> bool:
    """Say whether an answer has the sentences after which its scheme may be seen."""
    return len(list(islice(sentences(text), ENOUGH))) == ENOUGH


def sentences(text: str) -> Iterator[str]:
    r"""Yield the sentences of a text.

    Examples
    --------
    >>> list(sentences("I would ring Mrs. Khan, e.g. at 9 a.m. on Monday. Then I would write it down"))
    ['I would ring Mrs. Khan, e.g. at 9 a.m. on Monday.', 'Then I would write it down']
    >>> list(sentences("- listen to the end\n- say sorry for it"))
    ['listen to the end', 'say sorry for it']
    """
    for line in _LINE.split(text[:_LONGEST]):
        for sentence in _in_a_line(_SIGN.sub("", line)):
            if len(_WORD.findall(sentence)) >= _WORDS:
                yield sentence.strip()


def _in_a_line(line: str) -> Iterator[str]:
    begin = 0
    for stop in _STOP.finditer(line):
        if not _is_within(line[max(begin, stop.start() - 20) : stop.start()], stop):
            yield line[begin : stop.end()]
            begin = stop.end()
    yield line[begin:]


def _is_within(before: str, stop: re.Match[str]) -> bool:
    """Say whether a sentence goes on after a stop: an abbreviation, an initial, or what somebody said in it."""
    sign, closing = stop[1], stop[2]
    following = stop[3] or stop[4]
    if sign != ".":
        return bool(closing) and following.islower()
    found = _LAST_WORD.search(before)
    word = found[0].lower() if found and not closing else ""
    return (
        _NAMES_FOLLOW.fullmatch(word) is not None
        or (_NUMBERS_FOLLOW.fullmatch(word) is not None and following.isdigit())
        or (_MAY_END.fullmatch(word) is not None and not following.isupper())
        or (len(word) == 1 and word.isalpha() and word != "i")
    )
