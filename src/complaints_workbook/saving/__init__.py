"""Files written whole or not at all, and documents that several windows change."""
