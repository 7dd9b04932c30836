"""The store behind the widgets: what a learner has answered, on disk."""
