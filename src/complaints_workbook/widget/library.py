"""The library: the one widget of a kernel that carries script and style to the page, for all the others."""

from __future__ import annotations

from functools import cache

from traitlets import Unicode

from complaints_workbook.widget.modules import script, source, stylesheet
from complaints_workbook.widget.workbook_widget import WorkbookWidget


class Library(WorkbookWidget):
    """Script and style, sent to the page once; it is never shown itself."""

    script = Unicode().tag(sync=True)
    style = Unicode().tag(sync=True)


@cache
def library() -> Library:
    """Return the library of this kernel."""
    return Library(_esm="export default {};", script=script(), style=stylesheet())


class ShownWidget(WorkbookWidget):
    """A widget that is shown by a module of the library.

    Parameters
    ----------
    module : str
        The module that shows it: one that exports ``render``.
    **traits
        The rest of its state.
    """

    library = Unicode().tag(sync=True)
    module = Unicode().tag(sync=True)

    def __init__(self, module: str, **traits: object) -> None:
        super().__init__(_esm=source("own.js"), library=library().model_id, module=module, **traits)
