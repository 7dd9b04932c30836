"""What ``hub/`` says in several places is the same, and names what is there."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import entry_points
from typing import Any

import pytest
import yaml
from traitlets.config.loader import PyFileConfigLoader

from support.courses import ROOT

HUB = ROOT / "hub"
COMMAND = "workbook-server"


@pytest.fixture(scope="module")
def settings() -> Any:
    """Return the hub's settings as JupyterHub reads them."""
    pytest.importorskip("jupyterhub", reason="JupyterHub is installed with the tests' extra")
    return PyFileConfigLoader("jupyterhub_config.py", path=str(HUB)).load_config()


@pytest.fixture(scope="module")
def values() -> Any:
    return yaml.safe_load((HUB / "values.yaml").read_text("utf-8"))


def test_kubernetes_says_the_same_of_tutors_and_names_as_one_machine(settings: Any, values: Any) -> None:
    ours = settings.Spawner.group_overrides["tutors"]
    theirs = values["hub"]["config"]["Spawner"]["group_overrides"]["tutors"]
    assert theirs["groups"] == ours["groups"]
    assert theirs["spawner_override"].keys() == ours["spawner_override"].keys()
    assert theirs["spawner_override"]["environment"].keys() == ours["spawner_override"]["environment"].keys()
    assert values["singleuser"]["extraEnv"].keys() == settings.Spawner.environment.keys()
    assert values["singleuser"]["defaultUrl"] == settings.Spawner.default_url
    assert values["hub"]["config"]["Authenticator"] == {
        "manage_groups": settings.Authenticator.manage_groups,
        "username_pattern": settings.Authenticator.username_pattern,
    }


def test_the_command_that_starts_servers_is_the_packages(settings: Any, values: Any) -> None:
    assert entry_points(group="console_scripts", name=COMMAND)
    assert values["singleuser"]["cmd"] == [COMMAND]
    assert [command.rpartition("/")[2] for command in settings.Spawner.cmd] == [COMMAND]
    assert f'CMD ["{COMMAND}"]' in (HUB / "Dockerfile").read_text("utf-8")


@pytest.mark.parametrize("name", ["..", ".", "a/b", "../root", "ann+ben", ""])
def test_no_name_leaves_the_folder_of_homes_or_ends_at_nbgraders_plus(settings: Any, name: str) -> None:
    assert not re.fullmatch(settings.Authenticator.username_pattern, name)


@pytest.mark.parametrize("name", ["ann", "j.smith@college.ac.uk", "åsa-li", "o'neill", "20251234"])
def test_names_that_colleges_give_are_let_in(settings: Any, name: str) -> None:
    assert re.fullmatch(settings.Authenticator.username_pattern, name)


def test_the_unit_starts_the_hub_with_the_settings_from_the_place_that_they_name(settings: Any) -> None:
    unit = (HUB / "complaints-workbook-hub.service").read_text("utf-8")
    state = settings.JupyterHub.cookie_secret_file.rpartition("/")[0]
    place = state.rpartition("/")[0]
    assert f"WorkingDirectory={state}\n" in unit
    assert f"ExecStart={place}/venv/bin/jupyterhub --config {place}/jupyterhub_config.py\n" in unit


def test_readme_names_every_file_and_the_project_allows_the_hub_that_was_tried() -> None:
    readme = (HUB / "README.md").read_text("utf-8")
    named = {path.name for path in HUB.iterdir() if path.is_file()} - {"README.md"}
    assert [name for name in sorted(named) if f"`{name}`" not in readme] == []
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert any(each.startswith("jupyterhub>=") for each in extras["hub"])
