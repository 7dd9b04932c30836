"""``workbook site``: the workbook as a folder of plain files, which any web server can give to learners."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from complaints_workbook.checks import open_course
from complaints_workbook.command_line.errors import UserError, told_plainly
from complaints_workbook.command_line.pack import keys_found, keys_of, named, no_keys, released_of
from complaints_workbook.command_line.places import course_folder
from complaints_workbook.static_site.building import OWN_WHEEL, SiteMaterial, build
from complaints_workbook.static_site.serving import serve as served
from complaints_workbook.static_site.start import PORT
from complaints_workbook.study.packs.packing import Edition

if TYPE_CHECKING:
    from complaints_workbook.checks import Course

_KEYS = (
    "It holds the best answers, so that it can mark work. Whoever can open it can read them: put it nowhere that "
    "anybody whom you mark can reach."
)


@told_plainly
def site(  # noqa: PLR0913 - one for each option
    edition: Annotated[
        Edition, typer.Argument(help="study: marks in the learner's browser, with keys. class: without.")
    ] = Edition.CLASS,
    assignments: Annotated[
        list[str] | None, typer.Argument(help="Such as complaints-lo1.", show_default="all that are released")
    ] = None,
    *,
    folder: Annotated[Path, typer.Option(help="The course's folder.", show_default="this folder")] = Path(),
    to: Annotated[Path, typer.Option(help="The folder that the site is put into.")] = Path("build/site"),
    serve: Annotated[
        bool, typer.Option("--serve", help="Show the site that is there, on this computer alone.")
    ] = False,
    port: Annotated[int, typer.Option(help="The number in its address then.")] = PORT,
) -> None:
    """Make a folder that any web server can show: the whole workbook, which runs in the learner's own browser.

    Learners need a browser and nothing else. What they do is kept in that browser.
    """
    if serve:
        if not (to / "service-worker.js").is_file():
            msg = f"There is no site in {to}. Make it with 'workbook site', and give this command again."
            raise UserError(msg)
        served(to, port, typer.echo)
        return
    course = open_course(course_folder(folder))
    names = named(course, Edition.STUDY, assignments or [])
    material = SiteMaterial(released_of(course, names), keys_of(course, names) if edition is Edition.STUDY else {})
    build(material, to, course.folder / "build" / "fetched")
    size = sum(path.stat().st_size for path in to.rglob("*") if path.is_file())
    typer.echo(f"{to} ({size / 1_000_000:.0f} MB) holds {', '.join(names)}.")
    typer.echo(_KEYS if edition is Edition.STUDY else _proved(course, to))


def _proved(course: Course, site: Path) -> str:
    """Say that a class's site has no keys, or raise a UserError: all that is the workbook's own in it was looked at."""
    for place in (site / "files", site / OWN_WHEEL):
        if found := keys_found(course, place):
            (site / "service-worker.js").unlink()  # so that it is served by nobody
            msg = f"The site must not be used, for {found}. Run 'make release', and make the site again."
            raise UserError(msg)
    return no_keys(course)
