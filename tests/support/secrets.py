"""What learners must not find in anything that they are given, and the search for it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from complaints_workbook.checks.bare_keys import BareKeys
from complaints_workbook.checks.secrets import Secrets
from complaints_workbook.checks.secrets import secrets_of as secrets_with
from support.assignments import ASSIGNMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from support.assignments import Authored

AUTHORS_FILES = ("answers.yaml", "case-notes.yaml", "keys.json")


def secrets_of(authored: Authored) -> list[str]:
    """Return the reasons of its keys and the lines of its mark schemes, as far as they can be known again."""
    return secrets_with(authored.keys, authored.notebook)


@cache
def _secrets(of: tuple[Authored, ...]) -> Secrets:
    sentences = (secret for each in of for secret in secrets_of(each))
    return Secrets(sentences, BareKeys(each.keys for each in of))


def leaks(name: str, text: str, of: tuple[Authored, ...] = ASSIGNMENTS) -> list[str]:
    """Return what of these assignments' secrets stands in a file, or what it gives away by itself."""
    return [f"{name} {what}" for what in _secrets(of).found_in(name, text)]


def assert_no_secret(texts: Iterable[tuple[str, str]], of: tuple[Authored, ...] = ASSIGNMENTS) -> None:
    """Look for these assignments' secrets in files, given as names and texts; there must be some files."""
    searched = 0
    for name, text in texts:
        searched += 1
        found = leaks(name, text, of)
        assert found == [], "\n".join(found)
    assert searched


def files_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_text("utf-8", errors="replace")


def as_json(secret: str) -> str:
    """Return how a secret would stand in a notebook or in pages."""
    return json.dumps({"text": f"It was so. {secret}\nAnd on."})
