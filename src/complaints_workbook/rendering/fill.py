"""The templates of dossiers and papers; what is put into them is text unless it says that it is HTML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension

from complaints_workbook.money import show
from complaints_workbook.rendering.html import day, paragraphs

if TYPE_CHECKING:
    from jinja2 import Template


class _OneLine(Extension):
    """Joins the lines of a template: they and their indentation are for those who edit it, and none of it is shown."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - jinja2's
        return "".join(map(str.strip, source.splitlines()))


def fill(name: str, **values: Any) -> str:
    """Return a template of this folder, filled in.

    Parameters
    ----------
    name : str
        Such as ``"dossier"``.
    **values
        What it names.
    """
    # Quotation marks as the standard library escapes them, so that one text is one HTML wherever it is made.
    return _template(name).render(values).replace("&#39;", "&#x27;").replace("&#34;", "&quot;")


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader(__package__ or ""), autoescape=True, extensions=[_OneLine], undefined=StrictUndefined
    )
    environment.filters |= {"day": day, "paragraphs": paragraphs, "pounds": show}
    return environment.get_template(f"{name}.html.j2")
