"""What ``nbgrader_config.py`` names: preprocessors and the feedback exporter."""
