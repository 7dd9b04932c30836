"""Answers reach the disk whole, stay there, and are never lost in silence."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.responses.file_format import Responses, Saved, parse, write
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.saving.documents import DamagedError, NewerVersionError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "responses.json"


def test_an_answer_is_on_disk_when_save_returns(path: Path) -> None:
    ResponseStore(path, "here").save("sorting", "a", "complaint", {})
    assert json.loads(path.read_text("utf-8"))["exercises"]["sorting"]["a"]["answer"] == "complaint"


def test_a_new_window_finds_the_answers(path: Path) -> None:
    ResponseStore(path, "here").save("sorting", "a", ["x", "y"], {})
    assert ResponseStore(path, "there").restore().responses.answers("sorting") == {"a": ["x", "y"]}


def test_none_takes_an_answer_back(path: Path) -> None:
    store = ResponseStore(path, "here")
    store.save("sorting", "a", "x", {})
    assert store.save("sorting", "a", None, {"a": "x"}).responses.answers("sorting") == {}


def test_two_windows_on_different_questions_keep_both(path: Path) -> None:
    one, two = ResponseStore(path, "one"), ResponseStore(path, "two")
    one.save("sorting", "a", "x", {})
    outcome = two.save("sorting", "b", "y", {})
    assert outcome.responses.answers("sorting") == {"a": "x", "b": "y"}
    assert outcome.replaced is None


def test_two_windows_on_one_question_say_what_was_replaced(path: Path) -> None:
    one, two = ResponseStore(path, "one"), ResponseStore(path, "two")
    one.save("sorting", "a", "x", {})
    assert two.save("sorting", "a", "y", {}).replaced == "x"


def test_a_window_that_has_seen_the_other_answer_replaces_it_without_a_word(path: Path) -> None:
    one, two = ResponseStore(path, "one"), ResponseStore(path, "two")
    one.save("sorting", "a", "x", {})
    assert two.save("sorting", "a", "y", {"a": "x"}).replaced is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe\x00", b'{"version": 1, "exercises": {"a": 3}}', b"[" * 100_000],
)
def test_a_damaged_file_is_set_aside_and_kept(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    restored = ResponseStore(path, "here").restore()
    assert restored.set_aside is not None
    assert restored.set_aside.read_bytes() == damage
    assert not path.exists()


def test_two_damaged_files_get_two_names(path: Path) -> None:
    for damage in ("{", "[", "x"):
        path.write_text(damage)
        ResponseStore(path, "here").restore()
    assert sorted(p.read_text() for p in path.parent.glob("responses-damaged-*.json")) == ["[", "x", "{"]


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    newer = '{"version": 2, "exercises": {}}'
    path.write_text(newer)
    with pytest.raises(NewerVersionError, match="newer version"):
        ResponseStore(path, "here").save("sorting", "a", "x", {})
    assert path.read_text() == newer


def test_a_save_that_fails_leaves_the_old_file_and_no_litter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ResponseStore(path, "here")
    store.save("sorting", "a", "x", {})
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.save("sorting", "a", "y", {})
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["responses.json"]


def test_many_writers_at_once_lose_nothing(path: Path) -> None:
    def save(number: int) -> None:
        ResponseStore(path, f"w{number}").save("sorting", f"item-{number}", number, {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(40)))
    assert len(parse(path.read_text("utf-8")).answers("sorting")) == 40


def test_a_writer_killed_at_any_moment_leaves_a_whole_file(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from complaints_workbook.responses.store import ResponseStore\n"
        "store = ResponseStore(Path(sys.argv[1]), 'k'); print('ready', flush=True)\n"
        "for n in range(10**9): store.save('sorting', f'item-{n % 50}', 'x' * (n % 997), {})"
    )
    for _ in range(4):
        with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            with contextlib.suppress(subprocess.TimeoutExpired):
                writer.wait(0.15)
            writer.kill()
        parse(path.read_text("utf-8"))


names = st.text(min_size=1, max_size=8)
answers = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@settings(max_examples=60)
@given(st.dictionaries(names, st.dictionaries(names, st.builds(Saved, answers, names, names), max_size=3), max_size=3))
def test_what_is_written_is_what_is_read(exercises: dict[str, dict[str, Saved]]) -> None:
    assert parse(write(Responses(exercises))) == Responses(exercises)


@given(st.text())
def test_any_text_is_either_read_or_damaged(text: str) -> None:
    with contextlib.suppress(DamagedError, NewerVersionError):
        parse(text)
