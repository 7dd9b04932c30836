"""Open the workbook of this pack, and set it up before that, once.

It runs on its own, with whichever Python the learner has; what it needs stands beside it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PARTS = Path(__file__).resolve().parent
PACK = PARTS.parent
ENVIRONMENT = PACK / "environment"


def main() -> int:
    """Set up what is missing, and open the workbook; return the exit code."""
    if sys.version_info < (3, 11):
        print("The workbook needs Python 3.11 or later. READ-ME-FIRST.txt says where to get it.")
        return 1
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wheel = next(PARTS.glob("*.whl"))
    ready = ENVIRONMENT / "ready.txt"
    if not (ready.is_file() and ready.read_text(encoding="utf-8") == wheel.name):
        print("Setting up, once. This takes some minutes and needs the internet. Please leave this window open.")
        if not _set_up(python, wheel):
            print("It could not be set up. Connect this computer to the internet, and start again.")
            return 1
        ready.write_text(wheel.name, encoding="utf-8")
    os.environ["COMPLAINTS_WORKBOOK_RELEASE"] = str(PARTS / "release")
    command = [str(python), "-m", "complaints_workbook.command_line", "study", "--folder", str(PACK / "my-work")]
    try:
        return subprocess.call([*command, *sys.argv[1:]])
    except KeyboardInterrupt:
        return 0


def _set_up(python: Path, wheel: Path) -> bool:
    """Make an environment in the pack's own folder, and say whether all went well; nothing else is touched."""
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    made = subprocess.call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)]) == 0
    # From inside the folder: pip would read signs in the names of folders above it, such as a semicolon.
    return made and subprocess.call([*pip, "--constraint", "constraints.txt", f"./{wheel.name}"], cwd=PARTS) == 0


if __name__ == "__main__":
    sys.exit(main())
