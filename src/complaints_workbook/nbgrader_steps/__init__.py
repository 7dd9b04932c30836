"""What ``nbgrader_config.py`` names: what takes the place of its own steps."""
