"""Find the shared content: organisations, dossiers and registers.

An installed package carries ``datasets/`` inside itself; a checkout has it at
its top.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from complaints_workbook.content.cases import Case, load_case
from complaints_workbook.content.organisations import Organisation, load_organisation
from complaints_workbook.content.registers import Description, Register, load_description, load_register
from complaints_workbook.content.remembering import depend_on
from complaints_workbook.content.sectors import SectorFacts, load_sector
from complaints_workbook.errors import ContentError, Fault

PLACE = "COMPLAINTS_WORKBOOK_DATASETS"
"""The environment variable that names another folder of datasets."""


@dataclass(frozen=True)
class Datasets:
    """The shared content in one folder.

    Parameters
    ----------
    folder : Path
        Holds ``organisations/``, ``cases/``, ``registers/`` and ``sectors/``.
    """

    folder: Path

    def organisation(self, organisation_id: str) -> Organisation:
        """Return an organisation; ContentError if it is missing or faulty."""
        return load_organisation(self._path("organisations", organisation_id))

    def case(self, case_id: str) -> Case:
        """Return a dossier; ContentError if it is missing or faulty."""
        return load_case(self._path("cases", case_id))

    def register_description(self, register_id: str) -> Description:
        """Return what a register is, without its rows; ContentError if it is missing or faulty."""
        return load_description(self._path("registers", register_id))

    def register(self, register_id: str) -> Register:
        """Return a register; ContentError if it is missing or faulty."""
        return load_register(self._path("registers", register_id))

    def sector(self, sector_id: str) -> SectorFacts:
        """Return a sector; ContentError if it is missing or faulty."""
        return load_sector(self._path("sectors", sector_id))

    def organisation_ids(self) -> list[str]:
        """Return the ids of all organisations."""
        return self._ids("organisations")

    def case_ids(self) -> list[str]:
        """Return the ids of all dossiers."""
        return self._ids("cases")

    def register_ids(self) -> list[str]:
        """Return the ids of all registers."""
        return self._ids("registers")

    def sector_ids(self) -> list[str]:
        """Return the ids of all sectors."""
        return self._ids("sectors")

    def _path(self, folder: str, name: str) -> Path:
        path = self.folder / folder / f"{name}.yaml"
        depend_on(path)
        if not path.is_file():
            raise ContentError(Fault(path, "", f"there is no such file in {folder}/; check the id '{name}'."))
        return path

    def _ids(self, folder: str) -> list[str]:
        depend_on(self.folder / folder)
        return sorted(path.stem for path in (self.folder / folder).glob("*.yaml"))


@cache
def shared_datasets() -> Datasets:
    """Return the datasets that come with the workbook.

    Raises
    ------
    ContentError
        If they are nowhere to be found.
    """
    package = Path(__file__).parents[1]
    places = [package / "datasets", package.parents[1] / "datasets"]
    if named := os.environ.get(PLACE):
        places = [Path(named)]
    for place in places:
        if (place / "organisations").is_dir():
            return Datasets(place)
    raise ContentError(Fault(places[-1], "", "the datasets folder is missing; install the workbook again."))
