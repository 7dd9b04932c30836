"""Lay out a new assignment from the syllabus: all that is the same for every outcome, with places to write the rest."""

from complaints_workbook.assignments.laying_out.lay_out import lay_out

__all__ = ["lay_out"]
