"""Under each criterion stands what each awarding body says that it covers, word for word."""
# ruff: noqa: ISC004 - long wordings are split, and apostrophes are curly as in the data

from __future__ import annotations

import pytest

from complaints_workbook.content.syllabus import (
    AwardingBody,
    GuidanceList,
    load_syllabus,
)

OCR = AwardingBody.OCR
CITY_AND_GUILDS = AwardingBody.CITY_AND_GUILDS
PEARSON = AwardingBody.PEARSON

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

    def test_what_is_printed_after_an_outcome_is_read_once_and_pointed_back_to(self) -> None:
        back = {
            (criterion.number, guidance.heading): guidance.pointing_back(criterion.code)
            for criterion in load_syllabus().outcome("complaints-lo2").criteria
            for guidance in load_syllabus().guidance_for(criterion.code).get(CITY_AND_GUILDS, ())
        }
        assert back["2.1", "Note"] == back["2.2", "Personal responsibility"] == ""
        assert {back[f"2.{number}", "Note"] for number in range(2, 10)} == {"Note: as under 2.1."}

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
