"""Registers: the logs of complaints, or of contacts, that monitoring works on.

Each is a pair in ``datasets/registers/``: ``<id>.csv`` with one complaint or contact
in each row, and ``<id>.yaml`` that says what the columns hold and how much could have
led to one in each month. Exercises read them as typed entries, without
pandas; :func:`frame` makes a table of pandas of one.
"""

from complaints_workbook.content.registers.description import (
    Change,
    ChartAdvice,
    Description,
    Month,
    Opportunity,
    Text,
    Words,
)
from complaints_workbook.content.registers.entries import (
    COLUMNS,
    MONEY,
    Complaint,
    ComplaintOutcome,
    Contact,
    Entry,
    Known,
    Of,
    Priority,
)
from complaints_workbook.content.registers.frame import frame
from complaints_workbook.content.registers.register import Register
from complaints_workbook.content.registers.register_files import MOST_FAULTS, load_description, load_register
from complaints_workbook.content.registers.tallies import (
    ComplaintTally,
    ContactTally,
    Tally,
    complaint_tally,
    contact_tally,
    entries_by_month,
    opportunities_by_month,
    tally,
)
from complaints_workbook.content.registers.wording import Wording

__all__ = [
    "COLUMNS",
    "MONEY",
    "MOST_FAULTS",
    "Change",
    "ChartAdvice",
    "Complaint",
    "ComplaintOutcome",
    "ComplaintTally",
    "Contact",
    "ContactTally",
    "Description",
    "Entry",
    "Known",
    "Month",
    "Of",
    "Opportunity",
    "Priority",
    "Register",
    "Tally",
    "Text",
    "Wording",
    "Words",
    "complaint_tally",
    "contact_tally",
    "entries_by_month",
    "frame",
    "load_description",
    "load_register",
    "opportunities_by_month",
    "tally",
]
