"""A fault is told once, in plain words, where it stands, and leaves everything else to be seen."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import nbformat
import pytest
from nbclient import NotebookClient
from pydantic import Field, model_validator

from complaints_workbook.content.data_files import Content, fit, load
from complaints_workbook.content.misfits import MisfitError, written
from complaints_workbook.content.quantities import Pounds, Share
from complaints_workbook.errors import ContentError, Fault

COURSE = Path(__file__).parent / "checked_course"
FILE = Path("folder/file.yaml")


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Round(Content):
    kind: Literal["round"]
    radius: int


class Square(Content):
    kind: Literal["square"]
    side: int


class Shelf(Content):
    """Something of everything that authors write."""

    text: Annotated[str, Field(min_length=1, max_length=60)] = "text"
    code: Annotated[str, written("[a-z]+", "a word, such as lamp")] = "lamp"
    choice: Literal["left", "right"] = "left"
    colour: Colour = Colour.RED
    shape: Annotated[Round | Square, Field(discriminator="kind")] = Round(kind="round", radius=1)
    number: int = Field(default=5, ge=1, le=9)
    pounds: Pounds = Decimal(0)
    share: Share = Decimal(0)
    day: date = date(2026, 3, 31)
    told: bool = False
    names: tuple[str, ...] = Field(default=("a", "b"), min_length=2, max_length=3)
    fields: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _text_is_not_the_code(self) -> Shelf:
        if self.text == self.code:
            raise MisfitError(entry="text", message="it says no more than the code; write a sentence")
        return self


NONE = "is none of the choices;"
TEXT = "it must be text; put it in quotation marks."
HERE = "what stands here"
FIELDS = "it must be fields, each with a name, a colon and a value."
PLAIN = [
    ({"texst": "a"}, "texst", "there is no such field; check its spelling or take it out."),
    ({"text": 5}, "text", "'5' does not fit; it must be text; put it in quotation marks."),
    ({"text": ""}, "text", "there is no text; write it."),
    ({"text": "a" * 61}, "text", "it is longer than 60 characters; shorten it."),
    ({"text": "lamp"}, "text", "it says no more than the code; write a sentence."),
    ({"code": "Lamp 5"}, "code", "'Lamp 5' is not a word, such as lamp."),
    ({"choice": "up"}, "choice", "'up' is none of the choices; write 'left' or 'right'."),
    ({"colour": "green"}, "colour", "'green' is none of the choices; write 'red' or 'blue'."),
    ({"shape": {"kind": "oval"}}, "shape", f"{HERE} {NONE} give it a 'kind' out of 'round', 'square'."),
    ({"shape": {}}, "shape", "it does not say which it is; give 'kind'."),
    ({"shape": {"kind": "round"}}, "shape > round > radius", "the field is missing; add it."),
    ({"number": "five"}, "number", "'five' does not fit; it must be a whole number."),
    ({"number": 1.5}, "number", "'1.5' does not fit; it must be a whole number."),
    ({"number": 0}, "number", "'0' is too small; it must be 1 or more."),
    ({"number": 12}, "number", "'12' is too large; it must be 9 or less."),
    ({"number": None}, "number", "nothing is given; it must be a whole number."),
    ({"pounds": "£5"}, "pounds", "'£5' does not fit; it must be a number, such as 12.50."),
    ({"pounds": 5.125}, "pounds", "'5.125' has too many decimal places; give 2."),
    ({"pounds": 10**15}, "pounds", "'1000000000000000' is too long a number; give 12 digits at most."),
    ({"share": 1.5}, "share", "'1.5' is too large; it must be 1 or less."),
    ({"day": "31/03/2026"}, "day", "'31/03/2026' does not fit; it must be a day, such as 2026-03-31."),
    ({"told": "perhaps"}, "told", "'perhaps' does not fit; it must be true or false."),
    ({"names": "a"}, "names", "'a' does not fit; it must be a list; begin each entry with a hyphen."),
    ({"names": ["a"]}, "names", "it has 1 of at least 2; add what is missing."),
    ({"names": ["a", "b", "c", "d"]}, "names", "it has 4 and may have 3; take some out."),
    ({"names": ["a", "b", {"id": "x"}]}, "names > x", f"{HERE} does not fit; {TEXT}"),
    ({"fields": [1]}, "fields", f"{HERE} does not fit; {FIELDS}"),
    ({"fields": {"a": "b"}}, "fields > a", "'b' does not fit; it must be a whole number."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "entry", "message"), PLAIN, ids=lambda value: str(value)[:40])
def test_what_does_not_fit_is_said_in_plain_words(written: dict[str, Any], entry: str, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        fit(FILE, written, Shelf)
    assert caught.value.faults == (Fault(FILE, entry, message),)


def test_a_fault_names_the_entry_in_which_it_was_read() -> None:
    with pytest.raises(ContentError) as caught:
        fit(FILE, {"number": 0, "told": 7}, Shelf, within="top")
    assert str(caught.value) == (
        "folder/file.yaml > top > number: '0' is too small; it must be 1 or more.\n"
        "folder/file.yaml > top > told: '7' does not fit; it must be true or false."
    )


def test_a_file_that_holds_nothing_is_told_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("# nothing yet\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "empty.yaml", Shelf)
    assert [fault.entry for fault in caught.value.faults] == [""]
    assert "nothing is given; it must be fields" in str(caught.value)


class TestAPreview:
    """The author's notebook, run as JupyterLab runs it."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        shutil.copytree(COURSE, tmp_path, dirs_exist_ok=True)
        monkeypatch.setenv("COMPLAINTS_WORKBOOK_DATASETS", str(tmp_path / "datasets"))
        return tmp_path / "source/complaints-lo1"

    @staticmethod
    def shown(folder: Path) -> dict[str, str]:
        """Run All, and return what each cell of the notebook shows as text, by the id of its exercise."""
        notebook = nbformat.read(folder / "complaints-lo1.ipynb", as_version=4)
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        return {
            cell.id: "".join(output["data"]["text/plain"] for output in cell.outputs if "data" in output)
            for cell in cells
        }

    def test_one_misspelt_field_leaves_all_other_exercises_to_be_seen(self, folder: Path) -> None:
        exercises = folder / "sections/1.1/exercises.yaml"
        exercises.write_text(exercises.read_text("utf-8").replace("minutes: 5", "minuets: 5"), "utf-8")
        (folder / "sections/1.7/exercises.yaml").write_text("exercises: [", "utf-8")
        shown = self.shown(folder)
        told = {name: text for name, text in shown.items() if ".yaml" in text}
        assert told.keys() == {"techniques", "cost"}
        assert told["techniques"].splitlines() == [
            "1.1/exercises.yaml > techniques > minutes: the field is missing; add it.",
            "1.1/exercises.yaml > techniques > minuets: there is no such field; check its spelling or take it out.",
        ]
        assert told["cost"].startswith("1.7/exercises.yaml: line 2 is not valid YAML")
        assert {"read", "escalate", "practise-techniques"} <= shown.keys()

    def test_what_an_organisation_or_a_register_does_not_have_is_told_where_it_is_named(self, folder: Path) -> None:
        case = folder.parents[1] / "datasets/cases/cs-02-hot-switch.yaml"
        case.write_text(case.read_text("utf-8").replace("holder: adviser", "holder: nobody"), "utf-8")
        register = folder / "sections/1.2/exercises.yaml"
        register.write_text(register.read_text("utf-8").replace("CS-001", "CS-999"), "utf-8")
        shown = self.shown(folder)
        told = {name: text for name, text in shown.items() if ".yaml" in text}
        assert told.keys() == {"read", "escalate"}
        assert told["read"].startswith("1.2/exercises.yaml > read: it cannot be made ('CS-999');")
        assert "there is no role 'nobody'; choose one of adviser" in told["escalate"]

    def test_a_key_that_does_not_fit_is_told_where_it_is_needed(self, folder: Path) -> None:
        for name, old in (("answers", "t1: {key: log"), ("practices", "a: {key: query")):
            path = folder / f"sections/1.1/{name}.yaml"
            path.write_text(path.read_text("utf-8").replace(old, f"{old}x"), "utf-8")
        shown = self.shown(folder)
        assert [name for name, text in shown.items() if ".yaml" in text] == ["practise-techniques"]
        assert "'queryx' is the key but no option" in shown["practise-techniques"]
