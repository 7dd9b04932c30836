"""Damaged submissions, marked as a worker marks them, and what must be so of each."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from complaints_workbook.marking.cohort.batches import BATCH
from complaints_workbook.marking.cohort.job import Job, Marked, mark_students
from complaints_workbook.marking.gradebook import open_gradebook
from complaints_workbook.nbgrader_steps.settings import course_in
from hostile.harmless import risks
from support.cohorts import hand_in
from support.damage import damage_answers, damage_bytes, damage_cells

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from pathlib import Path

    from complaints_workbook.marking.cohort.mark_cohort import CourseSettings
    from complaints_workbook.marking.records import SubmissionMarks
    from support.assignments import Authored
    from support.courses import Course

TIME = b"2026-11-27 10:00:00.000000 UTC"


@cache
def written(authored: Authored) -> tuple[str, ...]:
    """Return the names of the cells that learners write in."""
    return tuple(cell.name for cell in authored.material.template.released if cell.stub is not None)


@cache
def points(authored: Authored) -> dict[str, float]:
    """Return the points of each graded cell."""
    return {cell.name: cell.points for cell in authored.material.graded}


@dataclass(frozen=True)
class Honest:
    """What a learner handed in before it was damaged, and its marks."""

    cells: tuple[str, ...]
    frame: str
    answers: str
    scores: Mapping[str, float | None]

    @property
    def notebook(self) -> bytes:
        return self.frame.replace('"cells": []', f'"cells": [{", ".join(self.cells)}]').encode()


@dataclass(frozen=True)
class Cohort:
    """A course in which honest learners handed in, and the means to mark it as a worker does."""

    authored: Authored
    course: CourseSettings
    job: Job
    honest: Mapping[str, Honest]

    def folder(self, stage: str, student: str) -> Path:
        return self.course.places.folder(stage, student)

    def mark(self) -> list[Marked]:
        return mark_students(self.job, [(name, None) for name in self.honest])


def cohort_of(authored: Authored, made: Course) -> Cohort:
    """Hand in for a batch of honest learners in a course, and mark them."""
    names = hand_in(made, BATCH, authored.assignment.exercises, authored.right)
    course, _ = course_in(made.folder, authored.name)
    job = Job(course.places, {}, {}, pickle.dumps(authored.material), force=True)
    marked = mark_students(job, [(name, None) for name in names])
    honest = {}
    for each in marked:
        assert each.entry is not None
        folder = made.notebook("submitted", each.student).parent
        notebook = json.loads((folder / authored.notebook_name).read_text("utf-8"))
        cells = tuple(json.dumps(cell) for cell in notebook["cells"])
        frame = json.dumps({**notebook, "cells": []})
        honest[each.student] = Honest(
            cells, frame, (folder / "responses.json").read_text("utf-8"), dict(each.entry.scores)
        )
    return Cohort(authored, course, job, honest)


def assert_clear(reason: str) -> None:
    assert reason.isprintable()
    assert 5 < len(reason) < 400
    assert "error of its own" not in reason


@lru_cache(maxsize=20_000)
def harmless(html: str) -> bool:
    return not risks(html)


@cache
def released_cells(authored: Authored) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((authored.release / authored.notebook_name).read_text("utf-8"))["cells"])


def check_entry(authored: Authored, entry: SubmissionMarks) -> None:
    """Check that there is a possible score for each graded cell and no other, and that remarks are clear."""
    assert entry.scores.keys() == points(authored).keys()
    assert all(score is None or 0 <= score <= points(authored)[name] for name, score in entry.scores.items())
    assert entry.timestamp is None or entry.timestamp.tzinfo is None
    for remark in entry.remarks:
        assert_clear(remark)


def check_notebook(authored: Authored, text: str) -> None:
    """Check that the marked notebook is the released one, and that what is the learner's can do no harm."""
    known = []
    for cell in json.loads(text)["cells"]:
        source, ours = "".join(cell["source"]), cell["metadata"].pop("workbook", {})
        if "learner" in ours:
            assert cell["cell_type"] == "markdown"
            assert harmless(source)
        elif "tutor" not in ours:
            known.append(cell)
    for cell, released in zip(known, released_cells(authored), strict=True):
        name = released["metadata"]["nbgrader"]["grade_id"]
        if name in written(authored):
            assert cell["source"] == released["source"] or harmless("".join(cell["source"]))
        else:
            assert cell["source"] == released["source"]
        assert (cell["cell_type"], cell["id"]) == (released["cell_type"], released["id"])
        assert cell["metadata"] == {k: v for k, v in released["metadata"].items() if k != "workbook"}
        for output in cell.get("outputs", ()):
            assert harmless("".join(output["data"]["text/html"]))


def check_undamaged_answers(
    authored: Authored, content: bytes, notebook: bytes, honest: Honest, scores: Mapping[str, float | None]
) -> None:
    """Check that an exercise whose answers arrived as they were given has the marks that they earn.

    One that was not answered waits for the tutor instead, if its cell is not in the notebook.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    # Of another version nothing counts.
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("exercises"), dict):
        return
    given = json.loads(honest.answers)["exercises"]
    for grade_id, exercise in authored.material.template.exercises.items():
        if json.dumps(data["exercises"].get(exercise, {})) == json.dumps(given[exercise]):
            waits = scores[grade_id] is None and not given[exercise] and not holds(notebook, grade_id)
            assert waits or scores[grade_id] == honest.scores[grade_id]


def check_written(authored: Authored, content: bytes, scores: Mapping[str, float | None]) -> None:
    """Check that a written answer in its place waits for the tutor, and a blank one too, unless it has 0."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(data, dict) or data.get("nbformat") != 4 or not isinstance(data.get("cells"), list):
        return
    for name in written(authored):
        texts = [text for cell in data["cells"] if (text := text_named(cell, name)) is not None]
        if len(texts) == 1:
            stub = next(cell.stub for cell in authored.material.template.released if cell.name == name)
            answered = "".join(texts[0].split()) not in {"", "".join((stub or "").split())}
            # Whatever else was damaged can hold the words.
            assert scores[name] is None or (not answered and scores[name] == 0.0)


def holds(content: bytes, name: str) -> bool:
    """Say whether a notebook has a cell that goes by a name."""
    try:
        return any(text_named(cell, name) is not None for cell in json.loads(content)["cells"])
    except (ValueError, RecursionError, KeyError, TypeError):
        return False


def text_named(cell: Any, name: str) -> str | None:
    """Return the text of a cell that goes by a name, or None if it does not."""
    try:
        if cell["metadata"]["nbgrader"]["grade_id"] != name:
            return None
        source = cell["source"]
        return source if isinstance(source, str) else "".join(source) if isinstance(source, list) else None
    except (KeyError, TypeError):
        return None


def mark_damaged(cohort: Cohort, rounds: int, chance: random.Random) -> None:
    """Damage what everyone handed in, mark it, and check what became of it, so many times."""
    authored = cohort.authored
    ended = 0
    for turn in range(rounds):
        handed = {
            name: damage(authored, cohort.folder("submitted", name), honest, chance)
            for name, honest in cohort.honest.items()
        }
        done = cohort.mark()
        assert [each.student for each in done] == list(handed)
        for place, each in enumerate(done):
            honest, (notebook, answers) = cohort.honest[each.student], handed[each.student]
            if each.entry is None:
                assert each.failure is not None
                assert_clear(each.failure)
                assert notebook != honest.notebook
                assert answers != honest.answers.encode()
                continue
            ended += 1
            scores = each.entry.scores
            check_entry(authored, each.entry)
            check_undamaged_answers(authored, answers, notebook, honest, scores)
            check_written(authored, notebook, scores)
            if notebook == honest.notebook:
                assert {name: scores[name] for name in written(authored)} == {
                    name: honest.scores[name] for name in written(authored)
                }
            text = (cohort.folder("autograded", each.student) / authored.notebook_name).read_text("utf-8")
            check_notebook(authored, text)
            if place % 25 == 0:
                nbformat.validate(nbformat.reads(text, as_version=4))
        if turn % 5 == 0:
            check_gradebook(cohort, [each.entry for each in done if each.entry is not None])
    assert ended > rounds * BATCH / 2


def damage(authored: Authored, folder: Path, honest: Honest, chance: random.Random) -> tuple[bytes, bytes]:
    """Hand in, damaged: the notebook, the answers or both, and the time."""
    kind = chance.randrange(4)
    notebook = honest.notebook if kind == 1 else damage_cells(honest.cells, honest.frame, chance)
    answers = honest.answers.encode() if kind == 2 else damage_answers(honest.answers, chance)
    (folder / authored.notebook_name).write_bytes(notebook)
    (folder / "responses.json").write_bytes(answers)
    (folder / "timestamp.txt").write_bytes(damage_bytes(TIME, chance) if chance.random() < 0.7 else TIME)
    return notebook, answers


def check_gradebook(cohort: Cohort, entries: list[SubmissionMarks]) -> None:
    """Check that a gradebook takes a batch, and has its marks afterwards."""
    course = cohort.course
    with open_gradebook(
        course.db_url, course.course_id, cohort.authored.name, late_penalty=course.late_penalty
    ) as gradebook:
        gradebook.write(entries)
        known = gradebook.known([entry.student for entry in entries])
    for entry in entries:
        found = known[entry.student]
        assert (found.fingerprint, found.remarks) == (entry.fingerprint, entry.remarks)
        assert found.score == pytest.approx(sum(score or 0 for score in entry.scores.values()))
        assert set(found.waiting) == {name for name, score in entry.scores.items() if score is None}
