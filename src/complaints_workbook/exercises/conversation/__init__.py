"""A conversation that remembers: a move changes what the customer feels, what is known and what can be done."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypedDict

from pydantic import Field, model_validator

from complaints_workbook.content.misfits import MisfitError
from complaints_workbook.content.organisations import Id
from complaints_workbook.exercises.conversation.checks import of_the_key, of_the_script
from complaints_workbook.exercises.items.converse import Converse, PathKey, Quality
from complaints_workbook.exercises.items.options import Option
from complaints_workbook.exercises.shown import ShownOption, show_options
from complaints_workbook.exercises.specification import AskedLine, Specification
from complaints_workbook.rendering.markdown import to_html
from complaints_workbook.rules.conversation.compiling import Compiled, compile_script
from complaints_workbook.rules.conversation.names import check_names
from complaints_workbook.rules.conversation.script import Script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.items.field import FieldKey
    from complaints_workbook.exercises.specification import Finding

TALK = "talk"
"""What the path is stored by: an exercise is one conversation."""

Channel = Literal["telephone", "face to face", "in writing"]


class MarkedQuality(AskedLine):
    """A quality that the conversation is marked for."""

    label: str
    points: int = Field(ge=1)


ShownState = tuple[int, list[tuple[int, int, int]]]
"""Places: of what is said, and of the move, the reply and the next state of each choice; -1 for no reply."""


class ShownTalk(TypedDict):
    """What ``view.js`` reads: a table that says what comes next, and nothing of what moves change or earn."""

    field: str
    case: str | None
    channel: Channel
    customer: str
    sceneHtml: str
    moves: list[ShownOption]
    lines: list[str]
    states: list[ShownState]
    afterwards: str


class Conversation(Specification):
    """One conversation, and the qualities that it is marked for.

    `afterwards` asks the learner, at the end, to think of a case of their own.
    """

    kind: Literal["conversation"]
    case: Id | None = None
    channel: Channel
    customer_name: str
    scene: str
    script: Script
    afterwards: str
    qualities: tuple[MarkedQuality, ...] = Field(alias="items", min_length=2)

    @model_validator(mode="after")
    def _can_be_held(self) -> Conversation:
        try:
            check_names(self.script)
            _ = self.compiled
        except MisfitError as misfit:
            raise MisfitError(entry=f"script > {misfit.entry}", message=str(misfit)) from None
        return self

    @cached_property
    def compiled(self) -> Compiled:
        """The table that the page follows."""
        return compile_script(self.script)

    def fields(self, datasets: Datasets) -> tuple[Converse]:
        """The one path."""
        qualities = tuple(Quality(each.id, each.label, each.points) for each in self.qualities)
        moves = tuple(Option(name, move.text) for name, move in self.script.moves().items())
        lines, states, _ = self.compiled
        return (Converse(TALK, self.title, self.customer_name, qualities, moves, lines, states, self.afterwards),)

    def show(self, datasets: Datasets) -> ShownTalk:
        """The scene, and all that can be said in it."""
        (talk,) = self.fields(datasets)
        return {
            "field": TALK,
            "case": self.case,
            "channel": self.channel,
            "customer": self.customer_name,
            "sceneHtml": to_html(self.scene),
            "moves": show_options(talk.moves),
            "lines": list(talk.lines),
            "states": [(line, [(move, reply, to) for move, reply, to in choices]) for line, choices in talk.states],
            "afterwards": self.afterwards,
        }

    def case_ids(self) -> tuple[str, ...]:
        """The one case, if there is one."""
        return (self.case,) if self.case else ()

    def faults(self, keys: Mapping[str, FieldKey], datasets: Datasets) -> Iterator[Finding]:
        """Yield what nobody can come to, and what makes it too short, too alike or too easy."""
        yield from of_the_script(self.script, self.compiled, practice=self.worked_example is not None)
        (talk,) = self.fields(datasets)
        if isinstance(key := keys.get(TALK), PathKey):
            yield from of_the_key(talk, key)


SPECIFICATION = Conversation
