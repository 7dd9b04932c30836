"""nbgrader's exchange, the folder through which work goes out and comes back, read as a stranger's."""
