"""How papers, feedback and pages of the specimens look, kept beside: a change shows in the diff.

``pytest tests/test_looks.py --snapshot-update`` keeps what there is now.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.rendering.dossier import dossier_html
from complaints_workbook.rendering.organisation import organisation_html
from support.marked_courses import mark
from support.specimen_course import NAME, SPECIMENS, specimen, specimen_course, specimens_worked_by_hand

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

BY_HAND = specimens_worked_by_hand()
CASES = sorted(path.stem for path in (SPECIMENS / "datasets" / "cases").iterdir())
ORGANISATIONS = sorted(path.stem for path in (SPECIMENS / "datasets" / "organisations").iterdir())


class Html(SingleFileSnapshotExtension):
    """Keeps HTML, an element a line, in a file for each."""

    _write_mode = WriteMode.TEXT
    file_extension = "html"

    def serialize(self, data: str, **_: Any) -> str:
        # Older ones of the library leave out the end of the last line.
        return str(BeautifulSoup(data, "html.parser").prettify()).rstrip("\n") + "\n"


class Json(SingleFileSnapshotExtension):
    """Keeps JSON, an entry a line, in a file for each."""

    _write_mode = WriteMode.TEXT
    file_extension = "json"

    def serialize(self, data: Any, **_: Any) -> str:
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


@pytest.fixture
def kept_html(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Html)


@pytest.mark.parametrize("case", CASES)
def test_a_dossier_looks_as_kept(kept_html: SnapshotAssertion, case: str) -> None:
    read = specimen().datasets.case(case)
    name = specimen().datasets.organisation(read.organisation).name
    assert dossier_html(read, name, costs=True) == kept_html


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_an_organisations_papers_look_as_kept(kept_html: SnapshotAssertion, organisation: str) -> None:
    assert organisation_html(specimen().datasets.organisation(organisation)) == kept_html


@pytest.mark.parametrize("exercise", sorted(BY_HAND.answers))
def test_feedback_on_an_exercise_looks_as_kept(kept_html: SnapshotAssertion, exercise: str) -> None:
    item_set = specimen().assignment.exercises[exercise].item_set
    marked = item_set.mark(specimen().keys[exercise], BY_HAND.answers[exercise])
    assert mark_html(marked) == kept_html


def test_a_feedback_page_looks_as_kept(kept_html: SnapshotAssertion, tmp_path: Path) -> None:
    course = specimen_course(tmp_path / "course")
    course.submit("ben", BY_HAND.answers, {"written": "Because *memory* is short."})
    mark(course, "--feedback")
    page = (course.folder / "feedback" / "ben" / NAME / f"{NAME}.html").read_text("utf-8")
    # The feedback on each exercise is kept above, and a style sheet is read where it is written.
    page = re.sub(r"<style>.*?</style>", "<style></style>", page, flags=re.DOTALL)
    assert page == kept_html


@pytest.mark.parametrize("exercise", sorted(BY_HAND.answers))
def test_a_page_holds_what_is_kept(snapshot: SnapshotAssertion, exercise: str) -> None:
    shown = dict(specimen().pages.exercise(exercise).shown)
    assert shown == snapshot.use_extension(Json)
