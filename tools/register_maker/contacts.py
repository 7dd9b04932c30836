"""Make a register of contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Contact
from complaints_workbook.money import to_pence
from register_maker.days import after_working_days, closing
from register_maker.maker import Maker
from register_maker.settings import ContactSettings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from register_maker.settings import ContactCause, Course


class ContactMaker(Maker[ContactSettings, Contact]):
    """Makes a register of contacts."""

    causes: Mapping[str, ContactCause]

    def make(self) -> list[Contact]:
        """Make the register's contacts in order of receipt, and ask how content the colleagues are."""
        contacts = super().make()
        came_back = {contact.repeat_of for contact in contacts}
        return [replace(contact, satisfaction=self._score(contact, came_back)) for contact in contacts]

    def ordinary(self, month: str, cause_name: str) -> Contact:
        """Make one contact, without its reference, its link, its sentence and its score."""
        cause = self.causes[cause_name]
        channel = self.dice.weighted(self.settings.channels)
        received = self.day(month, channel)
        settled = self.dice.chance(cause.first_contact)
        later = 0 if settled else self.dice.on_curve(self.settings.days_to_close)
        closed = after_working_days(received, later)
        visits = int(not settled and self.dice.chance(cause.visits / (1 - cause.first_contact)))
        minutes = self.dice.whole(*cause.minutes)
        return Contact(
            reference="",
            received=received,
            channel=channel,
            category=cause.category,
            cause=cause.cause,
            product_or_service=self.product(cause),
            area=self.dice.weighted(self.settings.areas),
            priority=self.dice.weighted(cause.priority),
            first_contact_resolved=settled,
            reopened=not settled and self.dice.chance(cause.reopened),
            closed=closed if closed <= self.as_at else None,
            minutes=minutes,
            cost_pounds=self._cost(minutes, visits),
            repeat_of=None,
            satisfaction=None,
            summary="",
        )

    def singles(self) -> list[Contact]:
        """Make the contacts that are written by hand."""
        return [
            Contact(
                reference="",
                category=self.causes[single.cause].category,
                reopened=False,
                closed=closing(single, self.as_at),
                cost_pounds=self._cost(single.minutes, single.visits),
                repeat_of=None,
                satisfaction=None,
                **single.model_dump(exclude={"why", "days_to_close", "visits"}),
            )
            for single in self.settings.singles
        ]

    def returns(self, entry: Contact) -> tuple[float, tuple[int, int]]:
        """Some contacts are those of a colleague who was told that it was settled."""
        return self.causes[entry.cause].comes_back, self.settings.back_within

    def told(self, entry: Contact) -> Contact:
        """Write the sentence."""
        return replace(entry, summary=self.sentences.of(entry, self.causes[entry.cause]))

    def _cost(self, minutes: int, visits: int) -> Decimal:
        return to_pence(self.settings.hour * minutes / 60 + self.settings.visit * visits)

    def _score(self, contact: Contact, came_back: Collection[str | None]) -> int | None:
        """Draw how content the colleague says to be: None if still open, not asked or without an answer."""
        survey = self.settings.survey
        if contact.closed is None or contact.channel in survey.not_asked:
            return None
        course = _course(contact, came_back)
        if not self.dice.chance(survey.answers[course]):
            return None
        return self.dice.weighted(dict(enumerate(survey.scores[course], start=1)))


def _course(contact: Contact, came_back: Collection[str | None]) -> Course:
    if contact.reference in came_back or contact.repeat_of:
        return "came_back"
    return "settled" if contact.first_contact_resolved else "later"
