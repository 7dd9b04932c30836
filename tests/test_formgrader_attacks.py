"""Attacks on a tutor by way of formgrader: by addresses, by names and values, by what is handed in."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from complaints_workbook.nbgrader_steps.formgrader.handed_in import read_folder
from hostile.submission import HIT
from support.courses import Course, mini_course
from support.jupyter_servers import TOKEN
from support.marked_courses import mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from support.jupyter_servers import Lab

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="What is handed in is as only Linux allows it.")

IMAGE = f'<img src=x onerror="{HIT}">'
BREAKOUT = f"'\"></title></script><script>{HIT}</script>{IMAGE}"
SECRET = "the-password-of-the-database"  # noqa: S105 - to be searched for
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff56c72f0d0000000049454e44ae426082"
)
"""A picture of one point, as PNG."""

PASTED = {
    "attachments": {
        "pasted.png": {"image/png": base64.b64encode(PICTURE).decode("ascii")},
        "evil.svg": {"image/svg+xml": base64.b64encode(f'<svg onload="{HIT}"/>'.encode()).decode("ascii")},
        "odd": {"text/html": ["not base64", "<script>"]},
    }
}
IN_TEXT = f"![in the text](data:image/png;base64,{base64.b64encode(PICTURE).decode('ascii')})"
FULL = "In full, to the last word: " + "and so on, " * 9_000 + "the end of it."
"""More than is shown of an answer while it is marked."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a marked course in which Eve has handed in all she could think of, and values hold markup."""
    root = tmp_path_factory.mktemp("attacked")
    (root / "secret.txt").write_text("what stands elsewhere", encoding="utf-8")
    course = mini_course(root / "course")
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(f'\nc.FormgradeExtension.debug = True\nc.Database.password = "{SECRET}"\n')
    eve = course.submit("eve", {"sorting": {"hours": IMAGE}}, {"written": f"{FULL} {IMAGE}"})
    (eve / "nbgrader_config.py").write_text(
        f"open({str(root / 'canary')!r}, 'w').close()\nc = get_config()\nc.CourseDirectory.course_id = 'eves'\n",
        encoding="utf-8",
    )
    (eve / "evil.html").write_text(f"<script>{HIT}</script>{IMAGE}", encoding="utf-8")
    (eve / "evil.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" onload="{HIT}"/>', encoding="utf-8")
    (eve / "photo.html").write_bytes(PICTURE + b"<script>window.hit=1</script>")
    (eve / f"{IMAGE.replace('/', '')}.txt").write_text("a file with markup for a name", encoding="utf-8")
    (eve / "link.txt").symlink_to(root / "secret.txt")
    (eve / "elsewhere").symlink_to(root)
    (eve / "letter.docx").write_bytes(b"PK\x03\x04\0\0")
    os.mkfifo(eve / "pipe")
    (eve / "deeper" / "and deeper").mkdir(parents=True)
    (eve / "deeper" / "and deeper" / "note.md").write_text("a note, two folders down", encoding="utf-8")
    (eve / "other.ipynb").write_text(
        json.dumps(
            {"cells": [{"cell_type": "markdown", "metadata": {}, "source": BREAKOUT + IN_TEXT} | PASTED], "nbformat": 4}
        ),
        "utf-8",
    )
    mark(course)
    with closing(sqlite3.connect(course.folder / "gradebook.db")) as database, database:
        database.execute("update student set first_name = ?, last_name = ?, email = ?", (BREAKOUT,) * 3)
        database.execute("update comment set manual_comment = ?, auto_comment = ?", (f"</textarea>{BREAKOUT}",) * 2)
        database.execute("insert into student (id, first_name) values (?, ?)", (BREAKOUT, BREAKOUT))
    return course


@pytest.fixture(scope="module")
def lab(course: Course, jupyter_lab: Any) -> Lab:
    started: Lab = jupyter_lab(course.folder, learner=False)
    return started


@pytest.fixture(scope="module")
def tutor(browser: Browser, lab: Lab) -> Iterator[Page]:
    """Open a page that is logged in; at the end, it has asked no other machine for anything."""
    context = browser.new_context()
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not request.url.startswith(lab.url) else None)
    page.goto(lab.at("/formgrader"))
    yield page
    assert [url for url in elsewhere if not url.startswith("data:")] == []
    context.close()


def submission(course: Course) -> str:
    with closing(sqlite3.connect(course.folder / "gradebook.db")) as database:
        return str(database.execute("select id from submitted_notebook").fetchone()[0])


def every_page(course: Course) -> list[str]:
    one = submission(course)
    return [
        "manage_assignments",
        "manage_submissions/mini",
        "gradebook",
        "gradebook/mini/mini",
        f"submissions/{one}/",
        f"handed_in/{one}",
        "handed_in/mini/eve",
        "manage_students",
        "manage_students/eve",
        f"manage_students/{quote(BREAKOUT, safe='')}",
    ]


def assert_harmless(tutor: Page, lab: Lab, place: str) -> str:
    """Open a page, and return its text; nothing in it has run or could."""
    tutor.goto(f"{lab.url}/formgrader/{place}")
    assert tutor.evaluate("() => window.hit") is None, place
    assert tutor.title() != "hit"
    assert tutor.locator("img[src=x], svg, iframe, [onerror], [onload], script:not([nonce])").count() == 0, place
    return tutor.locator("body").inner_text()


def test_no_address_of_formgraders_reads_a_configuration(tutor: Page, lab: Lab, course: Course) -> None:
    for folder in ("submitted/eve/mini", str(course.folder / "submitted/eve/mini"), "..", "release/mini"):
        for place in ("/formgrader", "/formgrader/", "/formgrader/manage_assignments", "/formgrader/gradebook"):
            tutor.goto(f"{lab.url}{place}?path={quote(folder)}")
            assert_harmless(tutor, lab, "manage_submissions/mini")
    assert not (course.folder.parent / "canary").exists()
    assert tutor.get_by_role("heading", name="Handed in: A small course").is_visible()


def test_nor_of_a_server_that_was_started_above_the_course(page: Page, jupyter_lab: Any, course: Course) -> None:
    above = jupyter_lab(course.folder.parent, learner=False)
    page.goto(above.at("/formgrader?path=course/submitted/eve/mini"))
    page.goto(above.at("/formgrader?path=course"))
    assert not (course.folder.parent / "canary").exists()


@pytest.mark.parametrize("markup", [IMAGE, BREAKOUT, "{{ 7 * 7 }}", "javascript:window.hit=1"])
def test_markup_in_an_address_is_text_or_no_page(tutor: Page, lab: Lab, markup: str) -> None:
    part = quote(markup, safe="")
    for place in (
        f"manage_submissions/{part}",
        f"gradebook/{part}",
        f"gradebook/mini/{part}",
        f"gradebook/{part}/{part}",
        f"manage_students/{part}",
        f"manage_students/{part}/mini",
        f"manage_students/eve/{part}",
        f"submissions/{part}",
        f"submissions/{part}/",
        f"submissions/{part}/next",
        f"handed_in/{part}",
        f"handed_in/mini/{part}",
        f"handed_in/{part}/eve",
        part,
    ):
        assert "49" not in assert_harmless(tutor, lab, place)


def test_markup_in_any_value_is_shown_as_it_was_written(tutor: Page, lab: Lab, course: Course) -> None:
    texts = {place: assert_harmless(tutor, lab, place) for place in every_page(course)}
    assert BREAKOUT in texts["manage_students"]
    assert tutor.goto(f"{lab.url}/formgrader/submissions/{submission(course)}/")
    assert tutor.locator("#written-comment").input_value() == f"</textarea>{BREAKOUT}"


def test_no_page_shows_a_setting(tutor: Page, lab: Lab, course: Course) -> None:
    for place in every_page(course):
        text = assert_harmless(tutor, lab, place)
        assert SECRET not in text, place
        assert "GenerateAssignment" not in text, place


def test_all_that_was_handed_in_is_read_as_text_and_pictures(tutor: Page, lab: Lab) -> None:
    text = assert_harmless(tutor, lab, "handed_in/mini/eve")
    for words in (
        IMAGE,
        BREAKOUT,
        "a note, two folders down",
        "a file with markup for a name",
        "the end of it.",
        "onload=",
    ):
        assert words in text
    assert "what stands elsewhere" not in text
    assert text.count("It is a link to somewhere else, which is not followed.") == 2
    assert "It is not a file" in text
    assert "It is no text and no picture" in text
    pictures = tutor.locator("main img").all()
    assert [picture.get_attribute("alt") for picture in pictures] == [
        f"The picture {name}, as it was handed in" for name in ("pasted.png", "in the text", "photo.html")
    ]
    for picture in pictures:
        assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1


@pytest.mark.parametrize(
    "place",
    [
        "nbgrader_version?version={markup}",
        "assignments?course_id={markup}%20",
        "courses?x={markup}",
        "formgraders?x={markup}",
        "formgrader/api/students",
        "formgrader/api/submissions/mini",
        "formgrader/api/comments?submission_id={one}",
        "formgrader/api/submission/mini/eve",
    ],
)
def test_what_is_answered_as_data_is_no_page(tutor: Page, lab: Lab, course: Course, place: str) -> None:
    address = place.format(markup=quote("<img src=x onerror=window.hit=1>"), one=submission(course))
    answer = tutor.goto(f"{lab.url}/{address}")
    assert answer is not None
    assert tutor.evaluate("() => window.hit") is None
    assert tutor.locator("img").count() == 0
    if answer.ok:
        assert answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(
    "place",
    [
        "handed_in/mini/..",
        "handed_in/mini/%2e%2e",
        "handed_in/../eve",
        "handed_in/mini/eve%2f..%2feve",
        "handed_in/mini%2f..%2fmini/eve",
        "submissions/{one}/..%2f..%2f..%2fsubmitted%2feve%2fmini%2fevil.html",
        "submissions/{one}/..%2f..%2feve%2fmini%2fmini.ipynb",
        "submissions/{one}/mini.ipynb",
        "submissions/{one}/responses.json",
        "workbook/..%2fpage.py",
        "workbook/%2fetc%2fpasswd",
    ],
)
def test_no_address_leads_out_of_its_folder(lab: Lab, course: Course, place: str) -> None:
    address = f"{lab.url}/formgrader/{place.format(one=submission(course))}"
    asked = urllib.request.Request(address, headers={"Authorization": f"token {TOKEN}"})  # noqa: S310 - of this test
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=30)  # noqa: S310 - as above
    assert refused.value.code in {400, 403, 404}
    refused.value.close()


def test_what_was_handed_in_is_not_validated_since_that_would_run_it(lab: Lab, course: Course) -> None:
    canary = course.folder.parent / "validated"
    cell = {"cell_type": "code", "metadata": {}, "source": f"open({str(canary)!r}, 'w')", "outputs": [], "id": "a"}
    notebook = {"cells": [cell | {"execution_count": None}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (course.folder / "submitted/eve/mini/run.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    asked = urllib.request.Request(  # noqa: S310 - of this test
        f"{lab.url}/assignments/validate",
        data=json.dumps({"path": "release/../submitted/eve/mini/run.ipynb"}).encode(),
        headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310 - as above
        said = json.load(answer)
    assert "handed in by a learner" in said["value"]
    assert not canary.exists()


def answers_named(exercises: int, items: int, length: int) -> bytes:
    saved = {"answer": "a", "saved": "2026-11-22T10:00:00.000+00:00", "by": "t"}
    names = {f"{number}{'E' * length}": {f"i{item}": saved for item in range(items)} for number in range(exercises)}
    return json.dumps({"version": 1, "exercises": names}).encode()


def notebook_of(*cells: dict[str, Any]) -> bytes:
    whole = [{"metadata": {}, "id": f"c{number}", **cell} for number, cell in enumerate(cells)]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": whole}).encode()


def pictures_named(length: int) -> bytes:
    data = base64.b64encode(PICTURE).decode("ascii")
    kinds = {f"image/{number}": data for number in range(9_000)}
    return notebook_of({"cell_type": "markdown", "source": "x", "attachments": {"n" * length: kinds}})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("responses.json", answers_named(1, 3_000, 100_000)),
        ("responses.json", answers_named(8_000, 1, 5)),
        ("mini.ipynb", pictures_named(100_000)),
        ("mini.ipynb", notebook_of(*[{"cell_type": "markdown", "source": "x"}] * 8_000)),
    ],
    ids=["one long name", "many answers", "many pictures of one long name", "many cells"],
)
def test_a_page_holds_no_more_than_it_has_room_for_whatever_names_repeat(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / name).write_bytes(content)
    start = time.process_time()
    [file] = read_folder(tmp_path / "eve", tmp_path, tmp_path / "none.ipynb")
    assert time.process_time() - start < 2
    shown = [*file.answers, *file.pictures, *((cell.text,) for cell in file.cells)]
    assert 0 < len(shown) <= 5_000
    assert max(len(part[0]) for part in shown) <= 201
    assert "first 5,000" in file.remark or len(file.answers) == 3_000 or file.pictures
