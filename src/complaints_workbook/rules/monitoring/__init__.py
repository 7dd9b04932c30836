"""Watch complaints over time: control charts, Pareto and the usual measures.

Pure functions of plain numbers, without numpy, pandas or a plotting library, so that
they also run in a browser's kernel.
"""

from complaints_workbook.rules.monitoring.charts import (
    ENOUGH_EXPECTED,
    ENOUGH_PERIODS,
    RUN_LENGTH,
    ControlChart,
    Kind,
    Run,
    Side,
    c_chart,
    p_chart,
    u_chart,
)
from complaints_workbook.rules.monitoring.counts import MonitoringError
from complaints_workbook.rules.monitoring.measures import (
    AGE_BANDS,
    AgeBand,
    ResolutionTimes,
    average_score,
    backlog_ageing,
    complaint_rate,
    cost_per_contact,
    escalation_rate,
    first_contact_resolution,
    redress_per_case,
    repeat_contact,
    resolution_times,
    response_rate,
    upheld_rate,
)
from complaints_workbook.rules.monitoring.ranking import ParetoRow, pareto

__all__ = [
    "AGE_BANDS",
    "ENOUGH_EXPECTED",
    "ENOUGH_PERIODS",
    "RUN_LENGTH",
    "AgeBand",
    "ControlChart",
    "Kind",
    "MonitoringError",
    "ParetoRow",
    "ResolutionTimes",
    "Run",
    "Side",
    "average_score",
    "backlog_ageing",
    "c_chart",
    "complaint_rate",
    "cost_per_contact",
    "escalation_rate",
    "first_contact_resolution",
    "p_chart",
    "pareto",
    "redress_per_case",
    "repeat_contact",
    "resolution_times",
    "response_rate",
    "u_chart",
    "upheld_rate",
]
