"""What may be wrong with a document that is read."""

from __future__ import annotations

from complaints_workbook.errors import WorkbookError


class DamagedError(WorkbookError):
    """A file does not hold what the workbook writes there; the message, if any, follows the file's name."""


class NewerVersionError(WorkbookError):
    """A file was written by a later version of the workbook.

    Parameters
    ----------
    version : object
        The version that it says it is of.
    what : str
        What it holds, as its reader knows it, such as "Your saved answers".
    """

    def __init__(self, version: object, what: str) -> None:
        self.version = version
        super().__init__(
            f"{what} come from a newer version of the workbook ({version}). Update the workbook to open them."
        )
