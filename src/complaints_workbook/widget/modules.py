"""The JavaScript and the style of the widgets: files that browsers and checkers read as they are.

To the page they go as one script, since a browser takes milliseconds for each that it is
given. Joining them needs no more than what they keep to: they import and export by name.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from complaints_workbook.design.style_sheets import dark, joined, light, page
from complaints_workbook.exercises.kinds import kinds, style, view, view_name

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = resources.files(__package__ or "")
_OWN = "own.js"
_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<place>[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))", re.MULTILINE)


@cache
def source(name: str) -> str:
    """Return the text of a file of this package."""
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def modules() -> dict[str, str]:
    """Return every module by its place in the package, such as ``widget/answers.js``; imports are relative to it."""
    own = {f"widget/{name}": source(name) for name in _names(_HERE, "") if name != _OWN}
    return own | {view_name(kind): view(kind) for kind in sorted(kinds())}


@cache
def script() -> str:
    """Return one module that holds all, each after those that it imports; it exports them by their places."""
    texts, done = modules(), dict[str, str]()

    def add(place: str) -> None:
        if place not in done:
            for imported in _IMPORT.finditer(texts[place]):
                add(_beside(place, imported["place"]))
            done[place] = _wrapped(place, texts[place])

    for place in texts:
        add(place)
    return "\n".join(("const modules = {};", *done.values(), "export default modules;\n"))


def stylesheet() -> str:
    """Return the style of everything that is shown, with that of each kind, and of the notebook around it."""
    styles = _HERE.joinpath("styles")
    # What holds everywhere comes first, and the parts make exceptions from it.
    names = sorted((file.name for file in styles.iterdir()), key=lambda name: (name != "base.css", name))
    parts = (styles.joinpath(name).read_text(encoding="utf-8") for name in names)
    at_night = dark('body[data-jp-theme-light="false"] .cw')  # paper is white in every theme
    themes = (light(".cw"), f"@media screen {{ {at_night} }}")
    return joined(page(), *themes, *parts, *(style(kind) for kind in sorted(kinds())))


def _wrapped(place: str, text: str) -> str:
    """Return a module as a function that is called at once and returns what it exports."""
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(text))
    linked = _IMPORT.sub(lambda found: _taken(place, found), text)
    return f'modules["{place}"] = (() => {{\n{_EXPORT.sub("", linked)}\nreturn {{ {exported} }};\n}})();'


def _taken(place: str, found: re.Match[str]) -> str:
    names = found["names"].replace(" as ", ": ")
    return f'const {{{names}}} = modules["{_beside(place, found["place"])}"];\n'


def _beside(place: str, specifier: str) -> str:
    return normpath(join(dirname(place), specifier))


def _names(folder: Traversable, before: str) -> list[str]:
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    here = [f"{before}{entry.name}" for entry in entries if entry.name.endswith(".js")]
    return here + [name for entry in entries if entry.is_dir() for name in _names(entry, f"{before}{entry.name}/")]
