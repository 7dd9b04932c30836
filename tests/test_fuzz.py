"""Ten thousand damaged submissions: each ends in a mark or in a clear reason, and damage never spreads."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints_workbook.marking.answers_file import read_answers
from complaints_workbook.marking.mark_submission import MarkedSubmission, mark
from complaints_workbook.marking.material import Material, load_material
from complaints_workbook.marking.notebook_file import read_cells
from complaints_workbook.marking.reading import UnreadableError
from complaints_workbook.marking.sanitise import safe_html
from complaints_workbook.marking.submission import NotMarkableError, read_submission
from courses import ROOT, Course, mini_course, responses_text
from hostile.harmless import risks
from test_marked_notebook import some_answers
from test_nbgrader_cycle import PARTLY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REAL = "complaints-lo1"
SHARDS, OF_MINI, OF_REAL = 5, 1_700, 300
"""Five times 2,000 are ten thousand."""

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e308,
    "",
    "x" * 300,
    "\ud800",
    "\x00",
    [],
    {},
    [[[]]],
    {"a": {"b": []}},
    "<script>",
    "🙂",
)
PIECES = (
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "```",
    "$$\\href{javascript:1}{x}$$",
    "|a|\n|-|",
    "\n\n",
)


@pytest.fixture(scope="module")
def mini(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return mini_course(tmp_path_factory.mktemp("mini"))


def places_of(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in JSON, as a container and a key."""
    found: list[tuple[Any, Any]] = []
    open_ones = [value]
    while open_ones:
        container = open_ones.pop()
        keys = list(container) if isinstance(container, dict) else range(len(container))
        for key in keys:
            found.append((container, key))
            if isinstance(container[key], dict | list):
                open_ones.append(container[key])
    return found


def swap_value(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(places_of(data))
    container[key] = deepcopy(chance.choice(VALUES))


def rename_key(data: Any, chance: random.Random) -> None:
    places = [place for place in places_of(data) if isinstance(place[0], dict)]
    for container, key in places[:1] and [chance.choice(places)]:
        container[chance.choice(("", "x", "__proto__", f"{key} "))] = container.pop(key)


def remove(data: Any, chance: random.Random) -> None:
    container, key = chance.choice(places_of(data))
    del container[key]


def repeat(data: Any, chance: random.Random) -> None:
    lists = [container[key] for container, key in places_of(data) if isinstance(container[key], list)]
    for chosen in lists[:1] and [chance.choice(lists)]:
        chosen.extend(deepcopy(chosen[: chance.randint(0, 5)]))
        chance.shuffle(chosen)


def put_in_words(data: Any, chance: random.Random) -> None:
    texts = [(c, k) for c, k in places_of(data) if isinstance(c[k], str)]
    for container, key in texts[:1] and [chance.choice(texts)]:
        container[key] += "".join(chance.choices(PIECES, k=3))


ON_JSON: tuple[Callable[[Any, random.Random], None], ...] = (swap_value, rename_key, remove, repeat, put_in_words)


def damage(text: str, chance: random.Random) -> bytes:
    """Damage JSON once or several times, as JSON or as bytes."""
    if chance.random() < 0.7:
        data = json.loads(text)
        for _ in range(chance.randint(1, 4)):
            if places_of(data):
                chance.choice(ON_JSON)(data, chance)
        return json.dumps(data).encode()
    return damage_bytes(text.encode(), chance)


def damage_bytes(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(content) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            content[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del content[at : at + chance.randint(1, 200)]
        else:
            content[at:at] = content[: chance.randint(1, 50)]
    return bytes(content)


def assert_clear(reason: str) -> None:
    assert reason.isprintable()
    assert 5 < len(reason) < 400


def check(material: Material, marked: MarkedSubmission) -> None:
    points = {cell.name: cell.points for cell in material.graded}
    assert marked.entry.scores.keys() == points.keys()
    assert all(score is None or 0 <= score <= points[name] for name, score in marked.entry.scores.items())
    for remark in marked.entry.remarks:
        assert_clear(remark)
    cells = json.loads(marked.notebook)["cells"]
    own = [cell for cell in cells if not cell["metadata"].get("workbook", {}).keys() & {"tutor", "learner"}]
    assert [cell["metadata"]["nbgrader"]["grade_id"] for cell in own] == [c.name for c in material.template.released]
    for cell, released in zip(own, material.template.released, strict=True):
        if released.stub is None:
            assert "".join(cell["source"]) == released.source
        elif "".join(cell["source"]) != released.stub:
            assert not risks("".join(cell["source"]))
    for cell in cells:
        assert "learner" not in cell["metadata"].get("workbook", {}) or not risks("".join(cell["source"]))


def fuzz(material: Material, folder: Path, honest: str, rounds: int, seed: str) -> int:
    """Hand in, damaged, mark and check; return how many ended in a mark."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    name, top = material.assignment, folder.parent.parent
    notebook = (folder / f"{name}.ipynb").read_text("utf-8")
    expected = mark(material, read_submission("ann", folder, top, name)).entry.scores
    ended = 0
    for turn in range(rounds):
        kind = chance.randrange(4)
        (folder / f"{name}.ipynb").write_bytes(damage(notebook, chance) if kind != 1 else notebook.encode())
        (folder / "responses.json").write_bytes(damage(honest, chance) if kind != 2 else honest.encode())
        (folder / "timestamp.txt").write_bytes(damage_bytes(b"2026-11-27 10:00:00.000000 UTC", chance))
        try:
            submission = read_submission("ann", folder, top, name)
        except NotMarkableError as error:
            assert_clear(str(error))
            continue
        marked = mark(material, submission)
        check(material, marked)
        ended += 1
        if kind == 2:  # the answers were left alone
            assert {k: marked.entry.scores[k] for k in material.template.exercises} == {
                k: expected[k] for k in material.template.exercises
            }
        if turn % 40 == 0:
            nbformat.validate(nbformat.reads(marked.notebook, as_version=4))
    return ended


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_damaged_submission_ends_in_a_mark_or_a_reason(mini: Course, tmp_path: Path, shard: int) -> None:
    folder = mini.submit(f"ann-{shard}", PARTLY, {"written": "Because memory is short."})
    folder = folder.rename(tmp_path / "mini")
    place = tmp_path / "mini-top" / "ann"
    place.mkdir(parents=True)
    folder = folder.rename(place / "mini")
    material = load_material(mini.folder / "source" / "mini", mini.folder / "release" / "mini")
    assert fuzz(material, folder, responses_text(PARTLY), OF_MINI, f"mini {shard}") > OF_MINI / 2

    folder = tmp_path / "real-top" / "ann" / REAL
    folder.mkdir(parents=True)
    (folder / f"{REAL}.ipynb").write_text((ROOT / "release" / REAL / f"{REAL}.ipynb").read_text("utf-8"), "utf-8")
    honest = responses_text(some_answers(shard))
    (folder / "responses.json").write_text(honest, "utf-8")
    material = load_material(ROOT / "source" / REAL, ROOT / "release" / REAL)
    assert fuzz(material, folder, honest, OF_REAL, f"real {shard}") > OF_REAL / 2


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
)
shapes = anything | st.fixed_dictionaries({"version": st.integers(0, 2), "exercises": anything, "nbformat": anything})


@settings(max_examples=400)
@given(shapes | st.fixed_dictionaries({"cells": st.lists(anything, max_size=5), "nbformat": st.just(4)}))
def test_any_json_is_read_or_has_a_reason(data: Any) -> None:
    content = json.dumps(data).encode()
    for read in (read_answers, read_cells):
        try:
            read(content)
        except UnreadableError as error:
            assert_clear(str(error))


@settings(max_examples=400)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_have_a_reason(content: bytes) -> None:
    for read in (read_answers, read_cells):
        try:
            read(content)
        except UnreadableError as error:
            assert_clear(str(error))


@settings(max_examples=500)
@given(
    st.lists(st.sampled_from([*PIECES, "<", ">", "a", " ", "*", "_", "[", "](", ")", "&", "\\"]) | st.text(max_size=6))
)
def test_any_text_is_one_harmless_line(pieces: list[str]) -> None:
    html = safe_html("".join(pieces))
    assert "\n" not in html
    assert not risks(html)
