"""What nbgrader takes off for lateness."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from nbgrader.preprocessors import AssignLatePenalties

if TYPE_CHECKING:
    from traitlets.config import Config

LatePenalty = Callable[[str, float, float], float | None]
"""From a student, a score and the seconds of lateness: what is taken off, or None."""


def configured_penalty(config: Config) -> LatePenalty:
    """Return the penalty of the plugin in nbgrader's settings."""
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    penalty: LatePenalty = step.plugin_inst.late_submission_penalty
    return penalty


def limited(penalty: float, score: float) -> float:
    """Return a penalty that neither adds marks nor takes more than there are, as nbgrader limits it."""
    return 0.0 if penalty < 0 else min(penalty, score)
