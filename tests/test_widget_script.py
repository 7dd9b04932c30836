"""The one script that goes to the page holds every module, each after those that it imports."""

from __future__ import annotations

import re

import pytest

from complaints_workbook.exercises.kinds import kinds, view_name
from complaints_workbook.widget.modules import modules, script

STATEMENT = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


@pytest.mark.parametrize("place", modules())
def test_a_module_imports_and_exports_by_name_and_from_a_file_that_is_there(place: str) -> None:
    text = modules()[place]
    for statement in STATEMENT.findall(text):
        assert re.match(r'import \{[^}]*\} from "\.[^"]+\.js";|export (?:function|class|const) \w+', statement)
    assert f'modules["{place}"] = ' in script()


def test_the_script_holds_the_view_of_each_kind_after_what_it_imports() -> None:
    places = re.findall(r'^modules\["([^"]+)"\] = ', script(), re.MULTILINE)
    assert len(places) == len(set(places)) == len(modules())
    assert {view_name(kind) for kind in kinds()} <= set(places)
    for at, place in enumerate(places):
        body = script().split(f'modules["{place}"] = ')[1].split("\n})();")[0]
        assert set(re.findall(r'= modules\["([^"]+)"\];', body)) <= set(places[:at])


def test_nothing_is_imported_or_exported_inside_the_script() -> None:
    assert STATEMENT.findall(script()) == ["export default modules;"]
