"""Put a learner's documents into one file. Pure: the same documents at the same time give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.saving.zips import zipped
from complaints_workbook.study.keeping.file_format import MANIFEST, VERSION, Manifest, name_in_zip, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from complaints_workbook.study.keeping.file_format import Holding

Documents = dict[tuple[str, str], bytes]
"""The content of each document, by its assignment and its name; of those that belong to none, by an empty one."""


def packed(
    documents: Mapping[tuple[str, str], bytes], holds: tuple[Holding, ...], version: str, now: datetime
) -> bytes:
    """Return a zip of documents.

    Parameters
    ----------
    documents : mapping
        As `Documents`.
    holds : tuple of Holding
        What the manifest tells of them.
    version : str
        Of the workbook.
    now : datetime
        When it is made, in UTC; a zip knows no year before 1980.
    """
    files = {name_in_zip(*place): content for place, content in sorted(documents.items())}
    manifest = Manifest(VERSION, version, now.isoformat(timespec="seconds"), holds, tuple(files))
    return zipped({MANIFEST: write(manifest)} | files, now)
