"""Make the registers in ``datasets/registers/`` from ``tools/registers/``.

    python tools/make_registers.py [folder]

Each ``tools/registers/<id>.yaml`` says in plain words what goes into a register:
causes and how often, the sentences, the signals that are planted and the single
entries that are more than they seem. Learners get none of it. The volumes
and the words of the columns come from ``datasets/registers/<id>.yaml``. The same
seed always writes the same bytes, on every system: only ``Random.random`` is drawn
from, whose sequence Python guarantees.
"""

from __future__ import annotations

import csv
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from register_maker.complaints import ComplaintMaker
from register_maker.contacts import ContactMaker
from register_maker.settings import ComplaintSettings, ContactSettings, Settings

from complaints_workbook.content.data_files import load
from complaints_workbook.content.registers import COLUMNS, Description, Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
SETTINGS = HERE / "registers"
DATASETS = HERE.parent / "datasets" / "registers"


def read_settings(register_id: str) -> tuple[Settings, Description]:
    """Read what a register is made from."""
    description = load(DATASETS / f"{register_id}.yaml", Description)
    sort = ComplaintSettings if description.of == "complaints" else ContactSettings
    return load(SETTINGS / f"{register_id}.yaml", sort), description


def make_entries(settings: Settings, description: Description) -> Sequence[Entry]:
    """Make a register's entries in order of receipt."""
    if isinstance(settings, ComplaintSettings):
        return ComplaintMaker(settings, description).make()
    if isinstance(settings, ContactSettings):
        return ContactMaker(settings, description).make()
    raise TypeError(settings)


def write(entries: Sequence[Entry], description: Description, path: Path) -> None:
    """Write a register as CSV."""
    columns = COLUMNS[description.of]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(getattr(entry, name)) for name in columns] for entry in entries)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)


def main(folder: Path = DATASETS) -> None:
    """Write every register to `folder`."""
    for path in sorted(SETTINGS.glob("*.yaml")):
        settings, description = read_settings(path.stem)
        entries = make_entries(settings, description)
        write(entries, description, folder / f"{path.stem}.csv")
        sys.stdout.write(f"{path.stem}: {len(entries)} entries\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
