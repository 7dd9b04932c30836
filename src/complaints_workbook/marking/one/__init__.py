"""One submission marked: exercises, written answers, and the marked notebook. Pure."""
