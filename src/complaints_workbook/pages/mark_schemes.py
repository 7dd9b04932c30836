"""The mark scheme of a written question, taken apart so that a learner can tick its points. Plain."""

from __future__ import annotations

from msgspec import Struct


class Point(Struct, frozen=True):
    """What earns marks in a written answer.

    Attributes
    ----------
    marks : int
        The marks to be had by it.
    award, accept, refuse : str
        What to award them for, what else is enough, and what is not: HTML within a line.
    """

    marks: int
    award: str
    accept: str = ""
    refuse: str = ""


class Scheme(Struct, frozen=True):
    """A mark scheme.

    Attributes
    ----------
    points : tuple of Point
        Empty where the author wrote the scheme in another form; then all of it is among the `notes`.
    notes : str
        What holds for the whole answer: HTML.
    model : str
        An answer that earns every mark: HTML.
    borderline : str
        An answer that earns some: HTML.
    borderline_marks : tuple of str
        How that one was marked, a line each: HTML within a line.
    """

    points: tuple[Point, ...] = ()
    notes: str = ""
    model: str = ""
    borderline: str = ""
    borderline_marks: tuple[str, ...] = ()

    @property
    def marks(self) -> int:
        """The marks to be had."""
        return sum(point.marks for point in self.points)
