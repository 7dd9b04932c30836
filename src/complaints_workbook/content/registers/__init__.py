"""Complaint registers: the logs that monitoring works on.

Each is a pair in ``datasets/registers/``: ``<id>.csv`` with one complaint in
each row, and ``<id>.yaml`` that says what the columns hold and how much could have
led to a complaint in each month. Exercises read them as typed entries, without
pandas; :func:`frame` makes a table of pandas of one.
"""

from complaints_workbook.content.registers.description import ChartAdvice, Description, Month, Opportunity, Text, Words
from complaints_workbook.content.registers.entries import COLUMNS, ComplaintOutcome, Entry, Known
from complaints_workbook.content.registers.frame import frame
from complaints_workbook.content.registers.register import Register
from complaints_workbook.content.registers.register_files import MOST_FAULTS, load_description, load_register
from complaints_workbook.content.registers.tallies import (
    Tally,
    complaints_by_month,
    opportunities_by_month,
    tally,
)

__all__ = [
    "COLUMNS",
    "MOST_FAULTS",
    "ChartAdvice",
    "ComplaintOutcome",
    "Description",
    "Entry",
    "Known",
    "Month",
    "Opportunity",
    "Register",
    "Tally",
    "Text",
    "Words",
    "complaints_by_month",
    "frame",
    "load_description",
    "load_register",
    "opportunities_by_month",
    "tally",
]
