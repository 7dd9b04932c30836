"""`nbgrader collect` takes plain files of whom they belong to; what it does not take is told and stops no other."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.nbgrader_steps.exchange.hand_ins import account_number
from complaints_workbook.nbgrader_steps.exchange.owners import Claim, doubts
from support.courses import environment, responses_text
from support.exchanges import ON_TIME, Exchange, mini_exchange, owned_by
from support.users import needs_root

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ANN, BEN, EVE = 5001, 5002, 5003
LATER = "2026-11-23 10:00:00.000000 UTC"
WORK = {"mini.ipynb", "pages.json", "responses.json", "timestamp.txt", "submission_secret.txt"}


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return mini_exchange(tmp_path)


def collect(exchange: Exchange, *options: str) -> str:
    return exchange.nbgrader("collect", "mini", *options).stderr


def test_what_learners_hand_in_is_taken_as_it_is(exchange: Exchange) -> None:
    ann = exchange.hand_in("ann")
    (ann / "notes").mkdir()
    (ann / "notes/my plan.docx").write_bytes(b"plan")
    collect(exchange)
    wanted = {path.relative_to(ann).as_posix(): path.read_bytes() for path in ann.rglob("*") if path.is_file()}
    assert exchange.collected("ann") == wanted
    assert set(wanted) == {*WORK, "notes/my plan.docx"}


def link_to_anns_answers(folder: Path, course: Path) -> None:
    (folder / "responses.json").unlink()
    (folder / "responses.json").symlink_to(course / "submitted/ann/mini/responses.json")


def link_to_the_mark_scheme(folder: Path, course: Path) -> None:
    (folder / "mini.ipynb").unlink()
    (folder / "mini.ipynb").symlink_to(course / "source/mini/mini.ipynb")


def links_to_itself(folder: Path, _: Path) -> None:
    for name in "abc":
        (folder / name).symlink_to(".")


def link_to_a_folder(folder: Path, course: Path) -> None:
    (folder / "keys").symlink_to(course / "source/mini/sections", target_is_directory=True)


def link_to_what_never_ends(folder: Path, _: Path) -> None:
    (folder / "endless").symlink_to("/dev/zero")


def fifo(folder: Path, _: Path) -> None:
    os.mkfifo(folder / "pipe")


def socket_file(folder: Path, _: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        # A socket's path may be only so long.
        here = os.getcwd()  # noqa: PTH109
        os.chdir(folder)
        listening.bind("s")
        os.chdir(here)


def sparse_giant(folder: Path, _: Path) -> None:
    with (folder / "giant.bin").open("wb") as file:
        file.truncate(1 << 40)


def large_together(folder: Path, _: Path) -> None:
    for name in range(3):
        with (folder / f"large-{name}.bin").open("wb") as file:
            file.truncate(60_000_000)


def very_many(folder: Path, _: Path) -> None:
    for number in range(1_500):
        (folder / f"a{number}").touch()


def very_many_empty_folders(folder: Path, _: Path) -> None:
    for number in range(5_000):
        (folder / f"{'n' * 90}{number}").mkdir()


def very_many_links(folder: Path, course: Path) -> None:
    for number in range(5_000):
        (folder / f"{'a' * 90}{number}").symlink_to("nowhere")
        (folder / f"{'b' * 90}{number}").symlink_to(course)


def very_deep(folder: Path, _: Path) -> None:
    folder.joinpath(*["d"] * 300).mkdir(parents=True)


def notes_that_are_folders(folder: Path, _: Path) -> None:
    (folder / "timestamp.txt").unlink()
    (folder / "timestamp.txt/x").mkdir(parents=True)


def odd_names(folder: Path, _: Path) -> None:
    os.mkfifo(folder / "x\x1b[2J\nann: 0 marks")


HARM = [
    link_to_anns_answers, link_to_the_mark_scheme, links_to_itself, link_to_a_folder, link_to_what_never_ends, fifo,
    socket_file, sparse_giant, large_together, very_many,
    very_many_empty_folders, very_many_links, very_deep,
    notes_that_are_folders, odd_names,
]  # fmt: skip


def name_of(harm: Callable[[Path, Path], None]) -> str:
    return harm.__name__.replace("_", "-")


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Exchange, str]:
    """Collect, at once, what all of these learners handed in, and honest work of others; return what was said."""
    exchange = mini_exchange(tmp_path_factory.mktemp("harmed"))
    exchange.hand_in("ann")
    exchange.hand_in("zoe")
    collect(exchange, "--student=ann")
    for harm in HARM:
        harm(exchange.hand_in(name_of(harm)), exchange.course.folder)
    return exchange, collect(exchange)


def test_honest_work_is_taken_beside_it(harmed: tuple[Exchange, str]) -> None:
    exchange, said = harmed
    assert set(exchange.collected("ann")) == set(exchange.collected("zoe")) == WORK
    assert "\x1b[2J" not in said


@pytest.mark.parametrize("harm", HARM, ids=name_of)
def test_nothing_but_plain_files_within_bounds_is_taken(
    harmed: tuple[Exchange, str], harm: Callable[[Path, Path], None]
) -> None:
    exchange, said = harmed
    taken = exchange.collected(name_of(harm))
    assert set(taken) >= WORK - {"mini.ipynb", "responses.json", "pages.json"}
    assert not any(b"One mark for each of four reasons" in content for content in taken.values())
    assert sum(map(len, taken.values())) <= 100_000_000
    assert len(taken) <= 1_001
    [told] = [line for line in said.splitlines() if "WARNING" in line and f" {name_of(harm)}: " in line]
    assert "all was taken but this: " in told or "timestamp.txt" in told
    assert len(told) < 10_000


@pytest.mark.parametrize("shared", [False, True])
def test_what_was_taken_is_the_tutors_or_the_groups_alone(exchange: Exchange, shared: bool) -> None:
    exchange.course.folder.chmod(0o2770 if shared else 0o755)
    exchange.hand_in("ann")
    exchange.nbgrader("collect", "mini")
    folder = exchange.course.folder / "submitted"
    found = {path.relative_to(folder).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}
    folders = {stat.S_IMODE(folder.stat().st_mode), found.pop("ann"), found.pop("ann/mini")}
    assert folders == {0o2770 if shared else 0o700}
    assert {mode for name, mode in found.items() if "." in name} == {0o660 if shared else 0o600}


@pytest.mark.parametrize("name", ["zed+mini+soon+x", "zed+mini+", "+mini+2026", "a\nb+mini+2026-11-22 10:00:00 UTC+x"])
def test_one_folder_with_an_odd_name_stops_nobody(exchange: Exchange, name: str) -> None:
    exchange.hand_in("ann")
    (exchange.inbound / name).mkdir()
    (exchange.inbound / "stray.txt").write_text("x", encoding="utf-8")
    said = collect(exchange)
    assert set(exchange.collected("ann")) == WORK
    assert [path.name for path in (exchange.course.folder / "submitted").iterdir() if list(path.iterdir())] == ["ann"]
    assert "not taken" in said


@pytest.mark.parametrize("name", ["a+b", "Ann Bell", "ann.bell@example.org", "José"])
def test_learners_may_have_names_of_many_kinds(exchange: Exchange, name: str) -> None:
    exchange.hand_in(name)
    collect(exchange)
    assert set(exchange.collected(name)) == WORK


def test_a_file_where_a_folder_should_be_stops_nobody(exchange: Exchange) -> None:
    exchange.hand_in("ann")
    (exchange.inbound / f"zed+mini+{ON_TIME}+x").write_text("x", encoding="utf-8")
    (exchange.inbound / f"yan+mini+{ON_TIME}+x").symlink_to(exchange.course.folder / "source/mini")
    said = collect(exchange)
    assert set(exchange.collected("ann")) == WORK
    assert exchange.collected("zed") == exchange.collected("yan") == {}
    assert "zed: what was handed in was not taken: it is no folder." in said


class TestLaterHandIns:
    """What was collected already, and what was handed in since."""

    @pytest.fixture
    def twice(self, exchange: Exchange) -> Exchange:
        exchange.hand_in("ann")
        collect(exchange)
        exchange.hand_in("ann", time=LATER, answers={"sorting": {"hours": "complaint"}})
        return exchange

    def test_stays_unless_it_is_asked_for_and_then_is_told(self, twice: Exchange) -> None:
        assert "ann: there is a newer hand-in; take it with --update." in collect(twice)
        assert b"query" in twice.collected("ann")["responses.json"]

    def test_is_told_to_be_there_already_when_it_was_taken(self, twice: Exchange) -> None:
        collect(twice, "--update")
        assert "Not taken again, as it was taken before: ann (1)." in collect(twice, "--update")

    def test_takes_its_place_with_update(self, twice: Exchange) -> None:
        collect(twice, "--update")
        assert b"complaint" in twice.collected("ann")["responses.json"]
        assert twice.collected("ann")["timestamp.txt"].decode() == LATER

    @pytest.mark.parametrize("note", [b"the day after tomorrow", b"", b"\xff\x00", b"9999-99-99 UTC", None])
    def test_takes_its_place_when_the_earlier_time_is_damaged(self, twice: Exchange, note: bytes | None) -> None:
        path = twice.course.folder / "submitted/ann/mini/timestamp.txt"
        path.unlink()
        if note is not None:
            path.write_bytes(note)
        collect(twice, "--update")
        assert twice.collected("ann")["timestamp.txt"].decode() == LATER

    def test_the_last_before_the_deadline_can_be_asked_for(self, twice: Exchange) -> None:
        with sqlite3.connect(twice.course.folder / "gradebook.db") as database:
            database.execute("update assignment set duedate = '2026-11-22 12:00:00.000000'")
        collect(twice, "--before-duedate")
        assert twice.collected("ann")["timestamp.txt"].decode() == ON_TIME

    def test_formgraders_button_takes_the_newer(self, twice: Exchange) -> None:
        (twice.course.folder / "submitted/ann/mini/timestamp.txt").write_text("soon", encoding="utf-8")
        with (twice.course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
            settings.write(f"c.Exchange.root = {str(twice.root)!r}\n")
        program = (
            "from nbgrader.apps.api import NbGraderAPI\nfrom nbgrader.apps.baseapp import NbGrader\n"
            "app = NbGrader()\napp.initialize([])\nprint(NbGraderAPI(app.coursedir, parent=app).collect('mini'))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=twice.course.folder, env=environment(), capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
        assert "'success': True" in done.stdout, done.stdout + done.stderr
        assert twice.collected("ann")["timestamp.txt"].decode() == LATER


class TestTimes:
    """The time is that of the folder's name, whatever the note in it says."""

    @pytest.mark.parametrize("note", [None, b"", b"soon", b"\xff", b"2026-11-01 10:00:00 UTC", b"x" * 10_000])
    def test_a_note_that_says_otherwise_is_told(self, exchange: Exchange, note: bytes | None) -> None:
        folder = exchange.hand_in("eve", time=LATER)
        (folder / "timestamp.txt").unlink()
        if note is not None:
            (folder / "timestamp.txt").write_bytes(note)
        said = collect(exchange)
        assert exchange.collected("eve")["timestamp.txt"].decode() == LATER
        assert [line for line in said.splitlines() if " eve: " in line and "counts" in line]

    def test_a_time_is_told_as_the_course_tells_it(self, exchange: Exchange) -> None:
        exchange.hand_in("eve", time="2026-07-01 10:00:00.123456 UTC")
        assert "eve: taken as handed in at 2026-07-01 11:00 BST\n" in collect(exchange)

    def test_a_folder_that_was_changed_after_the_deadline_is_told(self, exchange: Exchange) -> None:
        with sqlite3.connect(exchange.course.folder / "gradebook.db") as database:
            database.execute("update assignment set duedate = '2024-11-22 12:00:00.000000'")
        exchange.hand_in("eve", time="2024-11-22 11:00:00.000000 UTC")
        exchange.hand_in("late", time="2024-11-22 13:00:00.000000 UTC")
        said = collect(exchange)
        assert "before the deadline, but was changed after it" in said
        assert said.count("look whether it was on time") == 1

    def test_a_file_in_it_that_was_written_after_the_deadline_is_told(self, exchange: Exchange) -> None:
        answers = exchange.hand_in("eve", time="2024-11-22 11:00:00.000000 UTC") / "responses.json"
        exchange.hand_in("ann", time="2024-11-22 11:00:00.000000 UTC")
        with sqlite3.connect(exchange.course.folder / "gradebook.db") as database:
            database.execute("update assignment set duedate = ?", (f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}",))
        time.sleep(0.1)
        answers.write_text(responses_text({"sorting": {"hours": "complaint"}}), encoding="utf-8")
        assert [line.split(": ")[0].split()[-1] for line in collect(exchange).splitlines() if "on time" in line] == [
            "eve"
        ]


@needs_root
class TestOwners:
    """Accounts without names, as numbers are to this machine."""

    def test_each_learners_own_account_is_believed_and_that_is_told(self, exchange: Exchange) -> None:
        for student, account in (("ann", ANN), ("ben", BEN)):
            exchange.hand_in(student, account)
        [told] = [line for line in collect(exchange).splitlines() if "WARNING" in line]
        assert set(exchange.collected("ann")) == set(exchange.collected("ben")) == WORK
        assert f"Nobody can check whose work this is: ann (account {ANN}), ben (account {BEN})." in told
        assert "WARNING" not in collect(exchange, "--update")

    def test_an_account_of_the_learners_name_needs_no_belief(self, exchange: Exchange) -> None:
        exchange.hand_in("nobody", account_number("nobody"))
        assert "WARNING" not in collect(exchange)
        assert set(exchange.collected("nobody")) == WORK

    @pytest.mark.parametrize("time", ["2027-11-22 10:00:00.000000 UTC", "2026-11-20 10:00:00.000000 UTC"])
    def test_a_folder_in_anothers_name_is_not_taken(self, exchange: Exchange, time: str) -> None:
        exchange.hand_in("ann", ANN)
        exchange.hand_in("eve", EVE)
        exchange.hand_in("ann", EVE, time=time, answers={"sorting": {"hours": "complaint"}})
        said = collect(exchange)
        assert b"query" in exchange.collected("ann")["responses.json"]
        assert set(exchange.collected("eve")) == WORK
        assert "another account hands in by that name" in said
        collect(exchange, "--update")
        assert b"query" in exchange.collected("ann")["responses.json"]

    def test_nor_from_somebody_who_hands_in_nothing_else(self, exchange: Exchange) -> None:
        exchange.hand_in("ann", ANN)
        exchange.hand_in("ann", EVE, time="2027-11-22 10:00:00.000000 UTC", answers={"sorting": {"hours": "complaint"}})
        said = collect(exchange)
        assert b"query" in exchange.collected("ann")["responses.json"]
        assert "another account hands in by that name" in said

    def test_it_is_not_taken_before_the_other_has_handed_in_either(self, exchange: Exchange) -> None:
        exchange.hand_in("ben", BEN)
        exchange.hand_in("eve", EVE)
        exchange.hand_in("ann", EVE)
        said = collect(exchange)
        assert exchange.collected("ann") == {}
        assert set(exchange.collected("ben")) == WORK
        assert "the account that owns it, number 5003, hands in for eve too" in said

    @pytest.mark.parametrize("spelling", ["ANN", "Ann"])
    def test_a_name_in_capitals_is_the_same_name(self, exchange: Exchange, spelling: str) -> None:
        """Marking would take it for the learner's."""
        exchange.hand_in("ann", ANN)
        exchange.hand_in(spelling, EVE)
        exchange.hand_in("NOBODY", EVE + 1)
        said = collect(exchange)
        assert exchange.collected(spelling) == exchange.collected("NOBODY") == {}
        assert set(exchange.collected("ann")) == WORK
        assert "another account hands in by that name" in said
        assert "it is not the account 'NOBODY' that owns it, but number" in said

    def test_a_folder_in_the_name_of_an_account_of_the_machine_is_not_taken(self, exchange: Exchange) -> None:
        exchange.hand_in("nobody", EVE)
        said = collect(exchange)
        assert exchange.collected("nobody") == {}
        assert "it is not the account 'nobody' that owns it, but number 5003" in said

    def test_a_file_of_another_account_is_not_taken(self, exchange: Exchange) -> None:
        """Such as a hard link, where the system lets it be made."""
        folder = exchange.hand_in("eve", EVE)
        os.chown(folder / "responses.json", ANN, ANN)
        said = collect(exchange)
        assert set(exchange.collected("eve")) == WORK - {"responses.json"}
        assert "responses.json belongs to another account" in said

    def test_a_tutor_who_knows_better_takes_it(self, exchange: Exchange) -> None:
        exchange.hand_in("ben", BEN)
        exchange.hand_in("ann", BEN)
        collect(exchange, "--ExchangeCollect.check_owner=False", "--student=ann")
        assert set(exchange.collected("ann")) == WORK

    def test_where_one_account_is_everybodys_all_are_taken(self, exchange: Exchange) -> None:
        """As on a hub whose learners and tutors share one, which is this test's own."""
        for student in ("ann", "ben", "cat"):
            owned_by(exchange.hand_in(student), os.getuid())
        said = collect(exchange)
        assert [set(exchange.collected(student)) for student in ("ann", "ben", "cat")] == [WORK] * 3
        assert "WARNING" not in said

    def test_what_another_takes_away_meanwhile_stops_nobody(self, exchange: Exchange) -> None:
        folder = exchange.hand_in("eve", EVE)
        folder.chmod(0)
        exchange.hand_in("zoe", ANN)
        collect(exchange)
        assert set(exchange.collected("zoe")) == WORK


DAYS = [datetime(2026, 11, day) for day in (21, 22)]  # noqa: DTZ001 - to be compared alone


def test_the_doubts_are_the_same_in_any_order() -> None:
    claims = [Claim("ann", 1), Claim("ann", 2), Claim("eve", 2), Claim("cat", 3), Claim("dot", 3), Claim("me", 0)]
    for turned in (claims, claims[::-1]):
        assert set(doubts(dict.fromkeys(turned, DAYS[0]), 0, lambda _: None, lambda _: None)) == {
            Claim("ann", 2), Claim("cat", 3), Claim("dot", 3),
        }  # fmt: skip


@pytest.mark.parametrize("first", [1, 2])
def test_of_two_accounts_that_claim_one_name_alone_the_first_is_believed(first: int) -> None:
    claims = {Claim("ann", first): DAYS[0], Claim("ann", 3 - first): DAYS[1]}
    assert set(doubts(claims, 0, lambda _: None, lambda _: None)) == {Claim("ann", 3 - first)}


def test_an_account_by_the_learners_name_is_believed_whatever_others_claim() -> None:
    claims = [Claim("ann", 1), Claim("ann", 2), Claim("ben", 1)]
    accounts = {"ann": 1, "ben": 4}
    found = doubts(
        dict.fromkeys(claims, DAYS[0]), 0, {number: name for name, number in accounts.items()}.get, accounts.get
    )
    assert found.keys() == {Claim("ann", 2), Claim("ben", 1)}
    assert found[Claim("ben", 1)] == "it is not the account 'ben' that owns it, but ann"


def test_answers_that_were_collected_are_marked(exchange: Exchange) -> None:
    exchange.hand_in("ann")
    collect(exchange)
    exchange.nbgrader("autograde", "mini")
    assert exchange.course.scores() == {"ann": 1.0}
    assert responses_text({"sorting": {"hours": "query"}}).encode() == exchange.collected("ann")["responses.json"]
