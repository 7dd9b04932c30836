"""`workbook check --release` finds a key wherever it stands in what learners are given, or says that it cannot look."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from complaints_workbook.command_line import app
from support.courses import ROOT
from support.kept_work import zip_of
from support.specimen_course import NAME, specimen_course

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.courses import Course

REASON = "Cy asks for a fact, and nothing has gone wrong for him."


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Return a course of an exercise of every kind, with its release."""
    return specimen_course(tmp_path / "course")


def check(course: Course, place: Path) -> tuple[int, str]:
    done = CliRunner(env=course.environment()).invoke(app, ["check", str(course.folder), "--release", str(place)])
    return done.exit_code, done.output


def hold(release: Path, name: str, content: bytes) -> None:
    (release / name).parent.mkdir(parents=True, exist_ok=True)
    (release / name).write_bytes(content)


def in_json(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


def in_notebook(release: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = release / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), "utf-8")


PLANTED: dict[str, Callable[[Path, Path], object]] = {
    "keys of its own file": lambda place, _: hold(place, "answers.yaml", b""),
    "keys of a pack": lambda place, _: hold(place, "keys.json", b"{}"),
    "what an editor left": lambda place, _: hold(place, "answers.yaml~", b""),
    "what another editor left": lambda place, _: hold(place, ".answers.yaml.swp", b"\0b0VIM"),
    "what a third left": lambda place, _: hold(place, "old/#Answers.YML#", b""),
    "notes of cases": lambda place, _: hold(place, "case-notes.yaml", b""),
    "keys under another name": lambda place, _: hold(
        place, "more.json", b' {"exercises": {"a": {"key": {"f": {"key": "x"}}}}}'
    ),
    "a reason in the pages": lambda place, _: hold(place, "pages2.json", in_json(f"It is. {REASON}")),
    "a reason as JSON in JSON": lambda place, _: hold(place, "a.json", in_json(json.dumps(f"£ {REASON}"))),
    "a reason as HTML": lambda place, _: hold(
        place, "a.html", html.escape(REASON).replace("fact", "<b>fact</b>").replace(" ", "&#32;\n").encode()
    ),
    "a reason in two lines": lambda place, _: hold(place, "a.yaml", REASON.replace(" and", "\n    and").encode()),
    "a reason of a wide editor": lambda place, _: hold(place, "a.txt", REASON.encode("utf-16")),
    "a reason in an output": lambda place, _: in_notebook(
        place, lambda nb: nb["cells"][1].update(outputs=[{"output_type": "stream", "text": [REASON[:30], REASON[30:]]}])
    ),
    "a reason in the metadata": lambda place, _: in_notebook(place, lambda nb: nb["metadata"].update(note=REASON)),
    "a reason in a zip": lambda place, _: hold(place, "more.zip", zip_of({"a.txt": REASON.encode()})),
    "a reason in zips in a zip": lambda place, _: hold(
        place, "data.bin", zip_of({"b.whl": zip_of({"c.zip": zip_of({"d": REASON.encode()})})})
    ),
    "keys without reasons": lambda place, _: hold(
        place, "a.json", b'{"lamp": "complaint", "sunday": "query", "switch": "problem", "bulb": "place"}'
    ),
    "keys in a spreadsheet": lambda place, _: hold(place, "a.csv", b"lamp,complaint\nsunday,query\nbulb,place\n"),
    "keys in a table": lambda place, _: hold(place, "a.md", b"| lamp | **complaint** |\n| switch | problem |\n"),
    "keys of an author's file without reasons": lambda place, _: hold(
        place, "a.txt", b"lamp:\n  key: complaint\nswitch:\n  key: problem\n"
    ),
    "a reason in what is called a folder": lambda place, _: hold(place, "a.zip", in_a_folders_name()),
    "the authors' notebook": lambda place, source: shutil.copy(source / f"{NAME}.ipynb", place / f"{NAME}.ipynb"),
    "an old copy of it": lambda place, source: shutil.copy(source / f"{NAME}.ipynb", place / f"{NAME}.ipynb.bak"),
}  # fmt: skip

UNREAD: dict[str, Callable[[Path, Path], object]] = {
    "a link": lambda place, source: (place / "more").symlink_to(source),
    "what is packed otherwise": lambda place, _: hold(place, "more.gz", gzip.compress(REASON.encode())),
    "what begins like nothing known": lambda place, _: hold(place, "a.bin", zlib.compress(REASON.encode())),
    "a document that packs its words": lambda place, _: hold(
        place, "a.pdf", b"%PDF-1.7\n" + base64.a85encode(zlib.compress(REASON.encode()))
    ),
    "two zips in one": lambda place, _: hold(
        place, "a.zip", zip_of({"a.txt": REASON.encode() * 2}) + zip_of({"b.txt": b"x"})
    ),
    "a picture before a zip": lambda place, _: hold(
        place, "a.png", b"\x89PNG\r\n\x1a\n" + zlib.compress(REASON.encode()) + zip_of({"b.txt": b"x"})
    ),
    "more behind a zip": lambda place, _: hold(
        place, "a.zip", zip_of({"b.txt": b"x"}) + zlib.compress(REASON.encode())
    ),
    "a zip that lists a part": lambda place, _: hold(place, "a.zip", unlisted()),
    "a damaged zip": lambda place, _: hold(place, "more.zip", zip_of({"a.txt": b"x" * 500})[:-30]),
    "a locked zip": lambda place, _: hold(place, "more.zip", locked()),
    "zips without end": lambda place, _: hold(place, "more.zip", nested(9)),
}


def locked() -> bytes:
    content = bytearray(zip_of({"a.txt": b"x"}))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def in_a_folders_name() -> bytes:
    """Return a zip with words in a file whose name ends as a folder's does."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("x/"), REASON)
    return target.getvalue()


def unlisted() -> bytes:
    """Return a zip that holds a file more than it lists."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, REASON * 2 if name == "b.txt" else "x")
        del archive.filelist[1]
    return target.getvalue()


def streamed() -> bytes:
    """Return a zip as programs write it that cannot go back in what they write."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_to: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, "Nothing that is secret.")
    return target.getvalue()


def test_a_zip_that_was_written_in_one_go_is_whole(course: Course) -> None:
    hold(course.folder / "release" / NAME, "a.zip", streamed())
    code, said = check(course, course.folder / "release")
    assert (code, "No key was found." in said) == (0, True), said


def nested(depth: int) -> bytes:
    content = b"x"
    for _ in range(depth):
        content = zip_of({"a.zip": content})
    return content


def test_what_is_released_holds_none(course: Course) -> None:
    code, said = check(course, course.folder / "release")
    assert (code, "No key was found." in said) == (0, True), said
    assert f"lines of mark schemes of {NAME}" in said


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_planted_is_found_in_the_folder_and_in_a_zip_of_it(course: Course, name: str) -> None:
    release = course.folder / "release"
    PLANTED[name](release / NAME, course.folder / "source" / NAME)
    packed = Path(shutil.make_archive(str(course.folder / "handed"), "zip", release))
    for place in (release, packed):
        code, said = check(course, place)
        assert (code, "Keys were found. Do not give this to a class." in said) == (1, True), said


@pytest.mark.parametrize("name", UNREAD)
def test_what_cannot_be_looked_into_is_no_proof(course: Course, name: str) -> None:
    UNREAD[name](course.folder / "release" / NAME, course.folder / "source" / NAME)
    code, said = check(course, course.folder / "release")
    assert (code, "not everything could be looked into" in said) == (1, True), said


def test_an_empty_folder_is_no_proof_and_a_missing_one_is_told(course: Course, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert check(course, tmp_path / "empty")[0] == 1
    code, said = check(course, tmp_path / "missing")
    assert (code, said.startswith("There is no ")) == (1, True)


def test_a_secret_that_is_found_is_told_with_its_file(course: Course) -> None:
    hold(course.folder / "release" / NAME, "a.txt", REASON.encode())
    assert f"{NAME}/a.txt says: “{REASON}”" in check(course, course.folder / "release")[1]


def test_nothing_that_is_in_this_repository_for_learners_holds_a_key() -> None:
    done = CliRunner().invoke(app, ["check", str(ROOT), "--release", str(ROOT / "release")])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["check", str(ROOT), "--release", str(ROOT / "source")])
    assert done.exit_code == 1
