"""Break others' marking: stop the run, take another's place, or spoil what the tutor reads about it."""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING

from hostile.attack import ANSWERS_UNREADABLE, FAILED, HONEST, NOTEBOOK_UNREADABLE, attack
from hostile.submission import WRITTEN, cell, code_cells, known, markdown

if TYPE_CHECKING:
    from hostile.submission import Submission


@attack(HONEST)
def newer_nbgrader_metadata(it: Submission) -> None:
    """Stop the whole run, as nbgrader stops at metadata of a later version."""
    with it.notebook() as notebook:
        for each in notebook["cells"]:
            each["metadata"]["nbgrader"]["schema_version"] = 99


@attack(HONEST)
def older_nbgrader_metadata(it: Submission) -> None:
    """Stop the whole run, as nbgrader stops at metadata of an old version."""
    with it.notebook() as notebook:
        for each, version in zip(notebook["cells"], [0, 1, "x", None, -1], strict=False):
            each["metadata"]["nbgrader"]["schema_version"] = version


@attack(NOTEBOOK_UNREADABLE)
def newer_notebook_format(it: Submission) -> None:
    """Stop the run by a notebook of a format that does not exist yet."""
    with it.notebook() as notebook:
        notebook["nbformat"] = 5


@attack(NOTEBOOK_UNREADABLE)
def notebook_that_is_not_json(it: Submission) -> None:
    """Stop the run by a notebook that breaks off."""
    it.write("mini.ipynb", (it.folder / "mini.ipynb").read_bytes()[:-40])


@attack(NOTEBOOK_UNREADABLE)
def notebook_that_is_empty(it: Submission) -> None:
    """Stop the run by an empty notebook."""
    it.write("mini.ipynb", b"")


@attack(NOTEBOOK_UNREADABLE)
def notebook_that_is_a_list(it: Submission) -> None:
    """Stop the run by JSON that is no notebook."""
    it.write("mini.ipynb", "[1, 2, 3]")


@attack(NOTEBOOK_UNREADABLE)
def notebook_without_cells(it: Submission) -> None:
    """Stop the run by a notebook whose cells are no list."""
    with it.notebook() as notebook:
        notebook["cells"] = {"0": notebook["cells"][0]}


@attack(NOTEBOOK_UNREADABLE)
def notebook_in_another_encoding(it: Submission) -> None:
    """Stop the run by a notebook that is not UTF-8."""
    it.write("mini.ipynb", json.dumps({"cells": [markdown("£5")], "nbformat": 4}, ensure_ascii=False).encode("latin-1"))


@attack(NOTEBOOK_UNREADABLE)
def notebook_that_is_packed(it: Submission) -> None:
    """Have the marker unpack a small file to a large one."""
    it.write("mini.ipynb", gzip.compress(bytes(20_000_000)))


@attack(NOTEBOOK_UNREADABLE)
def notebook_left_out(it: Submission) -> None:
    """Have nbgrader give 0 for everything, as it does where there is no notebook."""
    it.remove("mini.ipynb")


@attack(FAILED)
def nothing_to_mark(it: Submission) -> None:
    """Stop the run by an empty folder."""
    shutil.rmtree(it.folder)
    it.folder.mkdir()


@attack(FAILED)
def folder_is_a_file(it: Submission) -> None:
    """Stop the run by a file where a folder belongs."""
    shutil.rmtree(it.folder)
    it.folder.write_text("mini", encoding="utf-8")


@attack(FAILED)
def both_files_spoilt(it: Submission) -> None:
    """Have full marks or no marks given where nothing can be read."""
    it.write("mini.ipynb", b"\x00\xff")
    it.write("responses.json", b"\xff\xfe")


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_folder(it: Submission) -> None:
    """Stop the run by a folder in the place of the answers file."""
    it.remove("responses.json").mkdir()


@attack(HONEST)
def answers_in_another_encoding(it: Submission) -> None:
    """Stop the run by an answers file that is UTF-16, which Python reads as well."""
    path = it.folder / "responses.json"
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


@attack(ANSWERS_UNREADABLE)
def answers_that_break_off(it: Submission) -> None:
    """Stop the run by an answers file that breaks off."""
    it.write("responses.json", '{"version": 1, "exercises": {"sorting": {"hours": {"answer": "que')


@attack(HONEST)
def time_that_is_none(it: Submission) -> None:
    """Stop the run by a time of submission that cannot be read."""
    it.write("timestamp.txt", "the day after tomorrow")


@attack(HONEST)
def time_that_is_empty(it: Submission) -> None:
    """Stop the run by an empty time of submission."""
    it.write("timestamp.txt", "")


@attack(HONEST)
def time_that_is_not_text(it: Submission) -> None:
    """Stop the run by a time of submission that is not text."""
    it.write("timestamp.txt", b"\xff\x00\xfe2026")


@attack(HONEST)
def time_at_the_end_of_the_calendar(it: Submission) -> None:
    """Stop the run by a time that overflows when it is turned into another zone's."""
    it.write("timestamp.txt", "9999-12-31 23:59:59 -14:00")


@attack(HONEST)
def time_before_the_calendar(it: Submission) -> None:
    """Stop the run by a time that underflows."""
    it.write("timestamp.txt", "0001-01-01 00:00:00 +14:00")


@attack(HONEST)
def own_gradebook(it: Submission) -> None:
    """Have a gradebook of the learner's, and nbgrader's own files, taken for the tutor's."""
    for name in ("gradebook.db", "../gradebook.db", ".nbgrader.log", "submission_secret.txt", "../../ann.txt"):
        it.write(name, b"SQLite format 3\x00")


@attack(HONEST)
def other_assignments(it: Submission) -> None:
    """Have an assignment marked that does not exist, in folders with odd names."""
    for name in ("../other/other.ipynb", "../..mini/mini.ipynb", "../mini*/mini.ipynb", "../{assignment_id}/x.ipynb"):
        it.write(name, "{}")


@attack(HONEST, shows=("after us",))
def database_commands_in_names(it: Submission) -> None:
    """Change the gradebook by names that a careless query would run."""
    evil = "written'; update grade set auto_score = 100; drop table grade; --"
    with it.notebook() as notebook:
        notebook["cells"].append(markdown("x", **known(evil, grade=True, solution=True, points=1)))
        for each in code_cells(notebook):
            each["metadata"]["nbgrader"]["grade_id"] = evil
    with it.responses() as responses:
        responses["exercises"][evil] = {evil: {"answer": evil}}


@attack(HONEST)
def lines_for_the_report_in_names(it: Submission) -> None:
    """Add lines to the log, the table and the report, by names with line breaks and colours."""
    names = (
        "x\nann: 0 marks",
        "x\r\x1b[2K\x1b[1Aann failed",
        "[bold red]ann[/]",
        "[link=https://attacker.example]x",
        "%s%n",
    )
    with it.responses() as responses:
        for name in names:
            responses["exercises"][name] = {name: {"answer": name}}
            responses["exercises"]["sorting"][name] = {"answer": name}


@attack(HONEST)
def formulas_in_names(it: Submission) -> None:
    """Run a command in the spreadsheet that opens the report, by names that are formulas."""
    with it.responses() as responses:
        for name in ("=cmd|'/C calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1"):
            responses["exercises"][name] = {name: {"answer": name}}
            responses["exercises"]["sorting"][name] = {"answer": name}


@attack(HONEST, shows=("after us",))
def format_pieces_in_names(it: Submission) -> None:
    """Have names formatted: read the marker's own data, or stop it."""
    with it.responses() as responses:
        for name in ("{student_id}", "{0.__class__}", "%(student)s", "{", "$HOME"):
            responses["exercises"][name] = {name: {"answer": name}}
    with it.notebook() as notebook:
        notebook["metadata"]["name"] = "{assignment_id.__class__}"


@attack(HONEST)
def names_of_the_markers_own_files(it: Submission) -> None:
    """Stop the marker by files where it would make its own, and by a lock that is never let go."""
    for name in (".mini.ipynb.tmp", ".responses.json.tmp", ".lock", "mini.ipynb.lock", "report.csv", "report.json"):
        it.write(name, WRITTEN)
    (it.folder / "mini_files").mkdir()


@attack(HONEST)
def notebook_of_a_later_minor_format(it: Submission) -> None:
    """Have an honest notebook refused, or an odd one taken, by its minor format."""
    with it.notebook() as notebook:
        notebook["nbformat_minor"] = 99
        cell(notebook, "written")["id"] = "new-in-this-version"


@attack(HONEST)
def answers_with_odd_stamps(it: Submission) -> None:
    """Stop the marker by stamps of the answers that are none."""
    with it.responses() as responses:
        for entry, stamp in zip(responses["exercises"]["sorting"].values(), (None, ["x"]), strict=True):
            entry |= {"saved": stamp, "by": {"a": stamp}}
        del responses["exercises"]["steps"]["informal"]["saved"]
