"""The domain's own logic: pure functions over facts, organisations and dates."""
