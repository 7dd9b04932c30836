"""Marking one's own work: attempts, what they earned, how they went on, and the feedback of each."""
