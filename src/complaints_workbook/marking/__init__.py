"""Mark whole cohorts at once."""
