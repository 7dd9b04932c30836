"""Check what exercises and practices name: criteria, dossiers, registers."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from complaints_workbook.checks.outcome import outcome_of
from complaints_workbook.content.syllabus import load_syllabus
from complaints_workbook.criterion_codes import FOUNDATIONS
from complaints_workbook.errors import Fault, entry_at
from complaints_workbook.exercises.specification import APPLY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from complaints_workbook.assignments.reading import Asked, AssignmentFiles
    from complaints_workbook.content.datasets import Datasets


def check_exercises(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each thing named that does not exist."""
    codes = _codes(files)
    return [fault for asked in files.asked for fault in _of_one(asked, codes, datasets)]


def _codes(files: AssignmentFiles) -> list[str]:
    """Return the criteria that may be named: the outcome's, or all where it is not known or is none."""
    outcome = outcome_of(files)
    return [c.code for c in (outcome.criteria if outcome else load_syllabus().criteria())] + [FOUNDATIONS]


def check_kinds(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return the faults that only a kind of exercise can find in itself."""
    return [
        Fault(asked.keys_path if in_keys else asked.path, entry_at(asked.specification.id, place), message)
        for asked in files.asked
        for place, message, in_keys in asked.specification.faults(asked.keys, datasets)
    ]


def _of_one(asked: Asked, codes: Collection[str], datasets: Datasets) -> Iterator[Fault]:
    name = asked.specification.id
    for code in asked.specification.criteria:
        if code not in codes:
            message = f"'{code}' is no criterion of this outcome; choose from {', '.join(sorted(codes))}."
            yield Fault(asked.path, f"{name} > criteria", message)
    yield from _asking(asked)
    named = {"case": asked.specification.case_ids(), "register": asked.specification.registers()}
    known = {"case": datasets.case_ids(), "register": datasets.register_ids()}
    for what, ids in named.items():
        for one in dict.fromkeys(ids):
            if one not in known[what]:
                yield Fault(asked.path, f"{name} > {what}", f"there is no {what} '{one}'{_nearest(one, known[what])}.")


def _asking(asked: Asked) -> Iterator[Fault]:
    """Yield a fault for each verb that no criterion has."""
    own, verbs = asked.specification, {criterion.verb.lower() for criterion in load_syllabus().criteria()} | {APPLY}
    said = [("asks", own.asks), *((f"{place} > asks", line.asks) for place, line in own.lines() if line.asks)]
    for place, verb in said:
        if verb not in verbs:
            message = f"no criterion asks to '{verb}'; write a criterion's own verb in small letters, or {APPLY}."
            yield Fault(asked.path, f"{own.id} > {place}", message)


def _nearest(name: str, known: Collection[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f"; the nearest is '{nearest[0]}'" if nearest else "; check its id"
