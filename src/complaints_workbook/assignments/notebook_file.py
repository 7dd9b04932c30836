"""Read an author's notebook, and say what is wrong if it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.remembering import depend_on
from complaints_workbook.errors import ContentError, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook.

    Raises
    ------
    ContentError
        If it is missing or is not a notebook.
    """
    import nbformat

    depend_on(path)
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ContentError(Fault(path, "", "the notebook is missing; put it back.")) from None
    except (ValueError, AttributeError, nbformat.ValidationError, nbformat.reader.NotJSONError) as error:
        reason = str(error).partition("\n")[0][:120]
        message = f"the file is not a notebook ({reason}); restore an earlier copy."
        raise ContentError(Fault(path, "", message)) from None
    return notebook
