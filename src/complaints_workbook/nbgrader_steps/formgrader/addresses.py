"""Which page stands at which address of formgrader's; nbgrader's own addresses are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tornado.web import StaticFileHandler

from complaints_workbook.nbgrader_steps.formgrader import (
    assignment_pages,
    learner_pages,
    marking_page,
    unopened,
    work_pages,
)

_STATIC = Path(__file__).parent / "static"

STEPS: list[tuple[Any, ...]] = [
    (r"/formgrader/api/workbook/unanswered/([^/]+)/([^/]+)/?", unopened.CountAsUnanswered),
]
"""Addresses of steps that nbgrader's API does not have."""

PAGES: list[tuple[Any, ...]] = [
    (r"/formgrader/?", assignment_pages.Start),
    (r"/formgrader/workbook/(.*)", StaticFileHandler, {"path": str(_STATIC)}),
    (r"/formgrader/manage_assignments/?", assignment_pages.Assignments),
    (r"/formgrader/manage_submissions/([^/]+)/?", assignment_pages.Submissions),
    (r"/formgrader/gradebook/?", assignment_pages.ToMark),
    (r"/formgrader/gradebook/([^/]+)/?", assignment_pages.Notebooks),
    (r"/formgrader/gradebook/([^/]+)/([^/]+)/?", assignment_pages.NotebookSubmissions),
    (r"/formgrader/manage_students/?", learner_pages.Learners),
    (r"/formgrader/manage_students/([^/]+)/?", learner_pages.OneLearner),
    (r"/formgrader/manage_students/([^/]+)/([^/]+)/?", learner_pages.LearnersSubmission),
    (r"/formgrader/handed_in/([^/]+)/?", work_pages.HandedInById),
    (r"/formgrader/handed_in/([^/]+)/([^/]+)/?", work_pages.HandedIn),
    (r"/formgrader/submissions/([^/]+)", marking_page.WithSlash),
    (r"/formgrader/submissions/([^/]+)/", marking_page.Marking),
    (r"/formgrader/submissions/([^/]+)/(next_incorrect|prev_incorrect|next|prev)/?", marking_page.Another),
    (r"/formgrader/submissions/([^/]+)/(.+)", work_pages.Pictures),
    (r"/formgrader/.*", assignment_pages.NotThere),
]
"""Patterns of addresses, each with its handler and what that needs to know."""
