"""What no learner of a class may find in anything that they are given, however it is written there. Pure."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import msgspec

from complaints_workbook.assignments.notebooks import BEGIN, is_to_be_written, mark_schemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from nbformat import NotebookNode

    from complaints_workbook.checks.bare_keys import BareKeys
    from complaints_workbook.exercises.keys import Key

_LONG_ENOUGH = 25
"""Letters and digits by which a sentence is known; what is shorter may stand anywhere."""

_ANSWERS = {"key", "accepts"}
"""What a key says is right, in words that stand in dossiers and options too."""

_ESCAPED = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|[nrt\"/])")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,300}>")
_AUTHORS = re.compile(r"[.#~]*(?:answers|case[-_]notes|keys)\.(?:ya?ml|json)\b(?!\.j2$).*", re.IGNORECASE | re.DOTALL)
"""Names of files with keys, and of what editors leave of them. The package has a template of one, which is empty."""
_HEADING = re.compile(r"\*\*[^*]+\*\*")
"""What mark schemes have in common."""
_NOTEBOOK = re.compile(r".*\.ipynb\b.*", re.IGNORECASE | re.DOTALL)


class Sentences:
    """Sentences that are known by their letters and digits alone, whatever stands between them.

    Parameters
    ----------
    sentences : iterable of str
        Such as the reasons of keys; what is too short to be known is not looked for.
    """

    def __init__(self, sentences: Iterable[str]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        for sentence in sentences:
            bare = _bare(sentence)
            if len(bare) >= _LONG_ENOUGH:
                self._known.setdefault(bare[:_LONG_ENOUGH], {})[bare] = sentence

    def __len__(self) -> int:
        """Return how many are known."""
        return sum(map(len, self._known.values()))

    def found_in(self, text: str) -> list[str]:
        """Return the sentences that a text says, each once."""
        bare = _bare(text)
        found: dict[str, None] = {}
        for start in range(len(bare) - _LONG_ENOUGH + 1):
            known = self._known.get(bare[start : start + _LONG_ENOUGH])
            for whole, sentence in known.items() if known else ():
                if bare.startswith(whole, start):
                    found[sentence] = None
        return list(found)


class Secrets:
    """What gives a key away.

    Parameters
    ----------
    sentences : iterable of str
        The reasons of keys and the lines of mark schemes.
    keys : BareKeys
        What is known without any sentence.
    """

    def __init__(self, sentences: Iterable[str], keys: BareKeys) -> None:
        self._sentences = Sentences(sentences)
        self._keys = keys

    def __len__(self) -> int:
        """Return how many sentences are known."""
        return len(self._sentences)

    def found_in(self, name: str, text: str) -> list[str]:
        """Say what a file gives away, by its name and its text; each is told to follow the file's name."""
        base = name.replace("\\", "/").rpartition("/")[2]
        told = ["is a file for authors alone, by its name"] if _AUTHORS.fullmatch(base) else []
        if _NOTEBOOK.fullmatch(base) and BEGIN in text:
            told.append("holds a mark scheme")
        if _holds_keys(text):
            told.append("holds keys of exercises")
        told += [f"holds keys of the exercise {exercise}" for exercise in self._keys.found_in(text)]
        return told + [f"says: “{sentence}”" for sentence in self._sentences.found_in(text)]


def secrets_of(keys: Mapping[str, Key], notebook: NotebookNode) -> list[str]:
    """Return the reasons of an assignment's keys and the lines of its mark schemes, as far as they can be known again.

    Parameters
    ----------
    keys : mapping of str to Key
        Of its exercises.
    notebook : NotebookNode
        The authors'.
    """
    reasons = [text for key in keys.values() for each in key.fields.values() for text in sentences_of_key(each)]
    schemes = (scheme.splitlines() for scheme in mark_schemes(notebook).values())
    lines = [line.strip() for scheme in schemes for line in scheme if not _says_nothing(line)]
    return [sentence for sentence in (*reasons, *lines) if len(_bare(sentence)) >= _LONG_ENOUGH]


def _says_nothing(line: str) -> bool:
    # What asks authors for a mark scheme stands in the package too, which lays it out.
    return _HEADING.fullmatch(line.strip()) is not None or is_to_be_written(line)


def sentences_of_key(key: Any) -> Iterator[str]:
    """Yield the sentences of a field's key, whatever its type calls them."""
    left = [value for name, value in msgspec.to_builtins(key).items() if name not in _ANSWERS]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            left += value.values() if isinstance(value, dict) else value


def _bare(text: str) -> str:
    """Return the letters and digits of a text: neither JSON, YAML, Markdown, HTML nor line breaks change them."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    return "".join(filter(str.isalnum, _TAG.sub("", html.unescape(plain)))).casefold()


def _holds_keys(text: str) -> bool:
    """Say whether a text is a file of exercises with their keys, whatever it is called. Those of practices may be."""
    if '"key"' not in text or not text.lstrip().startswith("{"):
        return False
    try:
        exercises = msgspec.json.decode(text, type=_Exercises).exercises
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        return False
    return any("key" in exercise for exercise in exercises.values())


class _Exercises(msgspec.Struct):
    exercises: dict[str, dict[str, Any]]
