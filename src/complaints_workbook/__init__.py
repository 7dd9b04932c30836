"""Complaints Workbook: a course workbook with auto-marked exercises.

What a notebook's cells use: `exercise`, `practice` and `progress`.
"""

from __future__ import annotations

from complaints_workbook.cells import exercise, practice, progress

__all__ = ["exercise", "practice", "progress"]
