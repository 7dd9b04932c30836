"""The page on which what was missed comes back: one question, then why its answer is right or not, then the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.exercises.marking import Verdict, given
from complaints_workbook.study.harmless import harmless
from complaints_workbook.study.here import assignments_here
from complaints_workbook.study.page import page
from complaints_workbook.study.requests import see
from complaints_workbook.study.review.asking import asked_next
from complaints_workbook.study.review.forms import ANSWER
from complaints_workbook.study.review.review_file import Review, review_of
from complaints_workbook.study.review.schedule import WAITS, answered
from complaints_workbook.study.review.today import material, today
from complaints_workbook.study.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from complaints_workbook.exercises.marking import ItemMark
    from complaints_workbook.study.requests import Request, Response, Routes
    from complaints_workbook.study.review.asking import ReviewQuestion
    from complaints_workbook.study.review.schedule import Schedule
    from complaints_workbook.study.review.today import Askable
    from complaints_workbook.study.study import Study


def _show(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Ask the first of what comes back today, or say that nothing does."""
    found, schedule = _found(study)
    left = found.coming(schedule, today())
    asked = asked_next(study, found, schedule, left)
    if asked:
        return _ask(study, request, asked, len(left))
    due = [each.due for each in schedule if each.due and each.name.assignment in found.here]
    return page(
        request,
        "review/nothing.html",
        has_keys=bool(found.here),
        was_any=bool(schedule),
        done_today=sum(each.last == today() for each in schedule),
        more_waits=any(day <= today() for day in due),
        next_day=min(due, default=None),
    )


def _mark(study: Study, request: Request, _named: Mapping[str, str]) -> Response:
    """Mark an answer, keep when the item comes again, and say why."""
    found, schedule = _found(study)
    left = found.coming(schedule, today())
    asked = asked_next(study, found, schedule, left)
    if asked is None or _token(asked) != request.query.get("asked"):
        return see(f"{request.start}review")  # it was answered already, as in another window
    value = asked.sent(request.query)
    if given(asked.field, value) is None:
        lacking = asked.form.lacking if asked.form and asked.question else "It is not answered in the notebook yet."
        return _ask(study, request, asked, len(left), lacking=lacking)
    marked, item = asked.marked(value, holds_back=settings_of(study).read().document.holds_back)
    name, day, right = asked.returning.name, today(), item.verdict is Verdict.RIGHT
    review_of(study).change(
        lambda review: Review(answered(found.fed(review.schedule), name, day, right=right), review.unread)
    )
    return page(
        request,
        "review/told.html",
        **_about(study, request, asked),
        answer=marked.answer,
        item=item,
        tone=_TONES[item.verdict],
        when=_when(asked, right=right),
        is_kept_back=_is_kept_back(item),
        left=len(left) - 1,
    )


_TONES = {Verdict.RIGHT: "good", Verdict.PARTLY: "part", Verdict.NOT_YET: "bad"}


def _ask(study: Study, request: Request, asked: ReviewQuestion, left: int, lacking: str = "") -> Response:
    return page(
        request,
        "review/ask.html",
        status=422 if lacking else 200,
        **_about(study, request, asked),
        form=asked.form,
        name=ANSWER,
        sent=request.query if lacking else {},
        token=_token(asked),
        is_another=asked.is_another,
        left=left,
        lacking=lacking,
    )


def _about(study: Study, request: Request, asked: ReviewQuestion) -> Mapping[str, Any]:
    """Return what both pages say of the exercise."""
    shown, case = asked.page.shown, asked.question.case if asked.question else None
    dossier = shown["cases"][case] if case else None
    organisation = dossier["organisation"] if dossier else None
    return {
        "html": harmless,
        "assignment": asked.here.pages.title,
        "exercise": asked.page.item_set.title,
        "introduction": shown["introduction"],
        "label": asked.field.label,
        "question": asked.question,
        "dossier": dossier and dossier["html"],
        "papers": organisation and asked.here.pages.paper(organisation),
        "organisation": organisation and shown["organisations"][organisation],
        "read_again": asked.page.item_set.read_again,
        "notebook": asked.here.address(study.folder, request.base, asked.page.item_set.read_again),
    }


def _found(study: Study) -> tuple[Askable, Schedule]:
    found = material(study, assignments_here(study.folder))
    return found, found.fed(review_of(study).read().document.schedule)


def _token(asked: ReviewQuestion) -> str:
    """Return what a form sends along, so that it counts for what it asked, and once."""
    return "/".join((*asked.returning.name, asked.item, str(asked.returning.asked)))


def _when(asked: ReviewQuestion, *, right: bool) -> str:
    """Say when the item comes again."""
    after = asked.returning.after(today(), right=right)
    if after.due is None:
        return "You have known it four times running. It does not come again."
    days = WAITS[after.wait]
    return "It comes again tomorrow." if days == 1 else f"It comes again in {days} days."


def _is_kept_back(item: ItemMark) -> bool:
    """Say whether the best answer and the reasons must not be shown."""
    return item.verdict is not Verdict.RIGHT and not item.key


ROUTES: Routes = {("GET", "review"): _show, ("POST", "review"): _mark}
