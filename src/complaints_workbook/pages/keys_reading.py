"""Read the ``keys.json`` of a study edition: once, and again when it or the exercises have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.remembering import remembered
from complaints_workbook.pages.keys_format import DAMAGED, parse
from complaints_workbook.pages.reading import content_of, load_pages

if TYPE_CHECKING:
    from pathlib import Path

    from complaints_workbook.pages.keys_format import Keys

MISSING = "the best answers are not in this copy of the workbook; a tutor marks it."


@remembered(most=4)
def load_keys(path: Path, pages: Path) -> Keys:
    """Read the keys of the exercises in a pages file.

    Raises
    ------
    ContentError
        If either file is missing, cannot be read, or is not what the workbook wrote; or if they do not fit together.
    """
    return parse(path, content_of(path, MISSING, DAMAGED), load_pages(pages))
