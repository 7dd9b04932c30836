"""A file that is restored may come from anybody: it costs nothing that is here, and is told in words."""

from __future__ import annotations

import gzip
import io
import json
import struct
import time
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints_workbook.study.keeping.file_format import MOST_BYTES
from support.kept_work import Learner, learner, zip_of

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = json.dumps({"version": 1, "workbook": "0.1.0", "made": "2026-11-30T10:00:00+00:00"}).encode()
RESPONSES = "assignments/mini/responses.json"
WRITTEN = "assignments/mini/written.json"
GOOD = json.dumps(
    {"version": 1, "exercises": {"sorting": {"late": {"answer": "complaint", "saved": "2026-11-22", "by": "t"}}}}
).encode()


def with_document(name: str, content: bytes) -> bytes:
    """Return a file of work with another document beside a good one."""
    return zip_of({"manifest.json": MANIFEST, RESPONSES: GOOD, name: content})


def with_written(content: bytes) -> bytes:
    return with_document(WRITTEN, content)


def entries(*pairs: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Return a zip of entries in this order, beside a manifest and a good document."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in (("manifest.json", MANIFEST), (RESPONSES, GOOD), *pairs):
            archive.writestr(name, content)
    return target.getvalue()


def special(name: str, mode: int, content: bytes = b"") -> bytes:
    """Return a zip with something that is no plain file."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    return entries((entry, content))


def flagged(offset: int, value: int) -> bytes:
    """Return a zip in which both headers of its last file say something else."""
    content = bytearray(entries((WRITTEN, b"{}")))
    for sign, at in ((b"PK\x03\x04", offset), (b"PK\x01\x02", offset + 2)):
        place = content.rfind(sign) + at
        content[place : place + 2] = struct.pack("<H", value)
    return bytes(content)


def damaged() -> bytes:
    """Return a zip whose last file does not give what it was made of."""
    content = bytearray(entries((WRITTEN, written())))
    content[content.find(b"PK\x01\x02") - 3] ^= 0xFF
    return bytes(content)


def lying(size: int) -> bytes:
    """Return a zip whose last file says that it is of another size."""
    content = bytearray(entries((WRITTEN, b"[" * 1_000_000)))
    struct.pack_into("<L", content, content.rfind(b"PK\x01\x02") + 24, size)
    return bytes(content)


def written(**more: Any) -> bytes:
    return json.dumps({"version": 1, "saved": "", "answers": {}} | more).encode()


WHOLE = {
    "no bytes of a zip": b"responses",
    "a zip that stops": zip_of({"manifest.json": MANIFEST, RESPONSES: GOOD * 50})[:-40],
    "a zip with its end alone": zip_of({"manifest.json": MANIFEST})[-22:],
    "another program's": gzip.compress(MANIFEST),
    "a zip of something else": zip_of({"holiday.jpg": b"x"}),
    "no manifest": zip_of({RESPONSES: GOOD}),
    "a manifest that is no JSON": zip_of({"manifest.json": b"{", RESPONSES: GOOD}),
    "a manifest of nothing": zip_of({"manifest.json": b"[]", RESPONSES: GOOD}),
    "a manifest without a version": zip_of({"manifest.json": b'{"workbook": "1", "made": ""}'}),
    "a manifest whose version is a text": zip_of({"manifest.json": MANIFEST.replace(b": 1,", b': "1",')}),
    "a manifest of a newer workbook": zip_of({"manifest.json": MANIFEST.replace(b": 1,", b": 2,"), RESPONSES: GOOD}),
    "a manifest nested without end": zip_of({"manifest.json": b"[" * 900_000}),
    "a manifest that swells": zip_of({"manifest.json": b" " * 40_000_000}),
    "more than is taken": b"\0" * (MOST_BYTES + 1),
    "files without end": zip_of({"manifest.json": MANIFEST} | {f"f{number}": b"" for number in range(2_100)}),
    "a list of files without end": zip_of({"manifest.json": MANIFEST} | {f"{n:0200}": b"" for n in range(6_000)}),
    "a manifest three folders down": zip_of({"a/b/manifest.json": MANIFEST, f"a/b/{RESPONSES}": GOOD}),
    "a list that is elsewhere": zip_of({"manifest.json": MANIFEST})[:-6] + struct.pack("<LH", 9_999_999, 0),
}
"""Nothing of them is taken."""

PARTS: dict[str, bytes] = {
    "a path that climbs": entries(("../../../evil.json", b"{}"), ("assignments/../../evil.json", b"{}")),
    "a path from the root": entries(("/etc/evil.json", b"{}"), ("C:\\evil.json", b"{}")),
    "a link as a document": special(WRITTEN, 0o120777, b"/etc/passwd"),
    "a link as a folder": special("assignments/mini", 0o120777, b"/etc"),
    "a device": special(WRITTEN, 0o020666),
    "a locked file": flagged(6, 0x1),
    "a way of packing that swells": flagged(8, 12),
    "a damaged file": damaged(),
    "a file that swells": with_document("study/study.json", b" " * 30_000_000),
    "a file that is smaller than it says": lying(40_000_000),
    "a file that is larger than it says": lying(10),
    "a document twice": entries((RESPONSES, GOOD.replace(b"complaint", b"query"))),
    "the manifest twice": entries(("manifest.json", MANIFEST.replace(b"0.1.0", b"9.9.9"))),
    "a name with another i": entries(("assignments/min\u0131/responses.json", GOOD)),
    "a name with a space of no width": entries(("assignments/mini\u200b/responses.json", GOOD)),
    "a name in capitals": entries(("ASSIGNMENTS/MINI/RESPONSES.JSON", GOOD)),
    "a name that composes": entries(("assignments/mini/re\u0301sponses.json", GOOD)),
    "a name with a line": entries(("assignments/mini/responses.json\n<b>", GOOD)),
    "a zip in the zip": entries(("assignments/mini/more.zip", zip_of({"a": b"b"})), ("work.zip", entries())),
    "the workbook's own files": entries(
        ("assignments/mini/mini.ipynb", b"{}"), ("assignments/mini/pages.json", b"{}"), (".workbook/given.json", b"{}"),
        (".workbook/keys/mini.json", b"{}"), ("study/keys.json", b"{}"), ("assignments/mini/keys.json", b"{}"),
    ),
    "programs": entries(("assignments/mini/evil.py", b"x"), ("jupyter_server_config.py", b"x")),
    "written answers that are no JSON": with_written(b"\xff\xfe{"),
    "written answers of another shape": with_written(written(answers=["a"])),
    "written answers whose texts are none": with_written(written(answers={"written": {"text": 7}})),
    "written answers of a newer workbook": with_written(written(version=2)),
    "written answers nested without end": with_written(b'{"a":' * 200_000),
    "parts without end": with_written(b'{"answers":{' + b'"a":{},' * 300_000 + b'"b":{}}}'),
    "attempts that are none": with_document("assignments/mini/attempts.json", b'{"version": 1, "attempts": 7}'),
    "settings that are none": with_document("study/study.json", b'{"unit": ["ocr-62"]}'),
    "half a character": with_written(b'{"version":1,"saved":"","answers":{"written":{"text":"\\ud83d"}}}'),
    "a picture that is a page": with_written(written(
        answers={"nothing": {"text": "", "pictures": {"x.svg": {"text/html": "PHNjcmlwdD4="}}}})
    ),
}  # fmt: skip
"""The good document in them is taken, and nothing else."""


@pytest.fixture
def ann(tmp_path: Path) -> Learner:
    """Return a learner who has done something that must not be lost."""
    ann = learner(tmp_path / "ann")
    ann.answer(sorting={"hours": "query"})
    ann.edit("written", "My own words")
    return ann


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_of_it_is_taken(ann: Learner, name: str) -> None:
    before = ann.everything()
    began = time.monotonic()
    response = ann.ask("POST", "keeping/restore", files={"work": WHOLE[name]})
    assert time.monotonic() - began < 10
    assert response.status == 409
    assert "Nothing was restored." in response.body.decode()
    assert ann.everything() == before


@pytest.mark.parametrize("name", PARTS)
def test_what_is_good_in_it_is_taken_and_nothing_else(ann: Learner, name: str) -> None:
    before = ann.everything()
    around = outside(ann)
    began = time.monotonic()
    response = ann.ask("POST", "keeping/restore", files={"work": PARTS[name]})
    assert time.monotonic() - began < 10
    assert response.status == 200
    assert ann.answers("sorting") == {"hours": "query", "late": "complaint"}
    assert ann.written() == "My own words"
    after = {path: content for path, content in ann.everything().items() if not path.startswith("earlier/")}
    assert after.keys() == before.keys()
    assert {path for path in before if after[path] != before[path]} == {"mini/responses.json"}
    assert outside(ann) == around
    hidden = {path.name for path in (ann.work / ".workbook").rglob("*")} if (ann.work / ".workbook").exists() else set()
    assert hidden <= {"study.json"}


@pytest.mark.parametrize("name", sorted(PARTS.keys() - {"a picture that is a page"}))
def test_what_was_not_taken_is_told(ann: Learner, name: str) -> None:
    page = ann.restore(PARTS[name])
    assert "What was left in the file" in page or "What has no place here" in page
    assert "<b>" not in page


def test_words_that_are_a_page_are_shown_as_words(ann: Learner) -> None:
    attack = "</td><script>alert(1)</script><img src=x onerror=alert(1)>"
    answers = {"written": {"text": attack}, attack: {"text": attack}}
    exercises = {attack: {attack: {"answer": attack, "saved": attack, "by": attack}}}
    files = {
        "manifest.json": json.dumps({"version": 1, "workbook": attack, "made": attack}).encode(),
        RESPONSES: json.dumps({"version": 1, "exercises": exercises}).encode(),
        WRITTEN: written(answers=answers, saved=attack, elsewhere=[{"text": attack}]),
    }
    asked = ann.restore(zip_of(files))
    done = ann.choose(asked, "file")
    for page in (asked, done):
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "<img" not in page
    assert ann.written() == attack


def test_a_picture_is_taken_for_what_it_is_alone(ann: Learner) -> None:
    pictures = {
        "a.svg": {"image/svg+xml": "PHN2Zz48L3N2Zz4="},
        "b.png": {"image/png": "PHNjcmlwdD4="},
        "c.png": {"text/html": "iVBORw0KGgo="},
        "d.png": {"image/png": ["not ", "base 64"]},
    }
    ann.edit("written", "")
    answers = {"written": {"text": "See ![a](attachment:a.svg)", "pictures": pictures}}
    ann.restore(zip_of({"manifest.json": MANIFEST, WRITTEN: written(answers=answers)}))
    assert ann.written().startswith("See ")
    assert "attachments" not in ann.cell("written")


def test_work_without_end_fills_no_page(ann: Learner) -> None:
    exercises = {f"e{number}": {"f": {"answer": "x" * 50, "saved": "", "by": ""}} for number in range(20_000)}
    content = json.dumps({"version": 1, "exercises": exercises}).encode()
    page = ann.restore(zip_of({"manifest.json": MANIFEST, RESPONSES: content}))
    assert "more, in the file that is kept" in page
    assert len(page) < 100_000


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_or_lost_bytes_lose_or_break_anything(ann: Learner, data: st.DataObject) -> None:
    content = bytearray(entries((WRITTEN, written(elsewhere=[{"text": "words"}]))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([len(content)] * 3 + [len(content) // 2]))
    response = ann.ask("POST", "keeping/restore", files={"work": bytes(content[:cut])})
    assert response.status in {200, 409}
    assert ann.answers("sorting")["hours"] == "query"
    assert ann.written() == "My own words"


def outside(of: Learner) -> set[str]:
    """Return what stands beside the learner's folder."""
    return {path.name for path in of.work.parent.iterdir()}


def test_what_is_damaged_is_unpacked_within_the_bound_of_all_that_is_read(ann: Learner) -> None:
    """Documents whose checksums are wrong count for what was unpacked of them: two are as much as all may be."""
    names = [f"assignments/a{number}/written.json" for number in (1, 2, 3, 4)]
    content = bytearray(entries(*((name, b" " * 24_900_000) for name in names)))
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        if b"written.json" in content[at + 46 : at + 80]:
            content[at + 16] ^= 0xFF
    page = ann.restore(bytes(content))
    assert [f"{name} is {what}." in page for name, what in zip(names, DAMAGED_THEN_TOO_LARGE, strict=True)] == [
        True
    ] * 4
    assert ann.answers("sorting") == {"hours": "query", "late": "complaint"}


DAMAGED_THEN_TOO_LARGE = ("damaged", "damaged", "too large", "too large")


def test_a_link_in_place_of_the_folder_of_earlier_versions_is_not_followed(ann: Learner, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (ann.work / "earlier").symlink_to(tmp_path / "elsewhere")
    ann.choose(
        ann.restore(zip_of({"manifest.json": MANIFEST, WRITTEN: written(answers={"written": {"text": "x"}})})), "file"
    )
    assert ann.written() == "x"
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert list((ann.work / "earlier-2").iterdir())
