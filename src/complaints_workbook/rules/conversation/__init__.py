"""Conversations that remember: what the customer feels, what has been found out and what has been promised."""
