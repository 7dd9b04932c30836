"""Mark submissions one by one, and say what each took: ``python alone.py COURSE LEARNER…`` prints JSON.

Each has a process of its own, which starts when everything that is the same for all has been read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
import time
from pathlib import Path

from complaints_workbook.marking.handed_in.submission import NotMarkableError, read_submission
from complaints_workbook.marking.one.mark_submission import mark
from complaints_workbook.marking.one.material import Material, load_material


def main(course: str, *learners: str) -> None:
    """Mark each learner's submission, and print processor seconds and megabytes by learner."""
    material = load_material(Path(course, "source", "mini"), Path(course, "release", "mini"))
    # What is made when it is first needed is no submission's.
    _mark(material, Path(course), learners[0])
    gc.freeze()
    sys.stdout.write(json.dumps({learner: _measured(material, Path(course), learner) for learner in learners}))


def _measured(material: Material, course: Path, learner: str) -> tuple[float, float]:
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        before, start = _megabytes("VmRSS"), time.process_time()
        _mark(material, course, learner)
        taken = (time.process_time() - start, _megabytes("VmHWM") - before)
        os.write(writing, json.dumps(taken).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        seconds, megabytes = json.loads(said.read())
    os.waitpid(child, 0)
    return seconds, megabytes


def _mark(material: Material, course: Path, learner: str) -> None:
    submitted = course / "submitted"
    with contextlib.suppress(NotMarkableError):
        mark(material, read_submission(learner, submitted / learner / "mini", submitted, "mini"))


def _megabytes(what: str) -> float:
    """Return what Linux says of this process's memory."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
