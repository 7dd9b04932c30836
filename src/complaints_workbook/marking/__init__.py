"""Marking submissions as data: one at a time or a whole awarding body's.

There is one path, whoever asks: `handed_in` reads what came back, `one` marks it,
`gradebook` keeps the marks and `feedback` makes the page. ``nbgrader autograde``,
``nbgrader generate_feedback``, formgrader's buttons and ``workbook mark`` all come in
by `cohort.mark_cohort`.
"""
