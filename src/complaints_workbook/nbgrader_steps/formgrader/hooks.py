"""Put our pages where nbgrader's server extensions have theirs.

nbgrader has no setting for its pages. It reads ``nbgrader_config.py`` before it makes them, though.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from nbgrader.server_extensions.validate_assignment.handlers import ValidateAssignmentHandler

from complaints_workbook.nbgrader_steps.formgrader.data_answers import send_data_as_data
from complaints_workbook.nbgrader_steps.safe_kernels import start_safely

if TYPE_CHECKING:
    from tornado.web import Application

_validate = ValidateAssignmentHandler.validate_notebook

NOT_VALIDATED = (
    "This notebook was handed in by a learner. Validating would run what it holds, so that is not done. "
    "Formgrader shows what was handed in, and marks it without running anything."
)


def make_formgrader_ours() -> None:
    """Let nbgrader's server extensions show our pages, and run nothing that was handed in."""
    FormgradeExtension.init_handlers = _add_handlers
    ValidateAssignmentHandler.validate_notebook = _validate_what_is_the_tutors
    send_data_as_data()


def _add_handlers(_formgrader: FormgradeExtension, webapp: Application) -> None:
    # Only a server needs the pages; every nbgrader command reads the settings that lead here.
    from complaints_workbook.nbgrader_steps.formgrader.addresses import PAGES, STEPS

    if "kernel_manager" in webapp.settings:
        start_safely(webapp.settings["kernel_manager"])
    base = webapp.settings["base_url"]
    # The first that fits an address answers it, and the last of the pages fits them all.
    handlers = [*apihandlers.default_handlers, *STEPS, *PAGES]
    webapp.add_handlers(".*$", [(url_path_join(base, pattern.lstrip("/")), *handler) for pattern, *handler in handlers])


def _validate_what_is_the_tutors(self: Any, path: str) -> dict[str, Any]:
    """Validate a notebook unless a learner handed it in: nbgrader validates by running."""
    formgrader = self.settings.get("nbgrader_formgrader")
    if formgrader is not None:
        directory = formgrader.coursedir
        handed_in = Path(directory.root, directory.submitted_directory).resolve()
        if Path(self.root_dir, path).resolve().is_relative_to(handed_in):
            return {"success": False, "value": NOT_VALIDATED}
    result: dict[str, Any] = _validate(self, path)
    return result
