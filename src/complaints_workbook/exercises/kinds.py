"""Every kind of exercise, found by its folder.

Adding a kind adds one folder beside this file: an ``__init__.py`` with a
``SPECIFICATION`` and a ``view.js``. Nothing else has to know of it.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from complaints_workbook.exercises.specification import Specification

_PACKAGE = "complaints_workbook.exercises"


class UnknownKindError(LookupError):
    """An exercise names a kind that does not exist."""

    def __init__(self, kind: object) -> None:
        names = ", ".join(sorted(kinds()))
        super().__init__(f"there is no kind of exercise '{kind}'; choose one of {names}")


@cache
def kinds() -> dict[str, str]:
    """Return the module of each kind, by the name that authors use."""
    folders = (entry.name for entry in resources.files(_PACKAGE).iterdir() if entry.joinpath("view.js").is_file())
    return {folder.replace("_", "-"): f"{_PACKAGE}.{folder}" for folder in folders}


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


def view(kind: str) -> str:
    """Return the JavaScript that shows a kind, without importing what else the kind is."""
    return resources.files(_PACKAGE).joinpath(kind.replace("-", "_"), "view.js").read_text(encoding="utf-8")
