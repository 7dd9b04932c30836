"""A pages file as the first version of it was."""

from __future__ import annotations

from typing import Any

OPTIONS = [{"id": "late", "text": "It is late"}, {"id": "early", "text": "It is early"}]
REASONS = {"late": "It came a day after.", "early": "It did not come before."}
ITEMS: list[dict[str, Any]] = [
    {"type": "choose-one", "id": "one", "label": "One", "points": 1, "options": OPTIONS},
    {"type": "choose-several", "id": "some", "label": "Some", "points": 2, "options": OPTIONS},
    {"type": "put-in-order", "id": "steps", "label": "Steps", "entries": OPTIONS},
    {"type": "give-amount", "id": "cost", "label": "Cost", "points": 1, "tolerance": "0.50"},
]
KEYS = {
    "one": {"key": "late", "reasons": REASONS},
    "some": {"key": ["late"], "reasons": REASONS},
    "steps": {"key": ["early", "late"], "reasons": REASONS},
    "cost": {"key": "12.50", "reason": "10 and 2.50"},
}
SHOWN = {
    "id": "lamp",
    "mode": "practice",
    "title": "A lamp",
    "cases": {"cs-01": {"organisation": "shop", "html": "<p>Late</p>"}},
    "organisations": {"shop": "Corner Shop"},
    "entries": [{"id": "one", "question": "When?", "options": OPTIONS}],
}
ENTRY = {
    "kind": "classify",
    "read_again": "1.1 Late",
    "criteria": ["complaints/1.1"],
    "items": ITEMS,
    "page": {**SHOWN, "items": [item["id"] for item in ITEMS]},
}
FILE = {
    "version": 1,
    "assignment": "complaints-lo1",
    "exercises": {"lamp": ENTRY},
    "practices": {"lamp": {**ENTRY, "key": KEYS}},
    "papers": {"shop": "<p>We promise.</p>"},
}
