"""Check a sector's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.organisations import misnamed
from complaints_workbook.content.sectors import load_sector
from complaints_workbook.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.errors import Fault


def check_sector(path: Path) -> list[Fault]:
    """Return the faults of one sector's file."""
    try:
        return misnamed(path, load_sector(path).id)
    except ContentError as error:
        return list(error.faults)
