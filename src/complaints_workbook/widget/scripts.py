"""The JavaScript of the widgets: a script that is sent to the page once, and each widget's own little module."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from complaints_workbook.exercises.kinds import kinds, view
from complaints_workbook.widget.model import Model


def own_module() -> str:
    """Return the module of every widget, which shows it with the shared script."""
    return _read("own.js")


@cache
def library() -> Model:
    """Return the model that carries the shared script to the page; a kernel has one."""
    return Model(_esm="export default {};", script=script())


def script() -> str:
    """Return the shared script: style, pieces, the view of every kind, and the frames around them.

    The style travels inside it and is put on the page once: a style element for
    each widget would make the browser work out every style again for each.
    """
    style = f"const STYLE = {json.dumps(_read('style.css'))};"
    views = ",\n".join(f"{json.dumps(kind)}: (() => {{\n{view(kind)}\nreturn view;\n}})()" for kind in sorted(kinds()))
    return "\n".join(
        (style, _read("parts.js"), f"const VIEWS = {{\n{views}\n}};", _read("frame.js"), _read("progress.js"))
    )


@cache
def _read(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
