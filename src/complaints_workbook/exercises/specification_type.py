"""The specification of each kind of exercise, for those who read authors' files."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, get_args

from complaints_workbook.errors import WorkbookError
from complaints_workbook.exercises.kinds import kinds

if TYPE_CHECKING:
    from complaints_workbook.exercises.specification import Specification


class UnknownKindError(WorkbookError, LookupError):
    """An exercise names a kind that does not exist."""

    def __init__(self, kind: object) -> None:
        names = ", ".join(sorted(kinds()))
        super().__init__(f"there is no kind of exercise '{kind}'; choose one of {names}")


def specification_type(kind: object) -> type[Specification]:
    """Return the specification of a kind.

    Raises
    ------
    UnknownKindError
        If there is no such kind.
    """
    if not isinstance(kind, str) or kind not in kinds():
        raise UnknownKindError(kind)
    specification: type[Specification] = import_module(kinds()[kind]).SPECIFICATION
    assert get_args(specification.model_fields["kind"].annotation) == (kind,)  # noqa: S101 - a kind's own mistake
    return specification
