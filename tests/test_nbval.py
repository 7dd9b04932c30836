"""Every cell of what learners get runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from support.courses import environment

if TYPE_CHECKING:
    from pathlib import Path

    from support.assignments import Authored


def test_nbval_runs_the_released_notebook(authored: Authored, tmp_path: Path) -> None:
    """Every cell runs without an error, in a folder of its own."""
    work = shutil.copytree(authored.release, tmp_path / "work")
    options = ("-q", "--nbval-lax", "-p", "no:cacheprovider", "-n0")
    command = [sys.executable, "-m", "pytest", *options, authored.notebook_name]
    done = subprocess.run(
        command, cwd=work, env=environment(), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout
