"""Records to be completed: short texts as people type them, what can be read of them, and texts that mean harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from complaints_workbook.exercises.complete_record import CompleteRecord
from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.exercises.items.give_text import LONGEST_TEXT, GiveText, TextKey
from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.marking.handed_in.submission import read_submission
from complaints_workbook.marking.one import exercise_marker
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker, clean_feedback
from complaints_workbook.marking.one.mark_submission import mark
from support.courses import responses_text
from support.specimen_course import NAME, SPECIMENS, specimen

if TYPE_CHECKING:
    from pathlib import Path

FIELD = GiveText("reference", "Reference", 1)
KEY = TextKey(key="CS-0142", accepts=("142", "Café order"), reason="The letter says it.")
EXERCISE, TEXT = "the-lamp-on-record", "lamp.product"
(WRITTEN,) = yaml.safe_load((SPECIMENS / "kinds" / "complete-record" / "exercises.yaml").read_text("utf-8"))[
    "exercises"
]
HARMFUL = "<img src=x onerror=alert(1)><script>alert(2)</script> &quot; ' ${7*7} [a](javascript:b)"


def record(**changes: Any) -> CompleteRecord:
    return CompleteRecord.model_validate({**WRITTEN, "items": [WRITTEN["items"][0] | changes]})


class TestWhatIsTyped:
    @pytest.mark.parametrize(
        "typed",
        [
            "CS-0142",
            "cs0142",
            " Cs 0142. ",
            "“CS–0142”",
            "142",
            "cafe order",
            "CAFÉ ORDER!",
            "\uff23\uff33\uff10\uff11\uff14\uff12",
        ],
    )
    def test_case_spaces_punctuation_and_accents_make_no_difference(self, typed: str) -> None:
        answer = FIELD.accept(typed)
        assert answer is not None
        assert FIELD.score(answer, KEY).right

    @pytest.mark.parametrize("typed", ["CS-0124", "0142 CS", "CS-01422", "1 42 3", "CS-0142 or CS-0143"])
    def test_another_text_is_not_right(self, typed: str) -> None:
        answer = FIELD.accept(typed)
        assert answer is not None
        assert not FIELD.score(answer, KEY).right

    @pytest.mark.parametrize(
        "value", ["", "  ", "–", "\x00", "\ud800", "\u202e", "a" * (LONGEST_TEXT + 1), 7, None, ["a"]]
    )
    def test_what_says_nothing_or_too_much_is_no_answer(self, value: object) -> None:
        assert FIELD.accept(value) is None

    def test_what_cannot_be_seen_is_not_shown(self) -> None:
        assert FIELD.accept(" a\u202eb\x00\ud800\nc ") == "a b c"


class TestKeys:
    @pytest.mark.parametrize(
        ("key", "accepts", "told"),
        [
            ("CS-0142", ("cs 0142",), "is accepted already"),
            ("–", (), "nobody can give"),
            ("CS-0142", ("a" * (LONGEST_TEXT + 1),), "nobody can give"),
        ],
    )
    def test_a_spelling_that_counts_for_nothing_is_told(self, key: str, accepts: tuple[str, ...], told: str) -> None:
        (fault,) = FIELD.faults(TextKey(key, accepts, "Why."))
        assert told in fault

    def test_a_text_without_a_reason_is_told(self) -> None:
        assert FIELD.faults(TextKey("142", (), "")) == ["the text has no reason; say why it is right."]

    @pytest.mark.parametrize("said", ["ADA FIELD", "ada@post.example", "Ordered by phone", "Shop Mutual", "late lamp"])
    def test_what_dossier_and_papers_say_can_be_asked_for(self, said: str) -> None:
        assert list(record().faults({TEXT: TextKey(said, (), "Why.")}, specimen().datasets)) == []

    def test_what_the_record_itself_says_can_be_asked_for(self) -> None:
        keys = {TEXT: TextKey("CS-0999", (), "Why.")}
        assert list(record(title="Record CS-0999").faults(keys, specimen().datasets)) == []

    def test_what_can_be_read_nowhere_is_told(self) -> None:
        (finding,) = record().faults({TEXT: TextKey("Spring bulb", ("bulb",), "Why.")}, specimen().datasets)
        assert finding.in_keys
        assert "neither cs-01-late-lamp nor its papers say 'Spring bulb'" in finding.message


def test_of_several_records_each_entry_is_named_with_its_customer() -> None:
    (lamp,) = WRITTEN["items"]
    shade = lamp | {"id": "shade", "case": "cs-04-worn-shade"}
    both = CompleteRecord.model_validate({**WRITTEN, "items": [lamp, shade]})
    labels = [field.label for field in both.fields(specimen().datasets)]
    assert {label.partition(": ")[0] for label in labels} == {"Ada Field", "Mrs Dee Ray"}
    assert labels[0] == "Ada Field: Date received"


def test_of_several_records_of_one_case_each_entry_is_named_with_its_record() -> None:
    (lamp,) = WRITTEN["items"]
    options = [lamp | {"id": name, "title": name.title()} for name in ("refund", "repair")]
    both = CompleteRecord.model_validate({**WRITTEN, "items": options})
    labels = [field.label for field in both.fields(specimen().datasets)]
    assert {label.partition(": ")[0] for label in labels} == {"Refund", "Repair"}
    assert len(labels) == len(set(labels))


class TestMarking:
    def marker(self) -> tuple[ExerciseMarker, Any, Any]:
        exercise, key = specimen().assignment.exercises[EXERCISE], specimen().keys[EXERCISE]
        return ExerciseMarker(exercise.item_set, key, exercise.criteria_of), exercise.item_set, key

    @pytest.mark.parametrize("typed", [HARMFUL, "lamp", "a\u202eb", "é" * LONGEST_TEXT, "the line stands here"])
    def test_a_text_is_marked_for_a_cohort_as_for_one(self, typed: str) -> None:
        marker, asked, key = self.marker()
        marked, expected = marker.mark({TEXT: typed}), asked.mark(key, {TEXT: typed})
        assert marked.score == expected.score
        text = b"".join(piece.json_html for piece in marked.feedback)
        assert json.loads(b'"%s"' % text) == mark_html(expected)
        html = b"".join(piece.html for piece in marked.feedback).decode()
        assert html == clean_feedback(mark_html(expected))
        assert "<img" not in html
        assert "<script" not in html

    def test_texts_that_are_not_right_share_the_pieces_of_their_feedback(self, monkeypatch: pytest.MonkeyPatch) -> None:
        marker, *_ = self.marker()
        made: list[str] = []

        def clean(html: str) -> str:
            made.append(html)
            return clean_feedback(html)

        monkeypatch.setattr(exercise_marker, "clean_feedback", clean)
        marker.mark({TEXT: "no lamp"})
        assert made
        made.clear()
        marked = [marker.mark({TEXT: f"no lamp {number}"}) for number in range(500)]
        assert made == []
        assert b"no lamp 499" in b"".join(piece.html for piece in marked[-1].feedback)

    def test_a_harmful_text_is_only_words_in_the_marked_notebook(self, tmp_path: Path) -> None:
        folder = tmp_path / "ann" / NAME
        folder.mkdir(parents=True)
        (folder / specimen().notebook_name).write_bytes((specimen().release / specimen().notebook_name).read_bytes())
        answers = {EXERCISE: {TEXT: HARMFUL}}
        (folder / "responses.json").write_text(responses_text(answers), encoding="utf-8")
        marked = mark(specimen().material, read_submission("ann", folder, tmp_path, NAME))
        notebook = json.loads(marked.notebook)
        shown = json.dumps([cell.get("outputs") for cell in notebook["cells"]])
        assert "&lt;img src=x onerror=alert(1)&gt;" in shown
        assert "<img" not in shown
        assert "<script" not in shown

    def test_what_was_not_typed_is_not_answered(self) -> None:
        _, asked, key = self.marker()
        assert {item.verdict for item in asked.mark(key, {TEXT: " – "}).items} == {Verdict.UNANSWERED}
