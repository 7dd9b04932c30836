"""Records to be completed: short texts as people type them, what can be read of them, and texts that mean harm."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup

from complaints_workbook.exercises.complete_record import CompleteRecord
from complaints_workbook.exercises.feedback import mark_html
from complaints_workbook.exercises.items.give_text import LONGEST_TEXT, GiveText, TextKey
from complaints_workbook.exercises.marking import Verdict
from complaints_workbook.marking.handed_in.submission import read_submission
from complaints_workbook.marking.one import finished
from complaints_workbook.marking.one.exercise_marker import ExerciseMarker
from complaints_workbook.marking.one.finished import clean_feedback
from complaints_workbook.marking.one.mark_submission import mark
from support.courses import responses_text
from support.specimen_course import NAME, SPECIMENS, specimen, specimens_worked_by_hand

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


def entries_of(html: str, title: str) -> list[tuple[str, ...]]:
    """Return what feedback shows of a record, entry by entry: its label, what was filled in, and what is right."""
    page = BeautifulSoup(html, "html.parser")
    whole = next(each for each in page.select(".cw-fb-whole") if each.p and each.p.get_text() == title)
    return [
        tuple(" ".join(cell.get_text(" ").split()) for cell in entry.find_all("span", recursive=False))
        for entry in whole.select("ul > li")
    ]


class TestFeedback:
    def marked(self, *, hide: tuple[str, ...] = ()) -> str:
        asked, key = specimen().assignment.exercises[EXERCISE].item_set, specimen().keys[EXERCISE]
        answers = specimens_worked_by_hand().answers[EXERCISE]
        return mark_html(asked.mark(replace(key, hidden=frozenset(hide)), answers))

    def test_shows_the_learners_record_whole_beside_the_right_one(self) -> None:
        assert entries_of(self.marked(), "Complaint record CS-0142") == [
            ("Customer", "Ada Field"),
            ("Handled by", "Jo, at the till"),
            ("Date received", "Yours: Tuesday 3 March 2026 ✗ Not yet", "The right one: Monday 2 March 2026"),
            ("Main reason", "Yours: Delivered late ✓ Right", "The right one: Delivered late"),
            ("What the customer asks for", "Yours: Another lamp ✗ Not yet", "The right one: A refund"),
            ("Product", "Yours: THE lamp. ✓ Right", "The right one: THE lamp."),
            ("Price paid", "Yours: £40.00 ✓ Right", "The right one: £40.00"),
            (
                "Facts for the note",
                "Yours: The lamp came two weeks late. She is a difficult customer. ✗ Not yet",
                "The right one: The lamp came two weeks late. Ada Field says that it does not light.",
            ),
        ]

    def test_says_why_below_and_repeats_no_answer_there(self) -> None:
        html = self.marked()
        why = html.partition("</ul></div>")[2]
        assert "Jo&#x27;s note is of the day after." in why
        assert "You answered" not in html
        assert "The best answer" not in html

    def test_shows_nothing_of_a_key_that_is_hidden(self) -> None:
        hidden = "lamp.received", "lamp.reason"
        by_label = {label: rest for label, *rest in entries_of(self.marked(hide=hidden), "Complaint record CS-0142")}
        assert by_label["Date received"] == ["Yours: Tuesday 3 March 2026 ✗ Not yet", "The right one: Not shown"]
        assert by_label["Main reason"] == ["Yours: Delivered late ✓ Right", "The right one: Delivered late"]
        assert "2 March" not in self.marked(hide=hidden)

    def test_shows_of_a_blank_record_what_would_be_right(self) -> None:
        asked, key = specimen().assignment.exercises[EXERCISE].item_set, specimen().keys[EXERCISE]
        entries = entries_of(mark_html(asked.mark(key, {})), "Complaint record CS-0142")
        assert ("Product", "Yours: – Not answered", "The right one: Lamp") in entries

    def test_names_each_record_of_several_and_each_option_of_a_grid(self) -> None:
        (lamp,) = WRITTEN["items"]
        two = [lamp, lamp | {"id": "shade", "case": "cs-04-worn-shade", "title": "Record 2"}]
        records = CompleteRecord.model_validate({**WRITTEN, "items": two})
        assert [each.title for each in records.wholes(specimen().datasets)] == [
            "Ada Field: Complaint record CS-0142",
            "Mrs Dee Ray: Record 2",
        ]
        options = [lamp | {"id": name, "title": name.title()} for name in ("refund", "repair")]
        grid = CompleteRecord.model_validate({**WRITTEN, "items": options})
        assert [each.title for each in grid.wholes(specimen().datasets)] == ["Refund", "Repair"]


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

        monkeypatch.setattr(finished, "clean_feedback", clean)
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
