"""A learner's feedback page, from a marked submission and what the gradebook knows."""
