"""A picture that a learner pasted is shown if it is one, and nothing else passes for one."""

from __future__ import annotations

import struct
import time
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.marking.handed_in.handed_notebook import HandedCell
from complaints_workbook.marking.handed_in.pasted import MOST, Album
from complaints_workbook.marking.handed_in.pictures import MOST_BYTES, checked
from complaints_workbook.marking.handed_in.sanitise import safe_html
from hostile.submission import base64_png

if TYPE_CHECKING:
    from playwright.sync_api import Page

PNG = b64decode(base64_png(3, 2))
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
WEBP = b64decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
MARKUP = b"<script>hit</script>"

_DRAW = """async (kind) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [30, 20];
  canvas.getContext("2d").fillRect(5, 5, 10, 10);
  return canvas.toDataURL(kind);
}"""
_SIZE = """async (address) => {
  const shown = new Image();
  shown.src = address;
  await shown.decode();
  return [shown.naturalWidth, shown.naturalHeight];
}"""


def address(content: bytes) -> str:
    picture = checked(content)
    assert picture is not None
    return f"data:{picture.kind};base64,{b64encode(picture.content).decode()}"


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_browsers_own_pictures_are_shown_as_before(page: Page, kind: str) -> None:
    drawn = page.evaluate(_DRAW, f"image/{kind}")
    assert drawn.startswith(f"data:image/{kind};")
    kept = address(b64decode(drawn.partition(",")[2]) + MARKUP)
    assert kept.startswith(f"data:image/{kind};")
    assert page.evaluate(_SIZE, kept) == [30, 20]


def test_a_gif_and_a_small_webp_are_shown(page: Page) -> None:
    assert page.evaluate(_SIZE, address(GIF)) == [1, 1]
    assert page.evaluate(_SIZE, address(WEBP)) == [1, 1]


@pytest.mark.parametrize("content", [PNG, GIF, WEBP], ids=["png", "gif", "webp"])
def test_what_follows_a_picture_and_what_is_only_its_beginning_is_left_out(content: bytes) -> None:
    whole = checked(content + MARKUP)
    assert whole is not None
    assert whole.content == content
    for length in range(len(content)):
        assert checked(content[:length]) is None


def test_what_a_program_wrote_into_a_picture_is_left_out() -> None:
    from zlib import crc32

    text = b"tEXt" + b"Comment\0" + MARKUP
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", crc32(text))
    assert checked(PNG[:33] + chunk + PNG[33:]) == checked(PNG)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        MARKUP,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='hit'/>",
        b"\x89PNG\r\n\x1a\n" + MARKUP,
        b"GIF89a" + MARKUP * 9,
        b"\xff\xd8\xff\xe0" + MARKUP * 9,
        b"RIFF\x10\0\0\0WEBP" + MARKUP,
        b64decode(base64_png(60_000, 60_000)),
        b64decode(base64_png(0, 5)),
        PNG[:-8] + b"\0" * 8,
        PNG + b"\0" * MOST_BYTES,
    ],
    ids=["nothing", "markup", "svg", "png", "gif", "jpeg", "webp", "huge", "flat", "torn", "large"],
)
def test_what_is_no_picture_or_too_large_is_refused(content: bytes) -> None:
    assert checked(content) is None


@pytest.mark.parametrize(
    "source",
    [
        "![the log](attachment:a%20b.png)",
        "![the log](<attachment:a b.png>)",
        '<img src="attachment:a%20b.png" width="400">',
        "![the log][log]\n\n[log]: attachment:a%20b.png",
        "It is below.",
    ],
)
def test_an_attached_picture_is_shown_however_it_is_referred_to(source: str) -> None:
    given = b'{"a b.png": {"image/png": "%s"}}' % base64_png(3, 2).encode()
    pasted = Album().take(HandedCell("markdown", source, "written", attachments=given))
    html = safe_html(pasted.text, pasted.pictures)
    assert html.count(f'<img src="data:image/png;base64,{base64_png(3, 2)}"') == 1


@pytest.mark.parametrize("source", ["Look: ![x](PLACE)", '<img src="PLACE">', "[x]: PLACE\n\n![x][x]"])
def test_a_picture_in_the_text_itself_is_shown(source: str) -> None:
    source = source.replace("PLACE", f"data:image/png;base64,{base64_png(3, 2)}")
    pasted = Album().take(HandedCell("markdown", source, "written"))
    assert safe_html(pasted.text, pasted.pictures).count("<img src=") == 1


def test_no_more_pictures_are_shown_than_can_be_looked_at() -> None:
    album, source = Album(), f"![x](data:image/png;base64,{base64_png(3, 2)})" * 5
    taken = [album.take(HandedCell("markdown", source, None)) for _ in range(6)]
    assert sum(len(pasted.pictures) for pasted in taken) == MOST
    assert sum(pasted.refused for pasted in taken) == 30 - MOST


@pytest.mark.parametrize(
    "block",
    [
        "<img/" + "/src=attachment:" * 30 + "a" * 840,
        "<img " * 200,
        "<img src" + " " * 990,
        "<img src=" + " " * 990,
        "<img src=attachment:" + "a" * 980 + " ",
        "<img " + "src=attachment:" * 65,
        "src=attachment:" * 66,
        "data:image/" * 90,
        "data:image/png;base64," + "A" * 970,
        "data:image/png;base64,A" * 40,
    ],
)
@pytest.mark.parametrize("beginning", ["", "<img "])
def test_pictures_are_found_in_a_time_that_grows_with_the_text_and_no_faster(block: str, beginning: str) -> None:
    text = f"{beginning}attachment: {block * 4_000}"
    start = time.process_time()
    Album().take(HandedCell("markdown", text, "written"))
    assert time.process_time() - start < 2
