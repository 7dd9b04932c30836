"""Answers and their marks that a person worked out, for tests to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from support.courses import TESTS

if TYPE_CHECKING:
    from pathlib import Path

    from support.answering import Answers


@dataclass(frozen=True)
class WorkedByHand:
    """What a learner answered, by exercise, and what each exercise earns, where it earns something."""

    answers: Answers
    earns: dict[str, float]


def worked_by_hand(*files: str | Path) -> WorkedByHand:
    """Read files, named from ``tests/worked_by_hand/``; one that is not there says nothing."""
    entries: dict[str, dict[str, Any]] = {}
    for file in files:
        path = TESTS / "worked_by_hand" / file
        entries |= yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
    return WorkedByHand(
        {name: entry["answers"] for name, entry in entries.items()},
        {name: entry["earns"] for name, entry in entries.items() if entry["earns"]},
    )
