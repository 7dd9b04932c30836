"""Check a picture by its own content, piece by piece, and keep only what shows it. Pure.

No picture is decoded here. A browser decodes it later, as a picture and nothing else;
so it must be one that a browser knows, whole, and not so large that showing it takes
the tutor's memory. What follows its end, and what a program wrote into it beside the
picture, is left out.
"""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

MOST_BYTES = 3_000_000
"""Of one picture."""

MOST_PIXELS = 40_000_000
"""Of one picture; a browser takes four bytes for each."""

_PNG, _JPEG, _GIFS = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", (b"GIF87a", b"GIF89a")
_PNG_KEEPS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
_JPEG_SIZES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_DROPS = set(range(0xE3, 0xEE)) | {0xEF, 0xFE}
"""What programs add. The way up (in Exif), colours and their profile stay."""
_JPEG_SCAN = 0xDA
_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP", b"EXIF", b"XMP "}


class Picture(NamedTuple):
    """A picture's media type and content."""

    kind: str
    content: bytes


class _NoPictureError(ValueError):
    """It is none, or not whole."""


def kind_of(content: bytes) -> str | None:
    """Return the media type of a picture by its first bytes; None of anything else, and of drawings in SVG."""
    if content.startswith(_PNG):
        return "image/png"
    if content.startswith(_JPEG):
        return "image/jpeg"
    if content.startswith(_GIFS):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def checked(content: bytes) -> Picture | None:
    """Return a PNG, JPEG, GIF or WebP picture without what does not show it; None if it is none, or too large."""
    kind = kind_of(content)
    if kind is None or len(content) > MOST_BYTES:
        return None
    try:
        return Picture(kind, _KEEP[kind](content))
    except (_NoPictureError, struct.error, IndexError):
        return None


def _check_size(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise _NoPictureError


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    kinds: list[bytes] = []
    while not kinds or kinds[-1] != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        whole = content[at : at + 12 + length]
        if zlib.crc32(whole[4:-4]) != struct.unpack_from(">I", whole, 8 + length)[0]:
            raise _NoPictureError
        kinds.append(kind)
        if kind in _PNG_KEEPS:
            kept.append(whole)
        at += len(whole)
    if kinds[0] != b"IHDR" or kinds.count(b"IHDR") > 1 or b"IDAT" not in kinds:
        raise _NoPictureError
    _check_size(*struct.unpack_from(">II", content, 16))
    return b"".join(kept)


def _jpeg(content: bytes) -> bytes:
    kept, at, sized = [content[:2]], 2, False
    while True:
        sign, kind, length = struct.unpack_from(">BBH", content, at)
        if sign != 0xFF or kind < 0xC0 or length < 2:  # noqa: PLR2004 - of the format
            raise _NoPictureError
        if kind == _JPEG_SCAN:
            break
        if kind in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            _check_size(width, height)
            sized = True
        if kind not in _JPEG_DROPS:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    end = content.rfind(b"\xff\xd9", at)
    if not sized or end < 0:
        raise _NoPictureError
    return b"".join([*kept, content[at : end + 2]])


def _gif(content: bytes) -> bytes:
    width, height, flags = struct.unpack_from("<HHB", content, 6)
    _check_size(width, height)
    at, frames = 13 + _gif_colours(flags), 0
    while (sign := content[at]) != 0x3B:  # noqa: PLR2004 - its end
        if sign == 0x2C:  # noqa: PLR2004 - a frame
            left, top, wide, high, flags = struct.unpack_from("<HHHHB", content, at + 1)
            _check_size(left + wide, top + high)
            at = _gif_blocks(content, at + 11 + _gif_colours(flags))
            frames += 1
        elif sign == 0x21:  # noqa: PLR2004 - an extension
            at = _gif_blocks(content, at + 2)
        else:
            raise _NoPictureError
    if not frames:
        raise _NoPictureError
    return content[: at + 1]


def _gif_colours(flags: int) -> int:
    """Return the bytes of a table of colours."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _gif_blocks(content: bytes, at: int) -> int:
    """Return where a row of blocks ends."""
    while length := content[at]:
        at += 1 + length
    return at + 1


def _webp(content: bytes) -> bytes:
    end = 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content):
        raise _NoPictureError
    at, sized = 12, False
    while at < end:
        kind, length = struct.unpack_from("<4sI", content, at)
        if kind not in _WEBP_PARTS:
            raise _NoPictureError
        if size := _webp_size(kind, content[at + 8 : at + 18]):
            _check_size(*size)
            sized = True
        at += 8 + length + length % 2
    if not sized or at != end:
        raise _NoPictureError
    return content[:end]


def _webp_size(kind: bytes, start: bytes) -> tuple[int, int] | None:
    if kind == b"VP8X":
        return (1 + int.from_bytes(start[4:7], "little"), 1 + int.from_bytes(start[7:10], "little"))
    if kind == b"VP8L" and start[:1] == b"\x2f":
        bits = int.from_bytes(start[1:5], "little")
        return (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 " and start[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", start, 6)
        return (width & 0x3FFF, height & 0x3FFF)
    return None


_KEEP = {"image/png": _png, "image/jpeg": _jpeg, "image/gif": _gif, "image/webp": _webp}
"""What keeps of each kind what shows it."""
