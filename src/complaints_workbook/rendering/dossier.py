"""A dossier as a page: each document looks like the letter or call that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.content.cases import Channel
from complaints_workbook.rendering.fill import fill

if TYPE_CHECKING:
    from complaints_workbook.content.cases import Case

KINDS = {
    "letter": "Letter",
    "email": "Email",
    "social": "Social media post",
    "note": "Note",
    "log": "Log made by the system",
    "chat": "Web chat",
    "call": "Phone call",
    "counter": "At the counter",
    "face-to-face": "Face to face",
}
_CHANNELS = {
    Channel.LETTER: "by letter",
    Channel.EMAIL: "by email",
    Channel.CHAT: "by web chat",
    Channel.CALL: "by phone",
    Channel.SOCIAL: "on social media",
    Channel.COUNTER: "at the counter",
    Channel.FACE_TO_FACE: "face to face",
}


def dossier_html(case: Case, organisation_name: str, *, costs: bool = False) -> str:
    """Return a dossier as HTML.

    Parameters
    ----------
    case : Case
        The dossier.
    organisation_name : str
        Whose customer it is.
    costs : bool, optional
        Whether to show finance notes.
    """
    return fill(
        "dossier",
        case=case,
        organisation=organisation_name,
        costs=costs,
        kinds=KINDS,
        channels=_CHANNELS,
    )
