"""Take the mark scheme that an author wrote in markdown apart: a table of marks, then parts under bold headings."""

from __future__ import annotations

import re

from complaints_workbook.pages.mark_schemes import Point, Scheme
from complaints_workbook.rendering.markdown import to_html

_ROW = re.compile(r"^\|\s*(\d+)\s*\|(.*)\|\s*$", re.MULTILINE)
_TABLE = re.compile(r"^\|.*\n?", re.MULTILINE)
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_MODEL, _BORDERLINE = "**Full model**", "**Borderline answer, with its marks**"
_QUOTED = re.compile(r"^>.*(?:\n>.*)*", re.MULTILINE)
_AFTER_A_MARK = re.compile(r"(?<= \d)\.\s+")


def make_scheme(written: str) -> Scheme:
    r"""Return a mark scheme of what an author wrote.

    Parameters
    ----------
    written : str
        The markdown between nbgrader's two marks.

    Examples
    --------
    >>> make_scheme("| mark | award for |\n|---|---|\n| 1 | **A reason** |").points
    (Point(marks=1, award='<strong>A reason</strong>', accept='', refuse=''),)
    """
    points = tuple(map(_point, _ROW.finditer(written)))
    if not points:
        return Scheme(notes=to_html(written))
    notes, model, borderline = _parts(written)
    quoted = _QUOTED.search(borderline)
    answer = quoted[0] if quoted else ""
    return Scheme(
        points,
        to_html(_TABLE.sub("", notes)),
        to_html(_unquoted(model)),
        to_html(_unquoted(answer)),
        _lines(borderline.replace(answer, "", 1).strip()),
    )


def _point(row: re.Match[str]) -> Point:
    award, accept, refuse = [*map(_in_a_line, _BETWEEN_CELLS.split(row[2])), "", ""][:3]
    return Point(int(row[1]), award, accept, refuse)


def _in_a_line(markdown: str) -> str:
    return to_html(markdown.strip().replace("\\|", "|")).strip().removeprefix("<p>").removesuffix("</p>")


def _parts(written: str) -> tuple[str, str, str]:
    """Return what stands before the model, the model, and the borderline answer with its marks."""
    body = re.sub(r"^#.*\n", "", written, count=1)  # the heading, which names the question once more
    before, _, rest = body.partition(_MODEL)
    notes, _, first = before.partition(_BORDERLINE)
    model, _, last = rest.partition(_BORDERLINE)
    return notes, model.strip(), (last or first).strip()


def _unquoted(markdown: str) -> str:
    return re.sub(r"^> ?", "", markdown, flags=re.MULTILINE)


def _lines(marked: str) -> tuple[str, ...]:
    """Return how an answer was marked, the sum and each mark by itself."""
    return tuple(_in_a_line(f"{line}.") for line in _AFTER_A_MARK.split(marked.removesuffix(".")) if line)
