"""Learners made of Playwright: one works with the mouse, one with the keyboard alone.

Both take the answers that they are to give, so that a test can compare what is
saved and what is marked with what was meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator, Page

QUESTIONS = ".cw-question[data-field]"
MOVE = re.compile("^(Make this move|Say this|Send this|Ask for this)$")
SAY = re.compile("^(Say|Send|Ask for) this$")
"""What the button says that makes a move of a conversation or a plan; the next then stands in the same place."""

AGAIN = "Make another plan"
SAY_OR_AGAIN = re.compile(f"{SAY.pattern}|^{AGAIN}$")

Answers = dict[str, Any]


def exercise(page: Page, name: str) -> Locator:
    """Return an exercise on the page."""
    return page.locator(f'section.cw[data-exercise="{name}"]')


def radio(page: Page, name: str, item: str, value: str) -> Locator:
    """Return a radio button or a checkbox of an exercise."""
    return exercise(page, name).locator(f'fieldset[data-field="{item}"] input[value="{value}"]')


def choose(page: Page, name: str, item: str, value: str) -> None:
    """Choose an option of an exercise with the mouse."""
    _label(exercise(page, name).locator(f'fieldset[data-field="{item}"]'), value).click()


def answer_by_mouse(page: Page, name: str, answers: Mapping[str, Any]) -> None:
    """Give every answer of an exercise with the mouse."""
    root = exercise(page, name)
    root.scroll_into_view_if_needed()
    pages = root.locator("nav.cw-pages button")
    for at in range(max(1, pages.count())):
        if pages.count():
            pages.nth(at).click()
        _answer_what_is_shown(root, answers)


def _answer_what_is_shown(root: Locator, answers: Mapping[str, Any]) -> None:
    done: set[str] = set()
    while True:
        visible = [question for question in root.locator(QUESTIONS).all() if question.is_visible()]
        left = [question for question in visible if question.get_attribute("data-field") not in done]
        if not left:
            return
        item = str(left[0].get_attribute("data-field"))
        done.add(item)
        _answer(left[0], answers[item])


def _answer(question: Locator, answer: Any) -> None:
    if question.locator(".cw-order").count():
        _order_by_mouse(question, answer)
    elif question.locator("select").count():
        *before, chosen = _typed(answer)
        for number in before:
            question.locator("input").fill(number)
        question.locator("select").select_option(chosen)
    elif question.get_by_role("button", name=SAY_OR_AGAIN).count():
        _say(question, answer)
    elif question.locator("input[type=text]").count():
        for box, typed in zip(question.locator("input").all(), _typed(answer), strict=True):
            box.fill(typed)
    else:
        for value in answer if isinstance(answer, list) else [answer]:
            _label(question, value).click()
        move = question.get_by_role("button", name="Make this move")
        if move.count():
            move.click()


def _say(question: Locator, moves: list[str]) -> None:
    """Make the moves of a conversation or a plan, from the beginning."""
    if (again := question.get_by_role("button", name=AGAIN)).count():
        again.click()
    for move in moves:
        _label(question, move).click()
        question.get_by_role("button", name=SAY).click()


def _label(question: Locator, value: str) -> Locator:
    """Return the words to click for an option, beside its box or, for a passage of a text, around it."""
    box = f'input[value="{value}"]'
    return question.locator(f".cw-choice:has({box}) label, .cw-passage:has({box})")


def _typed(answer: str) -> list[str]:
    """Return what is given in each box: an amount or a text has one, a date and a number with its unit several."""
    return answer.split("|" if "|" in answer else "/")


def _order_by_mouse(question: Locator, wanted: list[str]) -> None:
    keep = question.get_by_role("button", name="This order is right as it stands")
    for place, entry in enumerate(wanted):
        while _order(question).index(entry) > place:
            question.locator(f'li[data-id="{entry}"] [data-move="up"]').click()
    if keep.is_visible():
        keep.click()


def _order(question: Locator) -> list[str]:
    return [str(row.get_attribute("data-id")) for row in question.locator("li[data-id]").all()]


_FOCUSED = """() => {
  const at = document.activeElement, root = at?.closest("section.cw[data-exercise]");
  const question = at?.closest("[data-field]"), progress = "section.cw[aria-label='Your progress']";
  const list = question?.querySelector(".cw-order");
  return {
    exercise: root?.dataset.exercise ?? null, item: question?.dataset.field ?? null, inside: !!at?.closest(".cw"),
    type: at?.type ?? null, value: at?.value ?? null, text: at?.textContent ?? "", checked: at?.checked ?? false,
    picked: at?.closest("fieldset")?.querySelector("input:checked")?.value ?? null,
    box: [...(question?.querySelectorAll("input") ?? [])].indexOf(at),
    move: at?.dataset?.move ?? null, row: at?.closest("li[data-id]")?.dataset.id ?? null,
    order: list ? [...list.children].map((row) => row.dataset.id) : null,
    last: !!document.querySelector(progress) && !!at?.closest(progress),
  };
}"""


class Typist:
    """A learner who uses the keyboard alone, in the order of the Tab key.

    Parameters
    ----------
    page : Page
        JupyterLab with the notebook open and run.
    answers : mapping
        By exercise, the answers to give by item.
    """

    def __init__(self, page: Page, answers: Mapping[str, Answers]) -> None:
        self.page = page
        self.answers = answers
        self.given: dict[str, set[str]] = {name: set() for name in answers}
        self.said: dict[str, int] = dict.fromkeys(answers, 0)

    def work(self, most_keys: int = 20_000) -> None:
        """Press keys until every answer is given."""
        for _ in range(most_keys):
            if all(self.given[name] == set(answers) for name, answers in self.answers.items()):
                return
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(_FOCUSED)
            if at["exercise"] in self.answers:
                self._at(at)
        left = {name: sorted(set(answers) - self.given[name]) for name, answers in self.answers.items()}
        msg = f"The keyboard did not reach { ({n: i for n, i in left.items() if i}) }"
        raise AssertionError(msg)

    def _at(self, at: dict[str, Any]) -> None:
        exercise_name, item = at["exercise"], at["item"]
        answers = self.answers[exercise_name]
        if item in answers and item not in self.given[exercise_name]:
            self._question(at, answers[item])
        elif at["text"].startswith("Next ") and at["type"] == "button":
            self.page.keyboard.press("Enter")

    def _question(self, at: dict[str, Any], answer: Any) -> None:
        given = self.given[at["exercise"]]
        if at["type"] == "radio":
            self._radio(at, self._wanted(at, answer))
        elif at["type"] == "checkbox":
            if at["value"] in answer and not at["checked"]:
                self.page.keyboard.press("Space")
            if at["value"] == answer[-1]:
                given.add(at["item"])
        elif at["type"] in {"text", "select-one"}:
            if self._fill_in(at, answer):
                given.add(at["item"])
        elif MOVE.match(at["text"]):
            self._move(at, answer, given)
        elif at["order"]:
            self._order(at, answer, given)

    def _move(self, at: dict[str, Any], answer: Any, given: set[str]) -> None:
        """Make the move that is chosen; it is the last of its field, unless a conversation or a plan has more."""
        self.page.keyboard.press("Enter")
        self.said[at["exercise"]] += 1
        if not isinstance(answer, list) or self.said[at["exercise"]] == len(answer):
            given.add(at["item"])

    def _wanted(self, at: dict[str, Any], answer: Any) -> list[str]:
        """Return what may be chosen: of a talk or a plan the move that comes next, of a letter any of its passages."""
        if not isinstance(answer, list):
            return [answer]
        return [answer[self.said[at["exercise"]]]] if self._has_button() else answer

    def _radio(self, at: dict[str, Any], wanted: list[str]) -> None:
        """Choose with the arrow keys, as in any group of radio buttons; of a letter, each part has a group."""
        self.page.keyboard.press("Space")
        for _ in range(12):
            picked = self.page.evaluate(_FOCUSED)["picked"]
            if picked in wanted:
                if picked == wanted[-1] and not self._has_button():
                    self.given[at["exercise"]].add(at["item"])
                return
            self.page.keyboard.press("ArrowDown")
        msg = f"The arrow keys reach none of {wanted} in {at['exercise']} > {at['item']}"
        raise AssertionError(msg)

    def _fill_in(self, at: dict[str, Any], answer: str) -> bool:
        """Fill in a box, and say whether it is the question's last."""
        boxes = _typed(answer)
        if at["type"] == "select-one":
            self._pick(at, boxes[-1])
            return True
        self.page.keyboard.type(boxes[at["box"]])
        return bool(at["box"] == len(boxes) - 1)

    def _pick(self, at: dict[str, Any], answer: str) -> None:
        """Choose from a list with the arrow keys, without opening it."""
        for _ in range(30):
            if self.page.evaluate(_FOCUSED)["value"] == answer:
                return
            self.page.keyboard.press("ArrowDown")
        msg = f"The arrow keys do not reach '{answer}' of {at['exercise']} > {at['item']}"
        raise AssertionError(msg)

    def _has_button(self) -> bool:
        return bool(
            self.page.evaluate(
                "() => [...(document.activeElement.closest('[data-field]')?.querySelectorAll('button') ?? [])]"
                f".some((button) => /{MOVE.pattern}/.test(button.textContent))"
            )
        )

    def _order(self, at: dict[str, Any], wanted: list[str], given: set[str]) -> None:
        """Move the first misplaced entry up, if its Up button has the focus."""
        order = at["order"]
        misplaced = next((place for place, entry in enumerate(wanted) if order[place] != entry), None)
        if misplaced is None:
            if at["text"].startswith("This order is right"):
                self.page.keyboard.press("Enter")
                given.add(at["item"])
            elif self.page.evaluate(
                "() => document.activeElement.closest('[data-field]').querySelector(':scope > button').hidden"
            ):
                given.add(at["item"])
        elif at["move"] == "up" and at["row"] == wanted[misplaced]:
            for _ in range(order.index(wanted[misplaced]) - misplaced):
                self.page.keyboard.press("Enter")
            # Start again at the top of the list for the next one.
            for _ in range(2 * len(wanted)):
                self.page.keyboard.press("Shift+Tab")
                if self.page.evaluate(_FOCUSED)["item"] != at["item"]:
                    break
