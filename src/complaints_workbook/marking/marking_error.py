"""What stops marking as a whole; what is wrong with one submission is told of that one, and the others go on."""

from complaints_workbook.errors import WorkbookError


class MarkingError(WorkbookError):
    """The work cannot go on; the message says why and what to do."""
