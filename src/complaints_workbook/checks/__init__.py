"""Checks of the authors' files: each names the file, the entry and what to do."""

from complaints_workbook.checks.course import Check, Course, checks_of, open_course

__all__ = ["Check", "Course", "checks_of", "open_course"]
