"""The sentences of a register, each of which stands in it once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from register_maker.days import day_and_month, working_day_before

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.content.registers import Entry
    from register_maker.dice import Dice
    from register_maker.settings import Cause, Settings

_NUMBERS = ("two", "three", "four", "five", "six", "seven")


class Sentences:
    """Writes a sentence for one entry after the other, differently each time."""

    def __init__(self, settings: Settings, dice: Dice) -> None:
        self.settings = settings
        self.dice = dice
        self.written: set[str] = set()

    def of(self, entry: Entry, cause: Cause, more: Mapping[str, str] | None = None) -> str:
        """Write the sentence of an entry; `more` are details of its own."""
        for _ in range(50):
            summary = self._sentence(entry, cause, more or {})
            if summary not in self.written:
                break
        self.written.add(summary)
        return summary

    def _sentence(self, entry: Entry, cause: Cause, more: Mapping[str, str]) -> str:
        fitting = [text for text in (self.settings.again if entry.repeat_of else cause.says) if self._fits(text, entry)]
        text = self.dice.pick(fitting)
        if not entry.repeat_of and self.dice.chance(self.settings.tails_share):
            text = f"{text} {self.dice.pick(self.settings.tails)}"
        text = re.sub(r"\[([^\]]*)\]", lambda found: self.dice.pick(found[1].split("|")), text)
        details = {**self._details(entry, cause), **more}
        if details["thing"][0] in "aeiou":
            text = text.replace(" a {thing}", " an {thing}")
        text = re.sub(r"\{([a-z]+)\}", lambda found: details[found[1]], text)
        return re.sub(r"(?:^|[.?!]'? )[a-z]", lambda found: found[0].upper(), text)

    def _fits(self, text: str, entry: Entry) -> bool:
        return "{area}" not in text or entry.area != self.settings.no_area

    def _details(self, entry: Entry, cause: Cause) -> dict[str, str]:
        """Draw what may stand in a sentence; a detail that stands there twice is the same."""
        weeks = self.dice.whole(2, 7)
        before = working_day_before(entry.received - timedelta(days=self.dice.whole(1, 18)))
        long_before = entry.received - timedelta(weeks=weeks)
        return {
            "thing": self.dice.pick(self.settings.products[entry.product_or_service]),
            "area": entry.area,
            "about": cause.about,
            "first": entry.repeat_of or "",
            "date": day_and_month(before),
            "since": day_and_month(long_before),
            "weeks": _NUMBERS[weeks - 2],
            "weekday": f"{before:%A}",
            "month": f"{entry.received - timedelta(days=35):%B}",
            "few": _NUMBERS[self.dice.whole(0, 3)],
            "days": str(self.dice.whole(3, 16)),
            "minutes": str(self.dice.whole(4, 15) * 5),
            "hour": str(self.dice.whole(8, 11)),
            "percent": str(self.dice.whole(6, 35)),
            **{name: self.dice.pick(words) for name, words in self.settings.details.items()},
        }
