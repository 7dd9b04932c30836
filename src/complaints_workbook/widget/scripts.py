"""Put the JavaScript of a widget together: style, shared pieces, and its own."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


def module(*names: str, view: str = "") -> str:
    """Return one ES module.

    The style travels inside it and is put on the page once: a style element for
    each widget would make the browser work out every style again for each.

    Parameters
    ----------
    *names : str
        Files of this package that come last, such as ``frame.js``.
    view : str, optional
        A kind's own view.
    """
    style = f"const STYLE = {json.dumps(_read('style.css'))};"
    return "\n".join((style, _read("parts.js"), view, *map(_read, names)))


@cache
def _read(name: str) -> str:
    return resources.files(__package__ or "").joinpath(name).read_text(encoding="utf-8")
