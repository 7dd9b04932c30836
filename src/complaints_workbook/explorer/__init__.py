"""The register explorer: what a learner chooses of a complaint register, and what it then shows.

It stands on pandas and on stock ipywidgets, which cost a kernel memory. So a cell shows a
button first (`cells.explorer`), and all of this is imported when it is pressed.
"""
