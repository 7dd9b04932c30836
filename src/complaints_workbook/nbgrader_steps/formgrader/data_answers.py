"""What nbgrader's server extensions answer as data is no page, even where a browser opens it as one.

nbgrader sends its JSON as HTML, with names of folders in it and words of the address. A
link to it would run script in them.
"""

from __future__ import annotations

from jupyter_server.base.handlers import JupyterHandler
from nbgrader.server_extensions.assignment_list import handlers as assignment_list
from nbgrader.server_extensions.course_list import handlers as course_list
from nbgrader.server_extensions.formgrader import apihandlers
from nbgrader.server_extensions.validate_assignment import handlers as validate_assignment


def send_data_as_data() -> None:
    """Let every handler of nbgrader's that answers JSON say so."""
    for module in (apihandlers, assignment_list, course_list, validate_assignment):
        for _, handler in module.default_handlers:
            handler.set_default_headers = say_what_it_is


def say_what_it_is(handler: JupyterHandler) -> None:
    """Set the headers of an answer that is data, so that no browser runs what stands in it."""
    JupyterHandler.set_default_headers(handler)
    handler.set_header("Content-Type", "application/json")
    handler.set_header("X-Content-Type-Options", "nosniff")
    handler.set_header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
