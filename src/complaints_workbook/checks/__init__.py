"""Checks of the authors' files: each names the file, the entry and what to do."""

from complaints_workbook.checks.course import Check, Course, checks_of, open_course
from complaints_workbook.checks.fault import Fault

__all__ = ["Check", "Course", "Fault", "checks_of", "open_course"]
