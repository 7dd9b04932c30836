"""Conversations that remember: what their authors are told, which paths are answers, and what luck earns."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import ValidationError

from complaints_workbook.content.data_files import LOADER
from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.exercises.conversation import SPECIFICATION
from complaints_workbook.exercises.conversation.checks import of_the_script
from complaints_workbook.rules.conversation.automaton import expected_share, fewest_turns, least
from complaints_workbook.rules.conversation.compiling import compile_script
from complaints_workbook.rules.conversation.script import Script
from support.specimen_course import SPECIMENS, specimen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from complaints_workbook.exercises.items.converse import Converse, PathKey

NAME = "ring-ada-back"
BEST = [
    *("opening.begin", "waiting.lost", "lamp.bulb", "summary.all-of-it"),
    *("offer.both", "limit.leader", "call.when", "close.six"),
]
WORST = [
    *("opening.refund", "waiting.courier", "lamp.faulty", "summary.someone"),
    *("offer.lamp", "limit.sure", "call.ten", "close.thanks"),
]


def talk() -> Converse:
    (field,) = specimen().assignment.exercises[NAME].fields
    return field  # type: ignore[return-value]


def key() -> PathKey:
    return specimen().assignment.keys[NAME].fields["talk"]  # type: ignore[return-value]


def every_path(field: Converse, at: int, chance: float = 1.0) -> Iterator[tuple[list[int], float]]:
    """Yield the moves of every way on from a state, with its chance for one who chooses blindly."""
    choices = field.states[at].choices
    if not choices:
        yield [], chance
    for choice in choices:
        for rest, of_it in every_path(field, choice.to, chance / len(choices)):
            yield [choice.move, *rest], of_it


class TestPaths:
    def test_every_path_is_an_answer_and_every_ending_is_reached(self) -> None:
        field, endings = talk(), set()
        for moves, _ in every_path(field, len(field.states) - 1):
            answer = field.accept([field.moves[move].id for move in moves])
            assert answer is not None
            assert field.complete(answer)
            endings.add(field.show(answer)[-1])
        assert len(endings) == 4

    @pytest.mark.parametrize("number", range(1, len(BEST)))
    def test_a_path_on_its_way_is_kept_and_is_no_answer_yet(self, number: int) -> None:
        field, begun = talk(), BEST[:number]
        assert field.legible(begun) == begun
        assert not field.complete(field.accept(begun) or ())

    def test_what_was_ended_last_counts_until_another_is(self) -> None:
        field = talk()
        assert field.accept([*WORST, *BEST[:3]]) == tuple(WORST)
        assert field.legible([*WORST, *BEST[:3]]) == [*WORST, *BEST[:3]]
        assert field.accept([*WORST, *BEST]) == tuple(BEST)

    @pytest.mark.parametrize(
        "value",
        [
            *(None, 3, "opening.begin", {}, [], [3], [None], [["opening.begin"]], ["nowhere.at-all"], ["\ud800"]),
            *(
                BEST[1:],
                [BEST[1], BEST[0]],
                [*BEST[:3], BEST[2]],
                [*BEST[:7], "close.ten"],
                [*BEST, BEST[7]],
                BEST * 1000,
            ),
        ],
    )
    def test_a_path_that_nobody_can_take_is_no_answer(self, value: object) -> None:
        assert talk().accept(value) is None
        assert talk().legible(value) is None

    def test_the_best_path_earns_everything_and_the_worst_nothing(self) -> None:
        field = talk()
        for path, share in ((BEST, 1), (WORST, 0)):
            assert [item.score(tuple(path), key()).score for item in field.items] == [
                item.points * share for item in field.items
            ]

    def test_the_best_move_stands_among_all_that_can_be_said_at_its_turn(self) -> None:
        field, texts = talk(), {move.id: move.text for move in talk().moves}
        among = list(field.keys_among_options(key()))
        assert [options[place] for options, place in among] == [texts[move] for move in BEST]
        opening = tuple(text for move, text in texts.items() if move.startswith("opening."))
        assert among[0][0] == opening


def test_what_holds_of_all_paths_is_found_as_if_each_were_taken() -> None:
    field = talk()
    paths = list(every_path(field, len(field.states) - 1))
    assert sum(chance for _, chance in paths) == pytest.approx(1)
    assert fewest_turns(field.states) == min(len(moves) for moves, _ in paths)
    places = {move.id: place for place, move in enumerate(field.moves)}
    for quality in field.qualities:
        earns = {places[move]: number for move, number in key().earns[quality.id].items()}
        whole = key().earned(quality.id, BEST)
        earned = [(sum(earns.get(move, 0) for move in moves), chance) for moves, chance in paths]
        assert least(field.states, earns) == min(each for each, _ in earned)
        blindly = sum(min(whole, each) / whole * chance for each, chance in earned)
        assert expected_share(field.states, earns, whole) == pytest.approx(blindly)


def written() -> dict[str, Any]:
    text = (SPECIMENS / "kinds" / "conversation" / "exercises.yaml").read_text("utf-8")
    return deepcopy(yaml.load(text, Loader=LOADER)["exercises"][0])  # noqa: S506 - safe


def faults(exercise: dict[str, Any]) -> list[str]:
    """Return what an author is told of a conversation, before its key is looked at."""
    try:
        read = SPECIFICATION.model_validate(exercise)
    except ValidationError as error:
        return [str(each["ctx"]["error"]) for each in error.errors()]
    return [each.message for each in of_the_script(read.script, read.compiled, practice=False)]


class TestScripts:
    def test_the_specimen_has_no_fault(self) -> None:
        assert faults(written()) == []

    @pytest.mark.parametrize(
        ("turn", "move", "change", "said"),
        [
            (0, 0, {"to": "nowhere"}, "'nowhere' is no turn or ending"),
            (1, 0, {"when": {"found": "receipt"}}, "'receipt' is no fact that a move finds"),
            (1, 0, {"when": {"any": [{"promised": "moon"}]}}, "'moon' is no promise that a move makes"),
            (1, 0, {"changes": {"joy": 1}}, "'joy' is no feeling"),
            (0, 0, {"when": {"found": "days"}}, "no path allows this move"),
            (0, 0, {"to": "opening", "changes": {}}, "go round for ever"),
            (0, 0, {"to": "close"}, "one can be through after 2 moves"),
            (0, 0, {"id": "begin"}, "'begin' stands here twice"),
            (7, 0, {"to": [{"when": {"promised": "decision"}, "to": "settled"}]}, "it leads nowhere in some cases"),
        ],
    )
    def test_what_is_wrong_with_a_move_is_told(self, turn: int, move: int, change: dict[str, Any], said: str) -> None:
        exercise = written()
        exercise["script"]["turns"][turn]["moves"][move].update(change)
        assert any(said in fault for fault in faults(exercise)), faults(exercise)

    def test_a_turn_without_a_move_or_a_word_in_some_case_is_told(self) -> None:
        exercise = written()
        for move in exercise["script"]["turns"][1]["moves"]:
            move["when"] = {"at_least": {"calm": 4}}
        assert "none of its moves can be made in some cases" in faults(exercise)[0]
        exercise = written()
        exercise["script"]["turns"][1]["says"].pop()
        assert "none of what is said here fits" in faults(exercise)[0]

    def test_turns_and_endings_that_nobody_comes_to_and_too_few_endings_are_told(self) -> None:
        exercise = written()
        exercise["script"]["turns"].append({**exercise["script"]["turns"][1], "id": "never"})
        exercise["script"]["endings"]["never-ever"] = "Nothing."
        told = faults(exercise)
        assert any("no path comes to this turn" in fault for fault in told)
        assert any("no path comes to this ending" in fault for fault in told)
        exercise = written()
        for turn in exercise["script"]["turns"]:
            for move in turn["moves"]:
                move["to"] = "settled" if turn["id"] == "close" else move["to"]
        exercise["script"]["endings"] = {"settled": "All is well."}
        assert faults(exercise) == ["there are 1; write 4 or more that differ"]


@pytest.mark.parametrize(
    ("earns", "said"),
    [
        (dict.fromkeys(("opening.refund", "opening.begin", "opening.email"), 1), "every path earns all its marks"),
        ({"opening.begin": 1, "opening.refund": 1, "opening.email": 1}, "to choose blindly earns"),
    ],
)
def test_marks_that_everybody_gets_are_told(earns: dict[str, int], said: str) -> None:
    exercise = specimen().assignment.exercises[NAME]
    from_luck = type(key())(key().key, dict.fromkeys(key().earns, earns), key().reasons)
    told = [each.message for each in exercise.specification.faults({"talk": from_luck}, specimen().datasets)]
    assert any(said in message for message in told)


def _asking(turns: int, *, asked: bool) -> Script:
    """Return a conversation of so many turns, each of which finds a fact or does not; one asks for all of them."""
    ids = [f"turn-{number}" for number in range(turns)]
    all_found = {"when": {"found": [f"fact-{number}" for number in range(turns)]}, "text": "You know it all."}
    last = [all_found, {"text": "And?"}] if asked else "And?"
    return Script.model_validate(
        {
            "turns": [
                {
                    "id": name,
                    "says": last if name == ids[-1] else "And?",
                    "moves": [
                        {"id": "ask", "text": "Ask.", "finds": f"fact-{number}", "to": after},
                        {"id": "wait", "text": "Wait.", "to": after},
                    ],
                }
                for number, (name, after) in enumerate(zip(ids, [*ids[1:], "end"], strict=True))
            ],
            "endings": {"end": "It ends."},
        }
    )


def test_what_no_condition_asks_for_makes_no_two_ways_of_one() -> None:
    assert len(compile_script(_asking(30, asked=False)).states) == 31
    with pytest.raises(MisfitError, match="can stand in more than 3000 ways"):
        compile_script(_asking(30, asked=True))
