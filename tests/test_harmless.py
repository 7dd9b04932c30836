"""The door for HTML lets the same through wherever the workbook's pages are made."""

from __future__ import annotations

import pytest

from complaints_workbook.study import harmless

TEXTS = [
    '<h1 onclick="x()">A</h1><script>x()</script><p class="cw-hint">B</p>',
    '<a href="javascript:x()">a</a> <a href="https://a.example/?q=1&amp;z=2">b</a> <a href="../c">c</a>',
    '<img src="x" onerror="x()"><p style="color: red">red<br>',
    "<style>p { color: red }</style><STYLE>p {}</STYLE >left",
    '<p class="cw-hint other">both</p><p class="other">one</p>',
    '<table><tr><th scope="col">A</th><td scope="all">1</td></tr></table>',
    "a &lt; b &amp; c “d” é",
    "<!-- gone --><b>bold</b><iframe src='x'>in</iframe>",
    "<script>never closed <p>",
    '<ol start="3"><li>c</li></ol><ol start="x"><li>d</li></ol>',
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_doors_let_the_same_through(text: str) -> None:
    assert harmless._in_browser()(text) == harmless._compiled()(text)
