"""Answers reach the disk whole, stay there, and are never lost in silence."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.marking.handed_in.handed_answers import read_answers
from complaints_workbook.responses.file_format import Responses, Saved, parse, write
from complaints_workbook.responses.store import ResponseStore
from complaints_workbook.saving.damage import DamagedError, NewerVersionError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "responses.json"


def test_an_answer_is_on_disk_when_save_returns(path: Path) -> None:
    ResponseStore(path, "here").save("sorting", "a", "complaint", {})
    assert json.loads(path.read_bytes())["exercises"]["sorting"]["a"]["answer"] == "complaint"


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
    [b"", b"{", b"[]", b'{"version": 1}', b"\xff\xfe\x00", b"[" * 100_000],
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
    assert len(parse(path.read_bytes()).answers("sorting")) == 40


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
        parse(path.read_bytes())


names = st.text(min_size=1, max_size=8)
answers = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=12), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@settings(max_examples=60)
@given(st.dictionaries(names, st.dictionaries(names, st.builds(Saved, answers, names, names), max_size=3), max_size=3))
def test_what_is_written_is_what_is_read(exercises: dict[str, dict[str, Saved[Any]]]) -> None:
    assert parse(write(Responses(exercises)).encode()) == Responses(exercises)


@given(st.text())
def test_any_text_is_either_read_or_damaged(text: str) -> None:
    with contextlib.suppress(DamagedError, NewerVersionError):
        parse(text.encode())


# What cannot be read costs nothing that stands beside it

GOOD = {"answer": "complaint", "saved": "", "by": "t"}
NESTED: Any = "x"
for _ in range(200):
    NESTED = [NESTED]
BAD_ENTRIES: dict[str, Any] = {
    "a number": 3,
    "nothing": None,
    "a list": [],
    "no answer": {"saved": "", "by": "t"},
    "an empty answer": {"answer": None},
    "a nested answer": {"answer": NESTED},
    "no number": {"answer": float("nan")},
    "a number of hundreds of digits": {"answer": 10**300},
}


@pytest.mark.parametrize("bad", BAD_ENTRIES.values(), ids=BAD_ENTRIES)
def test_a_bad_entry_costs_no_other_and_the_file_as_it_was_is_kept(path: Path, bad: Any) -> None:
    content = json.dumps({"version": 1, "exercises": {"sorting": {"a": bad, "b": GOOD}}}).encode()
    path.write_bytes(content)
    store = ResponseStore(path, "here")
    restored = store.restore()
    assert restored.responses.answers("sorting") == {"b": "complaint"}
    assert restored.responses.unread == (("sorting", "a"),)
    assert path.read_bytes() == content

    saved = store.save("sorting", "c", "x", {})
    assert saved.responses.answers("sorting") == {"b": "complaint", "c": "x"}
    assert saved.set_aside is not None
    assert saved.set_aside.read_bytes() == content
    assert store.save("sorting", "a", "y", {}).set_aside is None


@pytest.mark.parametrize("bad", [3, None, [GOOD], "x"], ids=str)
def test_an_exercise_without_entries_costs_no_other(path: Path, bad: Any) -> None:
    path.write_text(json.dumps({"version": 1, "exercises": {"ranking": bad, "sorting": {"b": GOOD}}}))
    restored = ResponseStore(path, "here").restore()
    assert restored.responses.answers("sorting") == {"b": "complaint"}
    assert restored.responses.unread == (("ranking", ""),)


HALF = "one\ud83d two \udcff\u2028 three"
WHOLE = "one\ufffd two \ufffd\u2028 three"


@pytest.mark.parametrize("value", [HALF, [HALF, "x"]], ids=["text", "list"])
def test_half_a_character_is_saved_as_a_sign_and_costs_no_word(path: Path, value: Any) -> None:
    store = ResponseStore(path, "here")
    store.save("sorting", "a", value, {})
    found = store.restore().responses.answers("sorting")["a"]
    assert found == (WHOLE if value is HALF else [WHOLE, "x"])
    path.read_text("utf-8")


def test_half_a_character_in_a_file_is_read_as_a_sign_wherever_it_stands(path: Path) -> None:
    text = json.dumps(
        {"version": 1, "exercises": {"s\ud800": {"f\ud800": {"answer": HALF, "saved": "\ud800", "by": "t"}}}}
    )
    path.write_text(text)
    store = ResponseStore(path, "here")
    assert store.restore().responses.answers("s\ufffd") == {"f\ufffd": WHOLE}
    store.save("sorting", "a", "x", {})
    assert store.restore().responses.answers("s\ufffd") == {"f\ufffd": WHOLE}


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b" \r\n"], ids=["a mark of order", "blanks"])
def test_what_editors_put_before_a_file_changes_nothing(path: Path, start: bytes) -> None:
    path.write_bytes(start + json.dumps({"version": 1, "exercises": {"sorting": {"b": GOOD}}}).encode())
    restored = ResponseStore(path, "here").restore()
    assert (restored.set_aside, restored.responses.answers("sorting")) == (None, {"b": "complaint"})


def test_a_file_of_many_megabytes_is_set_aside(path: Path) -> None:
    path.write_bytes(b'{"version": 1, "exercises": {}}' + b" " * 6_000_000)
    restored = ResponseStore(path, "here").restore()
    assert restored.set_aside is not None
    assert restored.set_aside.stat().st_size > 6_000_000


@settings(max_examples=200, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=6))
def test_the_learners_page_and_the_marking_read_alike(answer: Any) -> None:
    content = json.dumps({"version": 1, "exercises": {"sorting": {"a": {"answer": answer}, "b": GOOD}}}).encode()
    handed, own = read_answers(content), parse(content)
    assert handed.of("sorting") == own.answers("sorting")
    assert handed.bad == len(own.unread)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "x").touch()


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these")
@pytest.mark.parametrize("make", [make_pipe, make_folder, link_to_a_device])
def test_what_is_no_file_is_set_aside_and_nothing_waits_for_it(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    store = ResponseStore(path, "here")
    assert store.restore().set_aside is not None
    make(path)
    assert store.save("sorting", "a", "x", {}).responses.answers("sorting") == {"a": "x"}
    assert len(list(path.parent.glob("responses-damaged-*.json"))) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no links for everybody")
def test_a_link_is_replaced_and_what_it_leads_to_stays(path: Path) -> None:
    other = path.with_name("other.json")
    other.write_text(content := json.dumps({"version": 1, "exercises": {"sorting": {"b": GOOD}}}))
    path.symlink_to(other)
    ResponseStore(path, "here").save("sorting", "a", "x", {})
    assert (path.is_symlink(), other.read_text()) == (False, content)
