"""What is said where a step of nbgrader's needs an exchange, and there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader.exchange.default import Exchange


def require_exchange(step: Exchange, undone: str, instead: str) -> None:
    """Stop a step unless there is an exchange.

    Parameters
    ----------
    step : Exchange
        nbgrader's.
    undone : str
        What has not happened, such as ``nothing was handed out``.
    instead : str
        What to do without an exchange.

    Raises
    ------
    ExchangeError
        If there is none.
    """
    if not Path(step.root).is_dir():
        step.fail(
            f"There is no exchange folder at {step.root}, so {undone}. Make a folder that all may "
            "write to, and name it in course_settings.py, here and for learners, such as "
            f'c.Exchange.root = "/srv/exchange". Without an exchange, {instead}.'
        )
