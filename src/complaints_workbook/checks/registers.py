"""Check the complaint registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.registers import load_register
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.content.datasets import Datasets


def check_register(path: Path, datasets: Datasets) -> list[Fault]:
    """Return the faults of one register: its description, and the table beside it."""
    try:
        organisation = load_register(path).description.organisation
    except ContentError as error:
        return list(error.faults)
    if organisation in datasets.organisation_ids():
        return []
    message = f"there is no organisation '{organisation}'; choose one of {', '.join(datasets.organisation_ids())}."
    return [Fault(path, "organisation", message)]


def check_register_tables(folder: Path) -> list[Fault]:
    """Return a fault for each table without a description, which nothing would read."""
    return [
        Fault(path, "", f"there is no {path.stem}.yaml beside it; describe the register there.")
        for path in sorted(folder.glob("*.csv"))
        if not path.with_suffix(".yaml").exists()
    ]
