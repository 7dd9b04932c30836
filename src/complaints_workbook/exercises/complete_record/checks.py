"""What is to be typed can be read: in the dossier, in the organisation's papers, or in the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.items.give_text import TextKey, bare
from complaints_workbook.exercises.specification import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.complete_record import ToComplete
    from complaints_workbook.exercises.items.field import FieldKey


def in_the_dossier(record: ToComplete, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
    """Yield a finding for each text of a record of which no spelling can be read anywhere."""
    try:
        case = datasets.case(record.case)
        papers = datasets.organisation(case.organisation)
    except ContentError:
        return  # told by the check of the dossier
    readable = bare(f"{case.model_dump_json(exclude={'id', 'liability', 'escalation'})}{papers.model_dump_json()}")
    readable += bare(record.model_dump_json(include={"title", "given"}))
    for entry in record.entries:
        place = f"{record.id}.{entry.id}"
        key = keys.get(place)
        if isinstance(key, TextKey) and not any(bare(each) in readable for each in (key.key, *key.accepts)):
            message = f"neither {record.case} nor its papers say '{key.key}'; ask for what can be read there"
            yield Finding(place, message, in_keys=True)
