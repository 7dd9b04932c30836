"""What the qualification documents say of evidence stands in the syllabus, word for word."""

from __future__ import annotations

import nbformat
import pytest

from complaints_workbook.content.syllabus import (
    AwardingBody,
    load_syllabus,
)
from support.courses import ROOT

OCR = AwardingBody.OCR
PEARSON = AwardingBody.PEARSON


def notebook_text(name: str, cells: int | None = None) -> str:
    """Return what the released notebook says, or its first cells."""
    notebook = nbformat.read(str(ROOT / "release" / name / f"{name}.ipynb"), as_version=4)
    return "\n".join(cell.source for cell in notebook.cells[:cells] if cell.cell_type == "markdown")


class TestEvidence:
    def test_city_and_guilds_evidence_types_keep_their_asterisks(self) -> None:
        first, second = (
            load_syllabus().outcome(assignment).evidence_types[0] for assignment in ("complaints-lo1", "complaints-lo2")
        )
        assert [f"{kind.name}{'*' * kind.asterisk}" for kind in first.types] == [
            "professional discussion",
            "reflective account",
            "questioning",
            "organisational policies and procedures*",
            "conflict management techniques",
            "service offer",
            "refund policy",
            "knowledge base content*",
        ]
        assert [f"{kind.name}{'*' * kind.asterisk}" for kind in second.types] == [
            "observation",
            "witness testimony",
            "customer records*",
            "professional discussion",
            "questioning",
            "reflective account",
            "organisational policies and procedures*",
            "knowledge base content*",
            "service offer*",
            "refund policy*",
        ]
        assert (
            first.asterisk
            == second.asterisk
            == (
                "Internal/organisational documentation need not be held in the candidate’s portfolio but held in the "
                "workplace with reference made to where it can be found and its relevance to the criteria."
            )
        )

    def test_c7_has_seven_requirements_with_their_letters(self) -> None:
        requirements = load_syllabus().unit("c7").evidence_requirements
        assert [requirement.number for requirement in requirements] == [1, 2, 3, 4, 5, 6, 7]
        assert ["".join(part.letter for part in requirement.parts) for requirement in requirements] == [
            "",
            "",
            "",
            "ab",
            "abcd",
            "abc",
            "abc",
        ]
        assert [part.text for part in requirements[4].parts] == [
            "during routine delivery of customer service",
            "during a busy time in your job",
            "during a quiet time in your job",
            "when people, systems or resources have let you down",
        ]

    def test_simulation_is_ruled_out_in_the_documents_words(self) -> None:
        bans = {(ban.awarding_body, ban.source): ban.wording for ban in load_syllabus().simulation_bans()}
        assert bans == {
            (
                PEARSON,
                "Pearson unit 40, Unit assessment requirements",
            ): "Simulation is not allowed for this unit.",
            (
                OCR,
                "OCR unit C7, evidence requirement 1",
            ): "Simulation is not allowed for any performance evidence within this Unit.",
        }

    def test_every_ban_is_also_a_requirement(self) -> None:
        for unit in load_syllabus().units:
            requirements = [requirement.statement for requirement in unit.evidence_requirements]
            for ban in unit.simulation_bans:
                assert any(ban.wording in requirement for requirement in requirements)

    def test_pearsons_advice_stands_under_the_criteria_that_it_names(self) -> None:
        advice = {
            criterion.number: {
                one.heading for one in load_syllabus().evidence_advice_for(criterion.code).get(PEARSON, ())
            }
            for criterion in load_syllabus().unit("complaints").criteria()
        }
        observed = {number for number, headings in advice.items() if "Direct observation" in headings}
        discussed = {number for number, headings in advice.items() if "Professional discussion" in headings}
        assert observed == {"2.1", "2.3", "2.6", "2.7"}
        assert discussed == {"2.2", "2.4", "2.5", "2.7"}
        assert all("The whole unit" in headings for headings in advice.values())


class TestInC7sNotebooks:
    """Learners of C7 read its evidence requirements whole, and in every notebook that it may be closed to them."""

    def test_each_requirement_stands_there_word_for_word_with_each_of_its_parts(self) -> None:
        text = notebook_text("c7-lo3")
        for requirement in load_syllabus().unit("c7").evidence_requirements:
            assert f"> **{requirement.number}** {requirement.statement}" in text
            for part in requirement.parts:
                assert f"> - **{part.letter}** {part.text}" in text

    def test_each_part_has_a_prompt_with_a_way_to_show_it(self) -> None:
        ways = {"observation", "work products", "witness testimony", "professional discussion", "questioning"}
        ways |= {"reflective account"}
        rows = {
            row.split("|")[1].strip(" *"): row.lower()
            for row in notebook_text("c7-lo3").splitlines()
            if row.startswith("| **")
        }
        for requirement in load_syllabus().unit("c7").evidence_requirements:
            for part in requirement.parts:
                row = rows[f"{requirement.number}{part.letter}"]
                assert any(f"**{way}:**" in row for way in ways)

    @pytest.mark.parametrize("name", ["c7-lo1", "c7-lo2", "c7-lo3"])
    def test_each_notebook_says_that_the_unit_may_be_closed_and_leads_to_the_requirements(self, name: str) -> None:
        opening = notebook_text(name, cells=1)
        assert "closed to new learners" in opening
        assert "check with your centre" in opening.lower()
        assert "seven evidence requirements" in opening
