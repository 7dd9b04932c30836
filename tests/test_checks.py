"""`workbook check` names the file, the entry and the remedy of every fault that can be planted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbformat import v4
from typer.testing import CliRunner

from complaints_workbook.assignments.sections import sections
from complaints_workbook.checks.balance import Choice, patterns, split, tail
from complaints_workbook.checks.guidance import check_guidance
from complaints_workbook.command_line import app
from complaints_workbook.content.syllabus import load_syllabus
from support.specimen_course import specimen_course

COURSE = Path(__file__).parent / "checked_course"
SECTIONS = "source/complaints-lo1/sections"
ANSWERS = f"{SECTIONS}/1.1/answers.yaml"
PRACTICES = f"{SECTIONS}/1.1/practices.yaml"
NOTEBOOK = "source/complaints-lo1/complaints-lo1.ipynb"
LONGEST = (
    "the longest option is the key in all 4 items, where chance would make it about 1; "
    "change some options or their order."
)
WORKED_CASE = "worked_example: Somebody asks for a name. Nothing is wrong. It is a query."
LAMP = "datasets/cases/cs-01-late-lamp.yaml"
SHOP = "datasets/organisations/corner-shop.yaml"

SHORT_SCHEME = """\
=== BEGIN MARK SCHEME ===
| mark | award for | accept | don’t award for |
|---|---|---|---|
| 1 | **A reason** | any | none |
=== END MARK SCHEME ===
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of a small course without a fault."""
    return Path(shutil.copytree(COURSE, tmp_path / "course"))


def check(folder: Path) -> list[tuple[str, str, str]]:
    """Run the command and return its faults."""
    result = CliRunner().invoke(app, ["check", "--json", str(folder)])
    faults = [tuple(fault.values()) for fault in json.loads(result.stdout)["faults"]]
    assert result.exit_code == (1 if faults else 0)
    return faults


def plant(path: Path, old: str, new: str) -> None:
    """Change a file where it says `old`, once."""
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def cells(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the notebook, and its cells by id."""
    notebook = json.loads((folder / NOTEBOOK).read_text("utf-8"))
    return notebook, {cell["id"]: cell for cell in notebook["cells"]}


def lengthen(node: Any, ids: set[str]) -> None:
    """Make the texts longer that have these ids."""
    if isinstance(node, dict) and node.get("id") in ids and "text" in node:
        node["text"] += " And so on." * 9
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        lengthen(part, ids)


def write(folder: Path, notebook: dict[str, Any]) -> None:
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def test_a_sound_course_has_no_fault(folder: Path) -> None:
    assert check(folder) == []


PLANTED = yaml.safe_load((Path(__file__).parent / "planted_faults.yaml").read_text("utf-8"))


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted["plant"])
def test_a_planted_fault_is_found_by_its_place(folder: Path, planted: dict[str, Any]) -> None:
    plant(folder / planted["in"], planted["old"], planted["new"])
    at = planted.get("at", planted["in"])
    found = check(folder)
    assert any((path, entry) == (at, planted["entry"]) and planted["says"] in said for path, entry, said in found), (
        found
    )
    assert len(found) == 1 or not planted.get("alone")


def test_a_reason_that_nobody_would_read(folder: Path) -> None:
    plant(folder / ANSWERS, "It shows times.", "It counts. " * 46)
    assert check(folder) == [(ANSWERS, "techniques > t1 > log", "the reason has 92 words; say it in 90 or fewer.")]


def test_an_exercise_that_takes_longer_to_read_than_it_says(folder: Path) -> None:
    plant(folder / PRACTICES, "introduction: Try it.", f"introduction: {'Read this short line. ' * 140}")
    (found,) = check(folder)
    assert found[:2] == (PRACTICES, "practise-techniques > minutes")
    assert found[2].startswith("it says 3 and has 6")
    assert found[2].endswith("words, which take 4 at 200 a minute; give it more.")


class TestTheNotebook:
    """Faults of cells."""

    @pytest.mark.parametrize(("stated", "right"), [(15, True), (20, True), (60, False), (5, False)])
    def test_a_time_that_is_not_so(self, folder: Path, stated: int, right: bool) -> None:
        notebook, by_id = cells(folder)
        row = f"| 1.1 | Techniques | {stated} minutes |"
        by_id["top"]["source"] += f"\n\n| Section | What it is about | Time |\n|---|---|---|\n{row}\n"
        write(folder, notebook)
        # 5 minutes for the exercise, 3 to practise, 10 to write, and some 100 words, which take 1: 19, so 20.
        says = f"it says {stated} minutes, and its words, exercises and answers take about 20; say that."
        assert check(folder) == ([] if right else [(NOTEBOOK, "the first cell > 1.1", says)])

    def test_an_exercise_that_no_cell_shows(self, folder: Path) -> None:
        notebook, _ = cells(folder)
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "escalate"]
        write(folder, notebook)
        assert check(folder) == [
            (
                f"{SECTIONS}/1.6/exercises.yaml",
                "escalate",
                'no cell of the notebook shows it; add one with exercise("escalate").',
            )
        ]

    def test_a_practice_that_no_cell_shows(self, folder: Path) -> None:
        notebook, _ = cells(folder)
        notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "practise-techniques"]
        write(folder, notebook)
        assert [fault[:2] for fault in check(folder)] == [(PRACTICES, "practise-techniques")]

    def test_a_cell_that_shows_no_exercise(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        by_id["escalate"]["source"] = 'exercise("escalat")'
        write(folder, notebook)
        assert (
            NOTEBOOK,
            'exercise("escalat")',
            "there is no exercise 'escalat' in exercises.yaml; write it there, or check the id.",
        ) in check(folder)

    def test_a_cell_of_an_unknown_practice(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        by_id["practise-techniques"]["source"] = 'practice("practise")'
        write(folder, notebook)
        assert (
            NOTEBOOK,
            'practice("practise")',
            "there is no practice 'practise' in practices.yaml; write it there, or check the id.",
        ) in check(folder)

    def test_an_exercise_shown_twice(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        notebook["cells"].append(by_id["escalate"] | {"id": "again"})
        write(folder, notebook)
        said = [fault[2] for fault in check(folder)]
        assert "2 cells show it; keep one." in said
        assert "two cells have this nbgrader id; give one another." in said

    def test_exercises_in_another_order_than_their_files(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        notebook["cells"].remove(by_id["escalate"])
        notebook["cells"].append(by_id["escalate"])
        write(folder, notebook)
        message = "it stands where the sections' files have 'escalate'; put both in one order."
        assert check(folder) == [(NOTEBOOK, 'exercise("cost")', message)]

    def test_points_that_do_not_add_up(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        by_id["escalate"]["metadata"]["nbgrader"]["points"] = 5
        write(folder, notebook)
        message = "the cell has 5 points but its items have 6; give the cell 6."
        assert check(folder) == [(NOTEBOOK, 'exercise("escalate")', message)]

    def test_an_exercise_that_is_not_graded(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        del by_id["escalate"]["metadata"]["nbgrader"]
        write(folder, notebook)
        assert "not graded and read-only" in check(folder)[0][2]

    def test_code_that_shows(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        del by_id["escalate"]["metadata"]["jupyter"]
        write(folder, notebook)
        assert check(folder) == [
            (NOTEBOOK, 'exercise("escalate")', "its code shows; collapse the cell's input and save.")
        ]

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("points", 0, "the written question has no points; give it some."),
            ("source", "Write.", "the written question has no mark scheme"),
            ("source", SHORT_SCHEME, "its mark scheme gives 1 marks and the cell 2 points; make them agree."),
            ("criteria", [], "the written question names no criteria"),
            ("criteria", ["complaints/9.9"], "there is no criterion 'complaints/9.9'"),
        ],
    )
    def test_a_written_question(self, folder: Path, field: str, value: Any, message: str) -> None:
        notebook, by_id = cells(folder)
        cell = by_id["write-11"]
        {"points": cell["metadata"]["nbgrader"], "source": cell, "criteria": cell["metadata"]["workbook"]}[field][
            field
        ] = value
        write(folder, notebook)
        [(path, entry, said)] = check(folder)
        assert (path, entry.split(" ")[0]) == (NOTEBOOK, "write-11")
        assert message in said

    @pytest.mark.parametrize(
        ("markdown", "message"),
        [
            ("![](images/flow.svg)", "the picture images/flow.svg has no text alternative"),
            ("![A flow](images/flaw.svg)", "there is no picture images/flaw.svg"),
        ],
    )
    def test_a_picture(self, folder: Path, markdown: str, message: str) -> None:
        (folder / "source/complaints-lo1/images/flow.svg").write_text("<svg/>")
        notebook, by_id = cells(folder)
        by_id["s16"]["source"] += f"\n\n![A flow](images/flow.svg) {markdown}"
        write(folder, notebook)
        [(path, entry, said)] = check(folder)
        assert (path, entry) == (NOTEBOOK, "cell s16")
        assert message in said

    def test_the_awarding_bodies_lists_given_twice(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        at = notebook["cells"].index(by_id["guidance-11"])
        notebook["cells"].insert(at, by_id["guidance-11"] | {"id": "again"})
        write(folder, notebook)
        message = "2 cells have the awarding bodies' lists; keep one."
        assert check(folder) == [(NOTEBOOK, "section 1.1 > guidance", message)]

    def test_outputs_left_in(self, folder: Path) -> None:
        notebook, by_id = cells(folder)
        by_id["progress"]["execution_count"] = 3
        write(folder, notebook)
        assert check(folder) == [(NOTEBOOK, "cell progress", "the cell has outputs; clear them before you save.")]

    def test_a_file_that_is_no_notebook(self, folder: Path) -> None:
        (folder / NOTEBOOK).write_text("{", encoding="utf-8")
        assert [fault[0] for fault in check(folder)] == [NOTEBOOK]
        assert "is not a notebook" in check(folder)[0][2]

    def test_an_authors_answers(self, folder: Path) -> None:
        (folder / "source/complaints-lo1/responses.json").write_text("{}", encoding="utf-8")
        assert "delete the file" in check(folder)[0][2]


class TestTheFolder:
    """How an assignment's folder is laid out."""

    def test_a_companion_without_exercises_is_at_home(self, folder: Path) -> None:
        companion = folder / "source/portfolio"
        companion.mkdir()
        (companion / "assignment.yaml").write_text("title: Your evidence\norder: 8\nmarked: false\n", "utf-8")
        cells = [v4.new_markdown_cell("# Your evidence")]
        nbformat.write(v4.new_notebook(cells=cells), companion / "portfolio.ipynb")
        assert check(folder) == []

    def test_what_is_for_no_outcome_needs_no_section_for_a_criterion(self, folder: Path) -> None:
        plant(folder / "source/complaints-lo1/assignment.yaml", "unit: complaints\noutcome: 1\n", "")
        plant(
            folder / PRACTICES, "    worked_example: Somebody asks for a name. Nothing is wrong. It is a query.\n", ""
        )
        notebook, by_id = cells(folder)
        for name in ("top", "s13", "guidance-13", "evidence-13"):
            notebook["cells"].remove(by_id[name])
        write(folder, notebook)
        assert check(folder) == []

    def test_a_folder_that_does_not_say_what_it_is(self, folder: Path) -> None:
        (folder / "source/complaints-lo1/assignment.yaml").unlink()
        assert check(folder) == [("source/complaints-lo1/assignment.yaml", "", "the file is missing; put it back.")]

    @pytest.mark.parametrize(
        "name", ["sections/1.1/exercise.yaml", "sections/exercises.yaml", "answers.yaml", "answers.yml"]
    )
    def test_a_file_that_nothing_would_read(self, folder: Path, name: str) -> None:
        (folder / "source/complaints-lo1" / name).write_text("exercises: []\n", "utf-8")
        [(path, entry, said)] = check(folder)
        assert (path, entry) == (f"source/complaints-lo1/{name}", "")
        assert "nothing reads this file" in said

    @pytest.mark.parametrize(
        "name",
        [
            "answers.yaml~", "answers.json", ".answers.yaml.swp", "old/answers.yaml", "complaints-lo1.ipynb.bak",
            "complaints-lo1-copy.ipynb", "images/notes.txt", "sections/1.1/answers.yaml~",
            "sections/1.1/#answers.yaml#", "sections/1.1/.answers.yaml.swp", "../case-notes.yaml~", "ANSWERS.YAML",
        ],
    )  # fmt: skip
    def test_what_an_editor_left(self, folder: Path, name: str) -> None:
        path = folder / "source/complaints-lo1" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("exercises: []\n", "utf-8")
        found = check(folder)
        assert {place for place, *_ in found} == {path.resolve().relative_to(folder.resolve()).as_posix()}

    def test_what_jupyterlab_keeps_and_files_that_the_notebook_names_are_no_faults(self, folder: Path) -> None:
        source = folder / "source/complaints-lo1"
        for name in (".ipynb_checkpoints/complaints-lo1-checkpoint.ipynb", "form.docx"):
            (source / name).parent.mkdir(exist_ok=True)
            (source / name).write_text("x", "utf-8")
        notebook, by_id = cells(folder)
        by_id["top"]["source"] += "\n\n[The form](form.docx)"
        write(folder, notebook)
        assert check(folder) == []

    def test_exercises_in_two_sections_with_one_id(self, folder: Path) -> None:
        plant(folder / f"{SECTIONS}/1.6/exercises.yaml", "id: escalate", "id: read")
        assert (f"{SECTIONS}/1.6/exercises.yaml", "read", "two entries have this id; give one another.") in check(
            folder
        )

    def test_sections_stand_in_the_order_in_which_people_count(self, tmp_path: Path) -> None:
        names = ["1.1", "1.2", "1.9", "1.10", "2.1", "after"]
        for name in sorted(names):
            (tmp_path / "sections" / name).mkdir(parents=True)
        assert [section.name for section in sections(tmp_path)] == names


@pytest.mark.parametrize(("said", "lacks"), [("- Note: as under 2.1.", 0), ("- Note: see above.", 2)])
def test_a_list_that_stands_under_an_earlier_criterion_may_be_pointed_back_to(said: str, lacks: int) -> None:
    bodies = "OCR, unit 62. City & Guilds, unit 311. Pearson, unit 40."
    cell = v4.new_markdown_cell(f"{bodies}\n\n{said}", metadata={"workbook": {"guidance": ["complaints/2.5"]}})
    messages = [
        fault.message for fault in check_guidance(Path(NOTEBOOK), load_syllabus().criterion("complaints/2.5"), [cell])
    ]
    assert len(messages) == lacks
    assert all(message.endswith("write it as it stands here, or 'Note: as under 2.1.'.") for message in messages)


class TestBalance:
    """Keys that give themselves away."""

    def test_the_longest_option_is_always_the_key(self, folder: Path) -> None:
        for item, option in (("t1", "survey"), ("t2", "log"), ("t3", "panel"), ("t4", "panel")):
            text = (folder / ANSWERS).read_text("utf-8")
            key = {"t1": "log", "t2": "survey", "t3": "log", "t4": "panel"}[item]
            (folder / ANSWERS).write_text(
                text.replace(f"{item}: {{key: {key}", f"{item}: {{key: {option}"), encoding="utf-8"
            )
        assert (
            ANSWERS,
            "techniques",
            LONGEST,
        ) in check(folder)

    def test_the_first_option_is_always_the_key(self, folder: Path) -> None:
        plant(folder / ANSWERS, "t2: {key: survey", "t2: {key: log")
        plant(folder / ANSWERS, "t4: {key: panel", "t4: {key: log")
        assert any("the first option is the key in all 4 items" in said for _, _, said in check(folder))

    @pytest.mark.parametrize(("kind", "name"), [("conversation", "ring-ada-back"), ("write-reply", "first-answer")])
    def test_what_is_best_said_or_written_may_not_always_be_the_longest(
        self, kind: str, name: str, tmp_path: Path
    ) -> None:
        course = specimen_course(tmp_path / "course")
        path = course.folder / "source" / course.assignment / "sections" / kind / "exercises.yaml"
        assert not any(exercise == name for _, exercise, _ in check(course.folder))
        (answer,) = yaml.safe_load(path.with_name("answers.yaml").read_text("utf-8"))["exercises"][name][
            "items"
        ].values()
        tree = yaml.safe_load(path.read_text("utf-8"))
        lengthen(tree, {each.rpartition(".")[2] for each in answer["key"]})
        path.write_text(yaml.safe_dump(tree), encoding="utf-8")
        said = " ".join(said for _, exercise, said in check(course.folder) if exercise == name)
        assert "the longest option is the key in all" in said

    def test_a_few_hits_are_chance(self) -> None:
        choices = [Choice((f"a{n}", f"bb{n}", f"c{n}"), 1 if n < 3 else 0) for n in range(6)]
        assert list(patterns(choices)) == []

    def test_many_hits_are_not(self) -> None:
        choices = [Choice((f"a{n}", f"bb{n}", f"c{n}"), 1 if n < 9 else 0) for n in range(12)]
        assert [message.partition(",")[0] for message in patterns(choices)] == [
            "the longest option is the key in 9 of 12 items",
            "the second option is the key in 9 of 12 items",
        ]

    def test_three_items_show_no_pattern(self) -> None:
        assert list(patterns([Choice((f"a{n}", "bb"), 1) for n in range(3)])) == []

    def test_a_place_that_one_item_alone_has_is_no_pattern(self) -> None:
        choices = [Choice((f"a{n}", f"b{n}"), n % 2) for n in range(6)]
        assert list(patterns([*choices, Choice(("a", "b", "c"), 2)])) == []

    def test_a_list_that_items_share_says_nothing_by_its_lengths(self) -> None:
        shared = [Choice(("query", "problem"), n % 2) for n in range(6)]
        own, groups = split([*shared, Choice(("a", "b"), 0)])
        assert (len(own), [len(group) for group in groups]) == (1, [6])

    def test_the_chance_of_hits_is_exact(self) -> None:
        assert tail(0, [0.3, 0.3]) == pytest.approx(1)
        assert tail(1, [0.5, 0.25]) == pytest.approx(1 - 0.5 * 0.75)
        assert tail(3, [1 / 3] * 3) == pytest.approx(1 / 27)


class TestTheWhole:
    """The command as a whole."""

    def test_it_goes_on_after_a_fault_and_tells_all(self, folder: Path) -> None:
        plant(folder / LAMP, "customer:", "custommer:")
        plant(folder / SHOP, "name: Corner Shop\n", "")
        plant(folder / ANSWERS, "      t1:", "      t9:")
        plant(folder / ANSWERS, "survey: They guess., ", "")
        paths = {path for path, _, _ in check(folder)}
        assert paths == {LAMP, SHOP, ANSWERS}
        assert {"techniques", "techniques > t3"} <= {entry for _, entry, _ in check(folder)}

    def test_a_file_that_is_missing(self, folder: Path) -> None:
        (folder / ANSWERS).unlink()
        assert check(folder) == [(ANSWERS, "", "the file is missing; put it back.")]

    def test_a_table_without_a_description(self, folder: Path) -> None:
        (folder / "datasets/registers/other.csv").write_text("a\n", encoding="utf-8")
        assert check(folder)[0][:2] == ("datasets/registers/other.csv", "")

    def test_a_folder_that_is_not_named_after_its_outcome(self, folder: Path) -> None:
        (folder / "source/complaints-lo1").rename(folder / "source/complaints-lo9")
        (folder / "source/complaints-lo9/complaints-lo1.ipynb").rename(
            folder / "source/complaints-lo9/complaints-lo9.ipynb"
        )
        message = "it is that of 'complaints-lo1' but the folder is 'complaints-lo9'; make them agree."
        assert check(folder) == [("source/complaints-lo9/assignment.yaml", "outcome", message)]

    def test_people_read_a_line_for_each_fault_and_a_count(self, folder: Path) -> None:
        plant(folder / LAMP, "customer:", "custommer:")
        result = CliRunner().invoke(app, ["check", str(folder)])
        assert result.exit_code == 1
        assert f"{LAMP} > custommer: there is no such field" in result.stdout
        assert "2 faults in 1 file." in result.stdout

    def test_people_read_a_line_when_there_is_none(self, folder: Path) -> None:
        result = CliRunner().invoke(app, ["check", str(folder)])
        assert (result.exit_code, result.stdout) == (0, "No faults: 19 files and folders checked.\n")
