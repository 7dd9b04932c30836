"""What an attack is: an honest submission changed for a purpose, and what an honest marker makes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from inspect import cleandoc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hostile.submission import Submission


@dataclass(frozen=True)
class Expect:
    """What an honest marker does with an attack.

    Attributes
    ----------
    grades : mapping or None
        The score of each cell, None where it waits for the tutor. None for all: no mark.
    words : tuple of str
        What the reason in the report says, among others, in any case.
    """

    grades: Mapping[str, float | None] | None
    words: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether there is a mark, or at least something for the tutor to mark."""
        return self.grades is not None

    def giving(self, **grades: float | None) -> Expect:
        """Return the same with other scores for some cells."""
        return replace(self, grades={**(self.grades or {}), **grades})

    def saying(self, *words: str) -> Expect:
        """Return the same with words that the reason must hold."""
        return replace(self, words=words)


# Worked out by hand from the honest submission's answers, which `submission` lists.
HONEST = Expect({"sorting": 1.0, "steps": 2.0, "written": None})
"""As if nothing had been done: the attack changes no mark."""

ANSWERS_UNREADABLE = Expect({"sorting": None, "steps": None, "written": None}, ("responses.json",))
"""The exercises wait for the tutor, never 0; the written answer is there."""

NOTEBOOK_UNREADABLE = Expect({"sorting": 1.0, "steps": 2.0, "written": None}, ("mini.ipynb",))
"""The exercises are marked; the written answer waits for the tutor."""

FAILED = Expect(None)
"""No mark, and a reason."""


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes
    ----------
    name : str
        A slug.
    purpose : str
        What the attacker wants, and how.
    build : callable
        Changes an honest submission's folder.
    expect : Expect
        What becomes of it.
    learner : str
        The name of the learner's folder.
    shows : tuple of str
        What a reader of the marked notebook still sees: nothing of a learner's own is lost.
    never : tuple of str
        What may stand neither in the marked notebook nor on the feedback page.
    browser : bool
        Whether it is about the tutor's or the learner's browser.
    """

    name: str
    purpose: str
    build: Callable[[Submission], None]
    expect: Expect
    learner: str
    shows: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    browser: bool = False


def attack(
    expect: Expect,
    *,
    learner: str | None = None,
    shows: tuple[str, ...] = (),
    never: tuple[str, ...] = (),
    browser: bool = False,
) -> Callable[[Callable[[Submission], None]], Attack]:
    """Make an attack of a builder: its name is the attack's name, its docstring the purpose."""

    def make(build: Callable[[Submission], None]) -> Attack:
        name = build.__name__.replace("_", "-")
        return Attack(name, cleandoc(build.__doc__ or ""), build, expect, learner or name, shows, never, browser)

    return make


def answer_attack(name: str, purpose: str, text: str, *, browser: bool = False, shows: tuple[str, ...] = ()) -> Attack:
    """Return an attack that is nothing but the text of a written answer."""
    return Attack(name, purpose, lambda it: it.answer(text), HONEST, name, shows, browser=browser)


def name_attack(slug: str, purpose: str, learner: str, expect: Expect = HONEST) -> Attack:
    """Return an attack that is nothing but the name of a learner's folder."""
    return Attack(slug, purpose, lambda _: None, expect, learner)
