"""Print the lowest versions that ``pyproject.toml`` allows, as constraints for pip.

    python tools/lowest_versions.py > lowest.txt

`make lowest` tests with them, so that every lower bound is a version that works.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_BOUND = re.compile(r"(?P<name>[A-Za-z0-9-]+)(?:\[[a-z]+\])?>=(?P<version>[0-9.]+)")


def main() -> None:
    """Print a line for each dependency of the package and of its tests."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for requirement in [*project["dependencies"], *extras["hub"], *extras["postgresql"], *extras["test"]]:
        if match := _BOUND.match(requirement):
            print(f"{match['name']}=={match['version']}")


if __name__ == "__main__":
    main()
