"""What a learner wrote reads as they wrote it and can do no harm."""

from __future__ import annotations

import re

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.filters import markdown2html

from complaints_workbook.marking.handed_in.sanitise import safe_html


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "<p>plain</p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("*one* and **two**", "<p><em>one</em> and <strong>two</strong></p>"),
        ("- one\n- two", "<ul> <li>one</li> <li>two</li> </ul>"),
        ("£50 isn't “fair”", "<p>£50 isn't “fair”</p>"),
        ("one line\nand another\r\nand a third", "<p>one line<br> and another<br> and a third</p>"),
        ("~~not~~ this", "<p><del>not</del> this</p>"),
        ("```\nx = 1\n\ny < 2\n```", "<pre><code>x = 1&#10;&#10;y &lt; 2&#10;</code></pre>"),
    ],
)
def test_ordinary_text_survives(written: str, shown: str) -> None:
    assert safe_html(written) == shown


def test_tables_and_web_links_survive() -> None:
    html = safe_html("| a | b |\n|---|---|\n| 1 | [site](https://example.org) |")
    assert "<td>1</td>" in html
    assert 'href="https://example.org"' in html


def test_a_whole_cohorts_texts_leave_no_memory_behind() -> None:
    text = "I would *listen* first, and then say back what she told me.\n\n" * 8
    process = psutil.Process()
    for _ in range(500):
        safe_html(text)
    before = process.memory_info().rss
    for _ in range(4_000):
        safe_html(text)
    assert process.memory_info().rss - before < 4_000_000, "bytes; a thousand for each text"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x]( data:text/html;base64,PHNjcmlwdD4= )",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](https://example.org/pixel.png)",
    "<iframe src=//example.org></iframe>",
    "<form action=//example.org><input name=a></form>",
    "<style>body{display:none}</style>",
    "<a href='vbscript:x' style='position:fixed'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "`<img src=x onerror=alert(1)>`",
    "    <img src=x onerror=alert(1)>",
    r"\[x\](javascript:alert(1))",
    "<p>\n\n[x](javascript:alert(1))",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
HARMLESS = {
    "a", "p", "br", "hr", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol",
    "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def assert_harmless(html: str) -> None:
    for name, attributes in TAG.findall(html):
        assert name.lower() in HARMLESS, html
        assert not re.search(r"\bon\w+\s*=|style\s*=", attributes, re.IGNORECASE), html
        for target in re.findall(r"href=\"([^\"]*)\"", attributes):
            assert re.match(r"https?:|mailto:|#", target), html


@pytest.mark.parametrize("written", HOSTILE)
def test_hostile_text_is_harmless_also_after_formgraders_own_reader(written: str) -> None:
    html = safe_html(written)
    assert_harmless(html)
    assert_harmless(markdown2html(html))


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "\n\n", "\n", " ", "> ", "- ", "    ", "`", "```\n", "<", "$", "&lt;", "|", "\\"]),
        max_size=12,
    )
)
def test_any_mixture_of_hostile_pieces_is_harmless(pieces: list[str]) -> None:
    html = safe_html("".join(pieces))
    assert "\n" not in html
    assert_harmless(markdown2html(html))
