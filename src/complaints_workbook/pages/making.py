"""Make pages of what authors write: texts become HTML, dossiers and charts are drawn up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.criterion_codes import criteria_named
from complaints_workbook.pages.own_sector import NOWHERE, KnownSector, OwnSector
from complaints_workbook.pages.page import Listing, Page, Pages
from complaints_workbook.rendering.dossier import dossier_html
from complaints_workbook.rendering.html import day
from complaints_workbook.rendering.markdown import to_html
from complaints_workbook.rendering.organisation import organisation_html
from complaints_workbook.rendering.sector import HEADINGS, sector_html

if TYPE_CHECKING:
    from complaints_workbook.assignments.about import About
    from complaints_workbook.assignments.assignment import Assignment
    from complaints_workbook.assignments.exercise import Exercise
    from complaints_workbook.content.datasets import Datasets
    from complaints_workbook.exercises.keys import Key


def make_pages(assignment: Assignment, datasets: Datasets) -> Pages:
    """Return every page of an assignment, and the papers of the organisations in them.

    Raises
    ------
    ContentError
        If a dossier, an organisation or a register is missing or faulty.
    """
    exercises = {name: exercise_page(exercise) for name, exercise in assignment.exercises.items()}
    practices = {
        name: practice_page(each, assignment.practice_keys[name]) for name, each in assignment.practices.items()
    }
    named = {name for page in (*exercises.values(), *practices.values()) for name in page.shown["organisations"]}
    papers = {name: organisation_html(datasets.organisation(name)) for name in sorted(named)}
    about = assignment.about
    listing = Listing(about.title, about.order, about.outcome_id)
    return Pages(assignment.id, exercises, practices, papers, listing, own_sector(about, datasets))


def exercise_page(exercise: Exercise) -> Page:
    """Return the page of an assessed exercise."""
    return _page(exercise, "assessed", f"Exercise: {exercise.points:g} marks")


def practice_page(practice: Exercise, key: Key) -> Page:
    """Return the page of a practice, with its key."""
    return _page(practice, "practice", "Practice: try it as often as you like", key)


def own_sector(about: About, datasets: Datasets) -> OwnSector:
    """Return what an assignment shows of the learner's own sector, the sectors in the order of their names."""
    if not about.own_sector:
        return NOWHERE
    places = {number: tuple(topic.value for topic in topics) for number, topics in about.own_sector.items()}
    sectors = sorted((datasets.sector(name) for name in datasets.sector_ids()), key=lambda sector: sector.name.lower())
    known = {
        each.id: KnownSector(each.name, each.scope, sector_html(each), each.look_up, day(each.as_at))
        for each in sectors
    }
    return OwnSector(places, {topic.value: heading for topic, heading in HEADINGS.items()}, known)


def _page(exercise: Exercise, mode: str, caption: str, key: Key | None = None) -> Page:
    specification = exercise.specification
    shown = {
        "id": specification.id,
        "mode": mode,
        "title": specification.title,
        "caption": f"{caption}. {criteria_named(specification.criteria)}. About {specification.minutes} minutes.",
        "introduction": to_html(specification.introduction),
        "worked": to_html(specification.worked_example) if specification.worked_example else None,
        "fields": [field.id for field in exercise.fields],
        **_dossiers(exercise),
        **specification.show(exercise.datasets),
    }
    return Page(specification.kind, exercise.item_set, shown, key)


def _dossiers(exercise: Exercise) -> dict[str, Any]:
    """Return the dossiers as HTML, and the names of the organisations that they are of."""
    specification, datasets = exercise.specification, exercise.datasets
    cases = [datasets.case(case_id) for case_id in dict.fromkeys(specification.case_ids())]
    names = {case.organisation: datasets.organisation(case.organisation).name for case in cases}
    dossiers = {
        case.id: {
            "organisation": case.organisation,
            "html": dossier_html(case, names[case.organisation], costs=specification.shows_costs),
        }
        for case in cases
    }
    return {"cases": dossiers, "organisations": names}
