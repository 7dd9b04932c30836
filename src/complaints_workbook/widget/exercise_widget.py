"""The one widget that shows any kind of exercise, and saves what is answered."""

from __future__ import annotations

import uuid
import weakref
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from complaints_workbook.exercises.feedback import marks
from complaints_workbook.exercises.kinds import view
from complaints_workbook.rendering.organisation import organisation_html
from complaints_workbook.responses.file_format import NewerVersionError
from complaints_workbook.widget.page import page
from complaints_workbook.widget.scripts import module

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.assignments import Exercise
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.responses.store import Outcome, ResponseStore

WRITER = uuid.uuid4().hex[:12]
"""A mark of this kernel, so that it knows its own answers in the file."""

_live: weakref.WeakSet[ExerciseWidget] = weakref.WeakSet()


class ExerciseWidget(anywidget.AnyWidget):
    """Base of the widget; a subclass for each kind carries that kind's view.

    Attributes
    ----------
    exercise : dict
        What to show; see `complaints_workbook.widget.page`.
    answers : dict
        The answers on disk, by item.
    status : dict
        `text` beside the progress, and an `alert` or a `notice` if there is one.
    """

    exercise = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    status = traitlets.Dict({"text": ""}).tag(sync=True)

    def __init__(self, content: Exercise, **traits: Any) -> None:
        self._content = content
        super().__init__(**traits)
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Say what to do where widgets cannot be shown."""
        return f"{self.exercise['title']}: choose Run, then Run All Cells, to show this exercise."

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        """Answer a message from the page; papers are sent when they are opened, since most never are."""
        if message.get("type") == "papers" and message.get("organisation") in self.exercise["organisations"]:
            organisation = self._content.datasets.organisation(message["organisation"])
            self.send({"type": "papers", "organisation": organisation.id, "html": organisation_html(organisation)})
        else:
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        """Answer a message that is a widget's own."""


class AssessedWidget(ExerciseWidget):
    """An exercise whose answers are saved at once.

    Parameters
    ----------
    content : Exercise
        What to show.
    store : ResponseStore or None
        Where answers go; None in the author's preview.
    """

    def __init__(self, content: Exercise, store: ResponseStore | None) -> None:
        self._store = store
        answers, status = _restore(content, store)
        shown = page(content, "assessed" if store else "preview")
        super().__init__(content, exercise=shown, answers=answers, status=status)
        _live.add(self)

    def _handle(self, message: dict[str, Any]) -> None:
        if message.get("type") == "answer":
            self.send(self._save(message) | {"number": message.get("number")})

    def _save(self, message: dict[str, Any]) -> dict[str, Any]:
        if self._store is None:
            return {"type": "saved", "text": "Preview: not saved."}
        item, value = str(message["item"]), message["value"]
        try:
            outcome = self._store.save(self._content.specification.id, item, value, self.answers)
        except (OSError, NewerVersionError) as error:
            return {"type": "failed", "text": _not_saved(error)}
        self._share(outcome)
        return {"type": "saved", "text": _saved_at(), "notice": self._notice(item, outcome)}

    def _share(self, outcome: Outcome) -> None:
        """Show what the disk holds in every window of this kernel."""
        for widget in list(_live):
            if widget.exercise["id"] == self.exercise["id"] and widget._store is not None:  # noqa: SLF001
                widget.answers = outcome.answers
        for listener in list(_listeners):
            listener.refresh()

    def _notice(self, item_id: str, outcome: Outcome) -> str | None:
        if outcome.set_aside:
            return _damaged(outcome.set_aside.name)
        if outcome.replaced is None:
            return None
        item = next((i for i in self._content.items if i.id == item_id), None)
        before = item and item.accept(outcome.replaced)
        words = "; ".join(item.show(before)) if item and before is not None else "another answer"  # type: ignore[arg-type]
        return (
            f"You also answered this in another window. Your answer there was “{words}”. "
            "The answer on this page has taken its place."
        )


class PracticeWidget(ExerciseWidget):
    """A practice: marked when asked, with reasons, as often as wanted.

    Parameters
    ----------
    content : Exercise
        What to show.
    key : Key
        Its key.
    """

    def __init__(self, content: Exercise, key: Key) -> None:
        self._key = key
        super().__init__(content, exercise=page(content, "practice"))

    def _handle(self, message: dict[str, Any]) -> None:
        answers = message.get("answers")
        if message.get("type") != "check" or not isinstance(answers, dict):
            return
        mark = self._content.mark(self._key, answers)
        self.send(
            {
                "type": "feedback",
                "score": f"You have {marks(mark.score, mark.points)}.",
                "items": [
                    {
                        "item": item.item,
                        "verdict": item.verdict.value,
                        "key": list(item.key) if item.answer else [],
                        "reasons": [{"about": reason.about, "text": reason.text} for reason in item.reasons],
                    }
                    for item in mark.items
                ],
            }
        )


_listeners: weakref.WeakSet[Any] = weakref.WeakSet()


def listen(listener: Any) -> None:
    """Call `listener.refresh()` after every save, as long as it lives."""
    _listeners.add(listener)


@cache
def widget_type(base: type[ExerciseWidget], kind: str) -> Callable[..., ExerciseWidget]:
    """Return the widget for a kind: the shared frame around the kind's own view."""
    return type(f"{base.__name__}_{kind.replace('-', '_')}", (base,), {"_esm": module("frame.js", view=view(kind))})


def _restore(content: Exercise, store: ResponseStore | None) -> tuple[dict[str, Any], dict[str, str]]:
    if store is None:
        return {}, {"text": "Preview: not saved."}
    try:
        restored = store.restore()
    except (OSError, NewerVersionError) as error:
        return {}, {"text": "", "alert": _not_saved(error)}
    status = {"text": "Your answers are saved as you give them."}
    if restored.set_aside:
        status["notice"] = _damaged(restored.set_aside.name)
    return restored.responses.answers(content.specification.id), status


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
