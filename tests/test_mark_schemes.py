"""What an author writes as a mark scheme is taken apart into points, an answer half way, and a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.assignments.notebooks import is_written_answer, mark_schemes
from complaints_workbook.pages.making_schemes import make_scheme

if TYPE_CHECKING:
    from support.assignments import Authored

WRITTEN = r"""
### Mark scheme: the lamp (3 marks)

| mark | award for | accept | don’t award for |
|---|---|---|---|
| 1 | **An act** | any act | “be nice” |
| 2 | A reason, from a \| b | | |

Whole marks only.

**Full model**

> I would listen.
>
> Then I would ring.

**Borderline answer, with its marks**

> I would listen, because £18.50 is a lot.

**1** of 3. An act: 1. A reason, but 18.50 alone: 0.
"""


def test_a_scheme_is_taken_apart() -> None:
    scheme = make_scheme(WRITTEN.strip())
    act, reason = scheme.points
    assert (act.award, act.accept, act.refuse) == ("<strong>An act</strong>", "any act", "“be nice”")
    assert (reason.marks, reason.award, reason.accept, reason.refuse) == (2, "A reason, from a | b", "", "")
    assert scheme.marks == 3
    assert scheme.notes == "<p>Whole marks only.</p>\n"
    assert scheme.model == "<p>I would listen.</p>\n<p>Then I would ring.</p>\n"
    assert scheme.borderline == "<p>I would listen, because £18.50 is a lot.</p>\n"
    assert scheme.borderline_marks == ("<strong>1</strong> of 3.", "An act: 1.", "A reason, but 18.50 alone: 0.")


def test_the_borderline_answer_may_stand_before_the_model() -> None:
    head, model, borderline = WRITTEN.strip().replace("**Borderline", "**Full").split("**Full")
    turned = make_scheme(f"{head}**Borderline{borderline}\n\n**Full{model}")
    assert turned == make_scheme(WRITTEN.strip())


def test_a_scheme_in_another_form_is_kept_whole() -> None:
    scheme = make_scheme("### Mark scheme\n\nOne mark for a reason.\n")
    assert not scheme.points
    assert "One mark for a reason." in scheme.notes


def test_markup_in_a_scheme_stays_text() -> None:
    scheme = make_scheme(WRITTEN.replace("any act", "<img src=x onerror=alert(1)>").strip())
    assert scheme.points[0].accept == "&lt;img src=x onerror=alert(1)&gt;"


def test_every_scheme_of_an_assignment_can_be_ticked_and_read(authored: Authored) -> None:
    answers = [cell.metadata.nbgrader for cell in authored.notebook.cells if is_written_answer(cell)]
    marks = {answer.grade_id: answer.points for answer in answers}
    schemes = {name: make_scheme(written) for name, written in mark_schemes(authored.notebook).items()}
    assert {name: scheme.marks for name, scheme in schemes.items()} == marks
    for scheme in schemes.values():
        assert scheme.notes
        assert scheme.model
        assert scheme.borderline
        assert len(scheme.borderline_marks) > 1


def test_every_scheme_says_how_its_columns_are_read(authored: Authored) -> None:
    for name, written in mark_schemes(authored.notebook).items():
        notes = make_scheme(written).notes
        assert "is enough by itself" in notes or "hold here as well" in notes, name
