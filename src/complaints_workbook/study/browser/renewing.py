"""A site's newer notebooks. A notebook that a learner has saved hides the one that the site has; so it is renewed."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from complaints_workbook.study.giving.working_folder import bring_up_to_date, fingerprints_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from complaints_workbook.study.giving.working_folder import Changes

RELEASED = "released.json"
"""The fingerprint of each notebook that the site has, by its path; it stands beside this module."""


def renew_here(folder: Path, base: str) -> Changes | None:
    """Renew a learner's notebooks in the browser, as `renew`; `base` is the address of the site's root."""
    from pyodide.http import open_url  # type: ignore[import-not-found]  # the browser's Python has it

    released = json.loads((Path(__file__).parent / RELEASED).read_text(encoding="utf-8"))
    return renew(folder, released, lambda path: open_url(f"{base}files/{quote(path)}").read().encode())


def renew(folder: Path, released: Mapping[str, str], fetch: Callable[[str], bytes]) -> Changes | None:
    """Give each notebook that has changed since the learner's last visit; what they wrote is carried along.

    Parameters
    ----------
    folder : Path
        The learner's.
    released : mapping of str to str
        As ``released.json``.
    fetch : callable
        Returns a released notebook, by its path.

    Returns
    -------
    Changes or None
        None where nothing has changed.
    """
    known = fingerprints_in(folder)
    newer = [path for path, fingerprint in released.items() if known.get(path) != fingerprint]
    if not newer:
        return None
    given = {Path(path): fetch(path) for path in newer}
    return bring_up_to_date(folder, given, datetime.now().astimezone().date())
