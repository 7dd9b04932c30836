"""Where the extension and the settings stand once the workbook is installed, and whom they touch."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from complaints_workbook.lab import EXTENSIONS, SETTINGS, SHARED_SERVER, TUTORS_SERVER
from support.courses import ROOT
from support.jupyter_servers import serving
from support.specimen_course import NAME, specimen_course

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXTENSION = EXTENSIONS / "complaints-workbook"
OVERRIDES = "etc/jupyter/labconfig/default_setting_overrides.d/complaints-workbook.json"
FILES = sorted(path.relative_to(EXTENSION).as_posix() for path in EXTENSION.rglob("*") if path.is_file())


def test_the_wheel_brings_the_extension_to_jupyterlab_and_the_settings_to_the_package(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as archive:
        names = archive.namelist()
    place = ".data/data/share/jupyter/labextensions/complaints-workbook/"
    assert sorted(name.partition(place)[2] for name in names if place in name) == FILES
    for folder in (SETTINGS, SHARED_SERVER, TUTORS_SERVER):
        for path in folder.rglob("*.*"):
            assert f"complaints_workbook/lab/{path.relative_to(SETTINGS.parent).as_posix()}" in names
    study = ROOT / "src/complaints_workbook/study"
    for path in (*study.rglob("*.html"), *study.rglob("*.css")):
        assert f"complaints_workbook/study/{path.relative_to(study).as_posix()}" in names
    assert "complaints_workbook/ACCESSIBILITY.md" in names
    assert any(name.endswith(f".data/data/{OVERRIDES}") for name in names)


def test_what_this_environment_has_is_what_stands_in_the_package() -> None:
    installed = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / "complaints-workbook"
    for name in FILES:
        assert (installed / name).read_bytes() == (EXTENSION / name).read_bytes(), f"{name}: install the package again"
    ours = EXTENSIONS.parent / "environment" / "default_setting_overrides.json"
    assert (Path(sys.prefix) / OVERRIDES).read_bytes() == ours.read_bytes(), "install the package again"


def test_jupyterlab_as_it_comes_keeps_its_own_ways(page: Page, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    with serving(tmp_path / "work", tmp_path / "home", learner=False) as lab:
        page.goto(lab.address())
        page.get_by_role("menuitem", name="Kernel", exact=True).wait_for(timeout=90_000)
        expect(page).to_have_title("JupyterLab")
        assert page.evaluate("document.body.classList.contains('cw-learner')") is False


def test_a_learner_on_a_shared_server_finds_the_assignment_list_and_no_formgrader(page: Page, tmp_path: Path) -> None:
    """The settings are those that README gives: what the command prints goes into JUPYTER_CONFIG_PATH."""
    told = subprocess.run(
        [sys.executable, "-m", "complaints_workbook.lab"], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert told == os.pathsep.join((str(SHARED_SERVER), str(SETTINGS)))

    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    specimen_course(tmp_path / "course").nbgrader("release_assignment", NAME, f"--Exchange.root={exchange}")
    home, work = tmp_path / "home", tmp_path / "work"
    work.mkdir()
    (home / "config").mkdir(parents=True)
    settings = {"Exchange": {"root": str(exchange), "cache": str(home / "cache")}}
    (home / "config" / "nbgrader_config.json").write_text(json.dumps(settings), "utf-8")
    with serving(work, home, learner=True, shared=True) as lab:
        page.goto(lab.address())
        page.get_by_role("menuitem", name="Nbgrader", exact=True).first.click(timeout=90_000)
        entries = page.locator(".lm-Menu .lm-Menu-itemLabel").all_inner_texts()
        assert [entry for entry in entries if entry] == ["Assignment List"]
        page.locator(".lm-Menu").get_by_text("Assignment List").click()
        page.get_by_role("button", name="Fetch").first.click(timeout=60_000)
        page.get_by_role("button", name="Submit").first.wait_for(timeout=60_000)
        assert (work / NAME / f"{NAME}.ipynb").exists()
        assert page.request.get(lab.at("/formgrader")).status == 404
        assert page.request.post(lab.at("/api/terminals")).status in {403, 404}
