"""A learner's work goes into one file and comes back out of it, whatever workbook it comes back to."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from complaints_workbook.command_line import app
from complaints_workbook.command_line.places import RELEASE
from complaints_workbook.own_work.carrying import Put
from complaints_workbook.study.checklist.ticks import Ticks, ticks_in
from complaints_workbook.study.keeping.file_format import WrittenWork, parse_written, write
from complaints_workbook.study.keeping.opening import opened
from complaints_workbook.study.keeping.packing import packed
from complaints_workbook.study.own_marks.attempts import Attempt, EarnedMarks, ExerciseMarks
from complaints_workbook.study.own_marks.attempts_file import attempts_store
from complaints_workbook.study.review.review_file import Review, review_of
from complaints_workbook.study.review.schedule import Name, Returning
from complaints_workbook.study.settings import Settings, settings_of
from complaints_workbook.study.study import Study
from hostile.submission import base64_png
from support.courses import mini_course
from support.kept_work import LATER, Learner, files_of, learner, zip_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST = {"hours": "query", "late": "complaint"}
SECOND = {"hours": "problem", "code": "problem"}
WORDS = "Because memory is short.\n\nAnd so are tempers: “Zoë’s – £5”."


def attempt(minute: int) -> Attempt:
    marks = ExerciseMarks(
        "complaints/1.1", {"complaints/1.1": EarnedMarks(1, 3)}, {"hours": EarnedMarks(1, 1)}, {"hours": "query"}
    )
    return Attempt(NOON.replace(minute=minute), {"sorting": marks}, {"written": 4})


def coming_back(learner: Learner, asked: int, *items: str) -> None:
    schedule = tuple(Returning(Name("mini", "sorting", item), NOON, NOON.date(), asked=asked) for item in items)
    review_of(Study(learner.work)).change(lambda _: Review(schedule))


@pytest.fixture
def ann(tmp_path: Path) -> Learner:
    """Return a learner who has answered, written, been marked and chosen a unit."""
    ann = learner(tmp_path / "ann")
    ann.answer(sorting=FIRST, steps={"informal": ["listen", "check", "agree", "record"]})
    ann.edit("written", WORDS, attachments={"mug.png": {"image/png": base64_png(3, 2)}})
    attempts_store(ann.folder).change(lambda attempts: attempts.adding(attempt(1)))
    settings_of(Study(ann.work)).change(lambda _: Settings("ocr-62"))
    return ann


@pytest.fixture
def other(tmp_path: Path) -> Learner:
    """Return the same learner on a machine where nothing is done yet."""
    return learner(tmp_path / "other")


class TestDownload:
    """What the file is."""

    def test_it_holds_what_is_the_learners_and_nothing_of_the_workbooks(self, ann: Learner) -> None:
        files = files_of(ann.download())
        place = "assignments/mini"
        assert set(files) == {
            "manifest.json",
            f"{place}/attempts.json",
            f"{place}/responses.json",
            f"{place}/written.json",
            "study/study.json",
        }
        assert files[f"{place}/responses.json"] == (ann.folder / "responses.json").read_bytes()
        assert parse_written(files[f"{place}/written.json"]).answers["written"].text == WORDS

    def test_its_manifest_says_what_it_is(self, ann: Learner) -> None:
        manifest = json.loads(files_of(ann.download())["manifest.json"])
        assert (manifest["version"], manifest["workbook"]) == (1, "0.1.0")
        assert datetime.fromisoformat(manifest["made"]).tzinfo is not None
        assert manifest["holds"] == [{"assignment": "mini", "answers": 3, "written": 1}]
        assert len(manifest["files"]) == 4

    def test_it_has_its_date_in_its_name(self, ann: Learner) -> None:
        told = ann.ask("GET", "keeping/download").headers["Content-Disposition"]
        assert told == f'attachment; filename="complaints-workbook-{datetime.now().astimezone():%Y-%m-%d}.zip"'

    def test_the_same_work_at_the_same_moment_gives_the_same_file(self, ann: Learner) -> None:
        documents = opened(ann.download()).documents
        again = dict(reversed(documents.items()))
        assert packed(documents, (), "1", NOON) == packed(again, (), "1", NOON)

    def test_it_changes_nothing_in_the_folder(self, ann: Learner) -> None:
        (ann.folder / "responses.json").write_text("{ damaged")
        before = ann.everything()
        assert files_of(ann.download())["assignments/mini/responses.json"] == b"{ damaged"
        assert ann.everything() == before

    def test_the_real_workbook_without_any_work_makes_a_small_file(self, other: Learner) -> None:
        assert set(files_of(other.download())) == {"manifest.json"}
        assert len(other.download()) < 1_000


class TestRestore:
    """What comes back."""

    def test_all_comes_back_where_nothing_is(self, ann: Learner, other: Learner) -> None:
        page = other.restore(ann.download())
        assert "3 answers and 1 written answer came back" in page
        assert other.answers("sorting") == FIRST
        assert (other.written(), other.cell("written")["attachments"]) == (WORDS, ann.cell("written")["attachments"])
        assert attempts_store(other.folder).read().document.each == (attempt(1),)
        assert settings_of(Study(other.work)).read().document.unit == "ocr-62"
        assert other.earlier() == {}

    def test_all_comes_back_after_everything_was_deleted(self, ann: Learner, other: Learner) -> None:
        kept = ann.download()
        shutil.rmtree(ann.work)
        shutil.copytree(other.work, ann.work)
        ann.restore(kept)
        assert (ann.answers("sorting"), ann.written()) == (FIRST, WORDS)
        assert opened(ann.download()).documents.keys() == opened(kept).documents.keys()

    def test_a_second_time_nothing_is_changed(self, ann: Learner, other: Learner) -> None:
        kept = ann.download()
        other.restore(kept)
        before = other.everything()
        assert "Nothing had to be changed" in other.restore(kept)
        assert other.everything() == before

    def test_what_a_mac_unpacked_and_packed_again_is_taken(self, ann: Learner, other: Learner) -> None:
        files = {
            f"complaints-workbook-2026-11-30/{name}": content for name, content in files_of(ann.download()).items()
        }
        strays = {"complaints-workbook-2026-11-30/.DS_Store": b"x", "__MACOSX/._manifest.json": b"x"}
        page = other.restore(zip_of(files | strays))
        assert "What was left in the file" not in page
        assert (other.answers("sorting"), other.written()) == (FIRST, WORDS)

    def test_attempts_of_both_sides_are_kept(self, ann: Learner, other: Learner) -> None:
        attempts_store(other.folder).change(lambda attempts: attempts.adding(attempt(2)))
        other.restore(ann.download())
        assert attempts_store(other.folder).read().document.each == (attempt(1), attempt(2))

    def test_ticks_and_what_comes_back_are_kept_on_both_sides(self, ann: Learner, other: Learner) -> None:
        ticks_in(ann.folder).change(lambda _: Ticks({"written": ("a",), "more": ("b",)}))
        ticks_in(other.folder).change(lambda _: Ticks({"written": ("c",)}))
        coming_back(ann, 0, "hours", "late")
        coming_back(other, 1, "late", "code")
        other.restore(ann.download())
        assert ticks_in(other.folder).read().document.questions == {"written": ("c",), "more": ("b",)}
        schedule = review_of(Study(other.work)).read().document.schedule
        assert {each.name.item: each.asked for each in schedule} == {"hours": 0, "late": 1, "code": 1}

    def test_a_unit_that_was_chosen_here_stays(self, ann: Learner, other: Learner) -> None:
        settings_of(Study(other.work)).change(lambda _: Settings("pearson-40"))
        other.restore(ann.download())
        assert settings_of(Study(other.work)).read().document.unit == "pearson-40"

    def test_a_notebook_and_a_folder_with_other_names_are_found(self, ann: Learner, other: Learner) -> None:
        other.notebook.rename(other.folder / "mine.ipynb")
        moved = Learner(other.work)
        other.folder.rename(other.work / "my first one")
        moved.restore(ann.download())
        folder = other.work / "my first one"
        assert WORDS.partition("\n")[0] in (folder / "mine.ipynb").read_text("utf-8")
        assert (folder / "responses.json").is_file()

    def test_words_outside_the_boxes_are_shown_and_kept(self, ann: Learner, other: Learner) -> None:
        ann.edit(None, "A thought <b>of</b> my own")
        page = other.restore(ann.download())
        assert "A thought &lt;b&gt;of&lt;/b&gt; my own" in page
        [brought] = other.earlier().values()
        assert (
            parse_written(files_of(brought)["assignments/mini/written.json"]).elsewhere[0].text.startswith("A thought")
        )

    def test_a_copy_of_the_notebook_is_no_loss(self, ann: Learner, other: Learner) -> None:
        shutil.copy(ann.notebook, ann.folder / "copy.ipynb")
        other.notebook.with_name("older.ipynb").write_bytes(ann.notebook.read_bytes())
        ann.edit("written", "Better words")
        assert "Because memory is short" in learner(other.work.parent / "third").restore(ann.download())


class TestBothSidesDiffer:
    """Newer answers are never overwritten unasked."""

    @pytest.fixture
    def asked(self, ann: Learner, other: Learner) -> str:
        other.answer(LATER, sorting=SECOND)
        other.edit("written", "Other words")
        return other.restore(ann.download())

    def test_it_is_asked_and_nothing_is_changed_yet(self, asked: str, other: Learner) -> None:
        assert "Which answers shall stand?" in asked
        for words in ("The opening hours", "A problem", "A query", "Other words", "Because memory is short."):
            assert words in asked
        assert "The code" not in asked
        assert (other.answers("sorting"), other.written()) == (SECOND, "Other words")

    def test_both_are_kept_and_the_newer_stands(self, asked: str, other: Learner) -> None:
        page = other.choose(asked, "both")
        assert other.answers("sorting") == SECOND | {"late": "complaint"}
        assert other.written() == "Other words"
        [name] = other.earlier()
        assert name in page
        assert name.startswith("my-work-from-file-")

    def test_an_older_one_here_gives_way_and_is_kept(self, ann: Learner, other: Learner) -> None:
        ann.answer(LATER, sorting=FIRST)
        other.answer(sorting=SECOND)
        other.choose(other.restore(ann.download()), "both")
        assert other.answers("sorting") == SECOND | FIRST
        before = next(content for name, content in other.earlier().items() if name.startswith("my-work-before-"))
        third = learner(other.work.parent / "third")
        third.restore(before)
        assert third.answers("sorting") == SECOND

    def test_the_files_are_taken_if_the_learner_says_so(self, asked: str, other: Learner) -> None:
        other.choose(asked, "file")
        assert other.answers("sorting") == SECOND | FIRST
        assert other.written() == WORDS
        assert any(
            b"Other words" in files_of(kept)["assignments/mini/written.json"] for kept in other.earlier().values()
        )

    def test_those_here_are_left_if_the_learner_says_so(self, asked: str, other: Learner) -> None:
        before = other.everything()
        other.choose(asked, "here")
        assert {name: content for name, content in other.everything().items() if "earlier" not in name} == before
        [brought] = other.earlier().values()
        third = learner(other.work.parent / "third")
        third.restore(brought)
        assert (third.answers("sorting"), third.written()) == (FIRST, WORDS)

    def test_what_is_answered_while_the_page_asks_counts(self, asked: str, other: Learner) -> None:
        other.answer(LATER.replace("25T", "26T"), sorting=SECOND | {"late": "query"})
        other.choose(asked, "both")
        assert other.answers("sorting") == SECOND | {"late": "query"}

    def test_a_choice_about_another_file_changes_nothing(self, asked: str, other: Learner) -> None:
        before = other.everything()
        response = other.ask("POST", "keeping/choose", query={"file": "0" * 64, "choice-mini": "file"})
        assert (response.status, other.everything()) == (409, before)
        other.choose(asked, "file")
        assert other.choose(asked, "file").count("not here any more") == 1

    @pytest.mark.parametrize(
        "saved", ["", "yesterday", "9999-12-31T23:59:59+00:00", "2026-11-22T10:00:00+99:00", "0001-01-01"]
    )
    def test_a_time_that_cannot_be_makes_nothing_newer(self, ann: Learner, other: Learner, saved: str) -> None:
        ann.answer(saved, sorting=FIRST)
        other.answer(sorting=SECOND)
        other.choose(other.restore(ann.download()), "both")
        assert other.answers("sorting")["hours"] == "problem"


def released(folder: Path, change: Callable[[str], str]) -> Learner:
    """Return a learner of a workbook whose exercises were written otherwise."""
    course = mini_course(folder / "course", release=False)
    for path in (course.folder / "source").rglob("*.yaml"):
        path.write_text(change(path.read_text("utf-8")), "utf-8")
    course.nbgrader("generate_assignment", "mini")
    shutil.copytree(course.folder / "release", folder / "work")
    return Learner(folder / "work")


def _asked_otherwise(text: str) -> str:
    return re.sub(r"\bcomplaint\b(?!\?)", "grievance", text.replace("hours", "times"))


class TestOtherReleases:
    """What has no place there is told and kept."""

    def test_an_exercise_that_asks_otherwise_takes_what_it_still_asks(self, ann: Learner, tmp_path: Path) -> None:
        there = released(tmp_path / "newer", _asked_otherwise)
        there.answer(sorting={"times": "query"})
        page = there.restore(ann.download())
        assert there.answers("sorting") == {"times": "query"}
        assert there.written() == WORDS
        assert "Query, problem or complaint? – hours" in page
        assert "This version of the workbook does not ask it." in page
        # Its options have changed: the answer names one that is gone.
        assert "Query, problem or complaint? – The late parcel" in page
        [brought] = there.earlier().values()
        assert opened(brought).documents == opened(ann.download()).documents

    def test_a_question_that_is_gone_loses_no_words(self, ann: Learner, other: Learner) -> None:
        notebook = json.loads(other.notebook.read_text("utf-8"))
        notebook["cells"] = [c for c in notebook["cells"] if c["metadata"]["nbgrader"]["grade_id"] != "written"]
        other.notebook.write_text(json.dumps(notebook), "utf-8")
        page = other.restore(ann.download())
        assert "Because memory is short." in page
        assert len(other.earlier()) == 1

    def test_an_assignment_that_is_not_there_is_kept_whole(self, ann: Learner, other: Learner) -> None:
        shutil.rmtree(other.folder)
        page = other.restore(ann.download())
        assert "This version of the workbook does not have it." in page
        [brought] = other.earlier().values()
        third = learner(other.work.parent / "third")
        third.restore(brought)
        assert (third.answers("sorting"), third.written()) == (FIRST, WORDS)

    def test_a_file_of_a_later_workbook_is_refused_in_words(self, ann: Learner, other: Learner) -> None:
        files = files_of(ann.download())
        files["manifest.json"] = files["manifest.json"].replace(b'"version": 1', b'"version": 2')
        before = other.everything()
        assert "come from a newer version of the workbook (2). Update the workbook" in other.restore(zip_of(files))
        assert other.everything() == before

    def test_one_document_of_a_later_workbook_costs_the_others_nothing(self, ann: Learner, other: Learner) -> None:
        files = files_of(ann.download())
        name = "assignments/mini/responses.json"
        files[name] = files[name].replace(b'"version": 1', b'"version": 7')
        page = other.restore(zip_of(files))
        assert "newer version of the workbook (7)" in page
        assert other.written() == WORDS
        assert len(other.earlier()) == 1

    def test_answers_here_of_a_later_workbook_stay_and_are_told(self, ann: Learner, other: Learner) -> None:
        later = '{"version": 9, "exercises": {}}'
        (other.folder / "responses.json").write_text(later)
        page = other.restore(ann.download())
        assert (other.folder / "responses.json").read_text() == later
        assert "newer version of the workbook (9)" in page


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    answers=st.dictionaries(
        st.sampled_from(["hours", "late", "code"]), st.sampled_from(["query", "problem", "complaint"])
    ),
    order=st.permutations(["listen", "check", "agree", "record"]),
    text=texts,
    others=st.lists(texts.filter(str.strip), max_size=2),
)
def test_whatever_is_answered_and_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, str], order: list[str], text: str, others: list[str]
) -> None:
    place = tmp_path_factory.mktemp("kept")
    one, two = learner(place / "one"), learner(place / "two")
    one.answer(sorting=answers, steps={"informal": order})
    one.edit("written", text)
    for other in others:
        one.edit(None, other)
    two.restore(one.download())
    assert (two.answers("sorting"), two.answers("steps")) == (answers, {"informal": order})
    assert two.written() == (text if text.strip() else learner(place / "three").written())
    kept = [put.text for zipped in two.earlier().values() for put in opened_written(zipped).elsewhere]
    assert set(kept) >= set(others)


def opened_written(content: bytes) -> WrittenWork:
    return parse_written(opened(content).documents["mini", "written.json"])


@given(
    st.dictionaries(texts, st.builds(Put, texts, st.just({})), max_size=4),
    st.lists(st.builds(Put, texts, st.just({})), max_size=3),
)
def test_what_is_written_is_read_as_it_was(answers: dict[str, Put], elsewhere: list[Put]) -> None:
    document = WrittenWork(NOON.isoformat(), answers, tuple(elsewhere))
    assert parse_written(write(document)) == document


def test_a_year_that_no_zip_knows_stops_nothing(ann: Learner, other: Learner) -> None:
    files = files_of(ann.download())
    manifest = json.loads(files["manifest.json"])
    files["manifest.json"] = json.dumps(manifest | {"made": "1066-10-14T09:00:00+00:00"}).encode()
    files["assignments/other/responses.json"] = b"{}"
    other.restore(zip_of(files))
    [brought] = other.earlier().values()
    assert zipfile.ZipFile(io.BytesIO(brought)).testzip() is None


class TestOnTheCommandLine:
    """`workbook study --restore FILE`."""

    @pytest.fixture
    def release(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(RELEASE, str(learner(tmp_path / "release").work))

    def study(self, folder: Path, file: Path) -> Result:
        return CliRunner().invoke(app, ["study", "--prepare-only", "--folder", str(folder), "--restore", str(file)])

    @pytest.mark.usefixtures("release")
    def test_it_restores_and_says_what(self, ann: Learner, tmp_path: Path) -> None:
        (tmp_path / "kept.zip").write_bytes(ann.download())
        done = self.study(tmp_path / "new", tmp_path / "kept.zip")
        assert done.exit_code == 0
        assert "A small course: 3 answers and 1 written answer came back." in done.stdout
        new = Learner(tmp_path / "new")
        assert (new.answers("sorting"), new.written()) == (FIRST, WORDS)

    @pytest.mark.usefixtures("release")
    def test_it_keeps_what_is_newer_here(self, ann: Learner, other: Learner, tmp_path: Path) -> None:
        (tmp_path / "kept.zip").write_bytes(ann.download())
        other.answer(LATER, sorting=SECOND)
        done = self.study(other.work, tmp_path / "kept.zip")
        assert other.answers("sorting") == SECOND | {"late": "complaint"}
        assert "1 answer of the file is not put here: yours stay." in done.stdout
        assert "is kept as earlier/my-work-from-file-" in done.stdout

    @pytest.mark.usefixtures("release")
    @pytest.mark.parametrize(
        ("content", "said"),
        [(None, "kept.zip is missing. Name the file"), (b"no zip", "This is not a zip, or not all of it is here.")],
    )
    def test_a_file_that_is_none_is_told(self, tmp_path: Path, content: bytes | None, said: str) -> None:
        if content is not None:
            (tmp_path / "kept.zip").write_bytes(content)
        done = self.study(tmp_path / "new", tmp_path / "kept.zip")
        assert (done.exit_code, said in done.stderr) == (1, True)
