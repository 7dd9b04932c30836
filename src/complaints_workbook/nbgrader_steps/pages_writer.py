"""The step of nbgrader's `generate_assignment` that writes what learners' kernels need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import NbGraderPreprocessor

from complaints_workbook.content.datasets import shared_datasets
from complaints_workbook.file_names import ASSIGNMENT, PAGES
from complaints_workbook.pages.release_text import release_text

if TYPE_CHECKING:
    from nbformat import NotebookNode


class WritePages(NbGraderPreprocessor):  # type: ignore[misc]
    """Put ``pages.json`` beside the notebook that is written; the notebook stays as it is."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook, and the pages among the files that nbconvert writes with it.

        A tutor's own assignment, which is none of the workbook's, has none.
        """
        folder = Path(resources["metadata"]["path"]).resolve()
        if (folder / ASSIGNMENT).is_file():
            resources.setdefault("outputs", {})[PAGES] = release_text(folder, shared_datasets()).encode()
        return nb, resources
