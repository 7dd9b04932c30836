"""Run a command within limits and say what it took: ``python measured.py REPORT SECONDS COMMAND…``.

A process of its own, so that the memory is that of the command and what it starts,
and not of anything that the tests started before.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

# So that a marker that fails the tests does not take the machine with it.
_LIMITS = {resource.RLIMIT_AS: 4 * 2**30, resource.RLIMIT_FSIZE: 2**30}


def main(report: str, seconds: str, *command: str) -> None:
    """Run the command, pass its words on, and write the report."""
    for which, most in _LIMITS.items():
        resource.setrlimit(which, (most, most))
    start = time.monotonic()
    process = subprocess.Popen(command, start_new_session=True)
    try:
        code: int | None = process.wait(float(seconds))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        code = None
    taken = {
        "code": code,
        "seconds": time.monotonic() - start,
        "megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000,
    }
    Path(report).write_text(json.dumps(taken), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
