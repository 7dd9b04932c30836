"""``nbgrader release_assignment`` and formgrader's Hand out: into an exchange that somebody has made, and no other."""

from __future__ import annotations

from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseAssignment


class HandOut(ExchangeReleaseAssignment):  # type: ignore[misc]
    """nbgrader's handing out, which would make a folder that nobody named and no learner looks into."""

    def ensure_root(self) -> None:
        """Refuse to hand out where there is no exchange."""
        if not Path(self.root).is_dir():
            self.fail(
                f"There is no exchange folder at {self.root}, so nothing was handed out. Make a folder that all may "
                "write to, and name it in nbgrader_config.py, here and for learners, such as "
                'c.Exchange.root = "/srv/exchange". Without an exchange, leave this step out.'
            )
        super().ensure_root()
