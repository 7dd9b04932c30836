"""A text that is nearly the same for everybody: cut once where it differs, and filled for each. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Piece = TypeVar("Piece")


def cut(text: AnyStr, *marks: AnyStr) -> tuple[AnyStr, ...]:
    """Cut a text where its marks stand.

    Parameters
    ----------
    text : str or bytes
        What is to be cut.
    *marks : str or bytes
        In the order in which they stand in the text; the marks themselves are left out.

    Returns
    -------
    tuple of str or bytes
        One piece more than there are marks.

    Raises
    ------
    ValueError
        If a mark is missing.

    Examples
    --------
    >>> cut("Dear NAME, you have MARKS.", "NAME", "MARKS")
    ('Dear ', ', you have ', '.')
    """
    pieces: list[AnyStr] = []
    for mark in marks:
        piece, text = text.split(mark, 1)
        pieces.append(piece)
    pieces.append(text)
    return tuple(pieces)


def fill(pieces: Sequence[Piece], *values: Piece) -> list[Piece]:
    """Return the pieces with a value between each two, ready to be joined.

    Examples
    --------
    >>> "".join(fill(("Dear ", ", you have ", "."), "Ann", "3"))
    'Dear Ann, you have 3.'
    """
    filled = [pieces[0]]
    for value, piece in zip(values, pieces[1:], strict=True):
        filled += [value, piece]
    return filled
