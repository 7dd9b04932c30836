"""Give a short text, such as a reference: all the points for any of the spellings that are accepted."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from complaints_workbook.exercises.items.field import OwnItem, Reason, Scored

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TEXT = 200
"""Characters; what needs more is a written question for the tutor."""


class TextKey(Struct, frozen=True):
    """The text as it is best written, other spellings that are as good, and why."""

    key: str
    accepts: tuple[str, ...]
    reason: str

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return why it is right."""
        return (("reason", self.reason),)


class GiveText(OwnItem, frozen=True, tag="give-text"):
    """A few words or figures, as people type them. Case, spaces and punctuation make no difference.

    Examples
    --------
    >>> field = GiveText("a", "Reference", 1)
    >>> key = TextKey(key="CS-0142", accepts=("142",), reason="It stands in the letter.")
    >>> [field.score(typed, key).right for typed in ("cs 0142", "142.", "CS-0124")]
    [True, True, False]
    """

    points: int | float

    key_type: ClassVar[type[TextKey]] = TextKey

    def accept(self, value: object) -> str | None:
        """Return what a learner typed, in one line of characters that can be seen; None if it says nothing."""
        typed = self.legible(value)
        if typed is None:
            return None
        seen = " ".join("".join(each if each.isprintable() else " " for each in typed).split())
        return seen if bare(seen) else None

    def legible(self, value: object) -> str | None:
        """Return what was typed, whether it says something or not yet."""
        return value if isinstance(value, str) and len(value) <= LONGEST_TEXT else None

    def show(self, answer: str) -> tuple[str, ...]:
        """Return the answer as it was typed."""
        return (answer,)

    def score(self, answer: str, key: TextKey) -> Scored:
        """Compare with every spelling that is accepted."""
        typed = bare(answer)
        right = any(typed == bare(spelling) for spelling in (key.key, *key.accepts))
        return Scored(self.points if right else 0.0, right)

    def best(self, key: TextKey) -> tuple[str, ...]:
        """Return the key."""
        return (key.key,)

    def reasons(self, scored: Scored, key: TextKey) -> tuple[Reason, ...]:
        """Return why it is right, whatever was given."""
        return (Reason("Why", key.reason),)

    def faults(self, key: TextKey) -> list[str]:
        """Return what is wrong with the key, in sentences."""
        faults = [] if key.reason else ["the text has no reason; say why it is right."]
        known: set[str] = set()
        for spelling in (key.key, *key.accepts):
            if self.accept(spelling) is None:
                faults.append(
                    f"nobody can give '{spelling}'; write letters or figures, at most {LONGEST_TEXT} characters."
                )
            elif bare(spelling) in known:
                faults.append(f"'{spelling}' is accepted already: case, spaces and punctuation count for nothing.")
            known.add(bare(spelling))
        return faults


def bare(text: str) -> str:
    """Return the letters and figures of a text, without accents, in one case.

    Examples
    --------
    >>> bare(" Café No. 5 ")
    'cafeno5'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


FIELD = GiveText
