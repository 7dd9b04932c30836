"""`nbgrader zip_collect` takes Moodle's download as it comes; one zip that is damaged or hostile stops no other."""

from __future__ import annotations

import io
import os
import stat
import struct
import subprocess
import sys
import tarfile
import time
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from nbgrader.api import Gradebook

from complaints_workbook.nbgrader_steps.downloads.class_list import Learner, ListedNames
from complaints_workbook.nbgrader_steps.downloads.unpacking import Unpacking
from support.courses import Course, mini_course, responses_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

HANDED_IN = (2026, 11, 22, 10, 0, 0)
Files = dict[str, bytes]
ANSWERS = responses_text({"sorting": {"hours": "query"}}).encode()


def zipped(files: Mapping[str, bytes], when: tuple[int, ...] = HANDED_IN) -> bytes:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, when), content, zipfile.ZIP_DEFLATED)  # type: ignore[arg-type]
    return place.getvalue()


def download(
    course: Course, files: Mapping[str, bytes], name: str = "mini-1873.zip", **options: tuple[int, ...]
) -> Path:
    folder = course.folder / "downloaded/mini/archive"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(zipped(files, **options))
    return folder / name


def work(course: Course) -> Files:
    return {"mini.ipynb": course.notebook("release").read_bytes(), "responses.json": ANSWERS}


def inside(folder: str, files: Files) -> Files:
    return {f"{folder}{name}": content for name, content in files.items()}


def collect(course: Course, *options: str) -> str:
    return course.nbgrader("zip_collect", "mini", *options).stderr


def submitted(course: Course, student: str) -> Files:
    folder = course.folder / "submitted" / student / "mini"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def students(course: Course) -> set[str]:
    return {path.name for path in (course.folder / "submitted").iterdir()}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return mini_course(tmp_path / "course")


def listed(course: Course) -> None:
    """Put a class into the gradebook."""
    url = f"sqlite:///{course.folder / 'gradebook.db'}"
    with Gradebook(url, "complaints-workbook") as gradebook:
        gradebook.add_student("mnowak", first_name="Marta", last_name="Nowak", lms_user_id="C100")
        gradebook.add_student("sob", first_name="Síle", last_name="O’Brien", email="sile@example.org")
        gradebook.add_student("js1", first_name="John", last_name="Smith")
        gradebook.add_student("js2", first_name="John", last_name="Smith")
        gradebook.add_student("ann", first_name="Ann", last_name="Bell")


SHAPES: dict[str, Callable[[Files], Files]] = {
    "folders": lambda files: inside("Ann Bell_12_assignsubmission_file/", files),
    "folders as they were named": lambda files: inside("Ann Bell_12_assignsubmission_file_/", files),
    "flat": lambda files: inside("Ann Bell_12_assignsubmission_file_", files),
    "a folder in it": lambda files: inside("Ann Bell_12_assignsubmission_file/mini/", files),
    "my-work": lambda files: inside("Ann Bell_12_assignsubmission_file/my-work/mini/", files),
    "the folder extracted twice": lambda files: inside("Ann Bell_12_assignsubmission_file/mini/mini/", files),
    "a zip of the folder": lambda files: {"Ann Bell_12_assignsubmission_file/mini.zip": zipped(inside("mini/", files))},
    "a flat zip": lambda files: {"Ann Bell_12_assignsubmission_file_mini.zip": zipped(files)},
    "a zip in a zip": lambda files: {
        "Ann Bell_12_assignsubmission_file/all.zip": zipped({"my-work/mini.zip": zipped(inside("mini/", files))})
    },
    "a folder around all": lambda files: inside("complaints - week 1/Ann Bell_12_assignsubmission_file/", files),
    "a Mac's zip": lambda files: {
        "Ann Bell_12_assignsubmission_file/m.zip": zipped(
            inside("mini/", files) | {"__MACOSX/mini/._mini.ipynb": b"x", "mini/.DS_Store": b"x"}
        )
    },
    "a zip of Windows'": lambda files: {"Ann Bell_12_assignsubmission_file/m.zip": zipped(inside("mini\\", files))},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_moodles_download_is_taken_as_it_comes(course: Course, shape: str) -> None:
    listed(course)
    download(course, SHAPES[shape](work(course)))
    collect(course)
    assert students(course) == {"ann"}
    assert submitted(course, "ann") == work(course) | {"timestamp.txt": in_utc(HANDED_IN)}


def in_utc(when: tuple[int, ...]) -> bytes:
    """Return a time of this machine's clock as nbgrader writes it."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.mktime((*when, 0, 0, -1)))).encode()  # type: ignore[arg-type]


def test_marks_follow(course: Course) -> None:
    download(course, SHAPES["a zip of the folder"](work(course)))
    collect(course)
    course.nbgrader("autograde", "mini")
    assert course.scores() == {"Ann Bell": 1.0}


def test_names_are_those_of_the_class_list_and_others_are_told(course: Course) -> None:
    listed(course)
    files: Files = {}
    for name in ("Marta Nowak_1", "NOWAK Marta_1", "Síle OBrien_2", "John Smith_3", "John Smith_4", "Zed Strange_5"):
        files |= inside(f"{name}_assignsubmission_file/", work(course))
    del (
        files["NOWAK Marta_1_assignsubmission_file/responses.json"],
        files["NOWAK Marta_1_assignsubmission_file/mini.ipynb"],
    )
    download(course, files)
    said = collect(course)
    assert students(course) == {"mnowak", "sob", "John Smith 3", "John Smith 4", "Zed Strange"}
    assert "John Smith 3: more than one learner has that name" in said
    assert "Zed Strange is not on the class list" in said


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Marta Nowak", ["m"]), ("nowak, marta", ["m"]), ("C 100", ["m"]), ("m", ["m"]), ("Jose Munoz", ["j"]),
        ("Jose\u0301 Mun\u0303oz", ["j"]), ("Marta", []), ("", []), ("Nowak", []),
    ],
)  # fmt: skip
def test_a_learner_is_found_by_any_of_their_names(name: str, ids: list[str]) -> None:
    known = ListedNames([Learner("m", "Marta", "Nowak", ("C100",)), Learner("j", "José", "Muñoz"), Learner("x")])
    assert known.named(name) == ids


def test_the_latest_of_two_downloads_is_taken(course: Course) -> None:
    for number, hours in enumerate(("complaint", "query", "problem")):
        files = work(course) | {"responses.json": responses_text({"sorting": {"hours": hours}}).encode()}
        when = (2026, 11, (20, 25, 22)[number], 10, 0, 0)
        download(course, inside("Ann Bell_12_assignsubmission_file/", files), f"{number}.zip", when=when)
    collect(course)
    assert b"query" in submitted(course, "Ann Bell")["responses.json"]


def test_what_was_handed_in_before_stays_unless_it_is_older_and_force_says_so(course: Course) -> None:
    download(course, inside("Ann Bell_12_assignsubmission_file/", work(course)))
    folder = course.submit("Ann Bell", {"sorting": {"hours": "problem"}})
    (folder / "timestamp.txt").write_text("2026-11-30 10:00:00 UTC", encoding="utf-8")
    before = submitted(course, "Ann Bell")
    assert "Handed in before; take what is newer with --force: Ann Bell (1)." in collect(course)
    assert submitted(course, "Ann Bell") == before
    assert "is newer, and stays" in collect(course, "--force")
    assert submitted(course, "Ann Bell") == before
    (folder / "timestamp.txt").write_text("2026-11-01 10:00:00 UTC", encoding="utf-8")
    collect(course, "--force")
    assert submitted(course, "Ann Bell")["responses.json"] == ANSWERS


@pytest.mark.parametrize("time", [None, "soon"])
def test_work_that_says_no_time_is_never_thrown_away(course: Course, time: str | None) -> None:
    download(
        course,
        {
            "Ann Bell_12_assignsubmission_file/mini.rar": b"Rar!",
            **inside("Ben Cole_13_assignsubmission_file/", work(course)),
        },
    )
    folder = course.submit("Ann Bell", {"sorting": {"hours": "problem"}})
    if time is not None:
        (folder / "timestamp.txt").write_text(time, encoding="utf-8")
    before = submitted(course, "Ann Bell")
    said = collect(course, "--force")
    assert f"Ann Bell: what stands in {folder} does not say when it was handed in, and stays." in said
    assert submitted(course, "Ann Bell") == before
    assert submitted(course, "Ben Cole")["responses.json"] == ANSWERS
    folder.rename(course.folder / "kept")
    collect(course, "--force")
    assert submitted(course, "Ann Bell")["mini.rar"] == b"Rar!"


def test_a_download_that_gives_no_times_can_be_taken_twice(course: Course) -> None:
    listed(course)
    download(course, inside("mini/", work(course)), "Ann Bell.zip")
    collect(course)
    assert "stays" not in collect(course, "--force")
    assert submitted(course, "ann") == work(course)


def test_it_is_told_in_few_lines_whose_work_was_taken_and_whose_was_not_and_why(course: Course) -> None:
    listed(course)
    files: Files = {"read me.txt": b"x"}
    for name in ("Ann Bell_1", "Marta Nowak_2", "Zed Strange_3"):
        files |= inside(f"{name}_assignsubmission_file/", work(course) | {f"{n}.txt": b"x" for n in range(50)})
    path = download(course, files)
    said = collect(course).splitlines()
    assert len(said) == 3
    assert "mini-1873 was not taken, for nobody on the class list is called so: 'read me.txt'." in said[0]
    assert "Zed Strange is not on the class list; rename the folder if it is somebody who is." in said[1]
    assert said[2].endswith("Taken: Zed Strange, ann, mnowak (3).")
    done = course.nbgrader("zip_collect", "mini", check=False)
    assert done.returncode == 1
    assert "run 'nbgrader zip_collect mini --force'" in done.stderr
    assert (
        collect(course, "--force")
        .splitlines()[-1]
        .endswith("There already, and as it was: Zed Strange, ann, mnowak (3).")
    )
    path.unlink()
    done = course.nbgrader("zip_collect", "mini", check=False)
    assert done.returncode == 1
    assert f"There is nothing in {path.parent}" in done.stderr


def test_a_folder_that_got_its_learners_name_is_known_again(course: Course) -> None:
    listed(course)

    def of(hours: str, day: int) -> Files:
        files = work(course) | {"responses.json": responses_text({"sorting": {"hours": hours}}).encode()}
        names = ("John Smith_3", "Zed Strange_5") if day > 22 else ("John Smith_3", "John Smith_4", "Zed Strange_5")
        made: Files = {}
        for name in names:
            made |= inside(f"{name}_assignsubmission_file/", files | {"mine.txt": name.encode()})
        return made

    path = download(course, of("query", 22))
    collect(course)
    for before, name in (("John Smith 3", "js2"), ("John Smith 4", "js1"), ("Zed Strange", "zed")):
        (course.folder / "submitted" / before).rename(course.folder / "submitted" / name)
    path.unlink()
    # Whoever handed in no more is not in the second download.
    download(course, of("problem", 25), "later.zip", when=(2026, 11, 25, 10, 0, 0))
    said = collect(course, "--force")
    assert students(course) == {"js1", "js2", "zed"}
    assert "Taken: js2, zed (2)." in said
    assert [b"problem" in submitted(course, student)["responses.json"] for student in ("js1", "js2", "zed")] == [
        False, True, True,
    ]  # fmt: skip
    assert submitted(course, "js2")["mine.txt"] == b"John Smith_3"
    assert "known again" not in said
    course.nbgrader("autograde", "mini")
    course.nbgrader("generate_feedback", "mini")
    done = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.command_line", "feedback", "mini"],
        cwd=course.folder, env=course.environment(), capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    assert "2 of them under the names that Moodle knows" in done.stdout.replace("\n", " ")
    with zipfile.ZipFile(course.folder / "reports/mini-feedback.zip") as made:
        assert set(made.namelist()) == {
            "John Smith_3_assignsubmission_file_mini.html", "Zed Strange_5_assignsubmission_file_mini.html",
            "js1 mini.html",
        }  # fmt: skip


def test_files_that_stand_in_each_others_place_stop_nobody(course: Course) -> None:
    eve = {"mini/mini.ipynb": b"{}", "mini/x": b"x", "x/y": b"y", "timestamp.txt/z": b"z"}
    download(
        course,
        inside("Eve_1_assignsubmission_file/", eve) | inside("Zoe Good_2_assignsubmission_file/", work(course)),
    )
    said = collect(course)
    assert "Eve: all was taken but this: 'x/y'." in said
    assert submitted(course, "Eve") == {"mini.ipynb": b"{}", "x": b"x", "timestamp.txt": in_utc(HANDED_IN)}
    assert submitted(course, "Zoe Good")["responses.json"] == ANSWERS


@pytest.mark.skipif(os.name != "posix", reason="Permissions are POSIX's.")
@pytest.mark.parametrize("shared", [False, True])
def test_what_was_downloaded_is_the_tutors_or_the_groups_alone(course: Course, shared: bool) -> None:
    course.folder.chmod(0o2770 if shared else 0o755)
    download(course, inside("Ann Bell_12_assignsubmission_file/", work(course)))
    collect(course)
    found = {name: stat.S_IMODE((course.folder / name).stat().st_mode) for name in ("downloaded", "submitted")}
    assert [mode & 0o007 for mode in found.values()] == [0, 0]
    assert found["submitted"] == (0o2770 if shared else 0o700)


def test_a_download_that_the_browser_unpacked_is_taken(course: Course) -> None:
    path = download(course, inside("Ann Bell_12_assignsubmission_file/", work(course)))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(path.with_suffix(""))  # noqa: S202 - as a browser does
    path.unlink()
    collect(course)
    assert set(submitted(course, "Ann Bell")) == {"mini.ipynb", "responses.json", "timestamp.txt"}


def test_a_zip_that_came_by_mail_is_taken_by_its_name(course: Course) -> None:
    listed(course)
    download(course, inside("mini/", work(course)), "Ann Bell.zip")
    download(course, inside("mini/", work(course)), "somebody.zip")
    said = collect(course)
    assert submitted(course, "ann") == work(course)
    assert students(course) == {"ann"}
    assert "somebody was not taken, for nobody on the class list is called so: 'mini.ipynb', 'responses.json'." in said


def test_nbgraders_notes_and_other_files_of_a_learners(course: Course) -> None:
    mine = {
        "timestamp.txt": b"2020-01-01 10:00:00 UTC",
        "submission_secret.txt": b"anns",
        "plan.docx": b"x",
        "a/b.txt": b"y",
    }
    download(course, inside("Ann Bell_12_assignsubmission_file/mini/", work(course) | mine))
    collect(course)
    assert submitted(course, "Ann Bell") == work(course) | {
        "plan.docx": b"x", "a/b.txt": b"y", "timestamp.txt": in_utc(HANDED_IN)
    }  # fmt: skip


# Harm


def bomb() -> bytes:
    return zipped({"mini.ipynb": b" " * 150_000_000})


def many() -> bytes:
    return zipped({f"{number}.txt": b"" for number in range(3_000)})


def listing_many() -> bytes:
    return zipped({f"{number}{'x' * 90}.txt": b"" for number in range(20_000)})


def nested(times: int = 60) -> bytes:
    content = zipped({"x.txt": b"x"})
    for _ in range(times):
        content = zipped({"more.zip": content})
    return content


def damaged() -> bytes:
    content = bytearray(zipped({"mini.ipynb": bytes(range(256)) * 100, "responses.json": ANSWERS}))
    content[60:90] = b"\xff" * 30
    return bytes(content)


def cut() -> bytes:
    return zipped({"mini.ipynb": b"x" * 1000})[:-30]


def locked() -> bytes:
    content = bytearray(zipped({"mini.ipynb": b"x"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + at] |= 1
    return bytes(content)


def unknown_method() -> bytes:
    content = bytearray(zipped({"mini.ipynb": b"x"}))
    for sign, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", content, content.index(sign) + at, 97)
    return bytes(content)


def outside() -> bytes:
    return zipped(
        {"../../../outside.txt": b"x", "/outside.txt": b"x", "C:\\outside.txt": b"x", "a/../../b/outside.txt": b"x"}
    )


def links() -> bytes:
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        for name in ("responses.json", "mini.ipynb"):
            entry = zipfile.ZipInfo(name, HANDED_IN)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, "../../../source/mini/mini.ipynb")
    return place.getvalue()


def anothers_name() -> bytes:
    return zipped({"Zoe Good_99_assignsubmission_file/mini.ipynb": b"{}", "zoe/responses.json": b"{}"})


def twice() -> bytes:
    place = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(place, "w") as archive:
        warnings.simplefilter("ignore")
        for content in (b"{}", b"[]"):
            archive.writestr(zipfile.ZipInfo("mini.ipynb", HANDED_IN), content)
    return place.getvalue()


def odd_names() -> bytes:
    return zipped({"x\x1b[2J\nann: 0 marks.txt": b"x", "a" * 300 + ".txt": b"x", "aux": b"x", "d" + "/d" * 200: b"x"})


def tar_of_links() -> bytes:
    place = io.BytesIO()
    with tarfile.open(fileobj=place, mode="w:gz") as archive:
        link = tarfile.TarInfo("mini.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "../../source/mini/mini.ipynb"
        archive.addfile(link)
    return place.getvalue()


def odd_times() -> bytes:
    content = bytearray(zipped({"mini.ipynb": b"{}"}))
    for sign, at in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        struct.pack_into("<HH", content, content.index(sign) + at, 0xFFFF, 0xFFFF)
    return bytes(content)


HARM = [
    bomb, many, listing_many, nested, damaged, cut, locked, unknown_method, outside, links, anothers_name, twice,
    odd_names, odd_times,
]  # fmt: skip
TOLD = {bomb, many, listing_many, nested, damaged, cut, locked, unknown_method, outside, links, twice, odd_names}


def name_of(harm: Callable[[], bytes]) -> str:
    return f"Eve {harm.__name__.replace('_', '-')}"


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """Collect, at once, what all of these handed in, and honest work of others; return what was said."""
    course = mini_course(tmp_path_factory.mktemp("harmed") / "course")
    files: Files = inside("Ann Bell_1_assignsubmission_file/", work(course))
    for number, harm in enumerate(HARM, 2):
        folder = f"{name_of(harm)}_{number}_assignsubmission_file/"
        files |= {f"{folder}note.txt": b"x", f"{folder}work.zip": harm()}
    files["Eve tar_90_assignsubmission_file/work.tar.gz"] = tar_of_links()
    download(course, files | inside("Zoe Good_99_assignsubmission_file/", work(course)))
    archive = course.folder / "downloaded/mini/archive"
    (archive / "a-cut.zip").write_bytes(zipped(inside("Cut Off_1_assignsubmission_file/", work(course)))[:-100])
    (archive / "b-empty.zip").write_bytes(b"")
    (archive / "c.zip").mkdir()
    (archive / "d.zip").symlink_to(course.folder / "source/mini/mini.ipynb")
    return course, collect(course)


def test_honest_work_is_taken_beside_it(harmed: tuple[Course, str]) -> None:
    course, said = harmed
    for student in ("Ann Bell", "Zoe Good"):
        assert submitted(course, student) == work(course) | {"timestamp.txt": in_utc(HANDED_IN)}
    assert "a-cut.zip cannot be unpacked" in said
    assert "b-empty.zip cannot be unpacked" in said
    assert "Traceback" not in said
    assert "\x1b[2J" not in said


@pytest.mark.parametrize("harm", HARM, ids=name_of)
def test_one_hostile_zip_does_no_harm(harmed: tuple[Course, str], harm: Callable[[], bytes]) -> None:
    course, said = harmed
    taken = submitted(course, name_of(harm))
    assert taken["note.txt"] == b"x"
    assert len(taken) <= 1_001
    assert sum(map(len, taken.values())) <= 100_000_000
    assert not any(b"MARK SCHEME" in content for content in taken.values())
    # nbgrader itself tells of each folder that it makes.
    told = [line for line in said.splitlines() if "WARNING" in line and f"/{name_of(harm)}_" in line]
    assert bool(told) == (harm in TOLD)
    assert len(told) < 10


BOUND = 10_000_000


def too_large() -> bytes:
    """Damaged at their end too, which is told of what was unpacked to there."""
    return swelling(BOUND + 1).replace(struct.pack("<L", zlib.crc32(bytes(BOUND + 1))), b"EVIL")


def damaged_at_their_end() -> bytes:
    return swelling(BOUND).replace(struct.pack("<L", zlib.crc32(bytes(BOUND))), b"EVIL")


def said_to_be_small() -> bytes:
    """Packed so that a few bytes become many at one step, before it is seen how many they are."""
    return swelling(BOUND, zipfile.ZIP_BZIP2).replace(struct.pack("<L", BOUND), struct.pack("<L", 1))


def swelling(size: int, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packed, compresslevel=1) as archive:
        for number in range(20 if packed == zipfile.ZIP_BZIP2 else 40):
            archive.writestr(f"{number}.txt", bytes(size))
    return made.getvalue()


def test_the_lists_of_all_of_a_learners_zips_are_read_so_far_and_no_further(tmp_path: Path) -> None:
    """Folders alone are no files, and count nowhere else."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}/", b"")
    folders = place.getvalue()
    eve = zipped({f"{number}.zip": folders for number in range(300)})
    (tmp_path / "all.zip").write_bytes(zipped({"eve/work.zip": eve, "ann/work.zip": zipped({"more.zip": folders})}))
    told: list[str] = []
    unpacking = Unpacking(
        tmp_path / "out", whose=lambda parts: parts[1], tell=told.append, file=BOUND * 20, together=BOUND * 20
    )
    start = time.process_time()
    unpacking.unpack(tmp_path / "all.zip", ("all.zip",))
    assert time.process_time() - start < 2
    assert 3 < len(told) < 10
    assert not any("ann" in line for line in told)


@pytest.mark.parametrize("harm", [too_large, damaged_at_their_end, said_to_be_small])
def test_what_is_thrown_away_is_not_unpacked_without_end(tmp_path: Path, harm: Callable[[], bytes]) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({"a/work.zip": harm(), "b/note.txt": b"x"}))
    told: list[str] = []
    unpacking = Unpacking(
        tmp_path / "out", whose=lambda parts: parts[1], tell=told.append, file=BOUND, together=BOUND * 3 // 2
    )
    start = time.process_time()
    unpacking.unpack(tmp_path / "all.zip", ("all.zip",))
    assert time.process_time() - start < 0.5
    assert sum("Bad CRC" in line for line in told) <= 4
    assert 3 < len(told) < 10
    assert [path.name for path in tmp_path.joinpath("out").rglob("*.*")] == ["note.txt"]


def test_nothing_is_written_elsewhere(harmed: tuple[Course, str]) -> None:
    course, _ = harmed
    assert {path.name for path in course.folder.parent.iterdir()} == {"course"}
    assert not list(course.folder.parent.rglob("*outside*")) or all(
        "submitted" in path.parts or "extracted" in path.parts for path in course.folder.parent.rglob("*outside*")
    )
    assert [path for path in (course.folder / "submitted").rglob("*") if path.is_symlink()] == []
    assert students(course) == {"Ann Bell", "Zoe Good", "Eve tar", *map(name_of, HARM)}
    size = sum(
        path.stat().st_size for path in (course.folder / "downloaded/mini/extracted").rglob("*") if path.is_file()
    )
    assert size < 100_000_000


def test_a_pattern_of_the_tutors_own_finds_names_in_other_downloads(course: Course) -> None:
    files = {
        f"mini_{who}_attempt_2026-11-22_{name}": content
        for who in ("ann", "ben")
        for name, content in work(course).items()
    }
    download(course, files)
    collect(
        course, r"--FileNameCollectorPlugin.named_regexp=.*mini_(?P<student_id>\w+)_attempt_[0-9-]+_(?P<file_id>.+)"
    )
    assert submitted(course, "ann") == submitted(course, "ben") == work(course)
