"""nbgrader's exchange in a folder, into which any account of the machine may have handed in."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from support.courses import Course, mini_course, responses_text

if TYPE_CHECKING:
    import subprocess

RIGHT: dict[str, dict[str, Any]] = {"sorting": {"hours": "query"}}
ON_TIME = "2026-11-22 10:00:00.000000 UTC"


@dataclass(frozen=True)
class Exchange:
    """A course and the exchange that it is handed out by.

    Parameters
    ----------
    course : Course
        The small course, released.
    root : Path
        The exchange's folder.
    """

    course: Course
    root: Path

    @property
    def inbound(self) -> Path:
        """Where learners hand in."""
        return self.root / "complaints-workbook" / "inbound"

    @property
    def pages(self) -> dict[str, str]:
        """The feedback that was given back, by the secret names of its files."""
        folder = self.root / "complaints-workbook" / "feedback"
        return {path.name: path.read_text("utf-8") for path in folder.glob("*")}

    def nbgrader(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one of nbgrader's commands with this exchange."""
        return self.course.nbgrader(*arguments, f"--Exchange.root={self.root}", check=check)

    def hand_in(
        self, student: str, account: int | None = None, time: str = ON_TIME, answers: dict[str, Any] | None = None
    ) -> Path:
        """Hand in as nbgrader's own submit leaves it, from an account of the machine; return the folder."""
        folder = self.inbound / f"{student}+mini+{time}+c2VjcmV0"
        shutil.copytree(self.course.notebook("release").parent, folder)
        (folder / "responses.json").write_text(responses_text(answers or RIGHT), encoding="utf-8")
        (folder / "timestamp.txt").write_text(time, encoding="utf-8")
        (folder / "submission_secret.txt").write_text(f"{student}{time[:10]}", encoding="utf-8")
        if account is not None:
            owned_by(folder, account)
        folder.chmod(0o777)
        return folder

    def collected(self, student: str) -> dict[str, bytes]:
        """Return what was collected of a learner, by the path of each file; nothing but plain files may be there."""
        folder = self.course.folder / "submitted" / student / "mini"
        found = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
        assert [path for path in found if path.is_symlink() or not path.is_file()] == []
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def owned_by(folder: Path, account: int) -> None:
    """Give a folder, and all in it, to an account."""
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            os.chown(Path(place, name), account, account, follow_symlinks=False)
    os.chown(folder, account, account)


def mini_exchange(folder: Path) -> Exchange:
    """Make the small course in a folder, with an exchange in which it is released."""
    shutil.copytree(_released(), folder, dirs_exist_ok=True)
    return Exchange(Course(folder / "course", "mini"), folder / "exchange")


@cache
def _released() -> Path:
    """Return what others are copies of: nbgrader's command takes longer than a copy."""
    place = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    exchange = Exchange(mini_course(place / "course"), place / "exchange")
    exchange.root.mkdir()
    exchange.root.chmod(0o777)
    exchange.nbgrader("release_assignment", "mini")
    return place
