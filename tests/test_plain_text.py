"""What is typed into the box for an answer is what everybody reads, whatever draws the Markdown that stands for it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pyromark
import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from complaints_workbook.lab import EXTENSIONS
from complaints_workbook.marking.handed_in.sanitise import safe_html
from complaints_workbook.own_work.notebook import Cell
from complaints_workbook.own_work.plain_text import as_markdown, as_typed, tidy
from complaints_workbook.own_work.written import written_questions
from support.courses import TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TABLE = [(each["typed"], each["markdown"]) for each in json.loads((TESTS / "typed_answers.json").read_text("utf-8"))]
SIGNS = [*"#*_-+=:>|`~[]()<>!&\\$@./ \t\n\n\n'\"{}^%1290abcxW£é😀 \u00a0\u200b\ufeff\u2028\x0b\x1c\x00"]
PIECES = [
    *("www.a.co", "http://a.b/c_d", "ann@b.co", "&amp;", "&#42;", "<b>", "<!--", "</p>", "---", "===", "1.", "10) "),
    *("  ", "    ", "\n\n", "\r\n", "- ", "* ", "|a|b|", "|-|-|", "![x](y)", "[a]: b", "[^1]", "```", "~~~"),
    *("$x$", "\\(x\\)", "\\begin{a}", "@@0@@", ": a", "- [ ] ", "attachment:x"),
]
texts = st.lists(st.sampled_from(SIGNS) | st.sampled_from(PIECES), max_size=25).map("".join)
tables = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
READERS: dict[str, Callable[[str], str]] = {
    "marking": safe_html,
    "CommonMark": MarkdownIt("commonmark").render,
    "GitHub’s Markdown": lambda markdown: pyromark.html(markdown, options=tables),
    "nbconvert": markdown2html_mistune,
    "markdown-it": MarkdownIt("js-default", {"linkify": False}).render,
}


def words_shown(html: str) -> list[str]:
    """Return the lines that a browser shows of paragraphs; whatever else stands there is shown by its name."""
    text = "".join(_pieces(BeautifulSoup(html, "html.parser")))
    lines = [line.strip(" ") for line in re.sub(r" *\n *", "\n", text).strip("\n ").split("\n")]
    return [line.strip().replace("\u200b", "").replace("\ufeff", "") for line in lines]


def _pieces(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield re.sub(r"[ \t\n\r\f]+", " ", str(child))
        elif isinstance(child, Tag) and child.name == "br":
            yield "\n"
        elif isinstance(child, Tag):
            yield "\n\n" if child.name == "p" else f"<{child.name}>"
            yield from _pieces(child)


def words_typed(text: str) -> list[str]:
    """Return the lines of a text, with the spaces in them that a browser would not show twice."""
    lines = re.sub("\n\n+", lambda empty: empty[0], tidy(text)).split("\n")
    shown = (re.sub(r"(?<=[ \t]) ", "\u00a0", line).replace("\t", "\u2003").strip() for line in lines)
    return [line.replace("\u200b", "").replace("\ufeff", "") for line in shown]


@pytest.mark.parametrize(("typed", "markdown"), TABLE)
def test_a_text_has_one_way_to_be_written(typed: str, markdown: str) -> None:
    assert as_markdown(typed) == markdown
    assert as_typed(markdown) == tidy(typed)


@given(texts)
def test_whatever_is_typed_comes_back(text: str) -> None:
    assert as_typed(as_markdown(text)) == tidy(text)
    assert as_markdown(tidy(text)) == as_markdown(text)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_every_reader_of_markdown_shows_what_was_typed(reader: str, text: str) -> None:
    assert words_shown(READERS[reader](as_markdown(text))) == words_typed(text)


def test_marking_shows_how_far_a_line_is_indented() -> None:
    assert safe_html(as_markdown("One:\n  two")).endswith("&nbsp;&nbsp;two</p>")


@pytest.mark.parametrize("source", ["I **would** listen.", "- one\n- two", "a  b", "a\nb", "a &amp; b", "a ", "\na"])
def test_markdown_by_hand_is_told_apart_and_kept_as_it_stands(source: str) -> None:
    assert as_typed(source) is None
    assert _answer(source) == source.strip()


def test_what_was_typed_is_what_a_learner_gets_to_print() -> None:
    assert _answer(as_markdown("1. *Listen*\n2. Say <sorry>")) == "1. *Listen*\n2. Say <sorry>"
    assert _answer(f"{as_markdown('*See*:')}\n\n![picture](attachment:picture-1.png)") == "*See*:\n\n[picture]"
    assert _answer("![picture](attachment:picture-1.png)").strip() == "[picture]"


def _answer(source: str) -> str:
    about = {"grade": True, "solution": True, "locked": False, "points": 1, "checksum": "of another text"}
    [written] = written_questions([Cell("markdown", source, "written", about)])
    return written.answer


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node on this machine")
@settings(max_examples=5, deadline=None)
@given(batch=st.lists(texts, min_size=100, max_size=200))
def test_the_page_and_python_write_the_same(batch: list[str]) -> None:
    module = EXTENSIONS / "complaints-workbook" / "static" / "written" / "plain_text.js"
    script = f"""
        import {{ text }} from "node:stream/consumers";
        const {{ asMarkdown, asTyped, tidy }} = await import({json.dumps(module.as_uri())});
        const texts = JSON.parse(await text(process.stdin));
        console.log(JSON.stringify(texts.map((each) => [asMarkdown(each), tidy(each), asTyped(each)])));
    """
    command = ["node", "--input-type=module", "--no-warnings", "--eval", script]
    done = subprocess.run(command, input=json.dumps(batch), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [[as_markdown(each), tidy(each), as_typed(each)] for each in batch]
