"""Other users of the machine: any number does for one, and only root can become them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

LEARNER, OTHER = 5001, 5002

needs_root = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can start programs of other users"
)

# What the program needs is imported before: other users may not read where it is installed.
_BECOME = """
import os, sys
from pathlib import Path
{imports}
os.setgroups([]); os.setgid({uid}); os.setuid({uid})
"""


@contextlib.contextmanager
def common_folder() -> Iterator[Path]:
    """Make a folder that every user may enter; those of tests are the tester's alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def own_folder(user: int, folder: Path) -> Path:
    """Make a folder that is a user's alone."""
    folder.mkdir(mode=0o700)
    os.chown(folder, user, user)
    return folder


def run_as(
    user: int, imports: str, program: str, *arguments: object, **variables: object
) -> subprocess.CompletedProcess[str]:
    """Run a program as another user, who may do no more than they may."""
    return subprocess.run(
        [sys.executable, "-c", _BECOME.format(uid=user, imports=imports) + program, *map(str, arguments)],
        env=os.environ | {name: str(value) for name, value in variables.items()},
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
