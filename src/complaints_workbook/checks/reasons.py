"""Check that reasons are short enough to be read, and are told after marking only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.checks.secrets import Sentences, sentences_of_key
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from complaints_workbook.assignments.reading import AssignmentFiles
    from complaints_workbook.content.datasets import Datasets

MOST_WORDS = 90


def check_reasons(files: AssignmentFiles) -> list[Fault]:
    """Return a fault for each reason of more than `MOST_WORDS` words."""
    return [
        Fault(
            asked.keys_path,
            f"{asked.specification.id} > {field.id} > {place}",
            f"the reason has {words} words; say it in {MOST_WORDS} or fewer.",
        )
        for asked in files.asked
        for field, key in asked.keyed_fields()
        for place, reason in key.explanations()
        if (words := len(reason.split())) > MOST_WORDS
    ]


def check_shown_reasons(files: AssignmentFiles, datasets: Datasets) -> list[Fault]:
    """Return a fault for each sentence of an exercise's keys that learners are shown before they are marked."""
    places = {
        sentence: (asked.keys_path, f"{asked.specification.id} > {field.id}")
        for asked in files.exercises
        for field, key in asked.keyed_fields()
        for sentence in sentences_of_key(key)
    }
    reasons = Sentences(places)
    return [
        Fault(*places[sentence], f"“{sentence}” stands in {path.name}, which learners see; say it in other words.")
        for path in dict.fromkeys(_shown(files, datasets))
        for sentence in reasons.found_in(path.read_text(encoding="utf-8"))
    ]


def _shown(files: AssignmentFiles, datasets: Datasets) -> Iterator[Path]:
    """Yield the files of which learners see all, or all but what is told of keys in other words."""
    for asked in files.asked:
        yield asked.path
        for name in asked.specification.case_ids():
            try:
                case = datasets.case(name)
                datasets.organisation(case.organisation)
            except ContentError:
                continue  # told by the check of the dossier
            yield datasets.folder / "cases" / f"{name}.yaml"
            yield datasets.folder / "organisations" / f"{case.organisation}.yaml"
