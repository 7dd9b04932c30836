"""Whose a folder of the exchange is: the account that owns it says so, and not the name that it has. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from complaints_workbook.marking.cohort.searching import in_small_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

Key = TypeVar("Key")
Value = TypeVar("Value")


class Claim(NamedTuple):
    """That an account's work is a learner's: a folder of the exchange owned by the one and named for the other."""

    student: str
    account: int


def doubts(
    claims: Mapping[Claim, datetime],
    own: int,
    name_of: Callable[[int], str | None],
    account_of: Callable[[str], int | None],
) -> dict[Claim, str]:
    """Return the claims that cannot be believed, each with the reason.

    Where accounts have learners' names, the two must agree. Where they have none, as on
    many a hub, one account hands in for one learner, and a name is that account's which had
    it first, in capitals or not. What the tutor's own account put there is believed: no other can have done it,
    and on some hubs it is everybody's.

    Parameters
    ----------
    claims : mapping of Claim to datetime
        Every claim in the exchange, whatever the assignment, and since when it has stood there unchanged.
    own : int
        The tutor's account.
    name_of, account_of : callable
        An account's name, and a name's account; None where there is none.

    Examples
    --------
    >>> from datetime import datetime
    >>> day, nobody = datetime(2026, 11, 22), lambda _: None
    >>> list(doubts(dict.fromkeys([Claim("ann", 1), Claim("eve", 2), Claim("ann", 2)], day), 0, nobody, nobody))
    [Claim(student='ann', account=2)]
    """
    found: dict[Claim, str] = {}
    open_claims: dict[Claim, datetime] = {}
    for claim in claims:
        known = account_of(claim.student)
        if known is None:
            # Marking takes a name in capitals for the learner's who alone can be meant.
            known = account_of(in_small_letters(claim.student))
        if claim.account in (own, known):
            continue
        if known is not None:
            found[claim] = f"it is not the account {claim.student!r} that owns it, but {_shown(claim.account, name_of)}"
        else:
            open_claims[claim] = claims[claim]
    for claim in _lost(open_claims):
        found[claim] = "another account hands in by that name"
    for account, students in _grouped(
        (claim.account, claim.student) for claim in open_claims.keys() - found.keys()
    ).items():
        if len(set(map(in_small_letters, students))) > 1:
            for student in students:
                others = ", ".join(sorted(students - {student}))
                shown = _shown(account, name_of)
                found[Claim(student, account)] = f"the account that owns it, {shown}, hands in for {others} too"
    return found


def _lost(claims: Mapping[Claim, datetime]) -> set[Claim]:
    """Return the claims to names that more than one account claims, but for the one that is believed.

    It is the first of an account that claims no other name.
    """
    accounts = _grouped((in_small_letters(claim.student), claim) for claim in claims)
    students = _grouped((claim.account, in_small_letters(claim.student)) for claim in claims)
    lost: set[Claim] = set()
    for contested in accounts.values():
        if len({each.account for each in contested}) > 1:
            single = sorted((claims[each], each) for each in contested if len(students[each.account]) == 1)
            lost |= {each for each in contested if not single or each.account != single[0][1].account}
    return lost


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, set[Value]]:
    groups: defaultdict[Key, set[Value]] = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def _shown(account: int, name_of: Callable[[int], str | None]) -> str:
    return name_of(account) or f"number {account}"
