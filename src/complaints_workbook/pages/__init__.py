"""Pages: exercises and practices finished, as learners' kernels are given them in ``pages.json``."""
