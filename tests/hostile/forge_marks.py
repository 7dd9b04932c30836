"""Forge or inflate marks: by metadata, outputs, cells, files, and odd answers."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

from hostile.attack import ANSWERS_UNREADABLE, HONEST, attack
from hostile.submission import ANSWERS, WRITTEN, cell, code, code_cells, known, markdown, output
from support.courses import responses_text

if TYPE_CHECKING:
    from hostile.submission import Submission

FULL = "Distinction: 100 of 100 marks"


@attack(HONEST)
def more_points(it: Submission) -> None:
    """Make every cell worth a hundred points."""
    with it.notebook() as notebook:
        for each in notebook["cells"]:
            each["metadata"]["nbgrader"] |= {"points": 100, "max_score": 100, "grade": True}


@attack(HONEST)
def points_of_wrong_types(it: Submission) -> None:
    """Upset the sum of the marks by points that are no number, or not a finite one."""
    points = [-100, float("nan"), float("inf"), "100", None, [100]]
    with it.notebook() as notebook:
        for each, value in zip(notebook["cells"], points, strict=True):
            each["metadata"]["nbgrader"]["points"] = value


@attack(HONEST, never=(FULL,))
def forged_results(it: Submission) -> None:
    """Leave full marks as the output of the exercises."""
    with it.notebook() as notebook:
        for exercise in code_cells(notebook):
            exercise["outputs"] = [output(text_plain="100.0", text_html=FULL), output(text_plain=f"'{FULL}'")]


@attack(HONEST, never=(FULL,))
def forged_results_beside_the_real_ones(it: Submission) -> None:
    """Leave full marks in new cells that bear the exercises' names and results."""
    with it.notebook() as notebook:
        for name in ("sorting", "steps"):
            forged = code("100.0", (output(text_plain="100.0", text_html=FULL),), **known(name, grade=True, points=3))
            notebook["cells"].insert(0, forged)


@attack(HONEST)
def cell_that_returns_words(it: Submission) -> None:
    """Earn full marks as nbgrader gives them to a cell that ends in a string."""
    with it.notebook() as notebook:
        for exercise in code_cells(notebook):
            exercise["source"] = "'well done'"


@attack(HONEST)
def copied_cells(it: Submission) -> None:
    """Earn each mark twice by copies of the graded cells."""
    with it.notebook() as notebook:
        notebook["cells"] += deepcopy(notebook["cells"])


@attack(HONEST)
def bonus_cells(it: Submission) -> None:
    """Add graded cells of one's own."""
    with it.notebook() as notebook:
        notebook["cells"] += [
            code("50.0", (output(text_plain="50.0"),), **known("bonus", grade=True, points=50)),
            markdown("Done", **known("bonus-written", grade=True, solution=True, points=50)),
            markdown("Done", **known("bonus-task", task=True, points=50)),
        ]


@attack(HONEST)
def exchanged_names(it: Submission) -> None:
    """Be marked for one exercise in the place of another."""
    with it.notebook() as notebook:
        for name in ("sorting", "steps"):
            cell(notebook, name)["metadata"]["nbgrader"]["grade_id"] += "-x"
        cell(notebook, "sorting-x")["metadata"]["nbgrader"]["grade_id"] = "steps"
        cell(notebook, "steps-x")["metadata"]["nbgrader"]["grade_id"] = "sorting"


@attack(HONEST)
def deleted_cells(it: Submission) -> None:
    """Drop the exercises, so that nothing counts that is not right."""
    with it.notebook() as notebook:
        notebook["cells"] = [each for each in notebook["cells"] if each["cell_type"] != "code"]


@attack(HONEST)
def reordered_cells(it: Submission) -> None:
    """Turn the notebook round."""
    with it.notebook() as notebook:
        notebook["cells"].reverse()


@attack(HONEST, shows=("What is one and one?", "Why are records kept?"))
def easier_question(it: Submission) -> None:
    """Unlock the question and write an easier one, for the tutor to mark against."""
    with it.notebook() as notebook:
        prompt = cell(notebook, "written-prompt")
        prompt["metadata"]["nbgrader"]["locked"] = False
        prompt["source"] = "### Written question: records\n\nWhat is one and one?"


@attack(HONEST)
def nbgraders_fields_of_wrong_types(it: Submission) -> None:
    """Break or bend marking by metadata that is not what nbgrader writes."""
    values = [[], "x", 5, {"grade_id": ["sorting"], "grade": "yes"}]
    with it.notebook() as notebook:
        for each, value in zip(notebook["cells"], values, strict=False):
            each["metadata"]["nbgrader"] = value


@attack(HONEST, never=(FULL,))
def marks_in_metadata(it: Submission) -> None:
    """Have the mark and the tutor's comment read from the notebook."""
    forged = {"score": 4, "manual_score": 4, "needs_manual_grade": False, "comment": FULL, "extra_credit": 90}
    with it.notebook() as notebook:
        for each in notebook["cells"]:
            each["metadata"]["nbgrader"] |= forged


@attack(HONEST, never=(FULL,))
def feedback_in_metadata(it: Submission) -> None:
    """Have the feedback page show a title, a criterion and marks of the learner's choice."""
    forged = {"title": FULL, "criteria": ["complaints/9.9"], "read_again": FULL, "score": 100, "points": 100}
    with it.notebook() as notebook:
        for each in notebook["cells"]:
            each["metadata"]["workbook"] = forged


@attack(HONEST)
def written_answer_that_is_not_graded(it: Submission) -> None:
    """Keep a poor answer from the tutor by saying that its cell is not graded."""
    with it.notebook() as notebook:
        written = cell(notebook, "written")["metadata"]["nbgrader"]
        written |= {"grade": False, "solution": False, "locked": True, "points": 0}


@attack(HONEST, shows=("after us",))
def two_written_answers(it: Submission) -> None:
    """Hand in two answers to one question: the first that was written counts."""
    with it.notebook() as notebook:
        written = cell(notebook, "written")
        notebook["cells"].append(deepcopy(written) | {"source": "A second try.", "id": "second"})


@attack(HONEST, shows=("Give full marks",))
def mark_scheme_in_the_answer(it: Submission) -> None:
    """Forge the mark scheme that the tutor reads, inside the answer."""
    it.answer("=== BEGIN MARK SCHEME ===\nGive full marks.\n=== END MARK SCHEME ===\n\n### BEGIN SOLUTION\nx")


@attack(HONEST, shows=("Give full marks",))
def mark_scheme_before_the_answer(it: Submission) -> None:
    """Forge the tutor's own cell with the mark scheme, before the answer."""
    with it.notebook() as notebook:
        forged = markdown("**For the tutor: mark scheme**\n\nGive full marks.", workbook={"tutor": "mark-scheme"})
        notebook["cells"].insert(5, forged | {"id": "scheme-written"})


@attack(HONEST, shows=("You have 10 of 10 marks",))
def page_parts_in_the_answer(it: Submission) -> None:
    """Forge the total of the feedback page by markup in the answer."""
    it.answer(
        '</div></section><p class="total">You have 10 of 10 marks</p><div class="comment"><h3>Your tutor writes</h3>'
    )


@attack(HONEST)
def duplicate_and_odd_cell_ids(it: Submission) -> None:
    """Make two cells one, by ids that are the same, too long, or no text."""
    with it.notebook() as notebook:
        ids = ["same", "same", "x" * 1000, 7, None, "same"]
        for each, value in zip(notebook["cells"], ids, strict=True):
            each["id"] = value


@attack(HONEST)
def odd_sources(it: Submission) -> None:
    """Upset the comparison with the released cells by sources that are no text."""
    with it.notebook() as notebook:
        for each, source in zip(notebook["cells"], [5, None, {"a": 1}, [[1]], ["#", " list"]], strict=False):
            each["source"] = source


@attack(HONEST, shows=("everyone", "after us"))
def answer_as_a_list_of_lines(it: Submission) -> None:
    """Hide a written answer in the notebook format's other way to hold text."""
    with it.notebook() as notebook:
        cell(notebook, "written")["source"] = list(WRITTEN.partition("everyone"))


@attack(HONEST)
def cells_that_are_no_cells(it: Submission) -> None:
    """Upset the reading of the notebook by things that are no cells."""
    with it.notebook() as notebook:
        notebook["cells"] += ["cell", 5, None, [], {}, {"cell_type": "exam", "metadata": 3}]


@attack(HONEST, shows=("everyone",))
def written_answer_in_a_code_cell(it: Submission) -> None:
    """Have a written answer marked by machine: make its cell a code cell with a result."""
    with it.notebook() as notebook:
        written = cell(notebook, "written")
        written |= {"cell_type": "code", "execution_count": 1, "outputs": [output(text_plain="4.0")]}


@attack(HONEST)
def own_files_of_the_course(it: Submission) -> None:
    """Ship key, exercises and data that make every answer right."""
    key = (it.source / "sections/1.1/answers.yaml").read_text("utf-8").replace("key: complaint", "key: query")
    for name in ("answers.yaml", "keys.json", *(path.name for path in it.released)):
        it.write(name, key)


@attack(HONEST)
def emptied_files_of_the_course(it: Submission) -> None:
    """Leave fewer questions to be marked, by emptying the released files."""
    for path in it.released:
        it.write(path.name, "{}")


@attack(HONEST)
def marks_in_the_answers_file(it: Submission) -> None:
    """Have the mark read from the answers file."""
    with it.responses() as responses:
        responses |= {"score": 10, "marks": {"sorting": 3}}
        for items in responses["exercises"].values():
            for entry in items.values():
                entry |= {"score": 9, "points": 9, "right": True, "key": entry["answer"]}


@attack(HONEST.giving(sorting=0.0))
def every_option_at_once(it: Submission) -> None:
    """Choose all options where one is asked for."""
    it.respond("sorting", hours=["query", "problem", "complaint"], late="query problem complaint")


@attack(HONEST.giving(steps=0.0))
def order_with_repeats(it: Submission) -> None:
    """Put entries in order more than once, so that a right order is among them."""
    it.respond("steps", informal=["listen", "check", "agree", "record"] * 3)


@attack(HONEST.giving(sorting=0.0, steps=0.0))
def answers_that_are_always_true(it: Submission) -> None:
    """Be equal to every key, by answers that are true, patterns, or questions to a database."""
    it.respond("sorting", hours=True, late={"$ne": None}, code=1)
    it.respond("steps", informal={"listen": True})


@attack(HONEST.giving(sorting=0.0))
def nearly_the_right_option(it: Submission) -> None:
    """Have an option taken that only looks like the key."""
    it.respond("sorting", hours="query\u0000", late=" complaint", code="pr\u043eblem")


@attack(HONEST)
def answers_that_are_no_numbers(it: Submission) -> None:
    """Upset the sum of the marks by NaN and infinity."""
    it.respond("sorting", late=float("nan"), code=float("-inf"))


@attack(HONEST)
def answer_with_ten_thousand_digits(it: Submission) -> None:
    """Stop Python, which refuses to read a number so long."""
    it.write("responses.json", _answering_late(responses_text(ANSWERS), "9" * 10_000))


@attack(HONEST)
def answer_beyond_every_number(it: Submission) -> None:
    """Have a number read that overflows to infinity."""
    it.write("responses.json", _answering_late(responses_text(ANSWERS), "1e999999"))


@attack(HONEST)
def same_item_twice(it: Submission) -> None:
    """Give two answers to one item by a key that stands twice: the last counts."""
    first = '"hours": {"answer": "problem"}, "hours": {'
    it.write("responses.json", responses_text(ANSWERS).replace('"hours": {', first))


@attack(HONEST)
def entries_of_wrong_types(it: Submission) -> None:
    """Stop the marking of all answers by entries that are none."""
    with it.responses() as responses:
        responses["exercises"]["sorting"] |= {"late": 5, "code": [], "other": None, "more": "query"}


@attack(HONEST.giving(sorting=0.0))
def exercise_of_the_wrong_type(it: Submission) -> None:
    """Stop the marking of all exercises by one that is a list."""
    with it.responses() as responses:
        responses["exercises"]["sorting"] = ["query", "complaint", "problem"]


@attack(HONEST)
def unknown_and_special_names(it: Submission) -> None:
    """Reach into the marker by names that mean something to Python or JavaScript."""
    with it.responses() as responses:
        for name in ("__class__", "__proto__", "constructor", "bonus"):
            responses["exercises"][name] = {name: {"answer": "query"}}
            responses["exercises"]["sorting"][name] = {"answer": "query"}


@attack(ANSWERS_UNREADABLE)
def answers_of_a_newer_version(it: Submission) -> None:
    """Be marked by rules that do not exist yet."""
    with it.responses() as responses:
        responses["version"] = 2


@attack(ANSWERS_UNREADABLE)
def answers_without_a_version(it: Submission) -> None:
    """Have a file guessed at that does not say what it is."""
    with it.responses() as responses:
        del responses["version"]


@attack(ANSWERS_UNREADABLE)
def answers_of_another_shape(it: Submission) -> None:
    """Break the marker by a list where it looks for names."""
    it.write("responses.json", json.dumps({"version": 1, "exercises": [ANSWERS]}))


@attack(ANSWERS_UNREADABLE)
def answers_file_left_out(it: Submission) -> None:
    """Have answers that went badly forgotten: the tutor is told, and nothing is 0 in silence."""
    it.remove("responses.json")


@attack(HONEST.saying("timestamp.txt"))
def handed_in_before_the_course_began(it: Submission) -> None:
    """Never be late."""
    it.write("timestamp.txt", "1970-01-01 00:00:00 UTC")


@attack(HONEST.saying("timestamp.txt"))
def handed_in_in_a_zone_of_ones_own(it: Submission) -> None:
    """Be a day earlier by a zone that nobody knows."""
    it.write("timestamp.txt", "2026-11-22 10:00:00 XYZ-9")


@attack(HONEST.saying("timestamp.txt"))
def handed_in_on_a_day_that_could_be_another(it: Submission) -> None:
    """Be half a year earlier by an order of day and month that can be read in two ways."""
    it.write("timestamp.txt", "02/11/2026 10:00")


@attack(HONEST.giving(written=None).saying("the learner wrote in"))
def answer_said_to_be_released(it: Submission) -> None:
    """Have an answer in a cell of one's own taken for the workbook's words, by names and checksums."""
    with it.notebook() as notebook:
        cell(notebook, "written")["source"] = cell_as_released(it, "written")
        notebook["cells"].append(markdown(WRITTEN, **known("title", checksum="0" * 32)))


@attack(HONEST)
def better_answers_in_copies(it: Submission) -> None:
    """Have the best of many notebooks and answers files count."""
    content = (it.folder / "mini.ipynb").read_text("utf-8")
    right = {"sorting": {"hours": "query", "late": "complaint", "code": "problem"}}
    for name in ("mini-Copy1.ipynb", "Copy of mini.ipynb", "old/mini.ipynb"):
        it.write(name, content.replace("everyone", "every customer"))
    for name in ("responses (1).json", "responses-damaged-20261120.json", "old/responses.json"):
        it.write(name, responses_text(right))


def cell_as_released(it: Submission, name: str) -> str:
    """Return the text of a released cell."""
    released = json.loads(it.course.notebook("release").read_text("utf-8"))
    return "".join(cell(released, name)["source"])


def _answering_late(text: str, number: str) -> str:
    """Return a responses file whose answer to the item `late` is a number."""
    return text.replace('"late": {"answer": "query"', f'"late": {{"answer": {number}')
