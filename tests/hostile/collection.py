"""Every attack, in the order of the modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile import (
    break_others,
    exhaust,
    forge_marks,
    learners_names,
    read_secrets,
    run_code,
    script_elsewhere,
    script_in_answers,
)
from hostile.attack import Attack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_MODULES = (
    run_code,
    read_secrets,
    forge_marks,
    script_in_answers,
    script_elsewhere,
    exhaust,
    break_others,
    learners_names,
)


def _of(module: ModuleType) -> Iterator[Attack]:
    for value in vars(module).values():
        if isinstance(value, Attack):
            yield value
        elif isinstance(value, list):
            yield from (each for each in value if isinstance(each, Attack))


ATTACKS = tuple(attack for module in _MODULES for attack in _of(module))
