"""The page that a learner sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.content.syllabus import UnknownCodeError, load_syllabus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from complaints_workbook.pages.page import Listing

KEYS = (
    "This copy of the workbook holds the best answers too, in its folder source. "
    "So it is for practice, and cannot be used as a test."
)

_PAGE = """\
# Complaints workbook

This workbook helps you prepare for your Level 3 units about customers’ complaints and problems.
You read, try things out, answer questions about customers’ cases, and write in your own words.
You do not need to know anything about computers beyond using a web page.

## Your {notebooks}

{links}

## How to work

1. **Open a notebook.** Click its name above.
2. **Wait for the exercises.** They appear by themselves after a few seconds, with your earlier answers.
   If none has appeared, choose **Run** in the menu at the top, then **Run All Cells**.
3. **Answer.** Your answers to exercises are saved by themselves. Each exercise says when it saved.
4. **Write.** Some questions want a written answer. Click the answer once and press **Enter**.
   Type your answer. Then hold **Shift** and press **Enter**.
5. **Stop whenever you like.** Close the browser tab.

If an exercise stops responding, choose **Run**, then **Restart Kernel and Run All Cells…**. You lose no answers.

The list button at the far left shows the contents of the notebook. Click a heading there to go to it.
A table at the end of the notebook shows what you have answered, and leads you to each exercise.

To see what you have not answered yet, press **Validate** above the notebook.
To print all your answers, or to keep them as a PDF, choose **Print my answers** at the end of the notebook.

## Coming back another day

- **On your own computer**, start the workbook as you did the first time, in the same folder.
  Your answers come back. A bookmark of this page does not work, because its address changes.
- **On your college’s server**, sign in and open your folder.
- **On Binder**, nothing is kept. Print your answers before you close the page.

## What your marks mean

- The marks show you what you know already and what to read again. They are practice.
- Simulation is not evidence. Nothing that you do in this workbook is evidence for your unit.
- Only an assessor decides that you have met a criterion. The decision rests on evidence from your own work.
{keys}
Each section ends with an idea for evidence that you can collect at work.
"""


def start_page(assignments: Mapping[Path, Listing | None], *, holds_keys: bool = False) -> str:
    """Return the start page as markdown.

    Parameters
    ----------
    assignments : mapping of Path to Listing or None
        The learner's notebooks, by their paths from this page. Those that say nothing of themselves come last.
    holds_keys : bool
        Whether the best answers are where the learner can find them.
    """
    listed = sorted(assignments.items(), key=lambda pair: (pair[1] is None, pair[1].order if pair[1] else 0, pair[0]))
    links = [_link(name, listing) for name, listing in listed]
    notebooks = "notebook" if len(links) == 1 else "notebooks"
    return _PAGE.format(notebooks=notebooks, links="\n".join(links), keys=f"- {KEYS}\n" if holds_keys else "")


def _link(notebook: Path, listing: Listing | None) -> str:
    link = f"- [{listing.title if listing else notebook.stem}]({quote(notebook.as_posix())})"
    if listing is None or listing.outcome is None:
        return link
    try:
        outcome = load_syllabus().outcome(listing.outcome)
    except UnknownCodeError:
        return link
    first, last = outcome.criteria[0].number, outcome.criteria[-1].number
    return f"{link}: {outcome.statement}. Criteria {first} to {last}, about an hour for each."
