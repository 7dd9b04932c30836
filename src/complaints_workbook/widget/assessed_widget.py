"""An exercise whose answers are saved at once."""

from __future__ import annotations

import threading
import uuid
import weakref
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from complaints_workbook.errors import WorkbookError
from complaints_workbook.saving.damage import NewerVersionError
from complaints_workbook.widget.exercise_widget import ExerciseWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.exercises.item_set import ItemSet
    from complaints_workbook.pages.page import Page
    from complaints_workbook.responses.file_format import Responses
    from complaints_workbook.responses.store import ResponseStore, SaveResult

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


class AssessedWidget(ExerciseWidget):
    """Shows an exercise and saves what is answered.

    Parameters
    ----------
    page, paper
        As for `ExerciseWidget`.
    store : ResponseStore or None
        Where answers go; None in the author's preview.
    """

    saves = "Your answers are saved as you give them."
    """What is said before anything is saved."""

    def __init__(self, page: Page, paper: Callable[[str], str], store: ResponseStore | None) -> None:
        self._store = store
        self._newest: dict[tuple[str, str], int] = {}  # by view and field, the last message that was handled
        self._seen, status = _restore(page, store, self.saves)
        super().__init__(
            page,
            paper,
            preview="" if store else PREVIEW,
            answers=page.item_set.legible(self._seen),
            complete=list(page.item_set.complete(self._seen)),
            status=status,
        )
        _live.add(self)

    def look_again(self) -> None:
        """Show what the disk holds, which may have been changed from elsewhere, as by restoring kept work."""
        if self._store is None:
            return
        with _one_at_a_time, suppress(OSError, WorkbookError):  # what cannot be read is told when it is saved
            responses = self._store.restore().responses
            if responses.answers(self._page.item_set.id) != self._seen:
                self._share(responses)

    def _handle(self, message: dict[str, Any]) -> None:
        if message.get("type") != "answer":
            return
        with _one_at_a_time:
            if self._is_newest(message):
                reply = self._save(str(message["field"]), message["value"])
                self.send({**reply, "view": message["view"], "number": message["number"]})

    def _is_newest(self, message: dict[str, Any]) -> bool:
        """Say whether no later answer of the view to the same field has come before, as happens between threads."""
        key, number = (message["view"], message["field"]), message["number"]
        if number <= self._newest.get(key, 0):
            return False
        self._newest[key] = number
        return True

    def _save(self, field: str, value: Any) -> dict[str, Any]:
        if self._store is None:
            self._know({**self.answers, field: value})
            return {"type": "saved", "text": "Preview: not saved.", **self._known()}
        try:
            outcome = self._store.save(self._page.item_set.id, field, value, self._seen)
        except Exception as error:  # noqa: BLE001 - whatever it was, the learner must know that it is not saved
            return {"type": "failed", "text": _not_saved(error)}
        self._share(outcome.responses)
        # The learner's clock says when: the server's may be of another zone.
        return {"type": "saved", "notice": self._notice(field, outcome), **self._known()}

    def _share(self, responses: Responses) -> None:
        """Show what the disk holds in every window of this kernel."""
        name = self._page.item_set.id
        answers = responses.answers(name)
        for widget in list(_live):
            if widget._page.item_set.id == name and widget._store is not None:  # noqa: SLF001 - one of its own kind
                widget._know(answers)  # noqa: SLF001
        for listener in list(_listeners):
            listener.refresh(responses)

    def _know(self, answers: dict[str, Any]) -> None:
        """Take what is answered: the state is for pages that are opened later, the message for those that are open.

        The front end lets messages overtake changes of state. An open page that followed the state would
        learn of an older answer after the word that a newer one is saved.
        """
        self._seen = answers
        self.answers = self._page.item_set.legible(answers)
        self.complete = list(self._page.item_set.complete(answers))
        self.send({"type": "answers", **self._known()})

    def _known(self) -> dict[str, Any]:
        return {"answers": self.answers, "complete": self.complete}

    def _notice(self, field: str, outcome: SaveResult) -> str | None:
        if outcome.set_aside:
            return _set_aside(outcome.set_aside.name)
        asked = next((one for one in self._page.item_set.fields if one.id == field), None)
        if asked is None or asked.legible(outcome.replaced) is None:
            return None
        before = asked.accept(outcome.replaced)
        words = "; ".join(asked.show(before)) if before is not None else str(outcome.replaced)
        return (
            f"You also answered this in another window. Your answer there was “{words}”. "
            "The answer on this page has taken its place."
        )


def _restore(page: Page, store: ResponseStore | None, saves: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the exercise's answers as they stand on disk, and what to tell of them."""
    if store is None:
        return {}, {"text": "Preview: not saved."}
    try:
        restored = store.restore()
    except (OSError, NewerVersionError) as error:
        return {}, {"text": "", "alert": _not_saved(error)}
    answers = restored.responses.answers(page.item_set.id)
    status = {"text": saves}
    if restored.set_aside:
        status["notice"] = _damaged(restored.set_aside.name)
    elif again := _to_give_again(page.item_set, restored.responses, answers):
        status["notice"] = again
    return answers, status


def _to_give_again(asked: ItemSet, responses: Responses, answers: dict[str, Any]) -> str | None:
    """Say which saved answers cannot be shown. They stay in the file until others are given."""
    labels = {field.id: field.label for field in asked.fields}
    unread = [name for exercise, name in responses.unread if exercise == asked.id]
    if "" in unread:
        return "Your saved answers to this exercise cannot be read. Please answer it again."
    lost = [labels[name] for name in unread if name in labels] + asked.illegible(answers)
    if not lost:
        return None
    named = ", ".join(f"“{label}”" for label in lost)
    if len(lost) == 1:
        return f"Your saved answer to {named} cannot be read. Please answer it again."
    return f"Your saved answers to these cannot be read: {named}. Please answer them again."


def _damaged(name: str) -> str:
    return (
        f"The file of your saved answers was damaged. It is kept as “{name}”, and a new one has been started. "
        "Show that file to your tutor if you had answered questions before."
    )


def _set_aside(name: str) -> str:
    return (
        f"Something in the file of your saved answers could not be read. The file as it was is kept as “{name}”. "
        "Show it to your tutor if answers that you gave are missing."
    )


def _not_saved(error: Exception) -> str:
    if isinstance(error, NewerVersionError):
        return str(error)
    if isinstance(error, TimeoutError):
        reason = "another window was saving for a long time"
    else:
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
