"""`workbook pack` makes one zip that opens by its own start script, with keys for study and without for a class."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
import urllib.request
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from complaints_workbook.command_line import app
from support.courses import ROOT
from support.jupyter_servers import PATIENCE, free_port, stop
from support.kept_work import files_of
from support.specimen_course import NAME, specimen_course

if TYPE_CHECKING:
    from typer.testing import Result

    from support.courses import Course

FOLDER = "complaints-workbook"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = specimen_course(tmp_path_factory.mktemp("course"))
    (course.folder / "constraints.txt").write_bytes((ROOT / "constraints.txt").read_bytes())
    return course


def pack(course: Course, *arguments: str) -> Result:
    to = course.folder / "packs"
    command = ["pack", *arguments, "--folder", str(course.folder), "--to", str(to)]
    return CliRunner(env=course.environment()).invoke(app, command)


def packed(course: Course, *arguments: str) -> Path:
    done = pack(course, *arguments)
    assert done.exit_code == 0, done.output
    return course.folder / "packs" / f"{'-'.join((FOLDER, *arguments))}.zip"


def check(course: Course, place: Path) -> Result:
    command = ["check", str(course.folder), "--release", str(place)]
    return CliRunner(env=course.environment()).invoke(app, command)


def check_all(course: Course) -> str:
    """Return the faults of a course, as they are told."""
    return CliRunner(env=course.environment()).invoke(app, ["check", str(course.folder)]).output


def test_an_outcome_that_is_only_laid_out_keeps_no_other_from_its_class(tmp_path: Path) -> None:
    course = specimen_course(tmp_path / "course")
    laid_out = CliRunner().invoke(app, ["new", "c7-lo3", "--folder", str(course.folder)])
    assert laid_out.exit_code == 0
    done = pack(course, "class", NAME)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("It holds no keys")


def test_a_class_gets_no_key_and_a_learner_on_their_own_does(course: Course) -> None:
    for_class, study = packed(course, "class", NAME), packed(course, "study", NAME)
    assert check(course, for_class).exit_code == 0
    found = check(course, study)
    assert found.exit_code == 1
    assert f"parts/release/{NAME}/keys.json is a file for authors alone" in found.output
    assert set(files_of(study)) - set(files_of(for_class)) == {f"{FOLDER}/parts/release/{NAME}/keys.json"}


def test_what_is_in_it_begins_with_what_to_do(course: Course) -> None:
    with zipfile.ZipFile(packed(course, "class", NAME)) as archive:
        assert {name.split("/")[1] for name in archive.namelist()} == {
            "READ-ME-FIRST.txt",
            "start-on-windows.bat",
            "start-on-mac.command",
            "start-on-linux.sh",
            "parts",
        }
        modes = {entry.filename.split("/")[1]: entry.external_attr >> 16 for entry in archive.infolist()}
        read_me = archive.read(f"{FOLDER}/READ-ME-FIRST.txt").decode()
        for_windows = archive.read(f"{FOLDER}/start-on-windows.bat")
        assert archive.namelist()[0] == f"{FOLDER}/READ-ME-FIRST.txt"
    assert modes["start-on-mac.command"] & modes["start-on-linux.sh"] & 0o111 == 0o111
    assert f"my-work/{NAME}, as a zip" in " ".join(read_me.split())
    assert "holds the best answers" not in read_me
    assert for_windows.count(b"\r\n") == for_windows.count(b"\n") > 10
    assert max(map(len, read_me.splitlines())) < 90


def test_the_same_assignment_in_a_pack_is_what_was_released(course: Course) -> None:
    release = course.folder / "release"
    inside = {
        name.partition("/parts/release/")[2]: content
        for name, content in files_of(packed(course, "class", NAME)).items()
        if "/parts/release/" in name
    }
    assert inside == {
        path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()
    }


def test_its_wheel_is_what_pip_would_make_but_for_what_is_released(course: Course, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (tmp_path / "ours.whl").write_bytes(wheel_in(packed(course, "class", NAME)))
    pips, ours = (
        {
            name: content
            for name, content in files_of(path).items()
            if not name.startswith(("complaints_workbook/release/", "complaints_workbook/datasets/"))
            and not name.endswith((".dist-info/RECORD", ".dist-info/WHEEL"))
        }
        for path in (next(tmp_path.glob("complaints*.whl")), tmp_path / "ours.whl")
    )
    assert ours.keys() == pips.keys()
    assert [name for name in ours if ours[name] != pips[name] and not name.endswith("METADATA")] == []


def wheel_in(path: Path) -> bytes:
    return next(content for name, content in files_of(path).items() if name.endswith(".whl"))


def test_what_windows_runs_finds_its_folder_whatever_it_is_called_and_python_as_the_others_do(course: Course) -> None:
    """No Windows is here to run it: these are the ways in which such files go wrong there."""
    files = files_of(packed(course, "class", NAME))
    windows, linux = (files[f"{FOLDER}/start-on-{name}"].decode("ascii") for name in ("windows.bat", "linux.sh"))
    lines = windows.split("\r\n")
    # An ampersand or a space in a folder's name ends a command, unless the name is quoted.
    assert windows.count("%~dp0") == windows.count('"%~dp0"') == 1
    # A bracket in an argument ends a block of lines, so there are no blocks.
    assert not [line for line in lines if line.rstrip().endswith("(") or line.startswith(")")]
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", windows)) == labels
    # Both ask for the same version in the same way, and say the same where there is none.
    [asked] = set(re.findall(r"sys\.exit\([^)]*\)\)", windows))
    assert asked in linux
    [said] = re.findall(r"^echo (.+)", windows, re.MULTILINE)
    assert f'echo "{said.strip()}"' in linux
    assert files[f"{FOLDER}/start-on-mac.command"] == files[f"{FOLDER}/start-on-linux.sh"]


@pytest.mark.parametrize(
    ("edition", "script", "folder"),
    [("study", "start-on-mac.command", "work"), ("class", "start-on-linux.sh", "Tom & Ann’s [new] work; 100%")],
)
def test_unpacked_in_a_clean_folder_its_start_script_opens_the_start_page(
    course: Course, tmp_path: Path, edition: str, script: str, folder: str
) -> None:
    """The environment is fresh, and has the pack's own package; what that stands on is lent by this one, offline."""
    with zipfile.ZipFile(packed(course, edition, NAME)) as archive:
        archive.extractall(tmp_path / folder)
    place, port = tmp_path / folder / FOLDER, free_port()
    log = tmp_path / "log.txt"
    command = ["sh", str(place / script), "--no-browser", "--port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(command, env=lending(tmp_path), stdout=output, stderr=output, start_new_session=True)
    try:
        address = wait_for_address(log, process)
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        assert "Complaints workbook</title>" in answered(browser, address, process)
        about = json.loads(answered(browser, address.replace("/workbook/?", "/workbook/about?"), process))
        assert (about["keys"], about["keeps"]) == (edition == "study", True)
    finally:
        stop(process)
    assert (place / "my-work" / NAME / f"{NAME}.ipynb").is_file()
    assert not (place / "my-work" / NAME / "keys.json").exists()
    [installed] = (place / "environment").glob("lib/python*/site-packages/complaints_workbook/cells.py")
    assert installed.is_file()
    assert ("best answers too" in log.read_text("utf-8")) == (edition == "study")


def lending(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which nothing is fetched, and the packages beside the workbook are those of this one."""
    known = {
        name: value for name, value in os.environ.items() if not name.startswith(("COMPLAINTS_", "JUPYTER", "PIP_"))
    }
    data = sysconfig.get_path("data")
    return known | {
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "JUPYTERLAB_DIR": f"{data}/share/jupyter/lab",
        "JUPYTER_PATH": f"{data}/share/jupyter",
        "PATH": f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
    }


def wait_for_address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 3 * PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"http://\S+token=\S+", log.read_text("utf-8")):
            return found[0]
        time.sleep(0.2)
    raise AssertionError(log.read_text("utf-8"))


def answered(browser: urllib.request.OpenerDirector, address: str, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return str(browser.open(address, timeout=30).read().decode())
        except OSError:
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.2)


class TestWhatItIsNotMadeOf:
    """What is wrong is said, and no pack is left."""

    def test_an_assignment_that_is_not_released(self, course: Course) -> None:
        done = pack(course, "class", "complaints-lo9")
        assert (done.exit_code, done.stderr) == (
            1,
            f"complaints-lo9 is not released: release/ has {NAME}. Make it with 'make release'.\n",
        )

    def test_a_class_without_an_assignment(self, course: Course) -> None:
        done = pack(course, "class")
        assert (done.exit_code, f"'workbook pack class {NAME}'" in done.stderr) == (1, True)

    def test_what_was_released_of_an_assignment_that_is_gone(self, tmp_path: Path) -> None:
        course = specimen_course(tmp_path / "course")
        shutil.copytree(course.folder / "release" / NAME, course.folder / "release/gone")
        told = "release/gone: there is no source/gone that it was made of"
        done = pack(course, "class", "gone")
        assert (done.exit_code, told in done.stderr, "keys" in done.stdout) == (1, True, False)
        study = pack(course, "study")
        assert (study.exit_code, told in study.stderr) == (0, True)
        assert not [name for name in files_of(course.folder / f"packs/{FOLDER}-study.zip") if "/release/gone/" in name]
        assert told in check_all(course)

    def test_a_release_in_which_a_key_stands(self, tmp_path: Path) -> None:
        course = specimen_course(tmp_path / "course")
        (course.folder / "release" / NAME / "more.txt").write_text(
            "Cy asks for a fact, and nothing has gone wrong for him."
        )
        done = pack(course, "class", NAME)
        assert done.exit_code == 1
        assert "was thrown away" in done.stderr
        assert done.stdout == ""
        assert not list((course.folder / "packs").iterdir())

    def test_a_release_of_other_exercises_than_the_keys_are_for(self, tmp_path: Path) -> None:
        course = specimen_course(tmp_path / "course")
        pages = course.folder / "release" / NAME / "pages.json"
        pages.write_text(pages.read_text("utf-8").replace('"sunday"', '"monday"'), "utf-8")
        done = pack(course, "study")
        assert (done.exit_code, (course.folder / "packs").exists()) == (1, False)
