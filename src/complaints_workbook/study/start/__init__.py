"""The start page: which unit, how far, and what to do next."""
