"""Each type of answer accepts any answer without complaint and marks it by its scheme."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints_workbook.exercises.items.choose_one import ChooseOne, OneKey
from complaints_workbook.exercises.items.choose_several import ChooseSeveral, SeveralKey
from complaints_workbook.exercises.items.give_amount import AmountKey, GiveAmount
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.items.put_in_order import OrderKey, PutInOrder, longest_rising
from complaints_workbook.exercises.marking import given as given_answer

if TYPE_CHECKING:
    from complaints_workbook.exercises.items.field import Field

OPTIONS = tuple(Option(id=name, text=name.upper()) for name in "abcdef")
REASONS = {option.id: "Because." for option in OPTIONS}
ONE = ChooseOne("one", "One", 2, OPTIONS)
SEVERAL = ChooseSeveral("several", "Several", 4, OPTIONS)
ORDER = PutInOrder("order", "Order", OPTIONS)
AMOUNT = GiveAmount("amount", "Amount", 3, Decimal("0.50"))
KEYS: dict[Field[Any, Any], Any] = {
    ONE: OneKey(key="a", reasons=REASONS),
    SEVERAL: SeveralKey(key=("a", "b"), reasons=REASONS),
    ORDER: OrderKey(key=tuple("abcdef"), reasons=REASONS),
    AMOUNT: AmountKey(key=Decimal(5), reason="5"),
}

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
)


class TestChooseOne:
    """All the points or none."""

    def test_the_key_earns_all_points(self) -> None:
        assert ONE.score("c", OneKey(key="c", reasons=REASONS)).score == 2

    def test_another_option_earns_none(self) -> None:
        assert ONE.score("b", OneKey(key="c", reasons=REASONS)).score == 0


class TestChooseSeveral:
    """net = max(0, (right chosen - wrong chosen) / right), times the points."""

    KEY = SeveralKey(key=("a", "b"), reasons=REASONS)

    @pytest.mark.parametrize(
        ("chosen", "score", "right"),
        [
            (("a", "b"), 4.0, True),
            (("a",), 2.0, False),
            (("a", "b", "c"), 2.0, False),
            (("a", "c"), 0.0, False),
            (("c", "d"), 0.0, False),
            (("a", "b", "c", "d", "e", "f"), 0.0, False),
        ],
    )
    def test_right_less_wrong(self, chosen: tuple[str, ...], score: float, right: bool) -> None:
        marked = SEVERAL.score(chosen, self.KEY)
        assert (marked.score, marked.right) == (score, right)

    def test_thirds_are_rounded_to_the_hundredth(self) -> None:
        key = SeveralKey(key=("a", "b", "c"), reasons=REASONS)
        assert SEVERAL.score(("a",), key).score == 1.33

    def test_repeats_count_once(self) -> None:
        assert SEVERAL.accept(["b", "a", "b", "zz", 3]) == ("a", "b")


class TestPutInOrder:
    """The longest correct order, less one."""

    KEY = OrderKey(key=tuple("abcdef"), reasons=REASONS)

    @pytest.mark.parametrize(
        ("answer", "score"), [("abcdef", 5), ("fedcba", 0), ("bacdef", 4), ("fabcde", 4), ("defabc", 2), ("badcfe", 2)]
    )
    def test_longest_correct_order(self, answer: str, score: int) -> None:
        assert ORDER.score(tuple(answer), self.KEY).score == score

    @pytest.mark.parametrize("answer", [list("abcde"), list("aabcde"), [*"abcde", "x"], [*"abcde", None], "abcdef", {}])
    def test_anything_but_each_entry_once_is_no_answer(self, answer: object) -> None:
        assert ORDER.accept(answer) is None

    @given(st.lists(st.integers(0, 30), unique=True, max_size=9))
    def test_longest_rising_against_trying_every_subset(self, places: list[int]) -> None:
        best = 0
        for mask in range(1 << len(places)):
            chosen = [place for at, place in enumerate(places) if mask >> at & 1]
            if chosen == sorted(chosen):
                best = max(best, len(chosen))
        assert longest_rising(places) == best


class TestGiveAmount:
    """Pounds and pence, as people type them, within the tolerance."""

    @pytest.mark.parametrize(
        ("typed", "amount"),
        [
            ("12", "12"),
            ("12.5", "12.5"),
            ("£12.50", "12.50"),
            ("  £ 1,250.00 ", "1250.00"),
            (".99", "0.99"),
            ("0", "0"),
            ("1,234,567.89", "1234567.89"),
        ],
    )
    def test_reads_what_people_type(self, typed: str, amount: str) -> None:
        assert AMOUNT.accept(typed) == Decimal(amount)

    @pytest.mark.parametrize(
        "typed",
        ["", "£", ".", "12.345", "-5", "1,25", "12,50", "1e5", "nan", "inf", "ten", "12 50", "٣", "9" * 21, "1\n2"],
    )
    def test_anything_else_is_no_answer(self, typed: str) -> None:
        assert AMOUNT.accept(typed) is None

    @pytest.mark.parametrize(("typed", "score"), [("99.50", 3), ("100.50", 3), ("99.49", 0), ("100.51", 0)])
    def test_tolerance_includes_its_edges(self, typed: str, score: int) -> None:
        amount = AMOUNT.accept(typed)
        assert amount is not None
        assert AMOUNT.score(amount, AmountKey(key=Decimal(100), reason="40 + 60")).score == score


@given(anything, st.sampled_from(tuple(KEYS)))
def test_no_answer_whatever_it_is_raises_or_leaves_the_range(value: object, field: Field[Any, Any]) -> None:
    answer = given_answer(field, value)
    if answer is not None:
        (item,) = field.items
        assert 0 <= item.score(answer, KEYS[field]).score <= item.points
        assert all(isinstance(line, str) for line in field.show(answer))
