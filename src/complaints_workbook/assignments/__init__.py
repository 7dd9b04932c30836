"""An assignment's folder in ``source/``: its exercises, its notebook, and which criteria they serve."""
