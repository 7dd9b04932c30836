"""A whole cohort: whose folders, who does the work, and what the tutor is told."""
