"""Opening a notebook is harmless, whoever made it and whoever opens it, in a real JupyterLab and a real browser."""

from __future__ import annotations

import html
import json
import shutil
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbformat import v4
from nbformat.sign import NotebookNotary

from support.courses import METADATA
from support.jupyter_servers import serving
from support.notebook_page import choose_in_menu, wait_for_kernel
from support.specimen_course import specimen

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.jupyter_servers import Lab

EXERCISE = "what-is-it"
OWN = f'# Exercise: What is it?\nfrom complaints_workbook import exercise\nexercise("{EXERCISE}")'
HIT = "(window.hits ??= []).push('{}')"
SHADOWED = ("anywidget", "complaints_workbook", "filelock", "ipywidgets", "msgspec", "psygnal", "traitlets")
"""Modules that showing an exercise needs, and that a file of the same name beside the notebook could stand for."""

AT_THE_START = ("contextlib", "fnmatch", "ipaddress", "pathlib", "re", "typing")
"""Modules that Python and a kernel start with."""

COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("notebook:run-all-cells", {}),
    ("apputils:run-all-enabled", {"commands": ["notebook:run-all-cells"], "args": [{}]}),
)
"""What runs a notebook's code: the command, and one that gives a list of commands."""


def test_the_attack_works_where_the_extension_is_off(page: Page, tmp_path: Path) -> None:
    config = tmp_path / "home" / "config" / "labconfig"
    config.mkdir(parents=True)
    (config / "page_config.json").write_text('{"disabledExtensions": {"complaints-workbook": true}}', "utf-8")
    with serving(eves_folder(tmp_path), tmp_path / "home", learner=False) as lab:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert "saved widget" in opened(page, lab)
        assert len([url for url in asked if "secret-of-the-server" in url]) >= 2


@pytest.mark.parametrize("learner", [True, False], ids=["a learner", "a tutor"])
def test_a_notebook_runs_nothing_by_being_opened(page: Page, tmp_path: Path, learner: bool) -> None:
    (tmp_path / "home").mkdir()
    work = eves_folder(tmp_path)
    with serving(work, tmp_path / "home", learner=learner) as lab:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        assert opened(page, lab) == []
        assert not [url for url in asked if "secret-of-the-server" in url]
        assert page.locator("section.cw").count() == learner
        assert sorted(path.name for path in work.rglob("canary*")) == []


def test_what_is_written_into_a_cell_that_is_not_the_workbooks_own_is_run_by_the_learner_only(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    work = eves_folder(tmp_path)
    with serving(work, tmp_path / "home", learner=True) as lab:
        opened(page, lab)
        choose_in_menu(page, "Run", "Run All Cells")
        page.wait_for_timeout(5_000)
        assert [path.name for path in work.rglob("canary*")] == ["canary"]  # the cell, and no module beside it


@pytest.mark.parametrize("shared", [False, True], ids=["on their own", "on a shared server"])
def test_a_learners_kernel_starts_with_pythons_own_modules_whatever_stands_beside_the_notebook(
    page: Page, tmp_path: Path, shared: bool
) -> None:
    (tmp_path / "home").mkdir()
    work = eves_folder(tmp_path)
    for name in AT_THE_START:
        lay_canary(work / "eve", name)
    with serving(work, tmp_path / "home", learner=True, shared=shared) as lab:
        assert opened(page, lab) == []
        assert page.locator("section.cw").count() == 1
        assert sorted(path.name for path in work.rglob("canary*")) == []


@pytest.mark.parametrize("learner", [True, False], ids=["a learner", "a tutor"])
@pytest.mark.parametrize("trusted", [False, True], ids=["not trusted", "trusted"])
def test_a_button_in_a_notebooks_text_gives_jupyterlab_no_command(
    page: Page, tmp_path: Path, trusted: bool, learner: bool
) -> None:
    (tmp_path / "home").mkdir()
    work = eves_folder(tmp_path)
    notebook = v4.new_notebook(
        metadata=METADATA,
        cells=[
            v4.new_markdown_cell("\n".join(command_button(*command) for command in COMMANDS)),
            v4.new_code_cell("open('canary', 'w').close()", metadata={"trusted": trusted}),
        ],
    )
    nbformat.write(notebook, str(work / "eve/notebook.ipynb"))
    with serving(work, tmp_path / "home", learner=learner) as lab:
        if trusted:
            signed_by(tmp_path / "home", work / "eve/notebook.ipynb")
        opened(page, lab)
        buttons = page.locator(".jp-RenderedMarkdown button")
        assert buttons.count() == len(COMMANDS)
        for place in range(len(COMMANDS)):
            buttons.nth(place).click()
            page.wait_for_timeout(1_500)
        assert page.locator(".jp-Dialog").count() == 0
        assert [path.name for path in work.rglob("canary*")] == []


def command_button(command: str, arguments: dict[str, Any]) -> str:
    """Return a button that gives JupyterLab a command where it lets text do that."""
    given = html.escape(json.dumps(arguments))
    return (
        f'<button data-commandlinker-command="{command}" data-commandlinker-args="{given}">Show the exercise</button>'
    )


def signed_by(home: Path, notebook: Path) -> None:
    """Sign a notebook as the server does that keeps its keys there when it saves one."""
    notary = NotebookNotary(data_dir=str(home / "data"))
    notary.sign(nbformat.read(str(notebook), as_version=4))
    notary.store.close()


def opened(page: Page, lab: Lab) -> list[str]:
    """Open the notebook, wait for whatever happens, and return what has run in the page."""
    page.goto(lab.address("eve/notebook.ipynb"))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=90_000)
    wait_for_kernel(page, lab)
    page.wait_for_timeout(6_000)
    hits: list[str] = page.evaluate("window.hits ?? []")
    return hits


def eves_folder(top: Path) -> Path:
    """Return a folder with a learner's folder in it that holds all that may be tried."""
    eve = top / "work" / "eve"
    shutil.copytree(specimen().release, eve)
    for name in SHADOWED:
        lay_canary(eve, name)
    image = '<img src="x" onerror="{}">'
    script = "<script>{}</script>"
    pages = json.loads((eve / "pages.json").read_text("utf-8"))
    pages["exercises"][EXERCISE]["page"]["introduction"] += image.format(HIT.format("page"))
    (eve / "pages.json").write_text(json.dumps(pages), "utf-8")
    cells = [
        v4.new_markdown_cell(f"# Hello\n{image.format(HIT.format('text'))}{script.format(HIT.format('text'))}"),
        showing("application/vnd.jupyter.widget-view+json", {"model_id": "w", "version_major": 2, "version_minor": 0}),
        showing("text/html", script.format(HIT.format("html")) + image.format(HIT.format("html"))),
        showing("text/markdown", image.format(HIT.format("markdown"))),
        showing("application/javascript", HIT.format("javascript")),
        showing("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg" onload="{HIT.format("svg")}"></svg>'),
        showing("application/vnd.vega.v5+json", vega(HIT.format("vega"))),
        *(showing(f"application/vnd.{kind}+json", reading(kind)) for kind in ("vega.v5", "vegalite.v5")),
        showing("text/html", script.format(HIT.format("own")) + image.format(HIT.format("own")), source=OWN),
        v4.new_code_cell(f"{OWN}\nopen('canary', 'w').close()"),
    ]
    notebook = v4.new_notebook(metadata={**METADATA, "widgets": saved_widgets(HIT.format("saved widget"))}, cells=cells)
    nbformat.write(notebook, str(eve / "notebook.ipynb"))
    return eve.parent


def lay_canary(folder: Path, module: str) -> None:
    """Put a file there that leaves another when it is taken for a module and run."""
    (folder / f"{module}.py").write_text(f"open({str(folder / f'canary-{module}')!r}, 'w').close()\n", "utf-8")


def showing(mime_type: str, data: Any, *, source: str = "1") -> Any:
    """Return a cell with an output that was saved."""
    return v4.new_code_cell(source, outputs=[v4.new_output("display_data", data={mime_type: data, "text/plain": "x"})])


def vega(script: str) -> dict[str, Any]:
    """Return a chart that tries to leave Vega's own language."""
    way_out = f"[].constructor.constructor({json.dumps(script)})()"
    signals = [{"name": "a", "init": way_out}, {"name": "b", "update": f"toString.constructor({json.dumps(script)})()"}]
    return {"$schema": "https://vega.github.io/schema/vega/v5.json", "width": 9, "height": 9, "signals": signals}


def reading(kind: str) -> dict[str, Any]:
    """Return a chart that reads a file of the server's as its data, from where it could be sent anywhere."""
    data = {"name": "a", "url": "/files/secret-of-the-server.json", "format": {"type": "json"}}
    schema, version = kind.split(".")
    chart: dict[str, Any] = {
        "$schema": f"https://vega.github.io/schema/{schema.replace('vegalite', 'vega-lite')}/{version}.json"
    }
    if schema == "vega":
        return chart | {"width": 9, "height": 9, "data": [data], "marks": [{"type": "symbol", "from": {"data": "a"}}]}
    return chart | {"data": data, "mark": "point", "encoding": {"x": {"field": "t", "type": "nominal"}}}


def saved_widgets(script: str) -> dict[str, Any]:
    """Return the state of a widget as a notebook keeps it, with a module that is run when it is restored."""
    module = {"model_module": "anywidget", "model_module_version": "*", "model_name": "AnyModel"}
    version = {"_anywidget_id": "eve.Widget", "_view_module": "anywidget", "_view_module_version": "*"}
    state = {
        "layout": {
            "model_module": "@jupyter-widgets/base",
            "model_module_version": "2.0.0",
            "model_name": "LayoutModel",
            "state": {},
        },
        "w": module
        | {
            "state": {f"_{name}": value for name, value in module.items()}
            | version
            | {"_view_name": "AnyView", "_esm": f"{script}; export default {{}}", "layout": "IPY_MODEL_layout"}
        },
    }
    return {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": state}}
