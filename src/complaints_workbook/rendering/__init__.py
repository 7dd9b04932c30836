"""Dossiers and organisations as the reader sees them: HTML made from data."""
