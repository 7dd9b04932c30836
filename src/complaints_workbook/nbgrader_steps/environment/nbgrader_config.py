"""nbgrader's settings of the environment that the workbook is installed in; each course has its own besides."""

from complaints_workbook.nbgrader_steps.own_settings import require_own_settings

require_own_settings()
