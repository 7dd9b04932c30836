"""nbgrader's settings of the environment that the workbook is installed in; each course has its own besides."""

from complaints_workbook.nbgrader_steps.formgrader.hooks import make_formgrader_ours
from complaints_workbook.nbgrader_steps.own_settings import refuse_strangers_settings, require_own_settings

refuse_strangers_settings()
require_own_settings()
# A server that was started elsewhere reads no course's settings until an address names one, and none may.
make_formgrader_ours()
