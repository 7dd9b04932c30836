"""``python -m complaints_workbook.command_line``, where scripts are not on the path."""

from complaints_workbook.command_line import app

app()
