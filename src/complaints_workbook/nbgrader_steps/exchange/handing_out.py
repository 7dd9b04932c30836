"""``nbgrader release_assignment`` and formgrader's Hand out: into an exchange that somebody has made, and no other."""

from __future__ import annotations

from nbgrader.exchange.default import ExchangeReleaseAssignment

from complaints_workbook.nbgrader_steps.exchange.no_exchange import require_exchange


class HandOut(ExchangeReleaseAssignment):  # type: ignore[misc]
    """nbgrader's handing out, which would make a folder that nobody named and no learner looks into."""

    def ensure_root(self) -> None:
        """Refuse to hand out where there is no exchange."""
        require_exchange(self, "nothing was handed out", "leave this step out")
        super().ensure_root()
