"""Where an author's data do not fit their model, in plain words: pydantic's own are for programmers.

A model's validator says what is wrong by raising a `MisfitError`, which can name a
place below the entry that it stands in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import AfterValidator

from complaints_workbook.errors import entry_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_SHOWN = 40
"""Characters of what an author wrote that are repeated to them."""

_PLAIN = {
    "missing": "the field is missing; add it",
    "extra_forbidden": "there is no such field; check its spelling or take it out",
    "literal_error": "{input} is none of the choices; write {expected}",
    "enum": "{input} is none of the choices; write {expected}",
    "union_tag_invalid": "{input} is none of the choices; give it a {discriminator} out of {expected_tags}",
    "union_tag_not_found": "it does not say which it is; give {discriminator}",
    "too_short": "it has {actual_length} of at least {min_length}; add what is missing",
    "too_long": "it has {actual_length} and may have {max_length}; take some out",
    "string_too_short": "there is no text; write it",
    "string_too_long": "it is longer than {max_length} characters; shorten it",
    "greater_than": "{input} is too small; it must be more than {gt}",
    "greater_than_equal": "{input} is too small; it must be {ge} or more",
    "less_than": "{input} is too large; it must be less than {lt}",
    "less_than_equal": "{input} is too large; it must be {le} or less",
    "decimal_max_places": "{input} has too many decimal places; give {decimal_places}",
    "decimal_max_digits": "{input} is too long a number; give {max_digits} digits at most",
    "decimal_whole_digits": "{input} is too long a number; give {whole_digits} digits before the point at most",
}
"""By the type of pydantic's error; its context fills the gaps."""

_KINDS = {
    "string": "text; put it in quotation marks",
    "int": "a whole number",
    "decimal": "a number, such as 12.50",
    "finite": "a number, such as 12.50",
    "float": "a number, such as 12.5",
    "bool": "true or false",
    "date": "a day, such as 2026-03-31",
    "list": "a list; begin each entry with a hyphen",
    "tuple": "a list; begin each entry with a hyphen",
    "dict": "fields, each with a name, a colon and a value",
    "model": "fields, each with a name, a colon and a value",
    "dataclass": "fields, each with a name, a colon and a value",
}
"""What pydantic wanted, by the first word of the type of its error."""


class MisfitError(ValueError):
    """What a model's own validator finds wrong.

    Parameters
    ----------
    entry : str
        Where, below what is being validated: ids and fields, joined by ``>``.
    message : str
        What is wrong and what to do.
    """

    def __init__(self, *, entry: str, message: str) -> None:
        self.entry = entry
        super().__init__(message)


class Misfit(NamedTuple):
    """Where something does not fit, and what is wrong and what to do, in one sentence."""

    entry: str
    message: str

    def within(self, entry: str) -> Misfit:
        """Return it as seen from further out."""
        return Misfit(entry_at(entry, self.entry), self.message)


def misfits(error: ValidationError, data: Any) -> Iterator[Misfit]:
    """Yield what pydantic found wrong.

    Parameters
    ----------
    error : ValidationError
        What it raised.
    data : object
        What was validated, whose entries are named by their ids.
    """
    for details in error.errors(include_url=False):
        cause = details.get("ctx", {}).get("error")
        within = cause.entry if isinstance(cause, MisfitError) else ""
        yield Misfit(entry_at(*_names(details["loc"], data), within), _sentence(details))


def written(pattern: str, how: str) -> AfterValidator:
    """Return what checks that a text is written in a certain way.

    Parameters
    ----------
    pattern : str
        A regular expression for all of it.
    how : str
        The way in words, such as "a month, such as 2026-03".
    """
    whole = re.compile(pattern)

    def check(text: str) -> str:
        if not whole.fullmatch(text):
            msg = f"{_shown(text)} is not {how}"
            raise ValueError(msg)
        return text

    return AfterValidator(check)


def _sentence(details: ErrorDetails) -> str:
    context, kind = details.get("ctx", {}), details["type"]
    if kind in {"value_error", "assertion_error"}:
        return f"{context['error']}."
    if kind in _PLAIN:
        return f"{_PLAIN[kind].format(**context | {'input': _shown(details['input'])})}."
    wanted = _KINDS.get(kind.partition("_")[0])
    if wanted is None:
        return f"{_shown(details['input'])} does not fit ({details['msg']}); correct it."
    if details["input"] is None:
        return f"nothing is given; it must be {wanted}."
    return f"{_shown(details['input'])} does not fit; it must be {wanted}."


def _shown(value: Any) -> str:
    """Return what an author wrote, shortened; not what it holds, if it holds fields or entries."""
    if isinstance(value, dict | list | tuple):
        return "what stands here"
    text = str(value)
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"


def _names(location: Sequence[int | str], data: Any) -> Iterator[str]:
    """Yield the names on the way to a place, entries by their ids."""
    for step in location:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(step, int):
            yield str(data["id"]) if isinstance(data, dict) and "id" in data else f"number {step + 1}"
        else:
            yield str(step)
