"""Script in formgrader and in the feedback page, from anywhere but the written answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hostile.attack import HONEST, attack
from hostile.submission import HIT, cell, code, code_cells, known, markdown, output

if TYPE_CHECKING:
    from hostile.submission import Submission

IMAGE = f'<img src=x onerror="{HIT}">'
BREAKOUT = f'"></title></script><script>{HIT}</script>{IMAGE}'
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{HIT}"><script>{HIT}</script></svg>'


@attack(HONEST, browser=True, shows=("My own notes", "<img"))
def added_text_cell(it: Submission) -> None:
    """Run script from a text cell of the learner's own."""
    with it.notebook() as notebook:
        notebook["cells"].insert(1, markdown(f"My own notes {IMAGE} [x](javascript:{HIT})"))


@attack(HONEST, browser=True)
def added_raw_cell(it: Submission) -> None:
    """Run script from a raw cell, which converters pass on as it stands."""
    with it.notebook() as notebook:
        raw = {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html", "format": "text/html"}, "source": IMAGE}
        notebook["cells"].insert(1, raw)


@attack(HONEST, browser=True, shows=("print",))
def added_code_cell_with_markup(it: Submission) -> None:
    """Run script from the text of a code cell, and from markup made by a magic."""
    with it.notebook() as notebook:
        notebook["cells"] += [code(f'print("{BREAKOUT}")'), code(f"%%html\n{IMAGE}"), code(f"```\n{IMAGE}\n```")]


@attack(HONEST, browser=True)
def outputs_with_markup(it: Submission) -> None:
    """Run script from the outputs of cells, old and new."""
    data = output(
        text_html=IMAGE, image_svg=DRAWING, application_javascript=HIT, text_latex=f"${IMAGE}$", text_plain="3.0"
    )
    data["data"] |= {"image/svg+xml": DRAWING, "text/markdown": IMAGE, "image/png": BREAKOUT}
    with it.notebook() as notebook:
        for each in code_cells(notebook):
            each["outputs"] = [data]
        notebook["cells"].append(code("1", (data,)))


@attack(HONEST, browser=True)
def streams_and_errors_with_markup(it: Submission) -> None:
    """Run script from printed text and error messages, where colours become markup."""
    outputs = (
        {"output_type": "stream", "name": "stdout", "text": f"\x1b[31m{IMAGE}\x1b[0m\x1b]8;;javascript:{HIT}\x07x"},
        {"output_type": "error", "ename": IMAGE, "evalue": IMAGE, "traceback": [f"\x1b[1;31m{IMAGE}", BREAKOUT]},
    )
    with it.notebook() as notebook:
        cell(notebook, "sorting")["outputs"] = list(outputs)
        notebook["cells"].append(code("1", outputs))


@attack(HONEST, browser=True)
def widgets_in_the_notebook(it: Submission) -> None:
    """Run script by the saved state of a widget."""
    state = {
        "model_name": "HTMLModel", "model_module": "@jupyter-widgets/controls", "model_module_version": "2.0.0",
        "state": {"value": IMAGE, "_esm": HIT, "layout": "IPY_MODEL_x"},
    }  # fmt: skip
    view = {"output_type": "display_data", "metadata": {}, "data": {}}
    view["data"] = {"application/vnd.jupyter.widget-view+json": {"model_id": "evil", "version_major": 2}}
    with it.notebook() as notebook:
        saved = {"state": {"evil": state}, "version_major": 2, "version_minor": 0}
        notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": saved}
        cell(notebook, "steps")["outputs"] = [view]


@attack(HONEST, browser=True)
def notebook_metadata_with_markup(it: Submission) -> None:
    """Run script from the notebook's title, authors, language and kernel."""
    with it.notebook() as notebook:
        notebook["metadata"] |= {
            "title": BREAKOUT,
            "authors": [{"name": BREAKOUT}],
            "kernelspec": {"name": "python3", "display_name": BREAKOUT, "language": BREAKOUT},
            "language_info": {"name": BREAKOUT, "pygments_lexer": BREAKOUT, "codemirror_mode": {"name": BREAKOUT}},
        }


@attack(HONEST, browser=True)
def cell_metadata_with_markup(it: Submission) -> None:
    """Run script from what the page puts into attributes: ids, tags, names, points."""
    with it.notebook() as notebook:
        for each in notebook["cells"]:
            each["id"] = BREAKOUT
            each["metadata"] |= {"tags": [BREAKOUT], "name": BREAKOUT, "slideshow": {"slide_type": BREAKOUT}}
            each["metadata"]["nbgrader"] |= {"points": BREAKOUT, "comment": BREAKOUT, "cell_type": BREAKOUT}
            each["metadata"]["workbook"] = {"title": BREAKOUT, "read_again": BREAKOUT, "criteria": [BREAKOUT]}


@attack(HONEST, browser=True)
def names_of_cells_with_markup(it: Submission) -> None:
    """Run script from the names of graded cells of the learner's own."""
    with it.notebook() as notebook:
        notebook["cells"].append(markdown("x", **known(BREAKOUT, grade=True, solution=True, points=1)))
        notebook["cells"].append(code("x", **known(BREAKOUT, grade=True, points=1)))


@attack(HONEST, browser=True)
def attachments_with_markup(it: Submission) -> None:
    """Run script from pictures attached to a cell."""
    with it.notebook() as notebook:
        for each in (cell(notebook, "written"), cell(notebook, "title")):
            each["attachments"] = {"a.svg": {"image/svg+xml": DRAWING}, "a.html": {"text/html": IMAGE}}
        cell(notebook, "written")["source"] = "![a](attachment:a.svg) ![a](attachment:a.html) [a](attachment:a.html)"


@attack(HONEST, browser=True, shows=("Why are records kept?",))
def question_with_markup(it: Submission) -> None:
    """Run script from the question, which the feedback page shows beside the answer."""
    with it.notebook() as notebook:
        for name in ("written-prompt", "title"):
            cell(notebook, name)["source"] += f"\n\n{IMAGE} [x](javascript:{HIT})"


@attack(HONEST.giving(sorting=0.0), browser=True)
def answers_with_markup(it: Submission) -> None:
    """Run script from the answers file, by answers and by names that a remark repeats."""
    it.respond("sorting", hours=IMAGE, late=f"query{IMAGE}", code=[IMAGE])
    with it.responses() as responses:
        responses["exercises"][BREAKOUT] = {BREAKOUT: {"answer": IMAGE, "saved": IMAGE, "by": IMAGE}}
        responses["exercises"]["sorting"][IMAGE] = {"answer": IMAGE, "saved": BREAKOUT, "by": BREAKOUT}


@attack(HONEST, browser=True)
def pages_and_drawings_beside_the_notebook(it: Submission) -> None:
    """Have formgrader serve a page or a drawing with script under the tutor's login."""
    for name in ("evil.html", "index.html", "mini.html", "evil.svg", "evil.js", "evil.xml", "nested/evil.xhtml"):
        it.write(name, DRAWING if name.endswith(("svg", "xml")) else f"<script>{HIT}</script>")


@attack(HONEST, browser=True)
def own_feedback_page(it: Submission) -> None:
    """Have a feedback page of the learner's making released in place of the tutor's."""
    for name in ("feedback/mini.html", "feedback/mini/mini.html", "mini.html"):
        it.write(name, f"<script>{HIT}</script>You have 10 of 10 marks")


@attack(HONEST, browser=True)
def time_of_submission_with_markup(it: Submission) -> None:
    """Run script from the time of submission."""
    it.write("timestamp.txt", f"2026-11-22 10:00:00 {IMAGE}")


@attack(HONEST, browser=True)
def outputs_of_odd_shapes(it: Submission) -> None:
    """Have outputs passed on unread because they are not what a page expects."""
    odd: list[Any] = [
        [],
        None,
        "x",
        {"output_type": "display_data"},
        {"output_type": IMAGE, "data": {"text/html": [IMAGE]}},
    ]
    with it.notebook() as notebook:
        cell(notebook, "sorting")["outputs"] = odd
        notebook["cells"].append(code([IMAGE, json.dumps(IMAGE)], metadata={"trusted": True}))
        cell(notebook, "steps")["metadata"]["trusted"] = True
