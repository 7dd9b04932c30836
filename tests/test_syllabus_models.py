"""The syllabus is looked up by its codes, is read once, and nothing changes it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from complaints_workbook.content.syllabus import (
    AwardingBody,
    UnknownCodeError,
    load_syllabus,
)

OCR = AwardingBody.OCR


class TestLookingUp:
    @pytest.mark.parametrize(
        ("code", "message"),
        [
            (
                "complaints/1.9",
                "There is no criterion 'complaints/1.9'; the nearest: complaints/2.9, complaints/1.8, complaints/1.7.",
            ),
            ("1.6", "There is no criterion '1.6'; the nearest: complaints/1.6."),
        ],
    )
    def test_an_unknown_criterion_is_answered_with_the_nearest(self, code: str, message: str) -> None:
        with pytest.raises(UnknownCodeError) as raised:
            load_syllabus().criterion(code)
        assert str(raised.value) == message

    def test_every_lookup_refuses_what_it_does_not_know(self) -> None:
        syllabus = load_syllabus()
        lookups = (syllabus.guidance_for, syllabus.evidence_advice_for, syllabus.outcome, syllabus.outcome_of)
        for look_up in (*lookups, syllabus.unit):
            with pytest.raises(KeyError, match="the nearest"):
                look_up("c8")


class TestTheModels:
    def test_they_are_frozen(self) -> None:
        criterion = load_syllabus().criterion("c7/1.1")
        with pytest.raises(ValidationError, match="frozen"):
            criterion.verb = "Assess"

    def test_looking_up_guidance_changes_nothing(self) -> None:
        before = load_syllabus().model_dump()
        load_syllabus().guidance_for("c7/2.3")[OCR] = ()
        assert load_syllabus().model_dump() == before

    def test_the_syllabus_is_read_once(self) -> None:
        assert load_syllabus() is load_syllabus()

    def test_no_apostrophe_is_straight(self) -> None:
        assert "'" not in load_syllabus().model_dump_json()

    def test_reading_it_needs_neither_pandas_nor_nbgrader(self) -> None:
        script = (
            "import sys; from complaints_workbook.content.syllabus import load_syllabus; load_syllabus(); "
            "print({'pandas', 'numpy', 'nbgrader'} & set(sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "set()"
