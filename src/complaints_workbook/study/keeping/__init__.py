"""Keeping: a learner's work in one small file, and back out of it, on another machine or in another release."""
