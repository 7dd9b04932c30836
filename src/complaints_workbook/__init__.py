"""Complaints Workbook: a course workbook with auto-marked exercises."""
