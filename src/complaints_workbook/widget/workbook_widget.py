"""What every widget of the workbook is: an `anywidget.AnyWidget` that is shown by modules sent once."""

from __future__ import annotations

from functools import cache
from typing import Any

from anywidget import AnyWidget
from ipywidgets import Layout
from traitlets import TraitType, Unicode


@cache
def _layout() -> Layout:
    """Return the layout of every widget; a kernel has one, since no widget asks for a place of its own."""
    return Layout()


class WorkbookWidget(AnyWidget):
    """Base of all widgets: traits that the page follows, and messages both ways."""

    # Declared here, or anywidget would make a class of its own for each widget.
    _esm = Unicode().tag(sync=True)
    _anywidget_id = Unicode("complaints_workbook").tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(layout=_layout(), **traits)
        self.on_msg(lambda _widget, message, _buffers: self.receive(message))

    def add_traits(self, **traits: TraitType[Any, Any]) -> None:
        """Add what the class does not have; adding anything makes a new class, which costs time and memory."""
        missing = {name: trait for name, trait in traits.items() if not self.has_trait(name)}
        if missing:
            super().add_traits(**missing)

    def receive(self, message: dict[str, Any]) -> None:
        """Take a message from a page."""
