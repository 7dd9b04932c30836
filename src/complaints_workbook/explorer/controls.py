"""What a learner chooses with: stock ipywidgets, each with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ipywidgets import HTML, Box, Dropdown, Layout, VBox

from complaints_workbook.explorer.selection import Selection
from complaints_workbook.rendering.html import month_name, tag, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from complaints_workbook.content.registers import Register

ANY = ""
"""Stands for whatever it is; ipywidgets takes None for nothing chosen."""

Options = list[tuple[str, Any]]


@dataclass(frozen=True)
class Controls:
    """The controls for one register, in the order in which they stand."""

    first: Dropdown
    last: Dropdown
    cause: Dropdown
    channel: Dropdown
    area: Dropdown
    plotted: Dropdown
    ranked: Dropdown
    weighed: Dropdown
    since: Dropdown
    listed: Dropdown

    @property
    def all(self) -> tuple[Dropdown, ...]:
        """Every one of them."""
        return tuple(getattr(self, each.name) for each in fields(self))

    @property
    def selection(self) -> Selection:
        """Which entries are chosen."""
        wanted = (each.value or None for each in (self.cause, self.channel, self.area))
        return Selection(self.first.value, self.last.value, *wanted)

    def box(self, of: str) -> VBox:
        """Return them as they stand on the page; `of` is what the register is of."""
        chosen, shown = self.all[:5], self.all[5:]
        return VBox([*_group(f"Which {of}?", chosen), *_group("What to show", shown)])


def controls_for(register: Register, changed: Callable[[], None]) -> Controls:
    """Return the controls for a register.

    Parameters
    ----------
    register : Register
    changed : callable
        Called whenever something else is chosen.
    """
    months: Options = [(month_name(month), month) for month in register.months]
    description = register.description
    words, called = description.words, description.wording
    controls = Controls(
        first=dropdown("From", months, months[0][1]),
        last=dropdown("To", months, months[-1][1]),
        cause=dropdown(called.cause.capitalize(), _any(f"all {called.cause}s", words.cause)),
        channel=dropdown("Channel", _any("all channels", words.channel)),
        area=dropdown(called.area.capitalize(), _any("all of them", words.area)),
        plotted=dropdown("Chart of", [("the number", "count"), ("the rate", "rate"), ("the share of all", "share")]),
        ranked=dropdown("Pareto of", [(f"each {name}", column) for column, name in called.ranked.items()]),
        weighed=dropdown("Ranked by", [(description.of, False), (called.spent, True)]),
        since=dropdown("Before and after", [("no comparison", ANY), *_starts(register)]),
        listed=dropdown("List those of", [("all months chosen", ANY), *months]),
    )
    for each in controls.all:
        each.observe(lambda _change: changed(), "value")
    return controls


def dropdown(name: str, options: Options, value: object = None) -> Dropdown:
    """Return a list to choose one of; its first option is chosen, if none is named."""
    return Dropdown(
        description=name,
        options=options,
        value=options[0][1] if value is None else value,
        # Its name stands above it, and it is as high as the two together.
        layout=Layout(width="auto", height="60px", flex_flow="column", align_items="stretch"),
        style={"description_width": "max-content"},
    )


def _starts(register: Register) -> Options:
    """Return the months that can begin what comes after, with what was changed in each."""
    changed = {f"{change.day:%Y-%m}": change.what for change in register.description.changes}
    return [
        (f"{month_name(month)}: {changed[month]}" if month in changed else month_name(month), month)
        for month in register.months[1:]
    ]


def _any(words: str, values: Iterable[str]) -> Options:
    return [(words, ANY), *((value, value) for value in values)]


def _group(title: str, controls: Sequence[Dropdown]) -> tuple[HTML, Box]:
    columns = "repeat(auto-fill, minmax(min(13em, 100%), 1fr))"
    grid = Layout(display="grid", grid_template_columns=columns, grid_gap="0 16px")
    return HTML(tag("p", tag("strong", text(title)))), Box(list(controls), layout=grid)
