"""Whatever stands in a cell, it is looked through once: no text keeps the workbook from everybody else."""

from __future__ import annotations

import time

import pytest

from complaints_workbook.own_work.notebook import Cell
from complaints_workbook.own_work.written import written_questions
from complaints_workbook.study.start.sections import sections_of

WRITING = {"solution": True, "grade": True}


@pytest.mark.parametrize("piece", ["![", "![](attachment:", "![](", "![](attachment:a", "[", "!", "![]"])
def test_an_answer_that_never_ends_a_picture_is_read_at_once(piece: str) -> None:
    began = time.monotonic()
    [question] = written_questions([Cell("markdown", piece * 200_000, "written", WRITING)])
    assert time.monotonic() - began < 10
    assert question.answer == piece * 200_000


@pytest.mark.parametrize("row", ["| 1.1 |" + " " * 100_000, "| 1.1 | a" + " " * 100_000, "| 1.1 |a" + "|1" * 100_000])
def test_a_row_that_never_ends_is_read_at_once(row: str) -> None:
    cells = [
        Cell("markdown", f"{row}\n| 1.2 | What it is | 5 minutes |", None, {}),
        Cell("markdown", "## 1.2 Know it", None, {}),
        Cell("code", "", "sorting", {}),
    ]
    began = time.monotonic()
    [section] = sections_of(cells, {"sorting"})
    assert time.monotonic() - began < 10
    assert section.minutes == 5


def test_pictures_are_found_as_before() -> None:
    source = "See ![](attachment:a.png) and ![a lamp](<attachment:b%20(1.png>), [P2](x)"
    [question] = written_questions([Cell("markdown", source, "written", WRITING)])
    assert question.answer.count("[picture]") == 2
