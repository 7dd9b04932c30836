"""The files of an assignment's folder.

In ``source/`` the folder is the authors': ``assignment.yaml`` says what it is, and
``sections/`` holds a folder for each section with its ``exercises.yaml``,
``answers.yaml`` and ``practices.yaml``. Learners are given ``pages.json``, which is
made of these without the answers, and save their own answers in ``responses.json``.
"""

ASSIGNMENT = "assignment.yaml"
SECTIONS = "sections"
EXERCISES = "exercises.yaml"
PRACTICES = "practices.yaml"
ANSWERS = "answers.yaml"
PAGES = "pages.json"
KEYS = "keys.json"
"""Beside the pages in a study pack, and never in what a tutor releases."""
RESPONSES = "responses.json"
EARLIER = "earlier"
"""A folder beside a learner's work, of their files from before something newer took their place."""
HIDDEN = ".workbook"
"""A folder for what the workbook keeps for itself, beside a learner's work or in a course; file browsers hide it."""
