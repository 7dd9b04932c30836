"""Units, outcomes and criteria are those of the qualification documents, word for word."""
# ruff: noqa: ISC004 - long wordings are split, and apostrophes are curly as in the data

from __future__ import annotations

import pytest
from pydantic import ValidationError

from complaints_workbook.content.syllabus import (
    AwardingBody,
    Criterion,
    Outcome,
    load_syllabus,
)

OCR = AwardingBody.OCR
CITY_AND_GUILDS = AwardingBody.CITY_AND_GUILDS
PEARSON = AwardingBody.PEARSON

OUTCOMES = {
    "complaints-lo1": "Understand the monitoring and resolution of customers’ complaints",
    "complaints-lo2": "Be able to deal with customers’ complaints",
    "problems-lo1": "Understand the monitoring and resolution of customers’ problems",
    "problems-lo2": "Be able to deal with customers’ problems",
    "c7-lo1": "Recognise the signs that a query or problem is about to produce a complaint",
    "c7-lo2": "Deal with a complaint effectively",
    "c7-lo3": "Understand how to process customer service complaints",
}


# (code, verb, the rest of the statement), typed from the OCR documents.
CRITERIA = [
    ("complaints/1.1", "Assess", "the suitability of a range of monitoring techniques for customers’ complaints"),
    (
        "complaints/1.2",
        "Explain",
        "how to identify those complaints that should prompt a review of the service offer and service delivery",
    ),
    ("complaints/1.3", "Explain", "negotiating techniques used to resolve customers’ complaints"),
    ("complaints/1.4", "Explain", "conflict management techniques used in dealing with upset customers"),
    ("complaints/1.5", "Explain", "organisational procedures for dealing with customer complaints"),
    ("complaints/1.6", "Explain", "when to escalate customers’ complaints"),
    (
        "complaints/1.7",
        "Explain",
        "the cost and regulatory implications of admitting liability on the basis of a customer complaint",
    ),
    (
        "complaints/1.8",
        "Explain",
        "the advantages and limitations of offering compensation or replacement products and/or services",
    ),
    ("complaints/2.1", "Confirm", "the nature, cause and implications of customers’ complaints"),
    ("complaints/2.2", "Take personal responsibility", "for dealing with complaints"),
    (
        "complaints/2.3",
        "Communicate",
        "in a way that recognises customers’ problems and understands their points of view",
    ),
    (
        "complaints/2.4",
        "Explain",
        "the advantages and limitations of different complaint response options to customers",
    ),
    (
        "complaints/2.5",
        "Explain",
        "the advantages and limitations of different complaint response options to the organisation",
    ),
    ("complaints/2.6", "Keep customers informed", "of progress"),
    (
        "complaints/2.7",
        "Agree",
        "solutions with customers that address the complaint and which are within the limits of their own authority",
    ),
    ("complaints/2.8", "Record", "the outcome of the handling of complaints for future reference"),
    (
        "complaints/2.9",
        "Adhere",
        "to organisational policies and procedures, legal and ethical requirements when dealing with customers’ "
        "complaints",
    ),
    ("problems/1.1", "Assess", "the suitability of a range of techniques for monitoring customer problems"),
    (
        "problems/1.2",
        "Explain",
        "how to use the resolution of customers’ problems to improve products and/or services",
    ),
    (
        "problems/1.3",
        "Explain",
        "how the successful resolution of customers’ problems contributes to customer loyalty and enhanced business "
        "performance",
    ),
    ("problems/1.4", "Explain", "the features of negotiating techniques used to resolve customers’ problems"),
    ("problems/2.1", "Confirm", "the nature and cause of customers’ problems"),
    ("problems/2.2", "Explain", "when customers’ problems should be treated as complaints"),
    (
        "problems/2.3",
        "Explain",
        "the benefits to customers and the organisation of the options available to solve problems",
    ),
    (
        "problems/2.4",
        "Explain",
        "the drawbacks to customers and the organisation of the options available to solve problems",
    ),
    ("problems/2.5", "Explain", "to customers the options for resolving their problems"),
    (
        "problems/2.6",
        "Agree",
        "solutions that meet customers’ and organisational requirements within their own levels of authority",
    ),
    ("problems/2.7", "Inform", "colleagues of the nature of problems and actions taken"),
    ("problems/2.8", "Evaluate", "the effectiveness of the resolution of customers’ problems"),
    (
        "problems/2.9",
        "Adhere",
        "to organisational policies and procedures, legal and ethical requirements when dealing with customers’ "
        "problems",
    ),
    (
        "c7/1.1",
        "Identify",
        "signs that a customer is becoming dissatisfied with the customer service of their organisation",
    ),
    (
        "c7/1.2",
        "Take action",
        "to change the situation so that the query or problem does not result in a complaint",
    ),
    (
        "c7/1.3",
        "Take actions",
        "to change their customer service approach in order to avoid future complaints when a justified complaint has "
        "been made",
    ),
    ("c7/2.1", "Ensure", "that they have a clear understanding of the nature and details of the complaint"),
    (
        "c7/2.2",
        "Investigate",
        "the facts of the complaint in order to establish whether it should be dealt with as a justified complaint or "
        "an unjustified complaint",
    ),
    (
        "c7/2.3",
        "Identify",
        "all the possible options for a solution and consider the benefits and drawbacks of each option for their "
        "customer and for their organisation",
    ),
    ("c7/2.4", "Assess", "the risks to their organisation of choosing each option"),
    ("c7/2.5", "Report", "the findings of their investigation to their customer and offer their chosen solution"),
    (
        "c7/2.6",
        "Escalate",
        "the complaint by involving more senior members of their organisation or an independent third party if there "
        "is sufficient reason to do so",
    ),
    ("c7/2.7", "Give feedback", "to other colleagues involved which will help them avoid future complaints"),
    (
        "c7/2.8",
        "Keep clear records",
        "of the way the complaint has been handled to avoid later misunderstandings",
    ),
    (
        "c7/3.1",
        "Explain",
        "how to monitor the level of complaints and identify those that should provoke a special review of the service "
        "offer and service delivery",
    ),
    ("c7/3.2", "Explain", "why dealing with complaints is an inevitable part of delivering customer service"),
    ("c7/3.3", "Describe", "organisational procedures for dealing with complaints"),
    (
        "c7/3.4",
        "Explain",
        "how to negotiate a solution with their customer that is acceptable to that customer and to the organisation",
    ),
    (
        "c7/3.5",
        "Explain",
        "the regulatory definition of a complaint in their sector and the regulatory requirements of how complaints "
        "should be handled and reported",
    ),
    (
        "c7/3.6",
        "Explain",
        "when to escalate a complaint by involving more senior members of the organisation or an independent third "
        "party",
    ),
    (
        "c7/3.7",
        "Explain",
        "the cost and regulatory implications of admitting liability for an error made by their organisation",
    ),
    (
        "c7/3.8",
        "Identify",
        "how to spot and interpret signals that their customer may be considering making a complaint",
    ),
    ("c7/3.9", "Describe", "techniques for handling conflict"),
    ("c7/3.10", "Explain", "the importance of dealing with a complaint promptly"),
    (
        "c7/3.11",
        "Explain",
        "why the offer of compensation or replacement service or products may not always be the best options for "
        "resolving a complaint",
    ),
    (
        "c7/3.12",
        "Explain",
        "how the successful handling of a complaint presents an opportunity to impress a customer who has been "
        "dissatisfied",
    ),
]


class TestUnits:
    @pytest.mark.parametrize(
        ("unit_id", "printed", "outcomes", "criteria"),
        [
            ("complaints", ("Resolve customers’ complaints", "R/506/2151", 3, 4, 22), 2, 17),
            ("problems", ("Resolve customers’ problems", "K/506/2169", 3, 4, 19), 2, 13),
            ("c7", ("Process customer service complaints", "C7", 3, 6, 40), 3, 23),
        ],
    )
    def test_each_has_the_documents_size(
        self, unit_id: str, printed: tuple[str, str, int, int, int], outcomes: int, criteria: int
    ) -> None:
        unit = load_syllabus().unit(unit_id)
        assert (unit.title, unit.reference, unit.level, unit.credits, unit.guided_learning_hours) == printed
        assert (len(unit.outcomes), len(unit.criteria())) == (outcomes, criteria)

    @pytest.mark.parametrize(
        ("unit_id", "numbers"),
        [
            ("complaints", {OCR: "62", CITY_AND_GUILDS: "311", PEARSON: "40"}),
            ("problems", {OCR: "39"}),
            ("c7", {OCR: "C7"}),
        ],
    )
    def test_each_awarding_body_has_its_own_number(self, unit_id: str, numbers: dict[AwardingBody, str]) -> None:
        offered_by = load_syllabus().unit(unit_id).offered_by
        assert {offering.awarding_body: offering.unit_number for offering in offered_by} == numbers

    @pytest.mark.parametrize(
        ("unit_id", "standards"),
        [("complaints", ["CFACSC7", "CFACSC8"]), ("problems", ["CFACSC5"]), ("c7", [])],
    )
    def test_each_maps_to_the_standards_that_its_document_names(self, unit_id: str, standards: list[str]) -> None:
        assert [standard.code for standard in load_syllabus().unit(unit_id).nos.standards] == standards

    def test_the_aim_is_the_documents(self) -> None:
        assert load_syllabus().unit("problems").aim == (
            "This unit aims to develop the knowledge and skills required to resolve customers’ problems. "
            "Upon completion of this unit, learners will be able to deal with customers’ problems."
        )
        assert load_syllabus().unit("c7").aim.startswith("This unit is about the process of handling complaints.")


class TestOutcomes:
    def test_seven_assignments_cover_one_each(self) -> None:
        assert {outcome.assignment: outcome.statement for outcome in load_syllabus().outcomes()} == OUTCOMES

    @pytest.mark.parametrize("assignment", OUTCOMES)
    def test_each_knows_its_unit_and_number(self, assignment: str) -> None:
        outcome = load_syllabus().outcome(assignment)
        assert f"{outcome.unit_id}-lo{outcome.number}" == assignment

    def test_a_criterion_leads_to_its_outcome(self) -> None:
        assert load_syllabus().outcome_of("c7/3.10").assignment == "c7-lo3"


class TestCriteria:
    def test_there_are_53_in_the_documents_order(self) -> None:
        codes = [criterion.code for criterion in load_syllabus().criteria()]
        assert codes == [code for code, _, _ in CRITERIA]
        assert len(set(codes)) == 53

    @pytest.mark.parametrize(("code", "verb", "rest"), CRITERIA)
    def test_each_is_in_the_documents_words(self, code: str, verb: str, rest: str) -> None:
        criterion = load_syllabus().criterion(code)
        assert criterion.verb == verb
        assert criterion.statement == f"{verb} {rest}"
        assert f"{criterion.unit_id}/{criterion.number}" == code

    def test_a_statement_must_open_with_its_verb(self) -> None:
        with pytest.raises(ValidationError, match="must open with the verb 'Assess'"):
            Criterion(code="c7/1.1", verb="Assess", statement="Identify signs")

    def test_an_outcome_refuses_a_gap_in_the_numbers(self) -> None:
        criterion = Criterion(code="c7/1.2", verb="Take action", statement="Take action to change")
        with pytest.raises(ValidationError, match=r"must run from c7/1\.1 to c7/1\.1"):
            Outcome(assignment="c7-lo1", statement="Recognise", criteria=(criterion,))

    def test_guidance_cannot_stand_under_another_outcome(self) -> None:
        outcome = load_syllabus().outcome("c7-lo1")
        strays = load_syllabus().outcome("c7-lo2").guidance
        with pytest.raises(ValidationError, match=r"names c7/2\.1"):
            Outcome(
                assignment=outcome.assignment, statement=outcome.statement, criteria=outcome.criteria, guidance=strays
            )
