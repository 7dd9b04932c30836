"""Find fields that a YAML file gives twice, of which a reader would keep only the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from complaints_workbook.content.data_files import LOADER
from complaints_workbook.errors import Fault, entry_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def check_repeated_names(path: Path) -> list[Fault]:
    """Return a fault for each field that stands twice in one entry.

    A file that is missing or is not YAML has none: its own check tells that.
    """
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    return list(_repeated(path, tree, ""))


def _repeated(path: Path, node: yaml.Node | None, place: str) -> Iterator[Fault]:
    if isinstance(node, yaml.SequenceNode):
        for number, entry in enumerate(node.value, 1):
            yield from _repeated(path, entry, entry_at(place, _id(entry) or f"number {number}"))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for name, value in node.value:
            here = entry_at(place, str(name.value))
            if name.value in seen:
                message = f"line {name.start_mark.line + 1} gives it a second time; keep one of them."
                yield Fault(path, here, message)
            seen.add(name.value)
            yield from _repeated(path, value, here)


def _id(node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((str(value.value) for name, value in node.value if name.value == "id"), None)
