"""Who somebody is on the class list, by whichever of their names a download has. Pure."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Learner:
    """A learner as the gradebook has them; `others` are the college's number and the address, where it has any."""

    id: str
    first_name: str = ""
    last_name: str = ""
    others: tuple[str, ...] = ()


class ListedNames:
    """A class, to find learners in.

    Parameters
    ----------
    learners : iterable of Learner
        All of them.
    """

    def __init__(self, learners: Iterable[Learner]) -> None:
        self._found: defaultdict[str, set[str]] = defaultdict(set)
        for learner in learners:
            first, last = learner.first_name, learner.last_name
            for name in (learner.id, *learner.others, first + last if first and last else "", last + first):
                if key := _key(name):
                    self._found[key].add(learner.id)

    def __bool__(self) -> bool:
        """Say whether there is anybody on it."""
        return bool(self._found)

    def named(self, name: str) -> list[str]:
        """Return the ids of all whose name it is; signs and accents make no difference, as downloads drop them.

        Examples
        --------
        >>> ListedNames([Learner("so", "Síle", "O’Brien")]).named("Sile OBrien")
        ['so']
        """
        return sorted(self._found.get(_key(name), ()))


def _key(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())
