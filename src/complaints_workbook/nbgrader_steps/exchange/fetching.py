"""Fetch, by nbgrader's command or its assignment list: a newer version comes with the learner's answers in it.

nbgrader fetches what was never fetched, and of everything else only files that are missing. Its
list does not offer a newer version.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeFetchAssignment, ExchangeList

from complaints_workbook.study.giving.homes import find_homes
from complaints_workbook.study.giving.working_folder import NOTEBOOK, bring_up_to_date, has_newer, released_files


class FetchNewest(ExchangeFetchAssignment):  # type: ignore[misc]
    """nbgrader's fetching, which brings a copy that is there up to date; nothing of the learner's is lost."""

    def init_dest(self) -> None:
        """Let there be a copy already."""
        self.replace_missing_files = True
        super().init_dest()

    def copy_files(self) -> None:
        """Give what is missing or newer, and say what was done with the learner's own."""
        source, folder = Path(self.src_path), Path(self.dest_path).parent
        today = datetime.now().astimezone().date()
        homes = find_homes(folder, {source.name: (source / source.name).with_suffix(NOTEBOOK)})
        try:
            changes = bring_up_to_date(folder, _given(source), today, homes)
        except OSError as error:
            self.fail(f"{source.name} cannot be fetched into {folder}: {error.strerror or error}.")
        for line in changes.told:
            self.log.warning(line)
        self.log.info("Fetched as: %s %s", self.coursedir.course_id, source.name)


class ListNewest(ExchangeList):  # type: ignore[misc]
    """nbgrader's list, which offers to fetch what has a newer version."""

    def parse_assignments(self) -> list[dict[str, Any]]:
        """Return what nbgrader lists; what was fetched, and is newer in the exchange, as released."""
        assignments: list[dict[str, Any]] = super().parse_assignments()
        for about in assignments:
            if about["status"] == "fetched":
                released = Path(self.root, about["course_id"], "outbound", about["assignment_id"])
                if has_newer(Path(about["path"]).parent, _given(released)):
                    about |= {"status": "released", "path": str(released)}
        return assignments


def _given(source: Path) -> dict[Path, bytes]:
    """Return an assignment's files in the exchange, by their places in a learner's folder."""
    return {Path(source.name, place): content for place, content in released_files(source).items()}
