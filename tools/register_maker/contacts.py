"""Make a register of contacts."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from complaints_workbook.content.registers import Contact
from complaints_workbook.money import to_pence
from register_maker.counts import draw_counts, each
from register_maker.days import after_working_days, closing, day_of
from register_maker.dice import Dice
from register_maker.linking import earlier_one, numbered
from register_maker.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from decimal import Decimal

    from complaints_workbook.content.registers import Description
    from register_maker.settings import ContactSettings, Course, SingleContact


def make_contacts(settings: ContactSettings, description: Description) -> list[Contact]:
    """Make a register's contacts in order of receipt."""
    maker = _Maker(settings, description.as_at)
    contacts = [maker.contact(month, cause) for month, cause in each(draw_counts(settings, description))]
    contacts += [maker.single(single) for single in settings.singles]
    contacts.sort(key=lambda contact: contact.received)
    return maker.finish(contacts)


class _Maker:
    """Makes the contacts of one register, one after the other."""

    def __init__(self, settings: ContactSettings, as_at: date) -> None:
        self.settings = settings
        self.causes = {cause.cause: cause for cause in settings.causes}
        self.as_at = as_at
        self.dice = Dice(Random(f"{settings.seed} entries"))
        self.sentences = Sentences(settings, self.dice)

    def contact(self, month: str, cause_name: str) -> Contact:
        """Make one contact, without its reference, its sentence and its score."""
        cause = self.causes[cause_name]
        channel = self.dice.weighted(self.settings.channels)
        received = day_of(month, self.settings.weekdays[channel], self.as_at, self.dice)
        weights = self.settings.product_weights
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
            product_or_service=self.dice.weighted({name: weights[name] for name in cause.products or weights}),
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

    def single(self, single: SingleContact) -> Contact:
        """Make a contact that is written by hand."""
        return Contact(
            reference="",
            category=self.causes[single.cause].category,
            reopened=False,
            closed=closing(single, self.as_at),
            cost_pounds=self._cost(single.minutes, single.visits),
            repeat_of=None,
            satisfaction=None,
            **single.model_dump(exclude={"why", "days_to_close", "visits"}),
        )

    def _cost(self, minutes: int, visits: int) -> Decimal:
        return to_pence(self.settings.hour * minutes / 60 + self.settings.visit * visits)

    def finish(self, contacts: Sequence[Contact]) -> list[Contact]:
        """Give every contact its reference, its link to an earlier one, its sentence and its score."""
        told: list[Contact] = []
        for contact in numbered(contacts, self.settings.reference, self.dice):
            told.append(contact if contact.summary else self._told(self._repeat(contact, told)))
        came_back = {contact.repeat_of for contact in told}
        return [replace(contact, satisfaction=self._score(contact, came_back)) for contact in told]

    def _repeat(self, contact: Contact, earlier: Sequence[Contact]) -> Contact:
        """Make some contacts the return of a colleague who was told that it was settled."""
        if not self.dice.chance(self.causes[contact.cause].comes_back):
            return contact
        first = earlier_one(contact, earlier, self.settings.back_within, self.settings, self.dice)
        if first is None:
            return contact
        return replace(contact, repeat_of=first.reference, product_or_service=first.product_or_service, area=first.area)

    def _told(self, contact: Contact) -> Contact:
        return replace(contact, summary=self.sentences.of(contact, self.causes[contact.cause]))

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
