"""What every type of answer is made of: fields, items and keys.

An answer is what a learner's file says, so it can be anything. `Field.accept` turns
it into an answer of the field's type or None, and never raises. Answers of all types
can be hashed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

AnswerT = TypeVar("AnswerT")
KeyT = TypeVar("KeyT", bound="FieldKey")
AnswerT_contra = TypeVar("AnswerT_contra", contravariant=True)
KeyT_contra = TypeVar("KeyT_contra", bound="FieldKey", contravariant=True)


AmongOptions = tuple[tuple[str, ...], int]
"""The texts of options to choose one from, and the place of the right one among them."""


class Scored(Struct, frozen=True):
    """What an answer earns by an item: `score` of its points, and whether it is whole.

    `chosen` names what the answer took, for its reasons. Equal ones have the same feedback.
    """

    score: float
    right: bool
    chosen: tuple[str, ...] = ()


class Reason(Struct, frozen=True):
    """Why an option is right or what it would lead to; `about` is its text."""

    about: str
    text: str


class FieldKey(Protocol):
    """What is right in a field, and why: a frozen Struct, whose own fields are what an author writes."""

    def explanations(self) -> Iterable[tuple[str, str]]:
        """Return every reason, with its place in the authors' file."""


class Item(Protocol[AnswerT_contra, KeyT_contra]):
    """A line that earns marks by what stands in a field."""

    @property
    def id(self) -> str:
        """What authors call it by."""

    @property
    def label(self) -> str:
        """Two to six words that name it."""

    @property
    def points(self) -> float:
        """The marks to be had."""

    @property
    def reads(self) -> str:
        """The id of the field that it reads."""

    def score(self, answer: AnswerT_contra, key: KeyT_contra) -> Scored:
        """Compare an answer with the key."""

    def best(self, key: KeyT_contra) -> tuple[str, ...]:
        """Return the best answer in words, a line each."""

    def reasons(self, scored: Scored, key: KeyT_contra) -> tuple[Reason, ...]:
        """Return why the answer earned what it did."""


class Field(Protocol[AnswerT, KeyT]):
    """What is answered and stored. Each of its items says in a line of its own what the answer earns."""

    @property
    def id(self) -> str:
        """The name that its answer is stored by."""

    @property
    def label(self) -> str:
        """Two to six words that name it."""

    @property
    def items(self) -> tuple[Item[AnswerT, KeyT], ...]:
        """The lines of marks, in order."""

    @property
    def key_type(self) -> type[KeyT]:
        """What its key is."""

    def accept(self, value: object) -> AnswerT | None:
        """Return what a learner's file says as an answer, or None if it is none."""

    def legible(self, value: object) -> Any:
        """Return what the page can show of what a learner's file says, plain and complete or not; None if nothing."""

    def complete(self, answer: AnswerT) -> bool:
        """Say whether nothing is left to answer. What is not complete counts as not answered."""

    def show(self, answer: AnswerT) -> tuple[str, ...]:
        """Return an answer in words, a line each."""

    def remarks(self, answer: AnswerT, key: KeyT) -> tuple[str, ...]:
        """Return what feedback says of each line of the answer; empty where the items say it all."""

    def exemplar(self, key: KeyT) -> tuple[tuple[str, str], ...]:
        """Return the best answer as a whole, a line each with what there is to say of it; empty where items tell it."""

    @property
    def afterwards(self) -> str:
        """What the learner is asked to think about when all is marked; mostly nothing."""

    def faults(self, key: KeyT) -> list[str]:
        """Return what is wrong with the key, in sentences."""

    def keys_among_options(self, key: KeyT) -> Iterable[AmongOptions]:
        """Return each choice of one that the key makes among an author's own options, which might give it away."""


Fields = tuple[Field[Any, Any], ...]
"""Fields of any types."""


class _Accepting(Protocol):
    def accept(self, value: object) -> Any:
        """As `Field.accept`."""


class OwnItem(Struct, frozen=True):
    """A field that one item reads: itself. So one answer earns one line of marks, under one id."""

    id: str
    label: str

    @property
    def reads(self) -> str:
        """The id of the field, which is its own."""
        return self.id

    @property
    def items(self) -> tuple[Self, ...]:
        """Itself alone."""
        return (self,)

    def legible(self: _Accepting, value: object) -> Any:
        """Return the answer, if it is one: nothing else is ever chosen on the page."""
        answer = self.accept(value)
        return list(answer) if isinstance(answer, tuple) else answer

    def complete(self, answer: object) -> bool:
        """Whatever is an answer is a whole one."""
        return True

    def remarks(self, answer: object, key: object) -> tuple[str, ...]:
        """Its item says it all."""
        return ()

    def exemplar(self, key: object) -> tuple[tuple[str, str], ...]:
        """Its item tells it."""
        return ()

    @property
    def afterwards(self) -> str:
        """Nothing."""
        return ""

    def keys_among_options(self, key: Any) -> Iterable[AmongOptions]:
        """No option is the key."""
        return ()
