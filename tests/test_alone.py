"""Another user of the machine can neither stop a learner's saving nor read what is being saved."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.responses.store import ResponseStore
from support.users import LEARNER, OTHER, common_folder, needs_root, own_folder, run_as

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IMPORTS = "import filelock, jupyter_core.paths\nfrom complaints_workbook.responses.store import ResponseStore"
SAVE = "ResponseStore(Path(sys.argv[1]), 'here').save('sorting', 'a', 'x', {})"
HOLD = """
for path in Path(sys.argv[1]).rglob('*'):
    try:
        file = open(path, 'rb+')
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        print(path.name)
    except OSError:
        pass
"""


@pytest.fixture
def place() -> Iterator[Path]:
    with common_folder() as folder:
        yield folder


def answer_in(path: Path) -> object:
    return json.loads(path.read_bytes())["exercises"]["sorting"]["a"]["answer"]


def test_the_lock_is_the_users_alone_and_nothing_stands_in_the_common_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, runtime, common = (tmp_path / name for name in ("work", "runtime", "common"))
    work.mkdir()
    common.mkdir()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr("tempfile.tempdir", str(common))
    ResponseStore(work / "responses.json", "here").save("sorting", "a", "x", {})
    [lock] = runtime.iterdir()
    assert (stat.S_IMODE(lock.stat().st_mode), stat.S_IMODE(runtime.stat().st_mode)) == (0o600, 0o700)
    assert list(common.iterdir()) == []
    assert [path.name for path in work.iterdir()] == ["responses.json"]


@needs_root
def test_another_user_can_neither_make_nor_hold_the_lock(place: Path) -> None:
    home = own_folder(LEARNER, place / "learner")
    home.chmod(0o755)  # as many homes are
    path, runtime = home / "responses.json", home / "runtime"
    first = run_as(LEARNER, IMPORTS, SAVE, path, JUPYTER_RUNTIME_DIR=runtime)
    assert (first.returncode, first.stderr) == (0, "")
    runtime.chmod(0o755)
    assert [each.suffix for each in runtime.iterdir()] == [".lock"]

    held = run_as(OTHER, "import fcntl", HOLD, home)
    made = run_as(OTHER, "", "Path(sys.argv[1], 'x.lock').touch()", runtime)
    assert (held.returncode, held.stdout) == (0, "")
    assert "PermissionError" in made.stderr


@needs_root
@pytest.mark.parametrize("what", ["a file of another's", "a folder of another's", "a link"])
def test_a_lock_that_cannot_be_had_stops_no_saving(place: Path, what: str) -> None:
    home = own_folder(LEARNER, place / "learner")
    path, runtime, other = home / "responses.json", home / "runtime", place / "other"
    if what == "a file of another's":
        run_as(LEARNER, IMPORTS, SAVE, path, JUPYTER_RUNTIME_DIR=runtime)
        [lock] = runtime.iterdir()
        os.chown(lock, OTHER, OTHER)
    elif what == "a folder of another's":
        own_folder(OTHER, runtime)
    else:
        other.write_text("another's")
        run_as(LEARNER, IMPORTS, SAVE, path, JUPYTER_RUNTIME_DIR=runtime)
        [lock] = runtime.iterdir()
        lock.unlink()
        lock.symlink_to(other)
    path.unlink(missing_ok=True)
    saved = run_as(LEARNER, IMPORTS, SAVE, path, JUPYTER_RUNTIME_DIR=runtime)
    assert (saved.returncode, saved.stderr) == (0, "")
    assert answer_in(path) == "x"
    if what == "a link":
        assert (other.read_text(), stat.S_IMODE(other.stat().st_mode)) == ("another's", 0o644)


def test_what_is_being_written_is_nobody_elses_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_handle: int) -> None:
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob(".responses.json.*.tmp"))

    monkeypatch.setattr(os, "fchmod", lambda handle, _mode: look(handle))
    old = os.umask(0)
    try:
        ResponseStore(tmp_path / "responses.json", "here").save("sorting", "a", "x", {})
    finally:
        os.umask(old)
    assert seen == [0o600]
