"""The workbook on a site without a server: all that a learner does elsewhere, and the network may be gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.built_sites import Site, built
from support.journey import FIRST, Journey

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(ROOT, tmp_path_factory.mktemp("site"), "study", FIRST.name)


def test_start_answer_mark_improve_mark_again_and_download_with_the_network_gone_after_the_first_visit(
    site: Site, page: Page, tmp_path: Path
) -> None:
    journey = Journey(page, tmp_path / "my work.zip", in_frame=True)
    with site.shown() as address:
        page.goto(address)
        journey.pages.get_by_role("heading", level=1).wait_for(timeout=90_000)
        page.wait_for_function("kept => caches.keys().then((all) => all.length > 0)")
    journey.work()
    assert journey.errors == []
