"""What a learner handed in, read once and believed in nothing."""
