"""Options and keys as authors write them, checked as they are read.

Each is one of the plain types of `complaints_workbook.exercises.items` with the
rules for its fields, so that whatever takes an `Option` takes an author's.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from complaints_workbook.exercises.items import (
    AmountKey,
    ChooseOne,
    ChooseSeveral,
    GiveAmount,
    OneKey,
    Option,
    OrderKey,
    PutInOrder,
    SeveralKey,
)
from complaints_workbook.organisations import Id  # noqa: TC001 - pydantic reads it at run time
from complaints_workbook.quantities import Pounds  # noqa: TC001 - as above

_RULES = ConfigDict(extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, config=_RULES)
class AuthoredOption(Option):
    """One of the answers to choose from."""

    id: Id
    text: str


@dataclass(frozen=True, config=_RULES)
class AuthoredOneKey(OneKey):
    """The right option, and the reason of every option."""

    key: Id
    reasons: dict[Id, str]


@dataclass(frozen=True, config=_RULES)
class AuthoredSeveralKey(SeveralKey):
    """The right options, and the reason of every option."""

    key: Annotated[tuple[Id, ...], Field(min_length=1)]
    reasons: dict[Id, str]


@dataclass(frozen=True, config=_RULES)
class AuthoredOrderKey(OrderKey):
    """The right order, and why each entry stands where it does."""

    key: Annotated[tuple[Id, ...], Field(min_length=3)]
    reasons: dict[Id, str]


@dataclass(frozen=True, config=_RULES)
class AuthoredAmountKey(AmountKey):
    """The right amount in pounds, and how it is worked out."""

    key: Pounds
    reason: str


KEY_READERS: dict[type[Any], TypeAdapter[Any]] = {
    ChooseOne: TypeAdapter(AuthoredOneKey),
    ChooseSeveral: TypeAdapter(AuthoredSeveralKey),
    PutInOrder: TypeAdapter(AuthoredOrderKey),
    GiveAmount: TypeAdapter(AuthoredAmountKey),
}
"""What reads the key of each type of item."""
