"""Run code on the tutor's machine: from cells, settings, modules, templates and data files."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING

from hostile.attack import ANSWERS_UNREADABLE, FAILED, HONEST, NOTEBOOK_UNREADABLE, attack, name_attack
from hostile.submission import WRITTEN, cell, code, code_cells

if TYPE_CHECKING:
    from hostile.submission import Submission


@attack(HONEST)
def code_in_every_cell(it: Submission) -> None:
    """Run Python when the tutor marks, from the cells of the exercises."""
    with it.notebook() as notebook:
        for exercise in code_cells(notebook):
            exercise["source"] = it.python


@attack(HONEST)
def code_after_the_exercise(it: Submission) -> None:
    """Run Python in a cell that still begins as the released one does."""
    with it.notebook() as notebook:
        for exercise in code_cells(notebook):
            exercise["source"] += f"\n{it.python}"


@attack(HONEST)
def code_in_the_exercises_name(it: Submission) -> None:
    """Run Python inside the call that names the exercise."""
    with it.notebook() as notebook:
        cell(notebook, "sorting")["source"] = f'exercise("sorting" if {it.python} else "steps")'


@attack(HONEST, shows=("# mine",))
def added_code_cell(it: Submission) -> None:
    """Run Python from a new cell at the top of the notebook."""
    with it.notebook() as notebook:
        notebook["cells"].insert(0, code(f"# mine\n{it.python}"))


@attack(HONEST, shows=("%%bash",))
def magics(it: Submission) -> None:
    """Run a shell command by IPython's exclamation mark and its magics."""
    with it.notebook() as notebook:
        cells = [f"!{it.shell}", f"%%bash\n{it.shell}", f"%system {it.shell}", "%run evil.py", "%load_ext evil"]
        notebook["cells"] += [code(source) for source in cells]
    it.write("evil.py", it.python)


@attack(HONEST)
def kernel_named_by_the_notebook(it: Submission) -> None:
    """Have the tutor's machine start a kernel of the learner's making."""
    kernel = {"argv": ["sh", "-c", it.shell], "display_name": "Python 3", "language": "python"}
    for place in ("kernels/evil", "share/jupyter/kernels/evil", ".local/share/jupyter/kernels/python3"):
        it.write(f"{place}/kernel.json", json.dumps(kernel))
    with it.notebook() as notebook:
        notebook["metadata"]["kernelspec"] = {"name": "evil", "display_name": "Python 3", "argv": kernel["argv"]}


@attack(HONEST)
def kernel_name_with_a_command(it: Submission) -> None:
    """Have a kernel's name reach a shell or a file path."""
    with it.notebook() as notebook:
        notebook["metadata"]["kernelspec"] = {"name": f"../../x; {it.shell} #", "display_name": f"$({it.shell})"}
        notebook["metadata"]["language_info"] = {"name": f"`{it.shell}`", "file_extension": f".py; {it.shell}"}


@attack(HONEST)
def own_nbgrader_settings(it: Submission) -> None:
    """Have nbgrader read settings, which are Python, from the learner's folders."""
    it.write("nbgrader_config.py", it.python)
    it.write("../nbgrader_config.py", it.python)
    it.write("nbgrader_config.json", json.dumps({"Autograde": {"pre_convert_hook": "os.system"}}))


@attack(HONEST)
def own_jupyter_settings(it: Submission) -> None:
    """Have nbconvert or Jupyter read settings from the learner's folder."""
    for name in ("jupyter_nbconvert_config.py", "jupyter_config.py", ".jupyter/jupyter_server_config.py"):
        it.write(name, it.python)
    it.write(".ipython/profile_default/startup/00-first.py", it.python)


@attack(HONEST)
def modules_that_stand_before_pythons(it: Submission) -> None:
    """Have Python import the learner's files in place of its own modules."""
    for name in ("json", "yaml", "nbformat", "sqlite3", "nh3", "sitecustomize", "usercustomize", "readline"):
        it.write(f"{name}.py", it.python)
    it.write("evil.pth", f"import sys; {it.python}")


@attack(HONEST)
def package_of_the_workbooks_name(it: Submission) -> None:
    """Have marking import a `complaints_workbook` that the learner wrote."""
    it.write("complaints_workbook/__init__.py", it.python)
    it.write("complaints_workbook/nbgrader/__init__.py", it.python)
    it.write(
        "complaints_workbook/nbgrader/preprocessors.py", f"{it.python}\nMarkExercises = RebuildFromRelease = object"
    )


@attack(HONEST)
def build_files(it: Submission) -> None:
    """Have a tool on the tutor's side take the folder for a project and run its files."""
    it.write("setup.py", it.python)
    it.write("conftest.py", it.python)
    it.write("Makefile", f"all:\n\t{it.shell}\n")
    it.write(".envrc", it.shell)


@attack(HONEST)
def templates_in_the_folder(it: Submission) -> None:
    """Have the feedback page made from a template of the learner's."""
    evil = "{{ cycler.__init__.__globals__.os.system(" + repr(it.shell) + ") }}"
    for name in ("feedback.html.j2", "templates/feedback.html.j2", "templates/feedback/index.html.j2", "index.html.j2"):
        it.write(name, evil)


@attack(HONEST, shows=("os.system", "{{ 7 * 7 }}", "{% for"), never=("x 49 x",))
def template_code_in_an_answer(it: Submission) -> None:
    """Have Jinja run what a written answer says."""
    it.answer(
        "{{ cycler.__init__.__globals__.os.system(" + repr(it.shell) + ") }}\n\n"
        "x {{ 7 * 7 }} x {% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %} {# note #}"
    )


@attack(HONEST)
def template_code_in_metadata(it: Submission) -> None:
    """Have Jinja run what the notebook's title and a cell's title say."""
    evil = "{{ cycler.__init__.__globals__.os.system(" + repr(it.shell) + ") }}"
    with it.notebook() as notebook:
        notebook["metadata"] |= {"title": evil, "authors": [{"name": evil}]}
        cell(notebook, "sorting")["metadata"]["workbook"] = {"title": evil, "read_again": evil, "criteria": [evil]}


@attack(HONEST)
def yaml_that_makes_objects(it: Submission) -> None:
    """Have YAML start a process while it reads the learner's copies of the exercises."""
    for name in ("exercises.yaml", "practices.yaml", "answers.yaml", *(path.name for path in it.released)):
        it.write(name, f"!!python/object/apply:os.system ['{it.shell}']\n")


@attack(ANSWERS_UNREADABLE)
def yaml_in_the_answers_file(it: Submission) -> None:
    """Have YAML start a process while it reads the answers file."""
    it.write("responses.json", f"version: 1\nexercises: !!python/object/apply:os.system ['{it.shell}']\n")


class _Pickled:
    """Runs a shell command when it is unpickled."""

    def __init__(self, shell: str) -> None:
        self.shell = shell

    def __reduce__(self) -> tuple[object, tuple[str]]:
        import os

        return os.system, (self.shell,)


@attack(ANSWERS_UNREADABLE)
def pickled_answers(it: Submission) -> None:
    """Have the answers file unpickled."""
    it.write("responses.json", pickle.dumps(_Pickled(it.shell)))


@attack(NOTEBOOK_UNREADABLE)
def pickled_notebook(it: Submission) -> None:
    """Have the notebook unpickled."""
    it.write("mini.ipynb", pickle.dumps(_Pickled(it.shell)))


@attack(HONEST)
def second_notebook(it: Submission) -> None:
    """Have a notebook that nobody asked for run beside the right one."""
    notebook = {"cells": [code(it.python)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    for name in ("another.ipynb", "MINI.ipynb", "mini.ipynb.ipynb", ".ipynb_checkpoints/mini-checkpoint.ipynb"):
        it.write(name, json.dumps(notebook))


@attack(HONEST)
def file_names_with_commands(it: Submission) -> None:
    """Have a file's name reach a shell."""
    for name in ("$(touch canary-shell)", "; touch canary-shell;", "`touch canary-shell`.ipynb", "--config=evil.py"):
        it.write(name, WRITTEN)


SHELL_IN_NAME = name_attack(
    "shell-in-the-learners-name", "Have the learner's name reach a shell.", "$(touch canary-shell)`touch canary-shell`"
)
OPTION_AS_NAME = name_attack(
    "option-as-name", "Have the learner's name taken for an option of a command.", "--force", FAILED.saying("name")
)
