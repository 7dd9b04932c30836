"""Options and keys as authors write them: checked by pydantic as they are read, and handed on as plain types.

The plain types are those of `complaints_workbook.exercises.items`, which learners'
kernels use without pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic_core import core_schema

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.content.quantities import Pounds
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

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


@dataclass(frozen=True)
class _CheckedBy:
    """Tells pydantic to check a plain type by the model of its fields."""

    model: type[Content]

    def __get_pydantic_core_schema__(self, plain: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        checked = handler.generate_schema(self.model)
        return core_schema.no_info_after_validator_function(lambda fields: plain(**dict(fields)), checked)


class _Option(Content):
    id: Id
    text: str


class _OneKey(Content):
    key: Id
    reasons: dict[Id, str]


class _SeveralKey(Content):
    key: tuple[Id, ...] = Field(min_length=1)
    reasons: dict[Id, str]


class _OrderKey(Content):
    key: tuple[Id, ...] = Field(min_length=3)
    reasons: dict[Id, str]


class _AmountKey(Content):
    key: Pounds
    reason: str


AuthoredOption = Annotated[Option, _CheckedBy(_Option)]
"""One of the answers to choose from."""

KEY_READERS: dict[type[Any], TypeAdapter[Any]] = {
    ChooseOne: TypeAdapter(Annotated[OneKey, _CheckedBy(_OneKey)]),
    ChooseSeveral: TypeAdapter(Annotated[SeveralKey, _CheckedBy(_SeveralKey)]),
    PutInOrder: TypeAdapter(Annotated[OrderKey, _CheckedBy(_OrderKey)]),
    GiveAmount: TypeAdapter(Annotated[AmountKey, _CheckedBy(_AmountKey)]),
}
"""What reads the key of each type of item."""
