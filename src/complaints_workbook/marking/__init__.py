"""Marking submissions as data: one at a time or a whole awarding body's.

One path marks a submission, whoever asks: `one.mark_submission.mark` reads the folder
that was handed in, marks it, and says what goes into ``autograded/``, into
``feedback/`` and into the gradebook. ``nbgrader autograde``, formgrader's button and
``workbook mark`` all go through `cohort.mark_cohort.mark_cohort`, which calls it.
"""
