"""nbgrader's settings for this course. Yours stand in course_settings.py beside it, which no newer version touches."""

import os
import sys

from complaints_workbook.nbgrader_steps.as_data import mark_as_data
from complaints_workbook.nbgrader_steps.class_list_import import import_class_lists
from complaints_workbook.nbgrader_steps.deadlines import read_deadlines
from complaints_workbook.nbgrader_steps.downloads.zip_collecting import take_downloads
from complaints_workbook.nbgrader_steps.generating import release_named

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader provides it

# nbgrader starts alembic by its name. It stands beside this Python, whether or not
# the environment has been activated.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")  # noqa: PTH120

c.CourseDirectory.course_id = "complaints-workbook"

# What authors write stays in source/, keys above all. Learners get the notebook, its pictures,
# the files that it names, and pages.json. What is ignored besides is what nbgrader copies elsewhere.
release_named()
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "__pycache__",
    "*.pyc",
    ".*.tmp",
    "feedback",
    "sections",
    "*.yaml",
    "*.yml",
]

# A written question in source/ holds its mark scheme; learners get this sentence instead.
c.ClearSolutions.text_stub = "Double-click here (or press Enter) and write your answer in place of this sentence."

# What learners hand in is read as a stranger's, and what cannot be taken or given back stops no other.
c.ExchangeFactory.collect = "complaints_workbook.nbgrader_steps.exchange.collecting.CollectPlainFiles"
c.ExchangeFactory.release_assignment = "complaints_workbook.nbgrader_steps.exchange.handing_out.HandOut"
c.ExchangeFactory.release_feedback = "complaints_workbook.nbgrader_steps.exchange.giving_back.ReleaseEveryPage"
take_downloads()

# Times are told in this zone, by Formgrader and by every command; a deadline that names none is in it.
c.NbGraderAPI.timezone = "Europe/London"
read_deadlines(c)

# Class lists come from spreadsheets, and marks go back there: who handed nothing in has none.
import_class_lists()
c.ExportApp.plugin_class = "complaints_workbook.nbgrader_steps.marks_export.MarksExport"

# nbgrader's own steps, and ours at the end. Names, not classes, because formgrader has
# to write its settings down.
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "nbgrader.preprocessors.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "complaints_workbook.nbgrader_steps.pages_writer.WritePages",
]

# Formgrader shows no settings; a database's password may be among them.
c.FormgradeExtension.debug = False

# Marking: the released notebook with the learner's written answers, and marks from
# responses.json. Nothing of a submission is executed, followed or believed. Feedback is
# made of the same, and of what the gradebook knows.
mark_as_data()

# What a tutor has set comes last, so that it counts.
load_subconfig("course_settings.py")  # type: ignore[name-defined]  # noqa: F821 - traitlets provides it
