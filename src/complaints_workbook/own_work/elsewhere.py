"""What a learner wrote in other notebooks of the folder: copies, and those beside which a newer one was put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaints_workbook.own_work.work import written_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from complaints_workbook.own_work.written import WrittenQuestion


def written_elsewhere(notebook: Path, assignment: str, own: Iterable[WrittenQuestion]) -> list[str]:
    """Say what stands in another notebook alone, and which one is handed in.

    Parameters
    ----------
    notebook : Path
        The one that the learner has open.
    assignment : str
        The assignment's id, which is the name of the notebook that is handed in.
    own : iterable of WrittenQuestion
        What is written in the open one.

    Returns
    -------
    list of str
        Sentences for the learner; most often none.
    """
    here = {each.name: each.answer for each in own}
    handed_in = notebook.with_name(f"{assignment}.ipynb")
    is_copy = notebook != handed_in and handed_in.exists()
    said = [f"You are working in “{notebook.name}”. The notebook to hand in is “{handed_in.name}”."] if is_copy else []
    for other in sorted(notebook.parent.glob("*.ipynb")):
        written = written_in(other.parent, other) if other != notebook else None
        titles = [each.title for each in written or () if each.answer and each.answer != here.get(each.name)]
        if titles:
            named = ", ".join(f"“{title}”" for title in titles)
            said.append(f"In “{other.name}”, which is another notebook, you wrote an answer to {named}.")
    if said:
        said.append("Copy what you want to be marked into the notebook that you hand in.")
    return said
