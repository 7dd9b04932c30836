"""The syllabus says what the qualification documents say, word for word."""
# ruff: noqa: ISC004 - long wordings are split, and apostrophes are curly as in the data

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import ValidationError

from complaints_workbook.content.syllabus import (
    AwardingBody,
    Criterion,
    GuidanceList,
    Outcome,
    UnknownCodeError,
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

# Under each criterion, each awarding body's headings and lines, typed from the documents.
CONTACT = ["Record keeping", "Customer Contact Systems", "E-mails", "Letters", "Task-specific documents"]
SETTLEMENT = [
    "Compensation",
    "Replacement",
    "Cost reduction",
    "Upgrade",
    "Standard communication",
    "Referral to specialist team",
]
POLICY_NOTE = [
    "Where possible, adherence to organisational policies and procedures should be confirmed by a line manager or "
    "experienced colleague.",
    "Learners should also be aware of which legal requirements affect their activities",
]
GUIDANCE = {
    ("complaints/1.1", OCR): {"Monitoring techniques": CONTACT},
    ("complaints/1.3", OCR): {"Negotiating techniques": SETTLEMENT},
    ("complaints/1.4", OCR): {
        "Conflict management techniques": [
            "Standard Communication",
            "Referral to specialist team",
            "Explanation at source",
            "‘Second facing’ at source",
        ]
    },
    ("complaints/1.5", OCR): {
        "Organisational procedures": [
            "Explanation at source",
            "‘Second facing’ at source",
            "Compensation",
            "Replacement",
            "Cost reduction",
            "Upgrade",
            "Standard Communication",
            "Referral to specialist team",
        ]
    },
    ("complaints/2.9", OCR): {"Additional Guidance": POLICY_NOTE},
    ("problems/1.1", OCR): {"Monitoring techniques": CONTACT},
    ("problems/1.4", OCR): {"Negotiating techniques": SETTLEMENT},
    ("problems/2.9", OCR): {"Additional Guidance": POLICY_NOTE},
    ("complaints/1.1", CITY_AND_GUILDS): {
        "Monitoring techniques": ["customer feedback", "customer records", "sales", "returns"]
    },
    ("complaints/1.2", CITY_AND_GUILDS): {
        "Service offer": [
            "This details what an organisation will do for a customer, what level of customer service will be on offer "
            "and the limit of what will be offered.",
            "It also ensures consistency in the service offered.",
        ],
        "Service delivery": [
            "This is about getting the goods or services to the customer in the optimum or agreed timescale",
            "from the number of people who can be waiting in a queue at the till before assistance must be requested "
            "to the length of time callers should be waiting before answered or keeping to an agreed product delivery "
            "time.",
        ],
    },
    ("complaints/1.3", CITY_AND_GUILDS): {
        "Negotiating techniques": [
            "know what has to be achieved",
            "prepare for any discussion",
            "be confident",
            "share information",
            "listen",
            "be ready for compromise",
            "close with confirmation",
        ]
    },
    ("complaints/1.4", CITY_AND_GUILDS): {
        "Conflict management techniques": [
            "listen",
            "be assertive – not aggressive",
            "remain calm",
            "show understanding and be prepared to seek a solution",
            "consider a compromise",
            "recognise when it is not working and when to involve others",
        ]
    },
    ("complaints/1.1", PEARSON): {
        "Monitoring techniques": [
            "customer feedback cards",
            "web-based customer satisfaction surveys",
            "mystery shopping",
            "social media feedback",
            "mentions by external media",
        ],
        "Suitability": [
            "fit with customer service strategy",
            "ease of use of metrics",
            "selection of relevant measures",
        ],
    },
    ("complaints/1.2", PEARSON): {
        "Identifying complaints": [
            "indicates breakdowns in service delivery",
            "potential to damage the reputation of the organisation",
            "cause potential financial damage",
            "regarding products faults and quality",
            "linked to health and safety products and/or services",
        ]
    },
    ("complaints/1.3", PEARSON): {
        "Basis of negotiating or bargaining power": [
            "large customer",
            "greater bargaining power",
            "small customer",
            "less individual bargaining power",
            "possible power base through social media or pressure groups",
        ],
        "Negotiating techniques": [
            "listening and questioning techniques to gather information",
            "use of empathy",
            "identifying the root cause of the complaint",
            "use of persuasion techniques",
            "positive spoken and body language",
            "mirroring",
            "understanding and using allowable concessions and alternative options appropriately",
            "discuss alternative solutions with the customer",
        ],
    },
    ("complaints/1.4", PEARSON): {
        "Conflict management": ["definition", "negotiation techniques"],
        "Conflict management techniques": [
            "showing empathy",
            "remaining calm when dealing with difficult customers",
            "identifying the root cause of the complaint",
            "explore best solutions with the customer",
            "offering alternative solutions",
            "use of escalation procedures",
        ],
    },
    ("complaints/1.5", PEARSON): {
        "The knowledge to meet this AC": [
            "The knowledge to meet this AC depends on the particular organisational requirements and context.",
            "Learners need to apply the knowledge specific to their organisation to meet this AC",
        ],
        "General knowledge": [
            "Procedures",
            "formal complaints procedures",
            "informal complaints procedures",
            "Purpose of a complaints procedure",
            "resolve customer complaints quickly",
            "minimise damage to the organisation’s reputation",
            "information gained can be used to inform and improve customer service",
        ],
    },
    ("complaints/1.6", PEARSON): {
        "Escalation": [
            "levels of authority in the organisation",
            "limits of own authority",
            "limits of knowledge",
            "losing control of the situation",
            "level and speed of progress",
        ]
    },
    ("complaints/1.7", PEARSON): {
        "Financial costs": [
            "individual compensation claims",
            "class action compensation claims",
            "out of court settlements",
            "regulatory fines",
            "cost to brand image",
        ],
        "Regulatory implications": [
            "regulatory investigations arising from customer complaints",
            "Financial Ombudsman such as the Office of Gas and Electricity Markets (Ofgem) and Water Service "
            "Regulation Authority (known as Ofwat)",
            "potential closure of the organisation",
        ],
    },
    ("complaints/1.8", PEARSON): {
        "Advantages": [
            "customer retention",
            "enhanced reputation for resolving issues",
            "positive media coverage",
        ],
        "Limitations": [
            "customers may still change supplier",
            "increased costs",
            "satisfactory resolution may not be known widely",
        ],
    },
}
RESPONSIBILITY = [
    "Here you will be required to show you have taken responsibility for each of the complaints you have dealt with.",
    "You are not required to have resolved them all yourself but to take responsibility by eg escalating the issue, "
    "keeping the customer informed of progress and following up with the customer to ensure the complaint has been "
    "resolved.",
    "Resolved does not mean the customers’ complaints have all been upheld but that the customer has been satisfied "
    "the complaints process has been carried out.",
]
PROBLEMS_NOT_COMPLAINTS = [
    "This unit is about resolving complaints, not customer problems which are covered in unit 323.",
    "Here candidates are required to recognise when a problem becomes a complaint and deal with it accordingly.",
]
CITY_AND_GUILDS_POLICY = {
    "Organisational policies and procedures": [
        "roles and responsibilities showing limits of authority",
        "service offer",
        "handling of customer issues",
    ],
    "Legal requirements": [
        "Sale of Goods Act (Sale and Supply of Goods to Consumers Regulations)",
        "Trade Descriptions Act",
        "Data Protection Act",
    ],
    "Ethical requirements": ["organisational principles", "values", "fairness"],
}

# What C7 wants understood in detail, by outcome, and the criteria of each line.
KNOWLEDGE: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "c7-lo1": [
        ("How to identify customer dissatisfaction", ("c7/1.1",)),
        ("How to respond to a situation to prevent a complaint", ("c7/1.2",)),
        ("How to avoid future complaints", ("c7/1.3",)),
    ],
    "c7-lo2": [
        ("Finding out the details", ("c7/2.1",)),
        ("Investigating the facts", ("c7/2.2",)),
        (
            "Identifying possible solutions and their advantages/disadvantages/risks",
            ("c7/2.3", "c7/2.4"),
        ),
        ("The importance of reporting findings to the customer and providing a solution", ("c7/2.5",)),
        ("Limits to authority and who to refer to (escalate the complaint to)", ("c7/2.6",)),
        ("How to give feedback to others", ("c7/2.7",)),
        ("The importance of keeping records", ("c7/2.8",)),
    ],
    "c7-lo3": [
        ("How to monitor complaints and identify those that require changes to practice", ("c7/3.1",)),
        ("Why customer complaints is an expected part of customer service delivery", ("c7/3.2",)),
        ("Organisational procedures for dealing with complaints", ("c7/3.3",)),
        ("How to negotiate solutions with customers", ("c7/3.4",)),
        (
            "The regulatory definition of a complaint and the regulatory requirements for dealing with it",
            ("c7/3.5",),
        ),
        ("Limits to their authority and who to escalate the complaint to", ("c7/3.6",)),
        ("The implications of admitting liability", ("c7/3.7",)),
        ("How to pre-empt customer complaints", ("c7/3.8",)),
        ("How to handle conflict", ("c7/3.9",)),
        ("The importance of a speedy response to a complaint", ("c7/3.10",)),
        ("The role of compensation and/or replacement and when it is appropriate", ("c7/3.11",)),
        ("How a complaint can achieve a positive response from a customer", ("c7/3.12",)),
    ],
}


def _lines(guidance: GuidanceList) -> list[str]:
    return [line for entry in guidance.entries for line in (entry.text, *entry.points)]


def _headed(code: str, body: AwardingBody) -> dict[str, list[str]]:
    return {guidance.heading: _lines(guidance) for guidance in load_syllabus().guidance_for(code).get(body, ())}


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


class TestGuidance:
    @pytest.mark.parametrize(("code", "body"), GUIDANCE)
    def test_each_awarding_bodys_words_stand_under_their_criterion(self, code: str, body: AwardingBody) -> None:
        assert _headed(code, body) == GUIDANCE[code, body]

    def test_the_first_outcome_has_no_guidance_that_is_not_typed_here(self) -> None:
        for criterion in load_syllabus().outcome("complaints-lo1").criteria:
            bodies = {body for code, body in GUIDANCE if code == criterion.code}
            assert set(load_syllabus().guidance_for(criterion.code)) == bodies

    def test_city_and_guilds_says_what_personal_responsibility_is(self) -> None:
        assert _headed("complaints/2.2", CITY_AND_GUILDS)["Personal responsibility"] == RESPONSIBILITY

    def test_city_and_guilds_lists_policies_laws_and_ethics(self) -> None:
        assert CITY_AND_GUILDS_POLICY.items() <= _headed("complaints/2.9", CITY_AND_GUILDS).items()

    def test_city_and_guilds_tells_problems_from_complaints_throughout_outcome_2(self) -> None:
        for criterion in load_syllabus().outcome("complaints-lo2").criteria:
            assert _headed(criterion.code, CITY_AND_GUILDS)["Note"] == PROBLEMS_NOT_COMPLAINTS

    def test_each_law_named_has_the_law_now(self) -> None:
        (laws,) = (
            guidance
            for guidance in load_syllabus().guidance_for("complaints/2.9")[CITY_AND_GUILDS]
            if guidance.heading == "Legal requirements"
        )
        assert all(entry.note.startswith("Named in the specification.") for entry in laws.entries)

    def test_the_words_between_heading_and_list_are_kept(self) -> None:
        syllabus = load_syllabus()
        assert syllabus.guidance_for("complaints/1.1")[OCR][0].lead == "may include"
        assert syllabus.guidance_for("complaints/1.2")[PEARSON][0].lead == "based on types of complaints, e.g."

    @pytest.mark.parametrize("assignment", KNOWLEDGE)
    def test_c7_lists_what_must_be_understood_by_outcome(self, assignment: str) -> None:
        (knowledge,) = load_syllabus().outcome(assignment).guidance
        assert knowledge.heading == "Candidates must have a detailed understanding of"
        assert [(entry.text, entry.criteria) for entry in knowledge.entries] == KNOWLEDGE[assignment]

    def test_every_c7_criterion_finds_its_own_line(self) -> None:
        for assignment, lines in KNOWLEDGE.items():
            for criterion in load_syllabus().outcome(assignment).criteria:
                (own,) = load_syllabus().guidance_for(criterion.code)[OCR]
                assert _lines(own) == [text for text, codes in lines if criterion.code in codes]


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


class TestLookingUp:
    @pytest.mark.parametrize(
        ("code", "message"),
        [
            (
                "complaints/1.9",
                "There is no criterion 'complaints/1.9'; the nearest: complaints/2.9, complaints/1.8, complaints/1.7.",
            ),
            ("1.6", "There is no criterion '1.6'; the nearest: complaints/1.6."),
        ],
    )
    def test_an_unknown_criterion_is_answered_with_the_nearest(self, code: str, message: str) -> None:
        with pytest.raises(UnknownCodeError) as raised:
            load_syllabus().criterion(code)
        assert str(raised.value) == message

    def test_every_lookup_refuses_what_it_does_not_know(self) -> None:
        syllabus = load_syllabus()
        lookups = (syllabus.guidance_for, syllabus.evidence_advice_for, syllabus.outcome, syllabus.outcome_of)
        for look_up in (*lookups, syllabus.unit):
            with pytest.raises(KeyError, match="the nearest"):
                look_up("c8")


class TestTheModels:
    def test_they_are_frozen(self) -> None:
        criterion = load_syllabus().criterion("c7/1.1")
        with pytest.raises(ValidationError, match="frozen"):
            criterion.verb = "Assess"

    def test_looking_up_guidance_changes_nothing(self) -> None:
        before = load_syllabus().model_dump()
        load_syllabus().guidance_for("c7/2.3")[OCR] = ()
        assert load_syllabus().model_dump() == before

    def test_the_syllabus_is_read_once(self) -> None:
        assert load_syllabus() is load_syllabus()

    def test_no_apostrophe_is_straight(self) -> None:
        assert "'" not in load_syllabus().model_dump_json()

    def test_reading_it_needs_neither_pandas_nor_nbgrader(self) -> None:
        script = (
            "import sys; from complaints_workbook.content.syllabus import load_syllabus; load_syllabus(); "
            "print({'pandas', 'numpy', 'nbgrader'} & set(sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "set()"
