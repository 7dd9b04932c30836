"""What is released, given to a learner: what is missing or newer, and what they have called it."""
