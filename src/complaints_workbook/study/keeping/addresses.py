"""The pages on which a learner downloads their work and restores it."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import WorkbookError
from complaints_workbook.marking.handed_in.safe_files import UnreadableError, read_file
from complaints_workbook.saving.atomic import write_whole
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.in_words import in_words
from complaints_workbook.study.keeping.comparing import compare
from complaints_workbook.study.keeping.file_format import MOST_BYTES
from complaints_workbook.study.keeping.opening import NoWorkError, opened
from complaints_workbook.study.keeping.pairs import Wish, moment
from complaints_workbook.study.keeping.restoring import repacked, restore
from complaints_workbook.study.keeping.work import work_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.study.keeping.opening import Brought
    from complaints_workbook.study.requests import Answer, Request, Routes
    from complaints_workbook.study.study import Study

_FIELD = "work"
_WAITING = "restoring.zip"
"""A file of which the learner has still to say what they want, among what the workbook keeps for itself."""


def _keeping(study: Study, request: Request, _named: Mapping[str, str], problem: str = "") -> Response:
    here = list(assignments_here(study.folder).values())
    status = 409 if problem else 200
    return page(request, "keeping/keeping.html", status=status, keeps=study.keeps, assignments=here, problem=problem)


def _download(study: Study, _request: Request, _named: Mapping[str, str]) -> Response:
    now = datetime.now(UTC)
    name = f"complaints-workbook-{now.astimezone():%Y-%m-%d}.zip"
    return Response(
        content_type="application/zip",
        body=work_here(study, now),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _restore(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Restore at once where nothing is answered here otherwise, or else ask."""
    now = datetime.now(UTC)
    content = request.files.get(_FIELD, b"")
    if not content:
        msg = "No file came. Choose the zip that “Download my work” gave you, and press Restore again."
        raise NoWorkError(msg)
    brought = opened(content)
    compared = [each for each in compare(brought, assignments_here(study.folder), now) if each.differing]
    if not compared:
        return _restored(study, request, brought, {}, now)
    waiting = repacked(brought, now)
    study.hidden.mkdir(parents=True, exist_ok=True)
    write_whole(study.hidden / _WAITING, waiting)
    values: dict[str, Any] = {"compared": compared, "file": _fingerprint(waiting), "left": brought.left}
    return page(request, "keeping/choose.html", made=moment(brought.manifest.made, now), **values)


def _choose(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Restore as the learner has chosen."""
    try:
        waiting = read_file(study.hidden / _WAITING, MOST_BYTES)
    except UnreadableError:
        waiting = b""
    if _fingerprint(waiting) != request.query.get("file"):
        msg = "The file is not here any more, so nothing was changed. Choose it again under “Restore my work”."
        raise NoWorkError(msg)
    wishes = {}
    for name, value in request.query.items():
        with suppress(ValueError):
            wishes[name.removeprefix("choice-")] = Wish(value)
    done = _restored(study, request, opened(waiting), wishes, datetime.now(UTC))
    (study.hidden / _WAITING).unlink(missing_ok=True)
    return done


def _restored(study: Study, request: Request, brought: Brought, wishes: Mapping[str, Wish], now: datetime) -> Response:
    return page(request, "keeping/restored.html", done=restore(study, brought, wishes, now))


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _or_say_why(restore: Answer) -> Answer:
    """Have a file that is refused told where another one can be chosen."""

    def answer(study: Study, request: Request, named: Mapping[str, str]) -> Response:
        try:
            return restore(study, request, named)
        except WorkbookError as error:
            return _keeping(study, request, named, in_words(error))

    return answer


ROUTES: Routes = {
    ("GET", "keeping"): _keeping,
    ("GET", "keeping/download"): _download,
    ("GET", "keeping/restore"): _keeping,
    ("POST", "keeping/restore"): _or_say_why(_restore),
    ("POST", "keeping/choose"): _or_say_why(_choose),
}
