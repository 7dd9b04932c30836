"""What learners must not find in anything that they are given, and the search for it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from complaints_workbook.assignments.notebooks import mark_schemes
from support.assignments import ASSIGNMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from support.assignments import Authored

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
AUTHORS_FILES = ("answers.yaml", "case-notes.yaml")


def secrets_of(authored: Authored) -> list[str]:
    """Return every reason of an assignment's keys, and every line of its mark schemes that is long enough to know."""
    reasons = [
        text for key in authored.keys.values() for each in key.fields.values() for text in sentences_of_key(each)
    ]
    lines = [line.strip() for scheme in mark_schemes(authored.notebook).values() for line in scheme.splitlines()]
    return reasons + [line for line in lines if len(line) > 25]


def sentences_of_key(key: Any) -> Iterator[str]:
    """Yield the sentences of a field's key, whatever its type calls them."""
    left = [value for name, value in msgspec.to_builtins(key).items() if name != "key"]
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            left += value.values() if isinstance(value, dict) else value


def squeezed(text: str) -> str:
    """Return text without the differences that JSON, YAML and line breaks make."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return "".join(plain.replace("\\n", "").replace('\\"', '"').split())


@cache
def _squeezed_secrets(of: tuple[Authored, ...]) -> tuple[str, ...]:
    return tuple({squeezed(secret) for each in of for secret in secrets_of(each)})


def leaks(name: str, text: str, of: tuple[Authored, ...] = ASSIGNMENTS) -> list[str]:
    """Return what of these assignments' secrets stands in a file, and its name if it is for authors alone."""
    plain = squeezed(text)
    found = [secret for secret in _squeezed_secrets(of) if secret in plain]
    return [f"{name}: {secret}" for secret in found] + [name] * name.endswith(AUTHORS_FILES)


def assert_no_secret(texts: Iterable[tuple[str, str]], of: tuple[Authored, ...] = ASSIGNMENTS) -> None:
    """Look for these assignments' secrets in files, given as names and texts; there must be some files."""
    searched = 0
    for name, text in texts:
        searched += 1
        assert leaks(name, text, of) == []
    assert searched


def files_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_text("utf-8", errors="replace")


def as_json(secret: str) -> str:
    """Return how a secret would stand in a notebook or in pages."""
    return json.dumps({"text": f"It was so. {secret}\nAnd on."})
