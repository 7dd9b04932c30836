"""Choose the move: what to say or do next, with its consequence shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field

from complaints_workbook.content.data_files import Content
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.items.choose_one import ChooseOne
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.rendering.markdown import to_html

if TYPE_CHECKING:
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import Fields


class Move(Content):
    """Something to say or do, and how the customer takes it.

    `reply` is the consequence, shown as soon as the move is made. It tells what
    happens and never whether the move was the best one.
    """

    id: Id
    text: str
    reply: str


class Moment(AskedLine):
    """A moment of the conversation. `label` names it in two to six words.

    Its moves are said or done, unless they are a `thought` that nobody hears.
    """

    label: str
    customer: str
    question: str = "What do you say or do next?"
    thought: bool = False
    moves: tuple[Move, ...] = Field(min_length=2)
    points: int = Field(default=1, ge=1)


class ShownMove(TypedDict):
    """A move, and the reply that follows it."""

    id: str
    text: str
    reply: str


class ShownMoment(TypedDict):
    """A moment of the conversation, with its moves."""

    id: str
    label: str
    customer: str
    question: str
    thought: bool
    moves: list[ShownMove]


class ShownConversation(TypedDict):
    """What ``view.js`` reads."""

    case: str | None
    sceneHtml: str
    customer: str
    turns: list[ShownMoment]
    debriefHtml: str


class ChooseMove(Specification):
    """A conversation, turn by turn. A move once made stays made.

    `debrief` asks the learner, at the end, to think of a case of their own.
    """

    kind: Literal["choose-move"]
    case: Id | None = None
    scene: str
    customer_name: str
    turns: tuple[Moment, ...] = Field(min_length=2)
    debrief: str

    def fields(self, datasets: Datasets) -> Fields:
        """One choice for each turn."""
        return tuple(
            ChooseOne(turn.id, turn.label, turn.points, tuple(Option(id=m.id, text=m.text) for m in turn.moves))
            for turn in self.turns
        )

    def show(self, datasets: Datasets) -> ShownConversation:
        """The scene and its turns, with the customer's replies."""
        return {
            "case": self.case,
            "sceneHtml": to_html(self.scene),
            "customer": self.customer_name,
            "turns": [
                {
                    "id": turn.id,
                    "label": turn.label,
                    "customer": turn.customer,
                    "question": turn.question,
                    "thought": turn.thought,
                    "moves": [{"id": move.id, "text": move.text, "reply": move.reply} for move in turn.moves],
                }
                for turn in self.turns
            ],
            "debriefHtml": to_html(self.debrief),
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one case, if there is one."""
        return (self.case,) if self.case else ()


SPECIFICATION = ChooseMove
