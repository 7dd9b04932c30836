"""Exercises: what is asked, what is right, and what an answer earns."""
