"""What a tutor should know of one submission, in sentences. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.marking.handed_in.beside import KEPT_COPIES, shown_file
from complaints_workbook.marking.one.other_version import worth_other_marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from complaints_workbook.marking.handed_in.gathering import Gathered
    from complaints_workbook.marking.handed_in.handed_answers import HandedAnswers
    from complaints_workbook.marking.handed_in.submission import Submission
    from complaints_workbook.marking.one.learners_words import WordsHtml
    from complaints_workbook.marking.one.material import Material

_LONGEST = 390
"""Characters of all remarks: they stand in one cell of a table."""

_MOST_PLACES, _LONGEST_PLACE = 2, 80


def faults_of(material: Material, submission: Submission, gathered: Gathered) -> tuple[str, ...]:
    """Return why something cannot be read, in words that follow nothing, but for what something else was taken for."""
    name = f"{material.notebook_name} "
    return tuple(fault for fault in submission.faults if not (gathered.instead and fault.startswith(name)))


def remarks_on(
    material: Material, submission: Submission, gathered: Gathered, words: WordsHtml, left_out: frozenset[str]
) -> tuple[str, ...]:
    """Return what a tutor should know, the most needed first, and no more than is read.

    `left_out` are the exercises that the notebook does not ask.
    """
    remarks: list[str] = []
    if faults := faults_of(material, submission, gathered):
        remarks.append(f"{'; '.join(faults)}.")
    if submission.answers is None:
        remarks.append("The exercises wait for your marks. Ask the learner for responses.json, or mark them by hand.")
    if gathered.work is None:
        remarks.append("The written answers wait for your marks. Ask the learner for the notebook.")
    remarks += _of_notebooks(material, submission, gathered)
    remarks += _of_other_versions(material, submission, left_out)
    remarks += _of_words(gathered, words)
    remarks += [f"{oddity}." for oddity in submission.oddities]
    remarks += _of_answers(material, submission)
    return _bounded(remarks)


def _of_notebooks(material: Material, submission: Submission, gathered: Gathered) -> list[str]:
    remarks = []
    name = material.notebook_name
    if gathered.instead:
        why = next(
            (fault for fault in submission.faults if fault.startswith(f"{name} ")), f"{name} is another notebook"
        )
        remarks.append(f"{why}; {shown_file(gathered.instead)} was taken in its place.")
    elif gathered.stranger:
        remarks.append(f"{name} holds nothing of this assignment’s; ask the learner for the right notebook.")
    if others := [name for name in _others(submission) if name != gathered.instead]:
        remarks.append(f"Other notebooks that were handed in: {_listed(others)}.")
    if submission.beside.answers:
        remarks.append(f"Not read, but it may hold answers to exercises: {_listed(submission.beside.answers)}.")
    return remarks


def _of_other_versions(material: Material, submission: Submission, left_out: frozenset[str]) -> list[str]:
    remarks = []
    if left_out:
        listed = _listed([cell.title for cell in material.graded if cell.exercise in left_out], _titled)
        remarks.append(
            f"Not in the notebook, which is of an earlier version or had cells deleted: {listed}. It waits for your "
            "mark, or the learner fetches the newer version and hands that in."
        )
    if changed := list(worth_other_marks(material, submission)):
        remarks.append(
            f"Handed out with other marks than now, so perhaps not asked whole: {_listed(changed, _titled)}."
        )
    return remarks


def _titled(title: str) -> str:
    return f"“{title if len(title) <= _LONGEST_PLACE else title[:_LONGEST_PLACE] + '…'}”"


def _others(submission: Submission) -> list[str]:
    """Return the names of other notebooks, but for copies that programs keep."""
    return [each.name for each in submission.beside.notebooks if not each.name.startswith(KEPT_COPIES)]


def _of_words(gathered: Gathered, words: WordsHtml) -> list[str]:
    remarks = []
    if gathered.elsewhere:
        places = list(dict.fromkeys(place.where for found in gathered.elsewhere.values() for place in found))
        listed = "; ".join(map(_clipped, places[:_MOST_PLACES]))
        more = f"; and in {len(places) - _MOST_PLACES} other places" if len(places) > _MOST_PLACES else ""
        number = len(gathered.elsewhere)
        wait = "1 blank answer waits" if number == 1 else f"{number} blank answers wait"
        remarks.append(f"{wait}: the learner {listed}{more}.")
    if words.cut:
        remarks.append(f"Texts that are too long to be shown whole: {words.cut}.")
    if words.refused:
        remarks.append(f"Pictures that cannot be shown: {words.refused}.")
    if gathered.work is not None and (bad := gathered.work.unreadable):
        remarks.append(f"Cells of the notebook that cannot be read: {bad}.")
    return remarks


def _clipped(place: str) -> str:
    return f"{place[:_LONGEST_PLACE]}…”" if len(place) > _LONGEST_PLACE + 2 else place


def _of_answers(material: Material, submission: Submission) -> list[str]:
    remarks = []
    answers = submission.answers
    if answers is not None and answers.bad:
        remarks.append(f"{answers.bad} entries of responses.json cannot be read and count as not answered.")
    if answers is not None and (unknown := _unknown(material, answers)):
        remarks.append(f"responses.json answers what this assignment does not ask ({unknown}); that does not count.")
    return remarks


def _unknown(material: Material, answers: HandedAnswers) -> int:
    """Return how many exercises, and fields of others, were answered that are not asked."""
    known = material.markers.keys() & answers.exercises.keys()
    given = [(answers.of(name), material.markers[name].field_ids) for name in known]
    fields = sum([len(fields.keys() - asked) for fields, asked in given if not asked.issuperset(fields)])
    return len(answers.exercises) - len(known) + fields


def _listed(names: list[str] | tuple[str, ...], shown: Callable[[str], str] = shown_file) -> str:
    more = f" and {len(names) - _MOST_PLACES} others" if len(names) > _MOST_PLACES else ""
    return ", ".join(map(shown, names[:_MOST_PLACES])) + more


def _bounded(remarks: list[str]) -> tuple[str, ...]:
    left, kept = _LONGEST, []
    for remark in remarks:
        if len(remark) < left:
            kept.append(remark)
            left -= len(remark) + 1
    return tuple(kept)
