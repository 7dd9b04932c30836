"""A learner's way without a tutor, by keyboard: from the start page to their marks, and with one file elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from complaints_workbook.own_work.notebook import read_notebook
from complaints_workbook.own_work.written import written_questions
from support.assignments import COMPLAINTS_LO1
from support.learners import exercise, radio
from support.writing import wait_until_on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, FrameLocator, Locator, Page

FIRST = COMPLAINTS_LO1
NAME, OTHER = list(FIRST.pages.exercises)[:2]
"""Two exercises of the first section, of which each question has one answer."""
QUESTION = written_questions(read_notebook(FIRST.release / FIRST.notebook_name))[0].title
WORDS = "I would listen to her first. Then I would say what happens next, and when."


@dataclass
class Journey:
    """A learner on their way.

    Attributes
    ----------
    page : Page
        What they look at.
    file : Path
        Where their work is downloaded to.
    in_frame : bool
        Whether the workbook's own pages stand in JupyterLab's window, as on a site without a server.
    before : str
        What the start page said of it then.
    errors : list of str
        What the browser's console has told of.
    """

    page: Page
    file: Path
    in_frame: bool = False
    before: str = ""
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to the console."""

        def note(told: ConsoleMessage) -> None:
            if told.type == "error":
                self.errors.append(told.text)

        self.page.on("console", note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def work(self) -> None:
        """From the start page: choose a unit, answer, mark, improve, write, mark again, and download."""
        page, pages = self.page, self.pages
        pages.get_by_role("radio", name="OCR unit 62").press("Space")
        pages.get_by_role("button", name="Choose this unit").press("Enter")
        pages.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()
        pages.get_by_role("link", name="Start outcome 1").press("Enter")
        self._answer(NAME, FIRST.wrong)
        self._to_start_page()
        expect(pages.locator(".sections li").first).to_contain_text("In progress")
        assert self._mark().startswith("All sections: 0 of ")

        self._to_start_page()
        pages.get_by_role("link", name="Go on where you were").press("Enter")
        self._answer(NAME, FIRST.right)
        self._answer(OTHER, FIRST.right)
        self._box.focus()
        page.keyboard.type(WORDS)
        wait_until_on_disk(self._box)
        self._to_start_page()
        points = sum(FIRST.assignment.exercises[name].points for name in (NAME, OTHER))
        assert self._mark().startswith(f"All sections: {points:g} of ")
        self._to_start_page()
        self.before = self._done
        pages.get_by_role("link", name="Download or restore my work").press("Enter")
        with page.expect_download() as downloading:
            pages.get_by_role("link", name="Download my work").press("Enter")
        downloading.value.save_as(self.file)

    def come_back(self) -> None:
        """Where nothing is yet, and no unit is chosen: restore, and find everything."""
        page, pages = self.page, self.pages
        pages.get_by_role("link", name="Restore my work").press("Enter")
        pages.get_by_label("The file with your work").set_input_files(self.file)
        pages.get_by_role("button", name="Restore my work").press("Enter")
        pages.get_by_role("heading", name="Your work is restored").wait_for()
        self._to_start_page()
        assert self._done == self.before
        pages.get_by_role("link", name="Mark my work").first.press("Enter")
        expect(pages.locator("tbody tr")).to_have_count(2)
        self._to_start_page()
        pages.get_by_role("link", name="Go on where you were").press("Enter")
        expect(self._box).to_have_value(WORDS, timeout=90_000)
        choice = radio(page, NAME, *next(iter(FIRST.right[NAME].items())))
        expect(choice).to_be_checked(timeout=90_000)

    @property
    def pages(self) -> Page | FrameLocator:
        """Where the workbook's own pages are."""
        return self.page.frame_locator("iframe.cw-page").first if self.in_frame else self.page

    @property
    def _box(self) -> Locator:
        """The box for the first written answer; the notebook's heading begins its question with a small letter."""
        return self.page.get_by_role("textbox", name=QUESTION)

    @property
    def _done(self) -> str:
        return self.pages.locator(".meter").first.inner_text().strip()

    def _answer(self, name: str, answers: dict[str, dict[str, str]]) -> None:
        """Answer an exercise, from the notebook."""
        page = self.page
        exercise(page, name).wait_for(timeout=90_000)
        back = exercise(page, name).get_by_role("button", name="Previous")
        while back.is_visible() and back.is_enabled():  # the notebook may have stayed open, at the last question
            back.press("Enter")
        for asked, value in answers[name].items():
            choice = radio(page, name, asked, value)
            while not choice.is_visible():
                exercise(page, name).get_by_role("button", name="Next").press("Enter")
            choice.press("Space")
        expect(exercise(page, name)).to_contain_text("Saved at")

    def _to_start_page(self) -> None:
        page, pages = self.page, self.pages
        start = page.get_by_role("link", name="Start page")
        (start if self.in_frame else start.or_(page.get_by_role("link", name="Complaints workbook")).first).press(
            "Enter"
        )
        if self.in_frame:  # the page before may be one of these too
            pages.get_by_role("heading", name="Resolve customers’ complaints", exact=True).wait_for()
        pages.locator(".sections").first.wait_for()

    def _mark(self) -> str:
        """Mark all that there is, and return what the feedback opens with."""
        pages = self.pages
        pages.get_by_role("link", name="Mark my work").first.press("Enter")
        pages.get_by_role("button", name="Mark my work").press("Enter")
        heading = pages.get_by_role("heading", level=1, name="All sections")
        heading.wait_for()
        return heading.inner_text()
