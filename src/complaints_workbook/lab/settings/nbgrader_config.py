"""nbgrader's settings for a learner, which its Validate button looks for."""

from complaints_workbook.nbgrader_steps.validate import tell_plainly

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "complaints-workbook"

# A newer version can be fetched, and comes with the learner's answers in it.
c.ExchangeFactory.fetch_assignment = "complaints_workbook.nbgrader_steps.exchange.fetching.FetchNewest"
c.ExchangeFactory.list = "complaints_workbook.nbgrader_steps.exchange.fetching.ListNewest"

# What is left is told in plain words, and no code is shown or run.
tell_plainly()
