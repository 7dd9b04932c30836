"""Exhaust memory, disk or time."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hostile.attack import ANSWERS_UNREADABLE, FAILED, HONEST, NOTEBOOK_UNREADABLE, answer_attack, attack
from hostile.submission import ANSWERS, base64_png, cell, code, markdown
from support.courses import responses_text

if TYPE_CHECKING:
    from hostile.submission import Submission

MB = 1_000_000
NESTED = "* - + " * 8_300


@attack(NOTEBOOK_UNREADABLE)
def notebook_of_500_megabytes(it: Submission) -> None:
    """Fill the memory by a notebook of zeros, which packs to almost nothing."""
    it.swell("mini.ipynb", 500 * MB)


@attack(ANSWERS_UNREADABLE)
def answers_of_500_megabytes(it: Submission) -> None:
    """Fill the memory by an answers file of zeros."""
    it.swell("responses.json", 500 * MB)


@attack(FAILED)
def both_of_500_megabytes(it: Submission) -> None:
    """Fill the memory by both."""
    it.swell("mini.ipynb", 500 * MB)
    it.swell("responses.json", 500 * MB)


@attack(HONEST)
def large_files_beside_the_notebook(it: Submission) -> None:
    """Fill the disk by copies of a film and of a time of submission."""
    it.swell("film.mp4", 200 * MB)
    it.swell("timestamp.txt", 200 * MB)


@attack(HONEST)
def thousands_of_files(it: Submission) -> None:
    """Fill the disk with entries, and take the time to copy each."""
    for number in range(2000):
        it.write(f"many/{number % 20}/{number}", "")
    it.write("/".join(["deep"] * 60 + ["end"]), "")


@attack(HONEST)
def folder_that_holds_itself(it: Submission) -> None:
    """Walk the marker round in circles, by links to the folder itself."""
    it.link("again", ".")
    it.link("up", "..")
    it.link("first", "second")
    it.link("second", "first")


@attack(ANSWERS_UNREADABLE)
def answers_without_end(it: Submission) -> None:
    """Have the marker read zeros for ever."""
    it.link("responses.json", "/dev/zero")


@attack(NOTEBOOK_UNREADABLE)
def notebook_without_end(it: Submission) -> None:
    """Have the marker read zeros for ever, in place of a notebook."""
    it.link("mini.ipynb", "/dev/zero")


@attack(ANSWERS_UNREADABLE)
def answers_that_never_come(it: Submission) -> None:
    """Have the marker wait for ever at a pipe in the place of the answers file."""
    os.mkfifo(it.remove("responses.json"))


@attack(NOTEBOOK_UNREADABLE)
def notebook_that_never_comes(it: Submission) -> None:
    """Have the marker wait for ever at a pipe in the place of the notebook."""
    os.mkfifo(it.remove("mini.ipynb"))


@attack(HONEST)
def pipes_beside_the_notebook(it: Submission) -> None:
    """Have the marker wait for ever at pipes that it copies, and at the time of submission."""
    for name in ("timestamp.txt", "notes.txt", *(path.name for path in it.released)):
        os.mkfifo(it.remove(name))


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_socket(it: Submission) -> None:
    """Stop the marker at a socket in the place of the answers file."""
    # A socket's path must be short, so it is made elsewhere.
    with tempfile.TemporaryDirectory() as place, socket.socket(socket.AF_UNIX) as made:
        made.bind(f"{place}/s")
        Path(place, "s").rename(it.remove("responses.json"))


@attack(ANSWERS_UNREADABLE)
def deeply_nested_answers(it: Submission) -> None:
    """Exhaust the stack by a hundred thousand brackets."""
    it.write("responses.json", "[" * 100_000 + "]" * 100_000)


@attack(HONEST)
def nested_answer(it: Submission) -> None:
    """Exhaust the stack by one answer inside lists, a little deep."""
    nested: object = "query"
    for _ in range(200):
        nested = [nested]
    it.respond("sorting", late=nested)


@attack(NOTEBOOK_UNREADABLE)
def deeply_nested_notebook(it: Submission) -> None:
    """Exhaust the stack by metadata of a hundred thousand levels."""
    text = (it.folder / "mini.ipynb").read_text("utf-8")
    it.write("mini.ipynb", text.replace('"metadata": {', '"metadata": {"a": ' + "[" * 100_000 + "]" * 100_000 + ",", 1))


@attack(HONEST)
def nested_metadata(it: Submission) -> None:
    """Exhaust the stack of a marker that copies or compares metadata."""
    nested: object = 1
    for _ in range(400):
        nested = {"a": nested}
    with it.notebook() as notebook:
        notebook["metadata"]["deep"] = nested
        cell(notebook, "written")["metadata"]["deep"] = nested


@attack(HONEST)
def thousands_of_cells(it: Submission) -> None:
    """Take the time to sanitise and show twenty thousand cells of the learner's own."""
    with it.notebook() as notebook:
        notebook["cells"] += [markdown("*a*"), code("1"), code("")] * 7000


@attack(HONEST)
def millions_of_empty_lists(it: Submission) -> None:
    """Fill the memory by a notebook under any limit of size, that grows twentyfold when it is read."""
    with it.notebook() as notebook:
        notebook["metadata"]["lists"] = "@"
    text = (it.folder / "mini.ipynb").read_text("utf-8")
    it.write("mini.ipynb", text.replace('"@"', "[" + "[]," * 4 * MB + "[]]"))


@attack(HONEST)
def thousands_of_unknown_exercises(it: Submission) -> None:
    """Take the time, and fill the report, with a remark on each unknown exercise."""
    with it.responses() as responses:
        responses["exercises"] |= {f"unknown-{number}": {"a": {"answer": 1}} for number in range(100_000)}


@attack(HONEST)
def answer_of_four_megabytes(it: Submission) -> None:
    """Fill the page by one answer."""
    it.respond("sorting", late="query" * 800_000)


@attack(HONEST.giving(steps=0.0))
def order_of_a_hundred_thousand_entries(it: Submission) -> None:
    """Take the time to sort and compare an order without end."""
    it.respond("steps", informal=["listen", "check", "agree", "record"] * 25_000)


@attack(HONEST)
def written_answer_of_20_megabytes(it: Submission) -> None:
    """Fill the disk and the tutor's browser by one written answer."""
    it.answer("Records help. " * (20 * MB // 14))


@attack(HONEST)
def half_characters(it: Submission) -> None:
    """Break the writing of the notebook by halves of characters, which no file can hold."""
    it.answer("Records \ud800 help \udfff everyone.")
    it.respond("sorting", late="\ud800", code="\udcff")
    with it.notebook() as notebook:
        notebook["cells"].append(markdown("\udc80 mine"))


@attack(HONEST)
def nested_lists_in_an_answer_and_in_cells(it: Submission) -> None:
    """Take a time that grows with the square of the nesting, in many texts each of which is short enough."""
    it.answer(NESTED)
    with it.notebook() as notebook:
        notebook["cells"] += [markdown(NESTED)] * 90


@attack(HONEST)
def tables_in_a_hundred_cells(it: Submission) -> None:
    """Turn five megabytes into a hundred, by tables each of which is short enough."""
    with it.notebook() as notebook:
        notebook["cells"] += [markdown("|a|b|c|d|\n|-|-|-|-|\n" + "|a|b|c|d|\n" * 4_800)] * 100


@attack(HONEST)
def signs_that_swell(it: Submission) -> None:
    """Turn megabytes into more by signs that stand for themselves in five letters each."""
    with it.notebook() as notebook:
        notebook["cells"] += [markdown("&" * 49_000), code("$\n" * 24_000), markdown("<\\" * 20_000)] * 25


@attack(ANSWERS_UNREADABLE)
def answer_of_a_million_lists(it: Submission) -> None:
    """Fill the memory by one answer of empty lists, each of which takes thirty times its bytes."""
    it.write("responses.json", responses_text(ANSWERS).replace('"query"', "[" + "[]," * 1_500_000 + "[]]", 1))


@attack(ANSWERS_UNREADABLE)
def a_million_entries_that_are_none(it: Submission) -> None:
    """Fill the memory where the file is read as forgivingly as can be."""
    it.write("responses.json", '{"version": 1.0, "exercises": {"sorting": [' + "{}," * 1_500_000 + "{}]}}")


@attack(NOTEBOOK_UNREADABLE)
def a_million_cells_that_are_none(it: Submission) -> None:
    """Do so in the notebook."""
    with it.notebook() as notebook:
        notebook["cells"].append("@")
    text = (it.folder / "mini.ipynb").read_text("utf-8")
    it.write("mini.ipynb", text.replace('"@"', "{}," * 1_500_000 + "{}"))


@attack(HONEST)
def thousands_of_pictures(it: Submission) -> None:
    """Fill the page and the tutor's memory by pictures: many, huge when shown, and endless lists of them."""
    with it.notebook() as notebook:
        written = cell(notebook, "written")
        written["attachments"] = {f"{number}.png": {"image/png": base64_png(1, 1)} for number in range(3_000)}
        written["attachments"]["huge.png"] = {"image/png": base64_png(60_000, 60_000)}
        written["source"] += "\n".join(f"![](attachment:{number}.png)" for number in range(3_000)) * 3
        written["source"] += "![](attachment:huge.png)"
        notebook["cells"].append(markdown("![](attachment:a)", attachments=["a"] * 400_000))


@attack(HONEST)
def many_large_notebooks_beside(it: Submission) -> None:
    """Have the marker read and show every notebook of a folder that is full of large ones."""
    content = (it.folder / "mini.ipynb").read_text("utf-8")
    for number in range(30):
        it.write(f"copies/mini-Copy{number}.ipynb", content.replace("everyone", f"everyone{number}" * 20_000))


@attack(HONEST)
def links_where_words_are_looked_for(it: Submission) -> None:
    """Have the marker follow links, for ever or to others' work, where it looks for words that stand elsewhere."""
    for name in ("mini-Copy1.ipynb", "responses (1).json", "answers.docx"):
        it.link(name, "/dev/zero")
    it.link("mini-Copy2.ipynb", it.of("ann") / "mini.ipynb")
    it.link("copies", it.of("ann"))
    os.mkfifo(it.folder / "mini-Copy3.ipynb")
    os.mkfifo(it.folder / "responses-damaged.json")


@attack(HONEST)
def references_that_multiply(it: Submission) -> None:
    """Turn two hundred kilobytes into gigabytes: one long address, referred to very often."""
    it.answer("[a]: https://e.example/" + "x" * 100_000 + "\n\n" + "[a] " * 25_000)


@attack(HONEST)
def table_that_multiplies(it: Submission) -> None:
    """Turn kilobytes into megabytes: short rows under a very wide heading are filled up."""
    it.answer("|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "|\n" * 20_000)


_TEXTS = {
    "brackets": "[" * 100_000,
    "unfinished-links": "[a](" * 30_000,
    "unfinished-pictures": "![a" * 30_000,
    "links-in-links": "[" * 10_000 + "a" + "](b)" * 10_000,
    "quotes-in-quotes": "\n".join("> " * depth + "a" for depth in range(1, 400)) + "\n" + "> " * 50_000 + "a",
    "emphasis": "*a **b " * 15_000 + "*a_ " * 15_000 + "a**b" + "c* " * 15_000,
    "struck-out": "~~a" * 30_000,
    "lists-in-lists": "\n".join("  " * depth + "- a" for depth in range(400)) + "\n" + "- " * 30_000 + "a",
    "backticks": " ".join("`" * count for count in range(1, 500)),
    "entities-without-end": "&amp;" * 20_000 + "&" * 50_000 + "&#x110000;" * 5000,
    "angle-brackets": "<" * 50_000 + "<a " * 20_000 + "<!--" * 10_000 + "<?" * 10_000,
    "spaces": "Records" + " " * 200_000 + "help" + "\t" * 100_000 + "everyone.",
    "empty-lines": "Records" + "\n" * 100_000 + " \n" * 50_000 + "help.",
    "short-lines": "a\n" * 50_000,
    "references": "\n".join(f"[{number}]: /a" for number in range(8000)),
    "lists-on-one-line": NESTED,
    "numbered-lists-on-one-line": "1. " * 16_000,
    "lists-in-quotes": "> - " * 12_000,
    "nested-emphasis": "*" * 24_000 + "a" + "*" * 24_000,
    "nested-struck-out": "~~a *b " * 6_000 + "* ~~" * 6_000,
    "dollars": "$" * 100_000 + "$a$" * 20_000,
    "backslashes-without-end": "\\" * 100_001,
    "fences": "```\na\n```\n" * 10_000,
    "addresses": "<https://a" * 10_000 + "<https://a.example/" + "(" * 50_000 + ">",
    "marks-on-marks": "a" + "\u0301" * 100_000,
}

PATHOLOGICAL = [
    answer_attack(f"endless-{name}", "Take quadratic time to read a written answer, or lose it.", text)
    for name, text in _TEXTS.items()
]
