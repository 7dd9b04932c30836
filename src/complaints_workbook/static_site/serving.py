"""``workbook site --serve``: show a site on this computer alone, as its own start files do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.errors import WorkbookError
from complaints_workbook.static_site.start import address, server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class ServingError(WorkbookError):
    """A site cannot be shown."""


def serve(site: Path, port: int, tell: Callable[[str], None]) -> None:
    """Serve a site until it is stopped.

    Raises
    ------
    ServingError
        If something else listens at the port.
    """
    try:
        serving = server(site, port)
    except OSError:
        msg = (
            f"Something else on this computer uses the address {address(port)}. If the site is open already, go on "
            "there; or name another number with --port. Answers stay with the address at which they were given."
        )
        raise ServingError(msg) from None
    with serving:
        tell(f"The workbook is at {address(port)} as long as this window is open.")
        tell("To stop, press Ctrl+C here. What you do is kept in your browser, for this address alone.")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            tell("Stopped.")
