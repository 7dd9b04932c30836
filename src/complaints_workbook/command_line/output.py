"""What commands print is readable wherever it goes: on an old console, in a file, in a pipe that closes."""

from __future__ import annotations

import codecs
import errno
import io
import sys
import unicodedata
from typing import Any, TextIO

_IN_PLAIN_SIGNS = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\N{MINUS SIGN}": "-", "…": "...", "×": "x", "÷": "/",
    "£": "GBP ", "€": "EUR ", "→": "->", "✓": "+", "•": "*", "½": "1/2",
}  # fmt: skip
_PLAIN = "complaints_workbook.plain"
_CLOSED = {errno.EPIPE, errno.EINVAL}
"""What systems say of a pipe whose reader has gone; Windows says the second."""


def plain(text: str) -> str:
    """Return a text in signs that every console has.

    Examples
    --------
    >>> plain("Zoë’s – £5 名")
    "Zoe's - GBP 5 ?"
    """
    return "".join(sign if sign.isascii() else _IN_PLAIN_SIGNS.get(sign) or _without_accents(sign) for sign in text)


def _without_accents(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii") or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


class _Enduring(io.RawIOBase):
    """A file that takes what it is given even when nobody reads it any more, so that the work goes on."""

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw = raw

    def writable(self) -> bool:
        return True

    def write(self, content: Any, /) -> int:
        try:
            return self._raw.write(content) or 0
        except OSError as error:
            if error.errno not in _CLOSED:
                raise
            return len(memoryview(content))

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()


def make_output_endure() -> None:
    """Let what is printed from now on fit what it is printed to, and let a closed pipe stop nothing."""
    codecs.register_error(_PLAIN, _replace)
    sys.stdout, sys.stderr = _enduring(sys.stdout), _enduring(sys.stderr)


def _enduring(stream: TextIO) -> TextIO:
    buffer = getattr(stream, "buffer", None)
    # Where Python is told to hold nothing back, there is no buffer between.
    raw = getattr(buffer, "raw", buffer)
    if not isinstance(raw, io.RawIOBase) or isinstance(raw, _Enduring):
        return stream  # a test's, or none at all
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Enduring(raw)),
        encoding=stream.encoding,
        errors=_PLAIN,
        line_buffering=bool(stream.line_buffering) or raw is buffer,
    )
