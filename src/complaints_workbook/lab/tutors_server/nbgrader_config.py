"""nbgrader's settings for a tutor of a shared server, beside the course's own: where work is handed in."""

import os

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader provides it

if exchange := os.environ.get("COMPLAINTS_WORKBOOK_EXCHANGE"):
    c.Exchange.root = exchange
