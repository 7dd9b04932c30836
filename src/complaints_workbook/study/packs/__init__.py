"""Packs: the workbook in one zip, for a learner on their own, or for a class without a shared server."""
