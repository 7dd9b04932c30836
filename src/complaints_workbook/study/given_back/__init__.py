"""Feedback that a tutor has given back, which nbgrader puts beside the learner's work."""
