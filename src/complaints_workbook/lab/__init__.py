"""JupyterLab around the workbook: its settings for learners, and the extension that shows exercises by themselves.

The extension in ``labextensions/`` is prebuilt, and written by hand: what a browser
loads is what stands there. The wheel installs it where JupyterLab looks, and what is in
``environment/`` too: it holds for every JupyterLab of the environment, a tutor's as well.
"""

from __future__ import annotations

from pathlib import Path

SETTINGS = Path(__file__).parent / "settings"
"""Jupyter's settings for learners, used beside the user's own, which stay as they are."""

SHARED_SERVER = Path(__file__).parent / "shared_server"
"""What differs for learners of a shared server. It stands before `SETTINGS` in ``JUPYTER_CONFIG_PATH``."""

TUTORS_SERVER = Path(__file__).parent / "tutors_server"
"""What tutors have on a shared server, beside the course's own settings."""

EXTENSIONS = Path(__file__).parent / "labextensions"
"""Where the extension stands in this package."""
