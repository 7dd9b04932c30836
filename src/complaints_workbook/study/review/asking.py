"""What is asked next of what comes back today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import ContentError
from complaints_workbook.exercises.marking import mark_field
from complaints_workbook.file_names import PAGES
from complaints_workbook.pages.keys_reading import load_keys
from complaints_workbook.study.review.forms import form_of
from complaints_workbook.study.review.question import others_like, question_of
from complaints_workbook.study.review.schedule import asked_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from complaints_workbook.exercises.items.field import Field
    from complaints_workbook.exercises.keys import Key
    from complaints_workbook.exercises.marking import FieldMark, ItemMark
    from complaints_workbook.pages.page import Page
    from complaints_workbook.study.here import Here
    from complaints_workbook.study.review.forms import Form
    from complaints_workbook.study.review.question import Question
    from complaints_workbook.study.review.schedule import Returning, Schedule
    from complaints_workbook.study.review.today import Askable
    from complaints_workbook.study.study import Study


@dataclass(frozen=True)
class ReviewQuestion:
    """What is asked of an item that comes back.

    Attributes
    ----------
    returning : Returning
        The item that comes back.
    item : str
        The item that is asked, which may be another of the same exercise.
    here : Here
        Its assignment.
    key : Key
        Of its exercise.
    tries : int
        In how many attempts what is asked was answered.
    """

    returning: Returning
    item: str
    here: Here
    key: Key
    tries: int

    @property
    def page(self) -> Page:
        """Its exercise."""
        return self.here.pages.exercises[self.returning.name.exercise]

    @property
    def field(self) -> Field[Any, Any]:
        """What is answered."""
        return _field_of(self.page, self.item)

    @property
    def is_another(self) -> bool:
        """Whether another case is asked than that which was missed."""
        return self.item != self.returning.name.item

    @property
    def question(self) -> Question | None:
        """What a plain page asks; None where the notebook asks it."""
        return question_of(self.page, self.field.id) if self.form else None

    @property
    def form(self) -> Form | None:
        """How a plain page asks it; None where the notebook asks it."""
        return form_of(self.field)

    def sent(self, form: Mapping[str, str]) -> Any:
        """Return what was answered: on the page, or as the notebook has saved it."""
        if self.question and self.form:
            return self.form.read(self.field, form)
        return self.here.responses.answers(self.returning.name.exercise).get(self.field.id)

    def marked(self, value: Any, *, holds_back: bool) -> tuple[FieldMark, ItemMark]:
        """Mark an answer, as all marking does: what it earns, and what of that is the item's.

        Parameters
        ----------
        value : object
            The answer, as the field accepts it.
        holds_back : bool
            Whether what is missed is explained from the second time on only; this is one time more.
        """
        hidden = self.key.hidden | ({self.item} if holds_back and not self.tries else set())
        marked = mark_field(self.field, self.key.fields[self.field.id], value, hidden)
        return marked, next(item for item in marked.items if item.item == self.item)


def asked_next(study: Study, material: Askable, schedule: Schedule, today: Schedule) -> ReviewQuestion | None:
    """Return what is asked first of what comes back today; None if nothing does.

    What cannot be asked, because the keys here are another release's, waits for another day.

    Parameters
    ----------
    study : Study
    material : Askable
        What the schedule was made with.
    schedule : Schedule
        All that comes back.
    today : Schedule
        What of it comes today.

    Raises
    ------
    ContentError
        If none of it can be asked; the message says why.
    """
    fault: ContentError | None = None
    for returning in today:
        here = material.here[returning.name.assignment]
        try:
            keys = load_keys(study.keys(here.name), here.folder / PAGES)
        except ContentError as error:
            fault = error
            continue
        exercise = returning.name.exercise
        key, page = keys.exercises[exercise].key, here.pages.exercises[exercise]
        item = asked_by(returning, _likest(page, returning.name.item, key), schedule)
        tries = material.attempts[here.name].times_answered(exercise, _field_of(page, item).id)
        return ReviewQuestion(returning, item, here, key, tries)
    if fault:
        raise fault
    return None


def _likest(page: Page, item: str, key: Key) -> Sequence[str]:
    """Return the items that ask the same of another case, first those whose right answer is the same."""
    field = _field_of(page, item)
    if form_of(field) is None:
        return ()
    right = getattr(key.fields[field.id], "key", None)
    # What a form can ask for has one item, which goes by the field's own name.
    return sorted(others_like(page, field.id), key=lambda other: getattr(key.fields[other], "key", None) != right)


def _field_of(page: Page, item: str) -> Field[Any, Any]:
    return next(field for field in page.item_set.fields if any(each.id == item for each in field.items))
