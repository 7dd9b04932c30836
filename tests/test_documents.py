"""Any document of a learner's is changed whole, whatever another window does with it meanwhile."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.saving.documents import Codec, DocumentStore
from complaints_workbook.saving.names import free_name
from complaints_workbook.study.giving.working_folder import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable


def parse(content: bytes) -> tuple[int, ...]:
    try:
        version, *numbers = json.loads(content)
    except (ValueError, TypeError):
        raise DamagedError from None
    if version > 1:
        raise NewerVersionError(version, "Your numbers")
    return tuple(numbers)


NUMBERS: Codec[tuple[int, ...]] = Codec((), parse, lambda numbers: json.dumps([1, *numbers]))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "numbers.json"


def store(path: Path) -> DocumentStore[tuple[int, ...]]:
    return DocumentStore(path, NUMBERS)


def adding(number: int) -> Callable[[tuple[int, ...]], tuple[int, ...]]:
    return lambda numbers: (*numbers, number)


class TestADocument:
    """What a window may rely on."""

    def test_one_that_is_not_there_yet_is_empty_and_is_not_made_by_reading(self, path: Path) -> None:
        assert (store(path).read().document, path.exists()) == ((), False)

    def test_a_change_is_made_to_what_the_file_holds_then(self, path: Path) -> None:
        one, two = store(path), store(path)
        one.change(adding(1))
        changed = two.change(adding(2))
        assert (changed.before, changed.after) == ((1,), (1, 2))
        assert one.read().document == (1, 2)

    def test_changes_at_once_are_all_kept(self, path: Path) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: store(path).change(adding(number)), range(40)))
        assert sorted(store(path).read().document) == list(range(40))

    def test_a_change_that_cannot_be_made_leaves_the_file_as_it_was(self, path: Path) -> None:
        store(path).change(adding(1))
        with pytest.raises(ZeroDivisionError):
            store(path).change(lambda numbers: (numbers[0] // 0,))
        assert store(path).read().document == (1,)
        assert [each.name for each in path.parent.iterdir()] == [path.name]

    def test_a_damaged_file_is_kept_under_another_name_and_the_change_is_made(self, path: Path) -> None:
        path.write_text("{")
        changed = store(path).change(adding(1))
        assert changed.set_aside is not None
        assert (changed.set_aside.read_text(), changed.after) == ("{", (1,))

    def test_a_newer_version_is_refused_by_its_own_name(self, path: Path) -> None:
        path.write_text("[2, 5]")
        with pytest.raises(NewerVersionError, match="Your numbers come from a newer version of the workbook"):
            store(path).change(adding(1))
        assert path.read_text() == "[2, 5]"

    def test_it_is_kept_without_a_lock_in_the_browsers_python(self, path: Path) -> None:
        program = (
            "import sys; sys.platform = 'emscripten'; sys.modules['filelock'] = None\n"
            "from pathlib import Path\n"
            "from complaints_workbook.responses.store import ResponseStore\n"
            "ResponseStore(Path(sys.argv[1]), 'here').save('sorting', 'a', 'x', {})"
        )
        done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(path.read_text())["exercises"]["sorting"]["a"]["answer"] == "x"


class TestAFile:
    """Written whole or not at all."""

    def test_others_may_read_it_unless_told_otherwise(self, path: Path) -> None:
        write_whole(path, b"a")
        assert path.stat().st_mode & 0o777 == 0o644
        write_whole(path, b"b", 0o444)
        assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o444, b"b")

    def test_a_learners_notebook_survives_a_full_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        notebook, record = Path("lo/lo.ipynb"), tmp_path / ".workbook/given.json"
        bring_up_to_date(tmp_path, {notebook: b"one"}, date(2026, 11, 29))
        before = record.read_bytes()

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            bring_up_to_date(tmp_path, {notebook: b"two"}, date(2026, 11, 29))
        assert ((tmp_path / notebook).read_bytes(), record.read_bytes()) == (b"one", before)
        assert [each.name for each in (tmp_path / "lo").iterdir()] == ["lo.ipynb"]

    def test_a_free_name_is_the_first_that_nothing_has(self, path: Path) -> None:
        names = []
        for _ in range(3):
            names.append(free_name(path).name)
            free_name(path).touch()
        assert names == ["numbers.json", "numbers-2.json", "numbers-3.json"]
