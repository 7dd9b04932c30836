"""What the learner's own server leaves unsaid in its window: lines that alarm and ask for nothing."""

from __future__ import annotations

import logging
from functools import partial

_LEFT_UNSAID = {
    # Notebooks are given by the workbook, and signed by nobody; their outputs are made anew.
    "ServerApp": ("Notebook %s is not trusted",),
    # Jupyter tells Tornado of milliseconds where it means seconds, and sends its own pings.
    "tornado.general": ("The websocket_ping_timeout (",),
}
"""What lines begin with, by the name of the log that they stand in."""


def leave_unsaid() -> None:
    """Keep such lines out of this process's logs; all others are told."""
    for name, openings in _LEFT_UNSAID.items():
        logging.getLogger(name).addFilter(partial(_is_told, openings))


def _is_told(openings: tuple[str, ...], record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(openings)
