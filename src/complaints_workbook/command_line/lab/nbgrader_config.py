"""nbgrader's settings for a learner, which its Validate button looks for."""

from complaints_workbook.nbgrader_steps.validate import show_titles

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "complaints-workbook"

# What is not answered is named by its exercise's title, not by code.
show_titles()
