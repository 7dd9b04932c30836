"""Options and keys as authors write them: checked by pydantic as they are read, and handed on as plain types.

The plain types are those of `complaints_workbook.exercises.items`, which learners'
kernels use without pydantic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from msgspec import NODEFAULT
from msgspec.structs import fields as struct_fields
from pydantic import create_model
from pydantic_core import core_schema

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.items.options import Option

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

    from complaints_workbook.exercises.items.field import KeyT


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


AuthoredOption = Annotated[Option, _CheckedBy(_Option)]
"""One of the answers to choose from."""


def read_key(key_type: type[KeyT], written: object) -> KeyT:
    """Return a field's key, whose own type says what an author may write.

    Raises
    ------
    pydantic.ValidationError
        If what is written does not fit.
    """
    return key_type(**dict(_model(key_type).model_validate(written)))


@cache
def _model(key_type: Any) -> type[Content]:
    hints = get_type_hints(key_type)
    left_out = {field.name: field.default for field in struct_fields(key_type) if field.default is not NODEFAULT}
    fields: dict[str, Any] = {name: (hint, left_out.get(name, ...)) for name, hint in hints.items()}
    return create_model(key_type.__name__, __base__=Content, **fields)
