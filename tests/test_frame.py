"""What the page around an exercise does when answers are slow, fail, or come from elsewhere.

The widgets' own modules run in a browser. The test plays the kernel, because only so
can it choose when each save is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from complaints_workbook.exercises.kinds import view_name
from complaints_workbook.widget.modules import script
from support.specimen_course import specimen

if TYPE_CHECKING:
    from playwright.sync_api import Page

_SHOW = """async ([script, state]) => {
  const { default: modules } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const heard = {};
  window.kernel = {
    sent: [],
    message: (message) => heard["msg:custom"](message),
  };
  modules["widget/exercise.js"].render({
    el: document.body,
    model: {
      get: (name) => state[name],
      on: (name, hear) => { heard[name] = hear; }, off: () => {},
      send: (message) => window.kernel.sent.push(message),
    },
  }, modules, "");
}"""


RUNS = "window.ran = (window.ran ?? 0) + 1"
RUNNING = (
    f'<img src=x onerror="{RUNS}">',
    f"<script>{RUNS}</script>",
    f'<svg onload="{RUNS}"><image href=x onerror="{RUNS}"></image></svg>',
    f'<details open ontoggle="{RUNS}">x</details>',
    f'<iframe srcdoc="<script>parent.{RUNS}</script>"></iframe>',
    f'<input autofocus onfocus="{RUNS}">',
    f'<p style="animation: a 1ms" onanimationstart="{RUNS}" tabindex=1 autofocus onfocus="{RUNS}">x</p>',
    f'<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror={RUNS!r}>">',
    f'<noscript><p title="</noscript><img src=x onerror={RUNS!r}>">',
    f'<form id=x><input name=childNodes><button autofocus onfocus="{RUNS}">x</button></form>',
    f'<video src=x onerror="{RUNS}"></video><object data=x onerror="{RUNS}"></object>',
)
"""HTML that runs script by itself where it is put on a page as it is."""


def show(page: Page, exercise: str, **other: Any) -> None:
    """Show an exercise of the specimen course, with whatever else its page is to hold."""
    released = specimen().pages.exercise(exercise)
    state = {
        "page": {**released.shown, **other.pop("shown", {})},
        "view": view_name(released.kind),
        "preview": "",
        "answers": {},
        "complete": [],
        "status": {"text": ""},
        **other,
    }
    page.evaluate(_SHOW, [script(), state])


class Exercise:
    """An exercise on a page, and the kernel's side of it."""

    def __init__(self, page: Page) -> None:
        self.complete: set[str] = set()
        self.first, self.second = (item.id for item in specimen().pages.exercise("weigh-a-swap").item_set.items[:2])
        self.page = page
        show(page, "weigh-a-swap")

    def choose(self, item: str, value: str) -> None:
        self.page.locator(f'[data-field="{item}"] input[value="{value}"]').check()

    def chosen(self, item: str) -> str | None:
        checked = self.page.locator(f'[data-field="{item}"] input:checked')
        values = checked.evaluate_all("all => all.map((input) => input.value)")
        return values[0] if values else None

    def sent(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.page.evaluate("() => window.kernel.sent")
        return messages

    def disk_holds(self, **answers: str) -> None:
        self.complete = set(answers)
        self._say({"type": "answers", "answers": answers, "complete": list(self.complete)})

    def reply(self, message: dict[str, Any], kind: str = "saved") -> None:
        if kind == "saved":
            self.complete.add(message["field"])
        text = {"saved": "Saved at 10:00:00.", "failed": "Your answer could not be saved."}[kind]
        reply = {"type": kind, "view": message["view"], "number": message["number"], "text": text}
        self._say(reply | {"complete": list(self.complete)})

    def _say(self, message: dict[str, Any]) -> None:
        self.page.evaluate("message => window.kernel.message(message)", message)

    def state(self) -> str:
        return self.page.locator(".cw-state").inner_text()

    def alert(self) -> str:
        return self.page.locator(".cw-alert").inner_text()


@pytest.fixture
def shown(page: Page) -> Exercise:
    return Exercise(page)


def test_a_stale_answer_does_not_replace_a_newer_one_after_saving_again(shown: Exercise) -> None:
    shown.choose(shown.first, "hers")
    shown.reply(shown.sent()[0], "failed")
    shown.page.get_by_role("button", name="Try to save again").click()
    shown.choose(shown.first, "ours")
    again, newer = shown.sent()[1:3]
    assert (again["value"], newer["value"]) == ("hers", "ours")
    shown.disk_holds(**{shown.first: "hers"})
    shown.reply(again)
    shown.disk_holds(**{shown.first: "hers"}, other="x")
    assert shown.chosen(shown.first) == "ours"
    assert "Saving…" in shown.state()
    shown.disk_holds(**{shown.first: "ours"})
    shown.reply(newer)
    assert shown.chosen(shown.first) == "ours"
    assert "1 of 3 answered. Saved at" in shown.state()


def test_an_answer_that_could_not_be_saved_stays_when_another_window_saves(shown: Exercise) -> None:
    shown.choose(shown.first, "hers")
    shown.reply(shown.sent()[0], "failed")
    shown.disk_holds(**{shown.second: "ours"})
    assert shown.chosen(shown.first) == "hers"
    assert shown.chosen(shown.second) == "ours"
    shown.page.get_by_role("button", name="Try to save again").click()
    assert (shown.sent()[-1]["field"], shown.sent()[-1]["value"]) == (shown.first, "hers")


def test_a_change_in_another_window_is_shown_once_ones_own_is_saved(shown: Exercise) -> None:
    shown.choose(shown.first, "hers")
    shown.disk_holds(**{shown.first: "hers"})
    shown.reply(shown.sent()[0])
    shown.disk_holds(**{shown.first: "ours"})
    assert shown.chosen(shown.first) == "ours"


def test_when_a_lost_message_is_made_good_the_alert_goes(shown: Exercise) -> None:
    shown.page.clock.install()
    shown.choose(shown.first, "hers")
    shown.page.clock.run_for(6_000)
    assert "lost touch with the program" in shown.alert()
    shown.choose(shown.second, "ours")
    second, first = shown.sent()[1:]
    assert first["field"] == shown.first
    shown.reply(second)
    assert "lost touch" in shown.alert()
    shown.reply(first)
    assert shown.alert() == ""
    assert "2 of 3 answered. Saved at" in shown.state()


def test_an_answer_meant_for_another_view_of_the_same_exercise_is_not_taken_for_ones_own(shown: Exercise) -> None:
    shown.choose(shown.first, "hers")
    shown.reply(shown.sent()[0] | {"view": "another"}, "failed")
    assert shown.alert() == ""
    assert "Saving…" in shown.state()


def test_what_a_page_says_in_html_runs_nothing_wherever_it_stands(page: Page) -> None:
    everything = "".join(f"<p>Words.</p>{html}" for html in RUNNING)
    ran_by_itself = "html => { document.body.innerHTML = html; }"
    page.goto("about:blank")
    page.evaluate(ran_by_itself, everything)
    page.wait_for_function("() => window.ran > 0")
    page.goto("about:blank")
    case = {"organisation": "corner-shop", "html": everything}
    entry = {"id": "a", "case": "case", "label": everything, "html": everything, "question": everything, "options": []}
    shown = {
        "title": everything,
        "caption": everything,
        "introduction": everything,
        "worked": everything,
        "cases": {"case": case},
        "organisations": {"corner-shop": everything},
        "fields": ["a"],
        "entries": [entry, {**entry, "id": "b"}],
    }
    show(page, "what-is-it", shown=shown, status={"text": everything, "alert": everything, "notice": everything})
    page.locator("details.cw-papers summary").click()
    page.wait_for_function("() => window.kernel.sent.some((message) => message.type === 'papers')")
    papers = {"type": "papers", "organisation": "corner-shop", "html": everything}
    page.evaluate("message => window.kernel.message(message)", papers)
    assert page.locator(".cw-papers p", has_text="Words.").count() > 0
    page.get_by_role("button", name="Next case").click()
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.ran") is None
    assert page.locator("section.cw :is(img, script, iframe, form, math, video, object, style)").count() == 0


@pytest.mark.parametrize("answer", [7, "one", {"a": 1}, ["one", "one"], [["one"]], None])
def test_an_answer_of_another_kind_makes_no_exercise_vanish(page: Page, answer: object) -> None:
    for name, each in specimen().assignment.exercises.items():
        answers = {field.id: answer for field in each.fields}
        show(page, name, answers=answers)
        assert page.locator("section.cw :is(fieldset, .cw-amount)").count() > 0
        assert page.locator(".cw-alert").inner_text() == ""


def test_an_exercise_that_cannot_be_shown_says_so_under_its_name(page: Page) -> None:
    show(page, "weigh-a-swap", shown={"statements": None})
    assert "cannot be shown" in page.locator(".cw-alert").inner_text()
    assert page.get_by_role("heading", name=specimen().pages.exercise("weigh-a-swap").item_set.title).is_visible()
