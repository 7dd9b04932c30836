"""The syllabus: units, outcomes, criteria, guidance and evidence rules."""

from complaints_workbook.content.syllabus.load import load_syllabus, statement_of
from complaints_workbook.content.syllabus.model import (
    AwardingBody,
    Code,
    Criterion,
    EvidenceRequirement,
    EvidenceType,
    EvidenceTypeList,
    Guidance,
    GuidanceList,
    ListEntry,
    NosMapping,
    Offering,
    Outcome,
    RequirementPart,
    SimulationBan,
    Standard,
    Unit,
    UnitId,
)
from complaints_workbook.content.syllabus.syllabus import Syllabus, UnknownCodeError

__all__ = [
    "AwardingBody",
    "Code",
    "Criterion",
    "EvidenceRequirement",
    "EvidenceType",
    "EvidenceTypeList",
    "Guidance",
    "GuidanceList",
    "ListEntry",
    "NosMapping",
    "Offering",
    "Outcome",
    "RequirementPart",
    "SimulationBan",
    "Standard",
    "Syllabus",
    "Unit",
    "UnitId",
    "UnknownCodeError",
    "load_syllabus",
    "statement_of",
]
