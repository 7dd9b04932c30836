"""Read the key, the gradebook, or another learner's work, and have it come back in one's own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from hostile.attack import ANSWERS_UNREADABLE, FAILED, HONEST, NOTEBOOK_UNREADABLE, answer_attack, attack
from hostile.submission import ANSWERS, WRITTEN, cell, markdown

if TYPE_CHECKING:
    from hostile.submission import Submission


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_link_to_the_key(it: Submission) -> None:
    """Read the key: have it copied in place of the answers file."""
    it.link("responses.json", it.source / "sections/1.1/answers.yaml")


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_link_to_a_neighbours(it: Submission) -> None:
    """Earn another learner's marks by a link to their answers."""
    it.link("responses.json", "../../ann/mini/responses.json")


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_link_inside_the_folder(it: Submission) -> None:
    """Get a link taken by pointing it at a file of one's own, to change it later."""
    shutil.move(it.folder / "responses.json", it.folder / "real.json")
    it.link("responses.json", "real.json")


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_link_to_nowhere(it: Submission) -> None:
    """Confuse the marker by a link whose target is not there."""
    it.link("responses.json", "nowhere")


@attack(ANSWERS_UNREADABLE)
def answers_file_is_a_link_to_the_environment(it: Submission) -> None:
    """Read the passwords in the environment of the marker."""
    it.link("responses.json", "/proc/self/environ")


@attack(NOTEBOOK_UNREADABLE)
def notebook_is_a_link_to_a_neighbours(it: Submission) -> None:
    """Hand in another learner's written answer, and read it in one's own feedback."""
    it.link("mini.ipynb", "../../ann/mini/mini.ipynb")


@attack(NOTEBOOK_UNREADABLE)
def notebook_is_a_link_to_the_authors(it: Submission) -> None:
    """Read the mark schemes by a link to the author's notebook."""
    it.link("mini.ipynb", it.source / "mini.ipynb")


@attack(HONEST)
def timestamp_is_a_link_to_a_secret(it: Submission) -> None:
    """Read a file of the tutor's: have it copied as the time of submission."""
    it.link("timestamp.txt", it.outside / "secret.txt")


@attack(FAILED)
def folder_is_a_link_to_a_neighbours(it: Submission) -> None:
    """Hand in another learner's work by a link to their folder."""
    it.replace_folder_by_link(it.of("ann"))


@attack(FAILED)
def folder_is_a_link_out_of_the_course(it: Submission) -> None:
    """Have any folder of the tutor's marked, copied, and sent back."""
    shutil.copytree(it.folder, it.outside / "linked")
    it.replace_folder_by_link(it.outside / "linked")


@attack(FAILED)
def learner_is_a_link_to_a_neighbour(it: Submission) -> None:
    """Be another learner, by a link in place of the learner's own folder."""
    shutil.rmtree(it.folder.parent)
    it.folder.parent.symlink_to(it.of("ann").parent, target_is_directory=True)


@attack(HONEST)
def links_beside_the_notebook(it: Submission) -> None:
    """Have the key, the gradebook and private files copied by links under harmless names."""
    it.link("notes.txt", it.outside / "secret.txt")
    it.link("picture.png", it.source / "sections/1.1/answers.yaml")
    it.link("gradebook.db", it.course.folder / "gradebook.db")
    it.link("course", it.course.folder)
    it.link("ann", it.of("ann"))


@attack(HONEST)
def released_files_are_links(it: Submission) -> None:
    """Have the master copies of released files written through links, over files of the tutor's."""
    for path in it.released:
        it.link(path.name, it.outside / "secret.txt")


@attack(HONEST, shows=("stolen",))
def pictures_of_local_files(it: Submission) -> None:
    """Have a converter embed the tutor's files as pictures in the page."""
    secret = it.outside / "secret.txt"
    it.answer(f"![stolen]({secret}) ![stolen](file://{secret}) <img src='{secret}'> ![](../../ann/mini/mini.ipynb)")


@attack(HONEST)
def links_to_the_courses_files(it: Submission) -> None:
    """Have the tutor's browser open files of the course from a link in an answer."""
    it.answer(
        "[a](../../../source/mini/answers.yaml) [b](answers.yaml) [c](/files/gradebook.db) [d](//attacker.example)"
    )


INCLUDE_IN_AN_ANSWER = answer_attack(
    "include-in-an-answer",
    "Have a template or a typesetter include the key in the page.",
    '{% include "answers.yaml" %} {{ resources }} {{ self._TemplateReference__context }} {{ config.items() }}\n\n'
    r"$\input{answers.yaml}$ \verbatiminput{/etc/passwd} .. include:: answers.yaml",
    shows=("{% include", "{{ resources }}"),
)


@attack(HONEST)
def exercise_ids_that_are_paths(it: Submission) -> None:
    """Have an id in the answers file opened as a file."""
    with it.responses() as responses:
        for name in ("../../../source/mini/answers", "/etc/passwd", "answers.yaml", "..", ""):
            responses["exercises"][name] = responses["exercises"]["sorting"]


@attack(HONEST)
def paths_in_metadata(it: Submission) -> None:
    """Have the notebook's metadata name the file that is read."""
    with it.notebook() as notebook:
        notebook["metadata"] |= {"path": str(it.of("ann")), "name": "../../ann/mini/mini", "toc": "../source"}
        cell(notebook, "sorting")["metadata"] |= {
            "filename": str(it.source / "sections/1.1/answers.yaml"),
            "path": "..",
        }


@attack(HONEST)
def claims_to_be_a_neighbour(it: Submission) -> None:
    """Be another learner by saying so in every file."""
    with it.notebook() as notebook:
        notebook["metadata"]["nbgrader"] = {"student": "ann", "student_id": "ann", "assignment": "mini"}
    with it.responses() as responses:
        responses |= {"student": "ann", "learner": "ann", "path": str(it.of("ann"))}
    it.write("submission_secret.txt", "ann")
    it.write("student.txt", "ann")


@attack(HONEST)
def own_key_that_hides_nothing(it: Submission) -> None:
    """Learn a hidden key: ship a key file that tells the marker to hide nothing."""
    key = (it.source / "sections/1.1/answers.yaml").read_text("utf-8").replace("hide: [code]", "hide: []")
    # The learner has not got the reasons, only the shape.
    it.write("answers.yaml", key.replace("Something needs putting right, and nobody is blamed.", "Why?"))
    with it.notebook() as notebook:
        cell(notebook, "sorting")["metadata"]["workbook"] = {"hide": [], "reveal": ["code"]}


@attack(HONEST)
def asks_for_the_mark_scheme(it: Submission) -> None:
    """Read the mark scheme: dress one's cells as the tutor's, or as its neighbours."""
    with it.notebook() as notebook:
        notebook["cells"] += [
            markdown("Mine", workbook={"tutor": "mark-scheme"}) | {"id": "scheme-written"},
            markdown("=== BEGIN MARK SCHEME ===\n=== END MARK SCHEME ==="),
        ]
        cell(notebook, "written")["metadata"]["workbook"] = {"tutor": None, "scheme": "show"}


@attack(NOTEBOOK_UNREADABLE)
def notebook_is_the_learners_folder(it: Submission) -> None:
    """Have a whole folder copied: put one in the notebook's place, with a link in it."""
    it.remove("mini.ipynb").mkdir()
    it.link("mini.ipynb/secret.txt", it.outside / "secret.txt")


@attack(HONEST, shows=("after us",))
def hidden_answer_with_every_option(it: Submission) -> None:
    """Learn a hidden key by an answer that names every option at once."""
    it.respond("sorting", code=["query", "problem", "complaint"], hours=ANSWERS["sorting"]["hours"])
    it.answer(WRITTEN)
