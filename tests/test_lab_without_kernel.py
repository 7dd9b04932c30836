"""Where no kernel can be started, the learner reads one message in plain words, and can go on reading."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from support.jupyter_servers import serving
from support.looking import assert_axe_finds_nothing_in
from support.specimen_course import NAME, specimen
from support.studying import studying

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

CANNOT = {
    "absent": ["/no/such/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "ending": [sys.executable, "-c", "raise SystemExit(1)", "{connection_file}"],
}
"""Kernels that do not work, by what is wrong with them; each is that of a notebook."""
GIVES_UP_SOON = {"restart_limit": 1, "time_to_dead": 0.3}
WORKS = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """Run JupyterLab with a folder for each kernel, whose notebook is to run with it."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    for wrong, command in CANNOT.items():
        start_by(tmp_path, wrong, command)
        learner = studying(tmp_path / wrong, specimen(), keys=False)
        notebook = json.loads(learner.notebook.read_text("utf-8"))
        notebook["metadata"]["kernelspec"]["name"] = wrong
        learner.notebook.write_text(json.dumps(notebook), "utf-8")
    config = tmp_path / "home/config/jupyter_server_config.json"
    config.parent.mkdir(parents=True)
    config.write_text(json.dumps({"AsyncIOLoopKernelRestarter": GIVES_UP_SOON}), "utf-8")
    with serving(tmp_path, tmp_path / "home", learner=True) as lab:
        yield lab


def test_a_kernel_that_cannot_start_is_told_once_in_plain_words_and_comes_when_it_can(page: Page, lab: Lab) -> None:
    pages = {wrong: page.context.new_page() for wrong in CANNOT}
    for wrong, each in pages.items():
        each.goto(lab.address(f"{wrong}/{NAME}/{NAME}.ipynb"))
    for wrong, each in pages.items():
        each.locator(".jp-Cell").first.wait_for(timeout=90_000)
        told = each.get_by_role("dialog")
        expect(told).to_contain_text("The exercises cannot be shown yet", timeout=90_000)
        expect(told).to_contain_text("everything that you have answered and written is safe")
        for word in ("kernel", "Kernel", "Traceback", "Error Starting"):
            expect(told).not_to_contain_text(word)
        assert_axe_finds_nothing_in(each, wrong, ".cw-unstarted .jp-Dialog-content")
        each.keyboard.press("Escape")
    page.wait_for_timeout(12_000)  # it is tried again meanwhile
    for wrong, each in pages.items():
        expect(each.get_by_role("dialog"), wrong).to_have_count(0)
        start_by(lab.folder, wrong, WORKS)
    for wrong, each in pages.items():
        each.locator(".cw-part section.cw").first.wait_for(state="attached", timeout=90_000)
        expect(each.get_by_role("dialog"), wrong).to_have_count(0)


def start_by(place: Path, name: str, command: list[str]) -> None:
    """Name the command that starts a kernel."""
    kernel = place / "jupyter/kernels" / name / "kernel.json"
    kernel.parent.mkdir(parents=True, exist_ok=True)
    kernel.write_text(json.dumps({"argv": command, "display_name": name, "language": "python"}), "utf-8")
