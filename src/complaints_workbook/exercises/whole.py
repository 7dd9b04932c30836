"""What several fields are together. Plain."""

from __future__ import annotations

from msgspec import Struct


class Whole(Struct, frozen=True):
    """A thing that is filled in entry by entry, such as a record. Feedback shows it whole beside the right one.

    Attributes
    ----------
    title : str
        What it is called.
    given : tuple of tuple of str
        The label and the value of each entry that is filled in already.
    entries : tuple of tuple of str
        The field of each entry that is to be filled in, and its label within the whole. Each field is its own item.
    """

    title: str
    given: tuple[tuple[str, str], ...]
    entries: tuple[tuple[str, str], ...]
