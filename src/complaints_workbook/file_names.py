"""The files of an assignment's folder.

``exercises.yaml``, ``practices.yaml`` and ``answers.yaml`` stand in ``source/`` and
are the authors'. Learners are given ``pages.json``, which is made of the first two,
and save their answers in ``responses.json``.
"""

EXERCISES = "exercises.yaml"
PRACTICES = "practices.yaml"
ANSWERS = "answers.yaml"
PAGES = "pages.json"
RESPONSES = "responses.json"
