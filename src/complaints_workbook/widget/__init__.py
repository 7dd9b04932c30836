"""The widget that shows any exercise in the notebook."""
