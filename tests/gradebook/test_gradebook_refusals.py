"""What a gradebook cannot take is told in a sentence, and nothing of its batch is saved."""

from __future__ import annotations

import contextlib
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from complaints_workbook.marking.gradebook import GradebookError, open_gradebook
from support.databases import Databases, rows
from support.gradebooks import (
    ANN,
    BEN,
    COURSE,
    entry,
    opened,
)


# Names.
def test_names_at_their_limits(url: str) -> None:
    names = ["é" * 128, 'o\'brien %s "%(x)s" ?; -- {0}', "李 雷", "a\nb\\", "NULL", "😀{},"]
    with opened(url) as gradebook:
        gradebook.write([entry(name, (3, 3, None)) for name in names])
        known = gradebook.known([*names, "e" * 129, "\udcff", "a\0b"])
    assert {name: one.score for name, one in known.items()} == dict.fromkeys(names, 6)
    with Gradebook(url, COURSE) as theirs:
        assert {student.id for student in theirs.students} == set(names)


@pytest.mark.parametrize(("name", "why"), [("a" * 129, "129 characters"), ("b\udcff", "not text"), ("c\0", "not text")])
def test_a_name_that_cannot_be_stored_is_told_and_nothing_of_its_batch_saved(url: str, name: str, why: str) -> None:
    before = rows(url)
    with opened(url) as gradebook, pytest.raises(GradebookError, match=why):
        gradebook.write([ANN, entry(name, (3, 3, None))])
    assert rows(url) == before


def test_a_cell_that_the_gradebook_lacks_is_told_and_nothing_of_its_batch_saved(url: str) -> None:
    before = rows(url)
    with opened(url) as gradebook, pytest.raises(GradebookError, match="no cell 'new' of 'mini'; it was released anew"):
        gradebook.write([ANN, replace(BEN, scores={"new": 1.0})])
    assert rows(url) == before


def test_two_notebooks_in_an_assignment_are_told(url: str) -> None:
    with Gradebook(url, COURSE) as theirs:
        theirs.add_notebook("second", "mini")
    with pytest.raises(GradebookError, match="has 2 notebooks and should have one"), opened(url):
        pass


# What goes wrong.
def test_an_assignment_that_is_not_there_is_told(url: str) -> None:
    with (
        pytest.raises(GradebookError, match="no notebook 'other'; run 'workbook mark other' first"),
        open_gradebook(url, COURSE, "other"),
    ):
        pass


def test_an_empty_database_is_told(databases: Databases) -> None:
    with (
        pytest.raises(GradebookError, match=r"is empty; run 'workbook mark mini' first"),
        opened(databases.new()),
    ):
        pass


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("sqlite:////nowhere/at/all/gradebook.db", "unable to open database file"),
        ("postgresql+psycopg://tutor:secret@127.0.0.1:1/gradebook", "refused"),
        ("mysql://tutor:secret@127.0.0.1/gradebook", "neither SQLite nor PostgreSQL"),
        ("gradebook.db", "not the address of a database"),
    ],
)
def test_a_database_that_cannot_be_reached_is_told_without_its_password(url: str, what: str) -> None:
    with pytest.raises(GradebookError, match=what) as told, opened(url):
        pass
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("postgresql+psycopg://tutor:se%21cret@127.0.0.1:1/gradebook", "refused"),
        ("postgresql+psycopg://tutor@127.0.0.1:1/gradebook?password=se%21cret", "refused"),
        ("postgresql+psycopg://tutor@127.0.0.1:1/gradebook?sslpassword=se!cret", "refused"),
        ("postgresql+psycopg://tutor@127.0.0.1:1/gradebook?se!cret=1&password=se!cret", "invalid"),
        ("mysql://tutor@127.0.0.1/gradebook?password=se%21cret", "neither SQLite nor PostgreSQL"),
        ("postgresql://tutor:se!cret@127.0.0.1:port/gradebook", "not the address of a database"),
    ],
)
def test_a_password_is_never_told_in_whatever_form_it_was_given(url: str, what: str) -> None:
    with pytest.raises(GradebookError, match=what) as told, opened(url):
        pass
    assert "cret" not in str(told.value)


def test_a_password_of_the_environment_is_never_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "127.0.0.1")
    with pytest.raises(GradebookError, match="refused") as told, opened("postgresql+psycopg://t@127.0.0.1:1/gradebook"):
        pass
    assert str(told.value).count("127.0.0.1") == 1  # in the address, which is no secret


def test_a_gradebook_is_private_when_it_is_made_and_closed_to_others_when_it_is_there(url: str, tmp_path: Path) -> None:
    if "sqlite" not in url:
        pytest.skip("A server keeps its own files.")
    file = Path(url.removeprefix("sqlite:///"))
    file.chmod(0o664)
    with opened(url):
        pass
    assert stat.S_IMODE(file.stat().st_mode) == 0o660
    made = tmp_path / "new.db"
    with contextlib.suppress(GradebookError), opened(f"sqlite:///{made}"):
        pass
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "gradebook.db").write_text("Something else. " * 100, encoding="utf-8")
    with pytest.raises(GradebookError, match="not a database"), opened(f"sqlite:///{tmp_path}/gradebook.db"):
        pass
