"""A letter out of passages: what is an answer, what it earns, and what `workbook check` says of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.exercises.answers import RawKey, match
from complaints_workbook.exercises.feedback import told_html
from complaints_workbook.exercises.item_set import ItemSet
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.items.write_letter import Demand, LetterKey, LetterSlot, WriteLetter
from complaints_workbook.exercises.marking import Told
from complaints_workbook.exercises.write_reply import REPLY, WriteReply
from complaints_workbook.exercises.write_reply.checks import by_chance
from complaints_workbook.marking.one.finished import clean_feedback
from support.specimen_course import SPECIMENS, specimen

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "first-answer"
CASE = specimen().datasets


def slot(name: str, *ids: str, required: bool = True, several: bool = False) -> LetterSlot:
    return LetterSlot(name, name.title(), required, several, tuple(Option(each, f"Say {each}.") for each in ids))


FIELD = WriteLetter(
    REPLY,
    "Your letter",
    (
        slot("greeting", "dear", "hi"),
        slot("decision", "yes", "no", "later"),
        slot("rights", "scheme", "court", required=False, several=True),
        slot("extra", "offer", required=False),
    ),
    (Demand("tone", "Tone", 1), Demand("law", "Law", 2)),
)
WRITTEN: dict[str, Any] = {
    "key": ["dear", "no", "scheme"],
    "contains": {"tone": {"greeting": ["dear"]}, "law": {"decision": ["no", "later"], "rights": ["scheme"]}},
    "avoids": {"law": ["offer"]},
    "reasons": {passage.id: f"Why {passage.id}." for passage in FIELD.passages},
}
ASKED = ItemSet("reply-to", "Reply", ("complaints/1.1",), "1.1", (FIELD,))


def matched(**changes: Any) -> tuple[Any, list[str]]:
    found = match((FIELD,), RawKey(items={REPLY: WRITTEN | changes}))
    return found.key, [misfit.message for misfit in found.misfits]


KEY, _ = matched()
LETTER_KEY = cast("LetterKey", KEY.fields[REPLY])


class TestAnswers:
    def test_passages_stand_in_the_order_of_the_letter(self) -> None:
        assert FIELD.accept(["scheme", "no", "dear"]) == ("dear", "no", "scheme")

    def test_the_best_passage_stands_among_those_of_a_slot_that_holds_one(self) -> None:
        assert list(FIELD.keys_among_options(LETTER_KEY)) == [
            (("Say dear.", "Say hi."), 0),
            (("Say yes.", "Say no.", "Say later."), 1),
        ]

    def test_two_passages_where_one_can_stand_are_no_answer(self) -> None:
        assert FIELD.accept(["dear", "hi"]) is None
        assert FIELD.accept(["dear", "scheme", "court"]) == ("dear", "scheme", "court")

    @pytest.mark.parametrize(
        "value", [None, "dear", 3, {"greeting": ["dear"]}, [], [["dear"]], ["nothing"], [{}, None]]
    )
    def test_whatever_a_learners_file_says_nothing_is_raised(self, value: object) -> None:
        assert FIELD.accept(value) is None
        assert FIELD.legible(value) is None

    def test_half_a_letter_is_kept_and_earns_nothing_on_any_item(self) -> None:
        half = {REPLY: ["no", "scheme"]}
        assert ASKED.legible(half) == half
        assert ASKED.complete(half) == ()
        assert [item.score for item in ASKED.mark(KEY, half).items] == [0, 0]

    @pytest.mark.parametrize("answers", [{}, {REPLY: None}, {REPLY: []}])
    def test_an_unanswered_letter_earns_nothing_on_any_item(self, answers: Mapping[str, Any]) -> None:
        assert [item.score for item in ASKED.mark(KEY, answers).items] == [0, 0]


class TestMarks:
    @pytest.mark.parametrize(
        ("letter", "earned"),
        [
            (["dear", "no", "scheme"], [1, 2]),
            (["dear", "later", "scheme"], [1, 2]),  # any of the two is enough
            (["hi", "no"], [0, 1]),  # one slot of the two
            (["dear", "yes"], [1, 0]),
            (["dear", "no", "scheme", "offer"], [1, 0]),  # what is to be avoided takes all of the item, and of no other
            (["dear", "no", "scheme", "court"], [1, 2]),  # nothing was said of it
        ],
    )
    def test_worked_by_hand(self, letter: list[str], earned: list[float]) -> None:
        assert [item.score for item in ASKED.mark(KEY, {REPLY: letter}).items] == earned

    def test_feedback_shows_the_letter_as_sent_with_a_reason_for_each_passage(self) -> None:
        (mark,) = ASKED.mark(KEY, {REPLY: ["hi", "no", "offer"]}).fields
        assert [(told.text, told.remark) for told in mark.answer] == [
            ("Say hi.", "Why hi."),
            ("Say no.", "Why no."),
            ("Say offer.", "Why offer."),
        ]

    def test_the_letter_as_it_should_read_is_told_whole(self) -> None:
        assert FIELD.exemplar(LETTER_KEY) == (
            ("Say dear.", "Why dear."),
            ("Say no.", "Why no."),
            ("Say scheme.", "Why scheme."),
        )

    def test_an_item_says_what_spoils_it_and_what_is_missing(self) -> None:
        law = ASKED.mark(KEY, {REPLY: ["dear", "no", "offer"]}).items[1]
        assert [(reason.about, reason.text) for reason in law.reasons] == [
            ("Say offer.", "Why offer."),
            ("Say scheme.", "Why scheme."),
        ]
        assert law.key == ("Say no.", "Say scheme.")


class TestKeys:
    def test_a_key_that_fits_has_no_fault(self) -> None:
        assert matched()[1] == []

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"key": ["dear", "scheme"]}, "no whole letter"),
            ({"key": ["dear", "hi", "no", "scheme"]}, "no whole letter"),
            ({"key": ["dear", "no"]}, "does not earn all marks for 'law'"),
            ({"key": ["dear", "no", "scheme", "maybe"]}, "'maybe', which is no passage"),
            ({"contains": WRITTEN["contains"] | {"law": {}}}, "contains says nothing of 'law'"),
            ({"contains": WRITTEN["contains"] | {"truth": {"greeting": ["dear"]}}}, "'truth' is no item"),
            ({"contains": WRITTEN["contains"] | {"tone": {"opening": ["dear"]}}}, "there is no such slot"),
            (
                {"contains": WRITTEN["contains"] | {"tone": {"greeting": ["no"]}}},
                "'no', which is no passage of this slot",
            ),
            ({"contains": WRITTEN["contains"] | {"tone": {"greeting": []}}}, "names no passage"),
            ({"avoids": {"law": ["maybe"]}}, "'maybe', which is no passage"),
            ({"avoids": {"law": ["no"]}}, "does not earn all marks for 'law'"),
            ({"reasons": WRITTEN["reasons"] | {"hi": ""}}, "'hi' has no reason"),
            ({"reasons": WRITTEN["reasons"] | {"maybe": "Why."}}, "'maybe', which is no passage"),
        ],
    )
    def test_what_is_wrong_with_a_key_is_told(self, changes: dict[str, Any], said: str) -> None:
        assert any(said in message for message in matched(**changes)[1])


class TestChance:
    def test_worked_by_hand(self) -> None:
        # Tone: one greeting of two, 1/2 of 1 mark. Law: no offer stands in 1 draw of 2. Two decisions of three do, and
        # the scheme stands in 2 sets of 4: (2/3 + 1/2) / 2 * 1/2 of 2 marks = 7/12.
        assert by_chance(FIELD, LETTER_KEY) == pytest.approx((1 / 2 + 7 / 12) / 3)

    @given(st.data())
    def test_it_is_the_mean_of_all_letters(self, data: st.DataObject) -> None:
        ids = [passage.id for passage in FIELD.passages]
        avoids = {"law": data.draw(st.lists(st.sampled_from(ids), unique=True))}
        key = LetterKey(LETTER_KEY.key, LETTER_KEY.contains, {k: tuple(v) for k, v in avoids.items()}, {})
        letters = [
            tuple(each for each in (greeting, decision, *rights, extra) if each)
            for greeting in ("dear", "hi")
            for decision in ("yes", "no", "later")
            for rights in ((), ("scheme",), ("court",), ("scheme", "court"))
            for extra in ("", "offer")
        ]
        earned = [sum(item.score(letter, key).score for item in FIELD.items) for letter in letters]
        # An item's score is rounded to the hundredth, and a chance is not.
        assert by_chance(FIELD, key) == pytest.approx(sum(earned) / len(earned) / 3, abs=0.01)


def specimen_reply() -> dict[str, Any]:
    """Return the specimen as it stands in its file."""
    file = yaml.safe_load((SPECIMENS / "kinds" / "write-reply" / "exercises.yaml").read_text("utf-8"))
    reply: dict[str, Any] = file["exercises"][0]
    return reply


def authored(**changes: Any) -> WriteReply:
    """Return the specimen with changes, as an author might write it."""
    return WriteReply.model_validate(specimen_reply() | changes)


def findings(reply: WriteReply, **changes: Any) -> list[str]:
    """Return what is found in a reply whose key is the specimen's with changes."""
    file = yaml.safe_load((SPECIMENS / "kinds" / "write-reply" / "answers.yaml").read_text("utf-8"))
    raw = RawKey(items={REPLY: file["exercises"][NAME]["items"][REPLY] | changes})
    key = match(reply.fields(CASE), raw).key
    return [str(finding.message) for finding in reply.faults(key.fields, CASE)]


class TestAuthors:
    def test_the_specimen_has_no_fault(self) -> None:
        assert findings(authored()) == []

    def test_names_days_and_amounts_are_merged_in(self) -> None:
        shown = authored().show(CASE)
        texts = {each["id"]: each["text"] for part in shown["slots"] for each in part["passages"]}
        assert texts["dear"] == "Dear Ada Field,"
        assert texts["by-date"] == "You will have our answer by Monday 16 March 2026."
        assert texts["pay"].startswith("We will pay you £80.00: ")
        assert shown["letter"] == {
            "form": "email",
            "sender": "Sam Reed, adviser, Corner Shop",
            "to": "Ada Field",
            "date": "3 March 2026",
            "subject": "Your lamp, complaint CS-01",
        }

    def test_what_has_no_value_and_what_nobody_says_are_told(self) -> None:
        letter = authored().letter.model_dump(exclude_none=True)
        fill = {name: value for name, value in letter["fill"].items() if name != "offer"} | {"off-er": 80}
        found = findings(authored(letter=letter | {"fill": fill}))
        assert any("nothing is given for {offer}" in message for message in found)
        assert any("nothing says {off-er}" in message for message in found)

    @pytest.mark.parametrize("beginning", ["**The lamp.** ", "*Sorry:* "])
    def test_a_passage_that_would_show_its_asterisks_is_told(self, beginning: str) -> None:
        slots = specimen_reply()["slots"]
        slots[0]["passages"][0]["text"] = beginning + slots[0]["passages"][0]["text"]
        [message] = findings(authored(slots=slots))
        assert "leave the asterisks out" in message

    def test_a_letter_drawn_by_lot_may_earn_half_and_no_more(self) -> None:
        contains = {
            name: {"greeting": ["dear", "whoever"]} for name in ("whole", "sorry", "authority", "further-steps")
        }
        found = findings(authored(), contains=contains, avoids={})
        assert any(message.startswith("passages drawn by lot earn 100% of the marks") for message in found)

    def test_a_slot_that_no_item_looks_into_is_told(self) -> None:
        found = findings(
            authored(),
            avoids={"further-steps": ["regulator"]},
            contains={key: {"decision": ["pass-on"]} for key in ("whole", "sorry", "authority", "further-steps")},
        )
        assert any("no item looks into the slot 'apology'" in message for message in found)
        assert any("the passage 'pass-on' alone earns all the marks" in message for message in found)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"case": None}, "give it a case or a text to reply to"),
            (
                {"slots": [{"id": "a", "label": "A", "passages": [{"id": "x", "text": "X"}]}] * 2},
                "two slots have this id",
            ),
            (
                {
                    "slots": [
                        {"id": name, "label": "A", "required": False, "passages": [{"id": "x", "text": "X"}]}
                        for name in "ab"
                    ]
                },
                "two passages of the letter have this id",
            ),
            (
                {"slots": [{"id": name, "label": "A", "passages": [{"id": f"{name}x", "text": "X"}]} for name in "ab"]},
                "nothing is to choose here",
            ),
        ],
    )
    def test_what_no_learner_could_write_is_refused(self, changes: dict[str, Any], said: str) -> None:
        with pytest.raises(ValueError, match=said):
            authored(**changes)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_a_passages_own_lines_stand_under_each_other_in_feedback_and_break_no_notebook(end: str) -> None:
    html = told_html(Told(f"Dear Ms Field,{end}your <lamp> is here.", "Kind."))
    assert html.split("<br>")[0] == "Dear Ms Field,"
    assert "your &lt;lamp&gt; is here." in html
    assert clean_feedback(html) == html  # what a class gets
    assert not {"\n", "\r"} & set(html)
