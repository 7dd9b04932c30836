"""What a learner has chosen, in ``.workbook/study.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from complaints_workbook.saving.damage import DamagedError, NewerVersionError
from complaints_workbook.saving.documents import Codec, DocumentStore

if TYPE_CHECKING:
    from complaints_workbook.study.study import Study

NAME = "study.json"
VERSION = 1
LIMIT = 100_000


class Settings(msgspec.Struct, frozen=True):
    """A learner's choices.

    Attributes
    ----------
    unit : str
        The unit that they work towards, as their awarding body has it, such as ``ocr-62``; empty until it is chosen.
    holds_back : bool
        Whether best answers are held back until the second attempt.
    version : int
        Of the file's form.
    """

    unit: str = ""
    holds_back: bool = False
    version: int = VERSION


def parse(content: bytes) -> Settings:
    """Read the file's content; raises DamagedError, or NewerVersionError."""
    try:
        settings = msgspec.json.decode(content, type=Settings)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        msg = "is no file of settings"
        raise DamagedError(msg) from None
    if settings.version > VERSION:
        raise NewerVersionError(settings.version, "Your settings")
    return settings


def write(settings: Settings) -> str:
    """Return the file's text."""
    return msgspec.json.encode(settings).decode() + "\n"


CODEC = Codec(Settings(), parse, write, LIMIT)


def settings_of(study: Study) -> DocumentStore[Settings]:
    """Return the document of a learner's choices. Its folder is made."""
    study.hidden.mkdir(exist_ok=True)
    return DocumentStore(study.hidden / NAME, CODEC)
