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
    from pathlib import Path

    from playwright.sync_api import Page

NOTEBOOK = f"{NAME}/{NAME}.ipynb"

CANNOT = {
    "is not there": ["/no/such/python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "ends at once": [sys.executable, "-c", "raise SystemExit(1)", "{connection_file}"],
}
"""Kernels that do not work, by what is wrong with them."""
GIVES_UP_SOON = {"restart_limit": 1, "time_to_dead": 0.3}
WORKS = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]


@pytest.mark.parametrize("wrong", CANNOT)
def test_a_kernel_that_cannot_start_is_told_once_in_plain_words_and_comes_when_it_can(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    kernel = tmp_path / "jupyter/kernels/python3/kernel.json"
    kernel.parent.mkdir(parents=True)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    start_by(kernel, CANNOT[wrong])
    studying(tmp_path / "work", specimen(), keys=False)
    config = tmp_path / "home/config/jupyter_server_config.json"
    config.parent.mkdir(parents=True)
    config.write_text(json.dumps({"AsyncIOLoopKernelRestarter": GIVES_UP_SOON}), "utf-8")
    with serving(tmp_path / "work", tmp_path / "home", learner=True) as lab:
        page.goto(lab.address(NOTEBOOK))
        page.locator(".jp-Cell").first.wait_for(timeout=90_000)
        told = page.get_by_role("dialog")
        expect(told).to_contain_text("The exercises cannot be shown yet", timeout=90_000)
        expect(told).to_contain_text("everything that you have answered and written is safe")
        for word in ("kernel", "Kernel", "Traceback", "Error Starting"):
            expect(told).not_to_contain_text(word)
        assert_axe_finds_nothing_in(page, wrong, ".cw-unstarted .jp-Dialog-content")
        page.keyboard.press("Escape")
        page.wait_for_timeout(12_000)  # it is tried again meanwhile
        expect(page.get_by_role("dialog")).to_have_count(0)
        start_by(kernel, WORKS)
        page.locator(".cw-part section.cw").first.wait_for(state="attached", timeout=90_000)
        expect(page.get_by_role("dialog")).to_have_count(0)


def start_by(kernel: Path, command: list[str]) -> None:
    """Name the command that starts the kernel of every notebook."""
    kernel.write_text(json.dumps({"argv": command, "display_name": "Python 3", "language": "python"}), "utf-8")
