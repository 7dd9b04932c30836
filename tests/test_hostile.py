"""Hostile submissions, all in one course with honest learners, marked by one real command.

`hostile.collection` holds the attacks: each an honest submission, changed for a purpose.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from nbconvert.filters import markdown2html

from hostile import learners_names
from hostile.collection import ATTACKS
from hostile.harmless import risks, text_of
from hostile.marking import Marking, mark
from hostile.submission import ANSWERS, HIT, WRITTEN, Submission
from support.courses import Course, environment, mini_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

    from hostile.attack import Attack
    from support.jupyter_servers import Lab

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="The attacks are folders as only Linux allows them.")

# Honest learners and their marks, worked out by hand; all of Ann's answers are right.
RIGHT: dict[str, dict[str, Any]] = {
    "sorting": {"hours": "query", "late": "complaint", "code": "problem"},
    "steps": {"informal": ["listen", "check", "agree", "record"]},
}
ANNS_WORDS = "Only Ann knows the tale of the seventeen lost teapots."
HONEST_GRADES = {
    "ann": {"sorting": 3.0, "steps": 3.0, "written": None},
    "ben": {"sorting": 1.0, "steps": 2.0, "written": 0.0},
    "zoe": {"sorting": 1.0, "steps": 2.0, "written": None},
}
"""Zoe hands in what every attack is made from."""

SECRET = "The secret of the tutor's own machine."  # noqa: S105 - a sentence to search for
HIDDEN_KEY = "Something needs putting right, and nobody is blamed."
MARK_SCHEME = "One mark for each of four reasons"

MOST_SECONDS = 240
MOST_MEGABYTES = 1500
MOST_SECONDS_ALONE, MOST_MEGABYTES_ALONE = 2, 64
SPARE_BYTES = 30_000
MOST_BYTES = 12_000_000
"""Of one learner's marked folder."""

Grade = tuple[float | None, bool]


@dataclass(frozen=True)
class Marked:
    """The course after the command has run.

    Attributes
    ----------
    before : dict
        What every file outside the marker's own folders was before.
    """

    course: Course
    outside: Path
    marking: Marking
    before: dict[str, object]

    @cached_property
    def grades(self) -> dict[str, dict[str, Grade]]:
        """The score of each cell and whether it waits for the tutor, by learner."""
        found: dict[str, dict[str, Grade]] = {}
        for learner, cell, auto, manual, extra, waits in self.course.gradebook():
            known = [value for value in (auto, manual, extra) if value is not None]
            found.setdefault(learner, {})[cell] = (None if auto is None and waits else sum(known), bool(waits))
        return found

    def folder(self, stage: str, learner: str) -> Path:
        """Return a learner's folder at a stage."""
        return self.course.folder / stage / learner / "mini"

    def files(self, learner: str) -> Iterator[Path]:
        """Give every file, link and other thing that the marker made for a learner."""
        for stage in ("autograded", "feedback"):
            for place, folders, files in os.walk(self.course.folder / stage / learner):
                for name in (*files, *folders):
                    path = self.course.folder / place / name
                    if path.is_symlink() or not path.is_dir():
                        yield path

    def page(self, learner: str) -> str:
        """Return a learner's feedback page."""
        return (self.folder("feedback", learner) / "mini.html").read_text("utf-8")

    def texts(self, learner: str) -> list[str]:
        """Return the text cells of the marked notebook as formgrader renders them."""
        cells = self.course.read("autograded", learner).cells
        return [markdown2html(cell.source) for cell in cells if cell.cell_type == "markdown"]


def expected(grades: Any) -> dict[str, Grade]:
    """Return the scores as `Marked.grades` gives them."""
    return {cell: (score, score is None) for cell, score in grades.items()}


def snapshot(folder: Path, leave_out: tuple[str, ...] = ()) -> dict[str, object]:
    """Say of everything in a folder what it is, without following links or opening what is no file."""
    found: dict[str, object] = {}
    for place, folders, files in os.walk(folder):
        if place == str(folder):
            folders[:] = [name for name in folders if name not in leave_out]
            files = [name for name in files if not name.startswith(leave_out)]  # noqa: PLW2901 - at the top alone
        for name in (*folders, *files):
            path = os.path.join(place, name)  # noqa: PTH118 - a name may be no text
            about = os.lstat(path)
            is_file = stat.S_ISREG(about.st_mode)
            found[os.path.relpath(path, folder)] = (about.st_mode, about.st_size, about.st_mtime_ns if is_file else 0)
    return found


OWN_PLACES = ("autograded", "feedback", "gradebook.db", ".nbgrader.log", "reports", "marking")
"""Where in the course the marker may write."""


def surroundings(course: Course, outside: Path) -> dict[str, object]:
    """Say what everything is that marking must leave alone."""
    around = sorted(path.name for path in course.folder.parent.iterdir())
    return {"course": snapshot(course.folder, OWN_PLACES), "outside": snapshot(outside), "around": around}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    root = tmp_path_factory.mktemp("hostile")
    outside, home = root / "outside", root / "home"
    (outside / "canaries").mkdir(parents=True)
    home.mkdir()
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    course = mini_course(root / "course")
    course.submit("ann", RIGHT, {"written": ANNS_WORDS})
    course.submit("ben", ANSWERS)
    course.submit("zoe", ANSWERS, {"written": WRITTEN})
    for attack in ATTACKS:
        submission = Submission(course, attack.learner, outside)
        submission.hand_in()
        attack.build(submission)
    (course.folder / "submitted").chmod(0o750)  # as marking makes it: what was handed in is the tutors' alone
    before = surroundings(course, outside)
    return Marked(course, outside, mark(course, home), before)


each_attack = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
each_marked = pytest.mark.parametrize(
    "attack", [attack for attack in ATTACKS if attack.expect.marked], ids=lambda attack: attack.name
)
each_refused = pytest.mark.parametrize(
    "attack", [attack for attack in ATTACKS if not attack.expect.marked], ids=lambda attack: attack.name
)


def test_the_collection_is_large_and_every_attack_has_its_purpose() -> None:
    assert len(ATTACKS) >= 70
    assert len({attack.name for attack in ATTACKS}) == len({attack.learner for attack in ATTACKS}) == len(ATTACKS)
    assert all(attack.purpose.endswith(".") for attack in ATTACKS)


# The run


def test_the_run_ends_in_time_with_little_memory(hostile: Marked) -> None:
    assert hostile.marking.ended
    assert hostile.marking.seconds < MOST_SECONDS
    assert hostile.marking.megabytes < MOST_MEGABYTES


def test_honest_learners_are_marked_as_ever(hostile: Marked) -> None:
    assert {name: hostile.grades.get(name) for name in HONEST_GRADES} == {
        name: expected(grades) for name, grades in HONEST_GRADES.items()
    }
    assert ANNS_WORDS in hostile.page("ann")
    assert not set(HONEST_GRADES) & set(hostile.marking.reasons)


def test_no_code_of_a_learner_has_run(hostile: Marked) -> None:
    assert list((hostile.outside / "canaries").iterdir()) == []
    assert list(hostile.course.folder.parent.rglob("canary-shell")) == []


def test_nothing_is_written_but_what_marking_writes(hostile: Marked) -> None:
    assert surroundings(hostile.course, hostile.outside) == hostile.before


def test_the_terminal_gets_no_code_of_a_learners(hostile: Marked) -> None:
    said = hostile.marking.said
    for code in ("\x1b]", "\x1b[2J", "\x1b[2K", "\x1b[1A", "\x9b", "\r\x1b"):
        assert code not in said
    assert SECRET not in said
    assert HIDDEN_KEY not in said
    assert ANNS_WORDS not in said


def test_the_export_starts_no_cell_with_a_formula(hostile: Marked) -> None:
    target = hostile.outside.parent / "home" / "grades.csv"
    hostile.course.nbgrader("export", "--to", str(target))
    for table in (target, *hostile.course.folder.glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []


# Each attack


@each_marked
def test_marks_are_what_an_honest_marker_gives(hostile: Marked, attack: Attack) -> None:
    assert hostile.grades.get(attack.learner) == expected(attack.expect.grades)


@each_refused
def test_a_submission_that_is_refused_has_no_mark(hostile: Marked, attack: Attack) -> None:
    grades = hostile.grades.get(attack.learner, {})
    assert [score for score, _ in grades.values() if score is not None] == []
    assert list(hostile.files(attack.learner)) == []


@pytest.mark.parametrize(
    "attack",
    [attack for attack in ATTACKS if attack.expect.words or not attack.expect.marked],
    ids=lambda attack: attack.name,
)
def test_the_report_gives_a_reason_in_one_sentence(hostile: Marked, attack: Attack) -> None:
    reason = hostile.marking.reasons.get(attack.learner, "")
    assert reason
    assert [word for word in attack.expect.words if word not in reason] == []
    assert reason.isprintable()
    assert len(reason) < 400


@each_attack
def test_a_remark_is_short_and_of_one_line(hostile: Marked, attack: Attack) -> None:
    reason = hostile.marking.reasons.get(attack.learner, "")
    assert reason.isprintable() or not reason
    assert len(reason) < 400


@each_marked
def test_only_the_courses_own_files_are_there(hostile: Marked, attack: Attack) -> None:
    released = hostile.course.folder / "release" / "mini"
    masters = {path.name: path for path in released.iterdir() if path.suffix != ".ipynb"}
    made = {"autograded": "mini.ipynb", "feedback": "mini.html"}
    copied = {"responses.json", "timestamp.txt", "submission_secret.txt", *masters}
    for path in hostile.files(attack.learner):
        about = path.lstat()
        assert stat.S_ISREG(about.st_mode), path
        assert path.name in copied | {made[path.relative_to(hostile.course.folder).parts[0]]}, path
        assert path.parent.name == "mini", path
        assert path.name not in masters or path.read_bytes() == masters[path.name].read_bytes(), path
    assert sum(path.lstat().st_size for path in hostile.files(attack.learner)) < 2 * MOST_BYTES
    assert (hostile.folder("autograded", attack.learner) / "mini.ipynb").is_file()
    assert (hostile.folder("feedback", attack.learner) / "mini.html").is_file()


@each_attack
def test_no_secret_is_found_in_what_is_marked(hostile: Marked, attack: Attack) -> None:
    for path in hostile.files(attack.learner):
        if stat.S_ISREG(path.lstat().st_mode):
            content = path.read_bytes()
            for secret in (SECRET, HIDDEN_KEY, ANNS_WORDS):
                assert secret.encode() not in content, path
            assert path.suffix != ".html" or MARK_SCHEME.encode() not in content


def known_cells(notebook: Any) -> list[Any]:
    """Return nbgrader's metadata of each cell that it knows."""
    found = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return [metadata for metadata in found if metadata.get("grade_id")]


@each_marked
def test_the_marked_notebook_is_the_released_one(hostile: Marked, attack: Attack) -> None:
    ours, honest = (hostile.course.read("autograded", learner) for learner in (attack.learner, "zoe"))
    assert ours.metadata == honest.metadata
    assert [cell.source for cell in ours.cells if cell.cell_type == "code"] == [
        cell.source for cell in honest.cells if cell.cell_type == "code"
    ]
    assert known_cells(ours) == known_cells(honest)
    assert {cell.cell_type for cell in ours.cells} == {"code", "markdown"}
    assert not any(cell.get("attachments") for cell in ours.cells)


@each_marked
def test_the_marked_notebook_does_no_harm(hostile: Marked, attack: Attack) -> None:
    outputs = [
        output for cell in hostile.course.read("autograded", attack.learner).cells for output in cell.get("outputs", [])
    ]
    assert {kind for output in outputs for kind in output.get("data", {"none": ""})} <= {"text/html", "text/plain"}
    assert sum((risks(output.data["text/html"]) for output in outputs), Counter()) == Counter()
    added = sum(map(risks, hostile.texts(attack.learner)), Counter()) - sum(map(risks, hostile.texts("zoe")), Counter())
    assert added == Counter()


@each_marked
def test_the_feedback_page_does_no_harm(hostile: Marked, attack: Attack) -> None:
    assert risks(hostile.page(attack.learner)) - risks(hostile.page("zoe")) == Counter()


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.shows], ids=lambda attack: attack.name)
def test_what_a_learner_wrote_is_not_lost(hostile: Marked, attack: Attack) -> None:
    text = "\n".join(map(text_of, hostile.texts(attack.learner)))
    assert [words for words in attack.shows if words not in text] == []


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack.never], ids=lambda attack: attack.name)
def test_what_a_learner_forged_is_not_shown(hostile: Marked, attack: Attack) -> None:
    shown = hostile.page(attack.learner) + hostile.course.notebook("autograded", attack.learner).read_text("utf-8")
    assert [words for words in attack.never if words in shown] == []


# In the browser

NOTEBOOK = "#notebook-container"
BROWSER = [attack for attack in ATTACKS if attack.browser]
_RISKY = """(place) => {
  const bar = /^<svg class="bar" aria-hidden="true" viewBox="0 0 100 8" [^<>]*>(<rect [^<>]*>(<\\/rect>)?)+<\\/svg>$/;
  const ours = (e) => e.localName === "svg" && bar.test(e.outerHTML);
  const all = [...document.querySelectorAll(`${place} *`)].filter((e) => !ours(e));
  return all.filter((e) => /^(script|iframe|object|embed|form|svg|math|img|meta|base|link|style)$/i.test(e.localName)
      || [...e.attributes].some((a) => a.name.startsWith("on"))
      || (e.localName === "a" && e.hasAttribute("href") && !/^(https?:\\/\\/|mailto:|#)/.test(e.getAttribute("href"))))
    .map((e) => e.outerHTML.slice(0, 100));
}"""


@dataclass
class Watch:
    """What a page does that it should not."""

    page: Page
    lab: Lab
    seen: list[str]

    def look(self, address: str, place: str) -> list[str]:
        """Open a page and return everything that a learner could have made it do."""
        del self.seen[:]
        self.page.goto(address)
        if self.page.evaluate("() => window.hit") is not None or self.page.title() == "hit":
            self.seen.append("script ran")
        return self.seen + list(self.page.evaluate(_RISKY, place))

    def request(self, request: Request) -> None:
        """Note a request that leaves for another host."""
        if not request.url.startswith((self.lab.url, "file:///", "data:", "about:")):
            self.seen.append(f"request to {request.url}")

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog and close it."""
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def console(self, said: ConsoleMessage) -> None:
        """Note script that the browser refused, or that wrote to the console's errors."""
        if "Content Security Policy" in said.text or "hit" in said.text:
            self.seen.append(said.text)


@pytest.fixture(scope="module")
def watch(browser: Browser, jupyter_lab: Any, hostile: Marked) -> Iterator[Watch]:
    """Open a browser at formgrader for the marked course; one serves all attacks, for speed."""
    context = browser.new_context()
    yield watching(context.new_page(), jupyter_lab(hostile.course.folder, learner=False))
    context.close()


@pytest.fixture(scope="module")
def usual(watch: Watch, hostile: Marked) -> Counter[str]:
    """What formgrader's own page asks for and holds, whoever's work it shows."""
    return Counter(watch.look(submission_page(hostile, watch.lab, "zoe"), NOTEBOOK))


def watching(page: Page, lab: Lab) -> Watch:
    """Watch a page for dialogs, refused script, and requests to other hosts, and let none out."""
    watch = Watch(page, lab, [])
    # Formgrader's own requests need the login that its first page leaves.
    page.goto(lab.at("/formgrader"))
    page.on("request", watch.request)
    page.on("dialog", watch.dialog)
    page.on("console", watch.console)
    page.route(lambda url: not url.startswith((lab.url, "file:///")), lambda route: route.abort())
    return watch


def submission_page(hostile: Marked, lab: Lab, learner: str) -> str:
    """Return the address of a learner's page in formgrader."""
    with sqlite3.connect(hostile.course.folder / "gradebook.db") as database:
        found = database.execute(
            "select n.id from submitted_notebook n join submitted_assignment a on n.assignment_id = a.id "
            "where a.student_id = ?",
            (learner,),
        ).fetchone()
    return lab.at(f"/formgrader/submissions/{found[0]}/")


def test_the_watch_sees_script_that_runs_and_what_leaves(watch: Watch, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f'<main><img src=x onerror="{HIT}"><a href="javascript:hit">x</a></main>', encoding="utf-8")
    seen = " ".join(watch.look(page.as_uri(), "main"))
    for sign in ("script ran", "attacker.example/stolen", "onerror", "javascript:hit"):
        assert sign in seen


@pytest.mark.parametrize("attack", BROWSER, ids=lambda attack: attack.name)
def test_no_script_runs_and_nothing_leaves(watch: Watch, usual: Counter[str], hostile: Marked, attack: Attack) -> None:
    assert Counter(watch.look(submission_page(hostile, watch.lab, attack.learner), NOTEBOOK)) - usual == Counter()
    assert watch.page.locator(NOTEBOOK).get_by_text("Why are records kept?").count() >= 1

    feedback = hostile.folder("feedback", attack.learner) / "mini.html"
    assert watch.look(feedback.as_uri(), "main") == []
    assert watch.page.get_by_role("heading", name="Your marks for each criterion").is_visible()


@pytest.mark.parametrize("place", ["manage_students", "gradebook/mini/mini"])
def test_no_marked_learners_name_runs_script(watch: Watch, place: str) -> None:
    assert_names_are_only_shown(watch, place)


def test_no_name_of_a_folder_runs_script(page: Page, jupyter_lab: Any, tmp_path: Path) -> None:
    course = mini_course(tmp_path / "course")
    for attack in (*learners_names.REFUSED, *learners_names.TAKEN):
        course.submit(attack.learner, ANSWERS)
    assert_names_are_only_shown(watching(page, jupyter_lab(course.folder, learner=False)), "manage_submissions/mini")


def assert_names_are_only_shown(watch: Watch, place: str) -> None:
    """Open a table of formgrader's and see that names do nothing in it."""
    del watch.seen[:]
    watch.page.goto(watch.lab.at(f"/formgrader/{place}"))
    watch.page.locator("table tbody tr").nth(2).wait_for(timeout=60_000)
    assert watch.page.evaluate("() => window.hit") is None
    assert [seen for seen in watch.seen if "attacker" in seen or "dialog" in seen] == []
    assert watch.page.locator("table tbody :is(img, script, svg, iframe)").count() == 0


_LISTS = """
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.baseapp import NbGrader
app = NbGrader()
app.initialize([])  # reads the course's settings, as formgrader does
print(len(NbGraderAPI(app.coursedir).get_submissions("mini")))
"""


def test_formgrader_can_list_every_submission(hostile: Marked) -> None:
    """Formgrader reads each time of submission in ``submitted/`` before it shows anybody's."""
    done = subprocess.run(
        [sys.executable, "-c", _LISTS],
        cwd=hostile.course.folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(HONEST_GRADES)


# One submission, and one text, at a time


@pytest.fixture(scope="module")
def alone(hostile: Marked) -> dict[str, tuple[float, float]]:
    """Return the processor seconds and the megabytes that each submission takes by itself."""
    learners = ["zoe", *(attack.learner for attack in ATTACKS if attack.expect.marked)]
    done = subprocess.run(
        [sys.executable, "-m", "hostile.alone", os.fspath(hostile.course.folder), *learners],
        cwd=os.path.dirname(__file__),  # noqa: PTH120 - where the attacks are
        env=hostile.course.environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return found


@each_marked
def test_no_submission_takes_long_or_much_memory(
    hostile: Marked, alone: dict[str, tuple[float, float]], attack: Attack
) -> None:
    folder = hostile.folder("submitted", attack.learner)
    handed = sum(path.stat().st_size for path in folder.glob("*.*") if path.is_file() and not path.is_symlink())
    seconds, megabytes = alone[attack.learner]
    # What is promised is promised of five megabytes.
    share = max(1.0, handed / 5_000_000)
    assert seconds < MOST_SECONDS_ALONE * share
    assert megabytes < MOST_MEGABYTES_ALONE * share


@each_marked
def test_a_marked_notebook_is_little_larger_than_what_was_written(hostile: Marked, attack: Attack) -> None:
    handed, marked = (hostile.folder(stage, attack.learner) / "mini.ipynb" for stage in ("submitted", "autograded"))
    honest = hostile.folder("autograded", "zoe") / "mini.ipynb"
    written = handed.stat().st_size if handed.is_file() and not handed.is_symlink() else 0
    beside = sum(path.stat().st_size for path in handed.parent.rglob("*.ipynb") if path.is_file()) - written
    assert marked.stat().st_size < 2 * honest.stat().st_size + written + beside + SPARE_BYTES


@pytest.mark.parametrize(
    "attack", [attack for attack in ATTACKS if attack.name.startswith("endless-")], ids=lambda attack: attack.name
)
def test_no_answer_takes_long_to_sanitise(tmp_path: Path, hostile: Marked, attack: Attack) -> None:
    from complaints_workbook.marking.handed_in.sanitise import safe_html

    text = Submission(hostile.course, attack.learner, tmp_path).written
    start = time.process_time()
    assert len(safe_html(text)) < 2_000_000
    assert time.process_time() - start < 2
