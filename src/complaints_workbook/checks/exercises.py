"""Check what exercises and practices name: criteria, dossiers, registers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from complaints_workbook.checks.fault import Fault
from complaints_workbook.content.syllabus import UnknownCodeError, load_syllabus
from complaints_workbook.file_names import RESPONSES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaints_workbook.checks.files import Asked, AssignmentFiles
    from complaints_workbook.content.datasets import Datasets


def check_exercises(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each thing named that does not exist."""
    try:
        codes = {criterion.code for criterion in load_syllabus().outcome(files.id).criteria}
    except UnknownCodeError as error:
        return [Fault(files.folder, "", f"{error} Name the folder after an outcome of the syllabus.")]
    faults = [fault for asked in files.asked for fault in _of_one(asked, codes, datasets)]
    if (files.folder / RESPONSES).exists():
        faults.append(
            Fault(files.folder / RESPONSES, "", "an author's answers would overwrite learners'; delete the file.")
        )
    return faults


def _of_one(asked: Asked, codes: Collection[str], datasets: Datasets) -> Iterator[Fault]:
    name = asked.specification.id
    for code in asked.specification.criteria:
        if code not in codes:
            message = f"'{code}' is no criterion of this outcome; choose from {', '.join(sorted(codes))}."
            yield Fault(asked.path, f"{name} > criteria", message)
    registers = (register,) if (register := getattr(asked.specification, "register_id", None)) else ()
    named = {"case": asked.specification.case_ids(), "register": registers}
    known = {"case": datasets.case_ids(), "register": datasets.register_ids()}
    for what, ids in named.items():
        for one in dict.fromkeys(ids):
            if one not in known[what]:
                yield Fault(asked.path, f"{name} > {what}", f"there is no {what} '{one}'{_nearest(one, known[what])}.")


def _nearest(name: str, known: Collection[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f"; the nearest is '{nearest[0]}'" if nearest else "; check its id"
