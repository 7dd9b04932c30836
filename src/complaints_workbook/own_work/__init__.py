"""A learner's own work in one folder: what is answered and written, what is left, and all of it on a page to print."""
