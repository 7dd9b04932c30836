"""What learners read in each notebook, its exercises and its feedback reads easily."""

from __future__ import annotations

from typing import TYPE_CHECKING

import textstat

from complaints_workbook.assignments.prose import sentences
from complaints_workbook.checks.prose import LONGEST
from complaints_workbook.checks.secrets import sentences_of_key
from support.sections import each_section

if TYPE_CHECKING:
    from support.assignments import Authored
    from support.sections import Section

MEAN, EASE = 15, 60


def assert_reads_easily(text: str) -> None:
    found = sentences(text)
    words = [len(sentence.split()) for sentence in found]
    assert [sentence for sentence, count in zip(found, words, strict=True) if count > LONGEST] == []
    assert sum(words) / len(words) <= MEAN
    assert textstat.flesch_reading_ease(" ".join(found)) >= EASE


@each_section
def test_a_section_reads_easily(section: Section) -> None:
    assert_reads_easily(section.text)


def test_the_opening_and_the_end_read_easily(authored: Authored) -> None:
    cells = {cell.metadata.nbgrader.grade_id: cell.source for cell in authored.notebook.cells}
    assert_reads_easily(cells["start"])
    assert_reads_easily(cells["end"])


@each_section
def test_what_exercises_say_reads_easily(section: Section) -> None:
    assignment = section.authored.assignment
    both = {**assignment.exercises, **assignment.practices}
    chosen = [e.specification for e in both.values() if e.specification.criteria[0] == section.code]
    assert chosen
    assert_reads_easily("\n\n".join(f"{s.introduction}\n\n{s.worked_example or ''}" for s in chosen))


@each_section
def test_reasons_read_easily(section: Section) -> None:
    reasons = [
        reason
        for name, exercise in section.authored.assignment.exercises.items()
        if exercise.specification.criteria[0] == section.code
        for key in section.authored.keys[name].fields.values()
        if hasattr(key, "reasons")  # how an amount is worked out is a sum, and no sentence
        for reason in sentences_of_key(key)
    ]
    assert_reads_easily("\n\n".join(reasons))
