"""Ten thousand damaged submissions: each ends in a mark or in a clear reason, and damage never spreads."""

from __future__ import annotations

import json
import pickle
import random
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.marking.cohort.job import Job, Marked, mark_students
from complaints_workbook.marking.cohort.mark_cohort import BATCH
from complaints_workbook.marking.gradebook import open_gradebook
from complaints_workbook.marking.handed_in.handed_answers import read_answers
from complaints_workbook.marking.handed_in.handed_notebook import read_cells
from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.sanitise import plain_html, safe_html
from complaints_workbook.marking.handed_in.submission import Submission, read_timestamp
from complaints_workbook.marking.one.mark_submission import mark
from complaints_workbook.nbgrader_steps.settings import course_in
from hostile.harmless import risks
from support.assignments import ASSIGNMENTS
from support.cohorts import hand_in
from support.courses import real_course
from support.damage import PIECES, VALUES, damage_answers, damage_bytes, damage_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from complaints_workbook.marking.cohort.mark_cohort import CourseSettings
    from complaints_workbook.marking.records import SubmissionMarks

SHARDS, ROUNDS = 10, 20
"""Ten times twenty batches of fifty are ten thousand."""

AUTHORED = ASSIGNMENTS[0]
NAME = AUTHORED.name
TIME = b"2026-11-27 10:00:00.000000 UTC"
WRITTEN = tuple(cell.name for cell in AUTHORED.material.template.released if cell.stub is not None)
POINTS = {cell.name: cell.points for cell in AUTHORED.material.graded}


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

    course: CourseSettings
    job: Job
    honest: Mapping[str, Honest]

    def folder(self, stage: str, student: str) -> Path:
        return self.course.places.folder(stage, student)

    def mark(self) -> list[Marked]:
        return mark_students(self.job, [(name, None) for name in self.honest])


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    made = real_course(tmp_path_factory.mktemp("fuzz") / "course", NAME)
    names = hand_in(made, BATCH, AUTHORED.assignment.exercises, AUTHORED.right)
    course, _ = course_in(made.folder, NAME)
    job = Job(course.places, {}, {}, pickle.dumps(AUTHORED.material), force=True)
    marked = mark_students(job, [(name, None) for name in names])
    honest = {}
    for each in marked:
        assert each.entry is not None
        folder = made.notebook("submitted", each.student).parent
        notebook = json.loads((folder / f"{NAME}.ipynb").read_text("utf-8"))
        cells = tuple(json.dumps(cell) for cell in notebook["cells"])
        frame = json.dumps({**notebook, "cells": []})
        honest[each.student] = Honest(
            cells, frame, (folder / "responses.json").read_text("utf-8"), dict(each.entry.scores)
        )
    return Cohort(course, job, honest)


def assert_clear(reason: str) -> None:
    assert reason.isprintable()
    assert 5 < len(reason) < 400
    assert "error of its own" not in reason


@lru_cache(maxsize=20_000)
def harmless(html: str) -> bool:
    return not risks(html)


@cache
def released_cells() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((AUTHORED.release / f"{NAME}.ipynb").read_text("utf-8"))["cells"])


def check_entry(entry: SubmissionMarks) -> None:
    """Check that there is a possible score for each graded cell and no other, and that remarks are clear."""
    assert entry.scores.keys() == POINTS.keys()
    assert all(score is None or 0 <= score <= POINTS[name] for name, score in entry.scores.items())
    assert entry.timestamp is None or entry.timestamp.tzinfo is None
    for remark in entry.remarks:
        assert_clear(remark)


def check_notebook(text: str) -> None:
    """Check that the marked notebook is the released one, and that what is the learner's can do no harm."""
    known = []
    for cell in json.loads(text)["cells"]:
        source, ours = "".join(cell["source"]), cell["metadata"].pop("workbook", {})
        if "learner" in ours:
            assert cell["cell_type"] == "markdown"
            assert harmless(source)
        elif "tutor" not in ours:
            known.append(cell)
    for cell, released in zip(known, released_cells(), strict=True):
        name = released["metadata"]["nbgrader"]["grade_id"]
        if name in WRITTEN:
            assert cell["source"] == released["source"] or harmless("".join(cell["source"]))
        else:
            assert cell["source"] == released["source"]
        assert (cell["cell_type"], cell["id"]) == (released["cell_type"], released["id"])
        assert cell["metadata"] == {k: v for k, v in released["metadata"].items() if k != "workbook"}
        for output in cell.get("outputs", ()):
            assert harmless("".join(output["data"]["text/html"]))


def check_undamaged_answers(content: bytes, honest: Honest, scores: Mapping[str, float | None]) -> None:
    """Check that an exercise whose answers arrived as they were given has the marks that they earn."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    # Of another version nothing counts.
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("exercises"), dict):
        return
    given = json.loads(honest.answers)["exercises"]
    for grade_id, exercise in AUTHORED.material.template.exercises.items():
        if json.dumps(data["exercises"].get(exercise, {})) == json.dumps(given[exercise]):
            assert scores[grade_id] == honest.scores[grade_id]


def check_written(content: bytes, scores: Mapping[str, float | None]) -> None:
    """Check that a written answer in its place waits for the tutor, and that none has 0."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(data, dict) or data.get("nbformat") != 4 or not isinstance(data.get("cells"), list):
        return
    for name in WRITTEN:
        texts = [text for cell in data["cells"] if (text := text_named(cell, name)) is not None]
        if len(texts) == 1:
            stub = next(cell.stub for cell in AUTHORED.material.template.released if cell.name == name)
            answered = texts[0].strip() not in {"", (stub or "").strip()}
            assert scores[name] == (None if answered else 0.0)


def text_named(cell: Any, name: str) -> str | None:
    """Return the text of a cell that goes by a name, or None if it does not."""
    try:
        if cell["metadata"]["nbgrader"]["grade_id"] != name:
            return None
        source = cell["source"]
        return source if isinstance(source, str) else "".join(source) if isinstance(source, list) else None
    except (KeyError, TypeError):
        return None


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_damaged_submission_ends_in_a_mark_or_a_reason(cohort: Cohort, shard: int) -> None:
    chance = random.Random(f"shard {shard}")
    ended = 0
    for turn in range(ROUNDS):
        handed = {
            name: damage(cohort.folder("submitted", name), honest, chance) for name, honest in cohort.honest.items()
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
            check_entry(each.entry)
            check_undamaged_answers(answers, honest, scores)
            check_written(notebook, scores)
            if notebook == honest.notebook:
                assert {name: scores[name] for name in WRITTEN} == {name: honest.scores[name] for name in WRITTEN}
            text = (cohort.folder("autograded", each.student) / f"{NAME}.ipynb").read_text("utf-8")
            check_notebook(text)
            if place % 25 == 0:
                nbformat.validate(nbformat.reads(text, as_version=4))
        if turn % 5 == 0:
            check_gradebook(cohort, [each.entry for each in done if each.entry is not None])
    assert ended > ROUNDS * BATCH / 2


def damage(folder: Path, honest: Honest, chance: random.Random) -> tuple[bytes, bytes]:
    """Hand in, damaged: the notebook, the answers or both, and the time."""
    kind = chance.randrange(4)
    notebook = honest.notebook if kind == 1 else damage_cells(honest.cells, honest.frame, chance)
    answers = honest.answers.encode() if kind == 2 else damage_answers(honest.answers, chance)
    (folder / f"{NAME}.ipynb").write_bytes(notebook)
    (folder / "responses.json").write_bytes(answers)
    (folder / "timestamp.txt").write_bytes(damage_bytes(TIME, chance) if chance.random() < 0.7 else TIME)
    return notebook, answers


def check_gradebook(cohort: Cohort, entries: list[SubmissionMarks]) -> None:
    """Check that a gradebook takes a batch, and has its marks afterwards."""
    course = cohort.course
    with open_gradebook(course.db_url, course.course_id, NAME, late_penalty=course.late_penalty) as gradebook:
        gradebook.write(entries)
        known = gradebook.known([entry.student for entry in entries])
    for entry in entries:
        found = known[entry.student]
        assert (found.fingerprint, found.remarks) == (entry.fingerprint, entry.remarks)
        assert found.score == pytest.approx(sum(score or 0 for score in entry.scores.values()))
        assert set(found.waiting) == {name for name, score in entry.scores.items() if score is None}


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.sampled_from(VALUES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
)
words = st.lists(
    st.sampled_from([*PIECES, "<", ">", "a", " ", "*", "_", "[", "](", ")", "&", "\\", "`", "\n", "|"])
    | st.text(max_size=6)
).map("".join)
cells = st.fixed_dictionaries(
    {"source": words | st.lists(words, max_size=3) | anything},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | anything,
        "metadata": st.fixed_dictionaries(
            {"nbgrader": st.fixed_dictionaries({"grade_id": st.sampled_from([*POINTS, "x"]) | anything})}
        )
        | anything,
    },
)
fields = [(name, field.id) for name, exercise in AUTHORED.assignment.exercises.items() for field in exercise.fields]
given_answers = st.lists(
    st.tuples(st.sampled_from(fields), anything | st.lists(st.sampled_from(["a", "b", "listen"]))), max_size=6
)


@settings(max_examples=400, derandomize=True)
@given(anything | st.fixed_dictionaries({"version": st.integers(0, 2), "exercises": anything, "nbformat": anything}))
def test_any_json_is_read_or_has_a_reason(data: Any) -> None:
    assert_read_or_reason(json.dumps(data).encode())


@settings(max_examples=600, derandomize=True)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_have_a_reason(content: bytes) -> None:
    assert_read_or_reason(content)


@settings(max_examples=600, derandomize=True)
@given(
    st.text("0123456789:-+. TUCZ", max_size=60), st.sampled_from(["", " UTC", " Europe/Paris", " CET", " +3", " /x"])
)
def test_any_time_is_read_without_a_zone_or_has_a_reason(text: str, zone: str) -> None:
    for start in ("", "2026-11-27 10:00"):
        try:
            assert read_timestamp(f"{start}{text}{zone}".encode()).tzinfo is None
        except UnreadableError as error:
            assert_clear(str(error))


def assert_read_or_reason(content: bytes) -> None:
    readers: tuple[Callable[[bytes], object], ...] = (read_answers, read_cells, read_timestamp)
    for read in readers:
        try:
            read(content)
        except UnreadableError as error:
            assert_clear(str(error))


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.lists(cells | anything, max_size=5), given_answers)
def test_any_cells_and_any_answers_are_marked(handed: list[Any], answered: list[tuple[tuple[str, str], Any]]) -> None:
    exercises: dict[str, dict[str, Any]] = {}
    for (exercise, item), answer in answered:
        exercises.setdefault(exercise, {})[item] = {"answer": answer}
    notebook = read_cells(json.dumps({"nbformat": 4, "cells": handed}).encode())
    answers = read_answers(json.dumps({"version": 1, "exercises": exercises}).encode())
    marked = mark(AUTHORED.material, Submission("ann", notebook, answers, None, {}, (), (), b""))
    check_entry(marked.entry)
    check_notebook(marked.notebook.decode())


@settings(max_examples=500, derandomize=True)
@given(words)
def test_any_text_is_one_harmless_line(text: str) -> None:
    for make in (safe_html, plain_html):
        html = make(text)
        assert "\n" not in html
        assert not risks(html)
        html.encode()
