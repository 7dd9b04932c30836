"""A plan of inquiries: what is an answer, what it earns, and what `workbook check` says of an investigation."""

from __future__ import annotations

from typing import Any, cast

import pytest
import yaml
from pydantic import ValidationError

from complaints_workbook.exercises.answers import RawKey, match
from complaints_workbook.exercises.investigate import PLAN, Investigate
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items.make_inquiries import Aim, Inquiry, MakeInquiries, PlanKey
from support.specimen_course import SPECIMENS

FIELD = MakeInquiries(
    PLAN,
    "Your plan",
    2,
    (
        Inquiry("film", "The film", within=1),
        Inquiry("driver", "The driver"),
        Inquiry("file", "His file"),
        Inquiry("all", "Everybody"),
    ),
    (Aim("gone", "What goes first", 2), Aim("both", "Both of them", 3)),
)
WRITTEN: dict[str, Any] = {
    "key": ["film", "driver"],
    "serves": {"gone": ["film"], "both": ["film", "driver"]},
    "reasons": {each.id: f"Why {each.id}." for each in FIELD.inquiries},
}
ASKED = ItemSet("find-out", "Find out", ("complaints/1.1",), "1.1", (FIELD,))


def matched(**changes: Any) -> tuple[Any, list[str]]:
    found = match((FIELD,), RawKey(items={PLAN: WRITTEN | changes}))
    return found.key, [misfit.message for misfit in found.misfits]


KEY, _ = matched()
PLAN_KEY = cast("PlanKey", KEY.fields[PLAN])


class TestAnswers:
    def test_inquiries_stand_in_the_order_in_which_they_were_made(self) -> None:
        assert FIELD.accept(["driver", "film"]) == ("driver", "film")

    @pytest.mark.parametrize(
        "value",
        [None, "film", 3, {"film": 1}, [], [["film"]], ["nothing"], ["film", {}], ["film", "film"], ["all"] * 9],
    )
    def test_whatever_a_learners_file_says_nothing_is_raised(self, value: object) -> None:
        assert FIELD.accept(value) is None
        assert FIELD.legible(value) is None

    def test_more_inquiries_than_can_be_made_are_no_answer(self) -> None:
        assert FIELD.accept(["film", "driver", "all"]) is None

    def test_a_plan_that_is_begun_is_kept_and_earns_nothing_yet(self) -> None:
        begun = {PLAN: ["film"]}
        assert ASKED.legible(begun) == begun
        assert ASKED.complete(begun) == ()
        assert [item.score for item in ASKED.mark(KEY, begun).items] == [0, 0]


class TestMarks:
    @pytest.mark.parametrize(
        ("plan", "earned"),
        [
            (["film", "driver"], [2, 3]),
            (["driver", "film"], [0, 1.5]),  # the film was gone when it was asked for
            (["film", "all"], [2, 1.5]),
            (["driver", "file"], [0, 1.5]),
            (["file", "all"], [0, 0]),
        ],
    )
    def test_worked_by_hand(self, plan: list[str], earned: list[float]) -> None:
        assert [item.score for item in ASKED.mark(KEY, {PLAN: plan}).items] == earned

    def test_feedback_says_of_each_inquiry_whether_it_came_too_late_and_why_it_was_worth_making(self) -> None:
        (mark,) = ASKED.mark(KEY, {PLAN: ["all", "film"]}).fields
        assert [(told.text, told.remark) for told in mark.answer] == [
            ("1. Everybody", "Why all."),
            ("2. The film (asked for too late)", "Why film."),
        ]

    def test_an_aim_says_what_is_missing_for_it(self) -> None:
        gone, both = ASKED.mark(KEY, {PLAN: ["all", "film"]}).items
        assert [(reason.about, reason.text) for reason in gone.reasons] == [("The film", "Why film.")]
        assert [reason.about for reason in both.reasons] == ["The film", "The driver"]

    def test_the_best_plan_is_told_whole(self) -> None:
        assert FIELD.exemplar(PLAN_KEY) == (("1. The film", "Why film."), ("2. The driver", "Why driver."))


class TestKeys:
    def test_a_key_that_fits_has_no_fault(self) -> None:
        assert matched()[1] == []

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"key": ["film"]}, "no whole plan; name 2 inquiries"),
            ({"key": ["film", "film"]}, "no whole plan"),
            ({"key": ["driver", "film"]}, "does not earn all marks for 'gone'; change it, its order"),
            ({"key": ["film", "nobody"]}, "the key names 'nobody', which is no inquiry"),
            ({"serves": {"gone": ["film"]}}, "serves says nothing of 'both'"),
            ({"serves": WRITTEN["serves"] | {"both": []}}, "serves says nothing of 'both'"),
            ({"serves": WRITTEN["serves"] | {"kind": ["film"]}}, "serves names 'kind', which is no aim"),
            ({"serves": WRITTEN["serves"] | {"both": ["nobody"]}}, "serves > both names 'nobody'"),
            ({"serves": {"gone": ["film"], "both": ["driver", "file"]}}, "does not earn all marks for 'both'"),
            ({"reasons": WRITTEN["reasons"] | {"all": ""}}, "the inquiry 'all' has no reason"),
            ({"reasons": WRITTEN["reasons"] | {"nobody": "Why."}}, "reasons names 'nobody'"),
        ],
    )
    def test_what_is_wrong_with_a_key_is_told(self, changes: dict[str, Any], said: str) -> None:
        assert any(said in message for message in matched(**changes)[1]), matched(**changes)[1]

    def test_a_pool_in_which_chance_finds_too_much_is_told(self) -> None:
        field = MakeInquiries(PLAN, "Your plan", 2, FIELD.inquiries[:3], FIELD.aims)
        reasons = {name: why for name, why in WRITTEN["reasons"].items() if name != "all"}
        misfits = match((field,), RawKey(items={PLAN: WRITTEN | {"reasons": reasons}})).misfits
        assert [misfit.message for misfit in misfits] == [
            "whoever asks at random earns too much; let 2 inquiries or more serve no aim."
        ]


def written() -> Any:
    return yaml.safe_load((SPECIMENS / "kinds" / "investigate" / "exercises.yaml").read_text("utf-8"))["exercises"][0]


class TestAuthors:
    def test_the_specimen_is_an_investigation(self) -> None:
        assert Investigate.model_validate(written()).case == "cs-01-late-lamp"

    @pytest.mark.parametrize(
        ("place", "entry", "said"),
        [
            (("plan", "inquiries", 1), {"source": "nowhere"}, "there is no source 'nowhere'"),
            (
                ("plan", "inquiries", 1),
                {"comes": "Nothing."},
                "name the source that it brings, or say what comes of it",
            ),
            (("plan", "inquiries", 2), {"comes": None}, "or say what comes of it"),
            (("plan", "inquiries", 1), {"within": 1}, "say what is told who asks too late"),
            (("plan", "inquiries", 2), {"within": 1, "late": "Gone."}, "only a source can be gone"),
            (("sources", 1), {"id": "loaded"}, "there is no source 'tracker'"),
            (("events", 0), {"id": "camera"}, "'camera' is the id of something else too"),
            (("events", 0), {"id": "plan"}, "'plan' is the id of something else too"),
            (("events", 0), {"times": ["8.20", "9.00 am"]}, "is not a time, such as 7.16 am"),
            (("items", 0), {"sources": ["tracker", "nobody"]}, "there is no source 'nobody'"),
            ((), {"case": None}, "give it a case or a text that says what is complained of"),
        ],
    )
    def test_what_is_wrong_is_told(self, place: tuple[Any, ...], entry: dict[str, Any], said: str) -> None:
        exercise = written()
        step = exercise
        for name in place:
            step = step[name]
        step |= entry
        with pytest.raises(ValidationError, match=said):
            Investigate.model_validate(exercise)

    def test_a_source_that_nothing_asks_about_is_told(self) -> None:
        exercise = written()
        exercise["sources"].append({"id": "radio", "label": "The radio", "origin": "Heard", "text": "Rain."})
        with pytest.raises(ValidationError, match="nothing asks about it and no inquiry brings it"):
            Investigate.model_validate(exercise)
