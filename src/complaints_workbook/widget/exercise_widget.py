"""The one widget that shows any kind of exercise, and saves what is answered."""

from __future__ import annotations

import threading
import uuid
import weakref
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from complaints_workbook.exercises.feedback import marks
from complaints_workbook.saving.documents import NewerVersionError
from complaints_workbook.widget.model import Model
from complaints_workbook.widget.scripts import library, own_module

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from complaints_workbook.pages.page import Page
    from complaints_workbook.responses.file_format import Responses
    from complaints_workbook.responses.store import Outcome, ResponseStore

WRITER = uuid.uuid4().hex[:12]
"""A mark of this kernel, so that it knows its own answers in the file."""

PREVIEW = "This is the author’s preview. Nothing that you answer here is saved."

_one_at_a_time = threading.Lock()
"""A kernel may hand over messages in several threads."""

_live: weakref.WeakSet[AssessedWidget] = weakref.WeakSet()
_listeners: weakref.WeakSet[Listener] = weakref.WeakSet()


class Listener(Protocol):
    """Whatever wants to know of every save."""

    def refresh(self, responses: Responses) -> None:
        """Take what the disk holds now."""


def listen(listener: Listener) -> None:
    """Call `listener.refresh(responses)` after every save, as long as it lives."""
    _listeners.add(listener)


class ExerciseWidget(Model):
    """Base of the widgets that show an exercise.

    Its state is the `exercise` (what to show), the `answers` on disk by item, and the
    `status`: a `text` beside the progress, and an `alert` or a `notice` if there is one.

    Parameters
    ----------
    page : Page
        What to show.
    paper : callable
        Returns an organisation's papers as HTML.
    """

    def __init__(
        self,
        page: Page,
        paper: Callable[[str], str],
        exercise: Mapping[str, Any],
        answers: dict[str, Any] | None = None,
        status: dict[str, str] | None = None,
    ) -> None:
        self._page = page
        self._paper = paper
        super().__init__(
            _esm=own_module(),
            library=library().model_id,
            shows="exercise",
            kind=page.kind,
            exercise=exercise,
            answers=answers or {},
            status=status or {"text": ""},
        )

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return f"{self._page.item_set.title}: choose Run, then Run All Cells, to show this exercise."

    def receive(self, message: dict[str, Any]) -> None:
        """Answer a message from the page; papers are sent when they are opened, since most never are."""
        organisation = str(message.get("organisation"))
        if message.get("type") == "papers" and organisation in self._page.shown["organisations"]:
            self.send({"type": "papers", "organisation": organisation, "html": self._paper(organisation)})
        else:
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        """Answer a message that is a widget's own."""


class AssessedWidget(ExerciseWidget):
    """An exercise whose answers are saved at once.

    Parameters
    ----------
    page, paper
        As for `ExerciseWidget`.
    store : ResponseStore or None
        Where answers go; None in the author's preview.
    """

    def __init__(self, page: Page, paper: Callable[[str], str], store: ResponseStore | None) -> None:
        self._store = store
        self._newest: dict[tuple[str, str], int] = {}  # by view and item, the last message that was handled
        answers, status = _restore(page, store)
        preview = {} if store else {"mode": "preview", "preview": PREVIEW}
        super().__init__(page, paper, {**page.shown, **preview}, answers, status)
        _live.add(self)

    def _handle(self, message: dict[str, Any]) -> None:
        if message.get("type") != "answer":
            return
        with _one_at_a_time:
            if self._is_newest(message):
                self.send({**self._save(message), "view": message["view"], "number": message["number"]})

    def _is_newest(self, message: dict[str, Any]) -> bool:
        """Say whether no later answer of the view to the same item has come before, as happens between threads."""
        key, number = (message["view"], message["item"]), message["number"]
        if number <= self._newest.get(key, 0):
            return False
        self._newest[key] = number
        return True

    def _save(self, message: dict[str, Any]) -> dict[str, Any]:
        if self._store is None:
            return {"type": "saved", "text": "Preview: not saved."}
        item, value = str(message["item"]), message["value"]
        try:
            outcome = self._store.save(self._page.item_set.id, item, value, self.get("answers"))
        except (OSError, NewerVersionError) as error:
            return {"type": "failed", "text": _not_saved(error)}
        self._share(outcome)
        return {"type": "saved", "text": _saved_at(), "notice": self._notice(item, outcome)}

    def _share(self, outcome: Outcome) -> None:
        """Show what the disk holds in every window of this kernel."""
        name = self._page.item_set.id
        answers = outcome.responses.answers(name)
        for widget in list(_live):
            if widget._page.item_set.id == name and widget._store is not None:  # noqa: SLF001 - one of its own kind
                widget.keep("answers", answers)
                # As a message, because the front end lets messages overtake changes of state: an
                # older state would arrive after the word that a newer answer is saved.
                widget.send({"type": "answers", "answers": answers})
        for listener in list(_listeners):
            listener.refresh(outcome.responses)

    def _notice(self, item_id: str, outcome: Outcome) -> str | None:
        if outcome.set_aside:
            return _damaged(outcome.set_aside.name)
        if outcome.replaced is None:
            return None
        field = next((one for one in self._page.item_set.fields if one.id == item_id), None)
        before = field and field.accept(outcome.replaced)
        words = "; ".join(field.show(before)) if field and before is not None else "another answer"
        return (
            f"You also answered this in another window. Your answer there was “{words}”. "
            "The answer on this page has taken its place."
        )


class PracticeWidget(ExerciseWidget):
    """A practice: marked when asked, with reasons, as often as wanted."""

    def __init__(self, page: Page, paper: Callable[[str], str]) -> None:
        super().__init__(page, paper, page.shown)

    def _handle(self, message: dict[str, Any]) -> None:
        answers, key = message.get("answers"), self._page.key
        if message.get("type") != "check" or not isinstance(answers, dict) or key is None:
            return
        mark = self._page.item_set.mark(key, answers)
        self.send(
            {
                "type": "feedback",
                "score": f"You have {marks(mark.score, mark.points)}.",
                "items": [
                    {
                        "item": field.field,
                        "verdict": item.verdict.value,
                        "key": list(item.key) if field.answer else [],
                        "reasons": [{"about": reason.about, "text": reason.text} for reason in item.reasons],
                    }
                    for field in mark.fields
                    for item in field.items
                ],
            }
        )


def _restore(page: Page, store: ResponseStore | None) -> tuple[dict[str, Any], dict[str, str]]:
    if store is None:
        return {}, {"text": "Preview: not saved."}
    try:
        restored = store.restore()
    except (OSError, NewerVersionError) as error:
        return {}, {"text": "", "alert": _not_saved(error)}
    status = {"text": "Your answers are saved as you give them."}
    if restored.set_aside:
        status["notice"] = _damaged(restored.set_aside.name)
    return restored.responses.answers(page.item_set.id), status


def _saved_at() -> str:
    return f"Saved at {datetime.now().astimezone():%H:%M:%S}."


def _damaged(name: str) -> str:
    return (
        f"The file of your saved answers was damaged. It is kept as “{name}”, and a new one has been started. "
        "Show that file to your tutor if you had answered questions before."
    )


def _not_saved(error: Exception) -> str:
    if isinstance(error, NewerVersionError):
        return str(error)
    reason = {
        13: "this folder is read-only",
        28: "the disk is full",
        30: "this folder is read-only",
        122: "your disk space is used up",
    }.get(getattr(error, "errno", 0) or 0, "the file could not be written")
    return (
        f"Your answer could not be saved: {reason}. Your answers stay on this page. "
        "Ask your tutor for help if you need it, then choose “Try to save again”."
    )
