"""``python -m complaints_workbook.lab``: what JUPYTER_CONFIG_PATH of a learner on a shared server holds."""

from __future__ import annotations

import os

from complaints_workbook.lab import SETTINGS, SHARED_SERVER

print(os.pathsep.join((str(SHARED_SERVER), str(SETTINGS))))  # noqa: T201 - a command
