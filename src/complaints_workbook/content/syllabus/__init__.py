"""The syllabus: units, outcomes, criteria, guidance and evidence rules."""

from complaints_workbook.content.syllabus.load import load_syllabus
from complaints_workbook.content.syllabus.model import (
    AwardingBody,
    Criterion,
    Entry,
    EvidenceRequirement,
    EvidenceType,
    EvidenceTypeList,
    Guidance,
    GuidanceList,
    NosMapping,
    Offering,
    Outcome,
    Part,
    SimulationBan,
    Standard,
    Unit,
    UnitId,
)
from complaints_workbook.content.syllabus.syllabus import Syllabus, UnknownCodeError

__all__ = [
    "AwardingBody",
    "Criterion",
    "Entry",
    "EvidenceRequirement",
    "EvidenceType",
    "EvidenceTypeList",
    "Guidance",
    "GuidanceList",
    "NosMapping",
    "Offering",
    "Outcome",
    "Part",
    "SimulationBan",
    "Standard",
    "Syllabus",
    "Unit",
    "UnitId",
    "UnknownCodeError",
    "load_syllabus",
]
