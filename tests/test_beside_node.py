"""Settings of JavaScript's checkers change nothing for JupyterLab, whose own programs for Node stand below them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from support.courses import ROOT

NODE = shutil.which("node")
builder = pytest.importorskip("jupyter_builder", reason="this JupyterLab has its programs for Node elsewhere")
PROGRAM = Path(builder.__file__).with_name("yarn.js")


@pytest.mark.skipif(NODE is None, reason="there is no Node on this machine")
def test_jupyterlabs_program_for_node_runs_in_a_folder_of_the_project(tmp_path: Path) -> None:
    shutil.copy(ROOT / "package.json", tmp_path)
    program = tmp_path / "below" / PROGRAM.name
    program.parent.mkdir()
    shutil.copy(PROGRAM, program)
    done = subprocess.run([str(NODE), str(program), "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
