"""Every kind of exercise has its specimen, which is checked and marked as any other is."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from complaints_workbook.command_line import app
from complaints_workbook.exercises.kinds import kinds
from support.specimen_course import SPECIMENS, specimen, specimen_kinds, specimens_worked_by_hand


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_has_a_specimen(kind: str) -> None:
    assert kind in specimen_kinds(), f"give the kind '{kind}' a specimen, in {SPECIMENS / 'kinds' / kind}"
    of_it = [each for each in specimen().assignment.exercises.values() if each.specification.kind == kind]
    assert of_it, f"{SPECIMENS / 'kinds' / kind} has no exercise of the kind '{kind}'"
    by_hand = specimens_worked_by_hand()
    assert {each.specification.id for each in of_it} <= by_hand.answers.keys(), "work its marks out in partly.yaml"


def test_every_specimen_is_of_a_kind() -> None:
    assert set(specimen_kinds()) == set(kinds())


def test_no_fault_is_found_in_the_specimens() -> None:
    result = CliRunner().invoke(app, ["check", str(specimen().course)])
    assert result.output.splitlines()[-1].startswith("No faults: "), result.output
    assert result.exit_code == 0
