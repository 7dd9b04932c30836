"""What a view is given: an exercise, its dossiers and papers, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from complaints_workbook.markdown import to_html
from complaints_workbook.rendering.dossier import dossier_html

if TYPE_CHECKING:
    from complaints_workbook.assignments import Exercise

PREVIEW = "This is the author’s preview. Nothing that you answer here is saved."


def page(exercise: Exercise, mode: str) -> dict[str, Any]:
    """Return the data of an exercise's view.

    Parameters
    ----------
    exercise : Exercise
        What to show.
    mode : {"assessed", "practice", "preview"}
        Whether answers are saved, tried, or neither.
    """
    specification = exercise.specification
    datasets = exercise.datasets
    cases = {case_id: datasets.case(case_id) for case_id in dict.fromkeys(specification.case_ids())}
    organisations = {name: datasets.organisation(name) for name in {case.organisation for case in cases.values()}}
    return {
        "id": specification.id,
        "mode": mode,
        "title": specification.title,
        "caption": _caption(exercise, mode),
        "preview": PREVIEW if mode == "preview" else None,
        "introduction": to_html(specification.introduction),
        "worked": to_html(specification.worked_example) if specification.worked_example else None,
        "items": [item.id for item in exercise.items],
        "cases": {
            case.id: {
                "organisation": case.organisation,
                "html": dossier_html(case, organisations[case.organisation].name, costs=specification.shows_costs),
            }
            for case in cases.values()
        },
        "organisations": {organisation.id: organisation.name for organisation in organisations.values()},
        **specification.show(datasets),
    }


def _caption(exercise: Exercise, mode: str) -> str:
    specification = exercise.specification
    numbers = ", ".join(code.split("/")[1] for code in specification.criteria)
    kind = "Practice: try it as often as you like" if mode == "practice" else f"Exercise: {exercise.points:g} marks"
    return f"{kind}. Criterion {numbers}. About {specification.minutes} minutes."
