"""Complaints Workbook: a course workbook with auto-marked exercises.

What a notebook's cells use: `exercise`, `explorer`, `own_sector`, `practice` and `progress`.
"""

from __future__ import annotations

from complaints_workbook.cells import exercise, explorer, own_sector, practice, progress

__all__ = ["exercise", "explorer", "own_sector", "practice", "progress"]
