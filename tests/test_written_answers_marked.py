"""What a learner typed into a box is what a tutor reads in formgrader and the learner on the feedback page."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook

from support.marked_courses import mark
from support.notebook_page import open_notebook
from support.specimen_course import NAME, specimen_course
from support.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

TYPED = "1. *Listen* & say <b>sorry</b>.\n# $x$ is `y`_z_ 😀\n- https://a_b.co/c_d\n\n1) [end](x) &amp; ~~so~~"


def lines_of(page: Page) -> list[str]:
    """Return the lines that a page shows, without what stands between paragraphs."""
    return [line for line in page.locator("body").inner_text().split("\n") if line.strip()]


def test_what_was_typed_is_what_is_read_when_it_is_marked(
    page: Page, jupyter_lab: Callable[..., Lab], specimen_lab: Lab, work: Path, tmp_path: Path
) -> None:
    course = specimen_course(tmp_path / "course")
    open_notebook(page, specimen_lab, work / f"{NAME}.ipynb")
    write(page, "records", TYPED)
    handed_in = course.notebook("submitted", "ann").parent
    shutil.copytree(work, handed_in)
    mark(course, "--feedback")
    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        [submission] = gradebook.notebook_submissions(NAME, NAME)
        place = f"/formgrader/submissions/{submission.id}/"
    expected = [line for line in TYPED.split("\n") if line]
    page.goto(jupyter_lab(course.folder, learner=False).at(place))
    page.get_by_text("Listen").first.wait_for()
    in_formgrader = lines_of(page)
    page.goto(course.notebook("feedback", "ann").with_suffix(".html").as_uri())
    for shown in (in_formgrader, lines_of(page)):
        start = shown.index(expected[0])
        assert shown[start : start + len(expected)] == expected
