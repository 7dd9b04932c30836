"""A learner without a tutor, from the first command to their marks, and with one file to another computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.journey import Journey
from support.jupyter_servers import free_port
from support.own_computer import Computer

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_start_answer_mark_improve_mark_again_download_lose_everything_and_restore(page: Page, tmp_path: Path) -> None:
    journey = Journey(page, tmp_path / "my work.zip")
    first = Computer(tmp_path / "one" / "my-work", tmp_path, free_port())
    with first.studying():
        page.goto(first.bookmark)
        page.get_by_label("Code").fill(f" {first.code.upper().replace('-', ' ')} ")  # as people type it
        page.get_by_role("button", name="Open the workbook").press("Enter")
        journey.work()

    second = Computer(tmp_path / "two" / "my-work", tmp_path, first.port)
    with second.studying():
        page.goto(f"{second.bookmark}?token={second.code}")
        journey.come_back()
    assert journey.errors == []
