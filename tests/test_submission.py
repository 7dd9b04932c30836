"""The time beside a submission is one time in UTC, or it is said that there is none."""

from __future__ import annotations

import json
import struct
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.times import read_timestamp
from support.users import OTHER, common_folder, needs_root, run_as

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-27 10:00:00.000000 UTC", 10),
        ("2026-11-27 10:00:00.000000 UTC\n", 10),
        ("2026-11-27 10:00:00+05:00", 5),
        ("2026-11-27 10:00:00 Europe/Paris", 9),
        ("2026-11-27 10:00:00.000000 CET", 9),
        ("2026-11-27 10:00:00.000000 BST", 9),
        ("2026-11-27 10:00:00.000000 GMT", 10),
        ("2026-11-27 10:00:00.000000 +0100", 9),
        ("2026-11-27 10:00:00 -03", 13),
        ("2026-11-27T10:00:00Z", 10),
        ("2026/11/27 10:00", 10),
        ("27/11/2026 10:00", 10),
        ("11/27/2026, 10:00:00 AM", 10),
        ("27 November 2026 10:00", 10),
        ("Fri, 27 Nov 2026 10:00:00 +0000", 10),
        ("\ufeff2026-11-27 10:00:00 UTC", 10),
    ],
)
def test_a_time_is_kept_in_utc_without_zone(text: str, hour: int) -> None:
    assert read_timestamp(text.encode()) == datetime(2026, 11, 27, hour)  # noqa: DTZ001 - as the gradebook keeps it


@pytest.mark.parametrize("zone", ["EDT", "IST", "CST", "XYZ", "GB", "UTC+1", "Nowhere/City", "+99:00"])
def test_a_zone_that_is_not_known_or_could_be_several_is_told(zone: str) -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(f"2026-07-22 11:30:00.000000 {zone}".encode())


@pytest.mark.parametrize("text", ["2026-07-22 11:30 CET", "2026-10-25 01:30:00 Europe/London"])
def test_an_hour_that_could_be_another_is_told(text: str) -> None:
    with pytest.raises(UnreadableError, match="in a zone that is known for certain"):
        read_timestamp(text.encode())


@pytest.mark.parametrize("text", ["02/11/2026 11:30", "2.11.2026 11:30 UTC", "2/11/2026 11:30 PM"])
def test_a_day_that_could_be_another_is_told_with_how_to_write_it(text: str) -> None:
    with pytest.raises(UnreadableError, match="write it as 2026-11-02"):
        read_timestamp(text.encode())


@pytest.mark.parametrize("text", ["1970-01-01 00:00:00 UTC", "0001-01-01 00:00:00 +1400", "9999-12-31 23:59:59 -1400"])
def test_a_year_in_which_nobody_can_have_handed_in_is_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(text.encode())


@pytest.mark.parametrize("text", ["2026-11-27 10:00:00+05:00 UTC", "2026-11-27 10+00:00 UTC"])
def test_a_time_in_two_zones_is_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(text.encode())


@pytest.mark.parametrize(
    "text", ["2026", "10:00", "Friday 10:00", "27 November 10:00", "2026-11-27", "2026-11-27 UTC", "2026-11-27 10h"]
)
def test_a_part_of_a_time_is_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(text.encode())


def test_a_number_too_large_for_a_time_is_none() -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(b"2026-11-27 10:" + b"9" * 90)


@pytest.mark.parametrize("before", ["", ":"])
def test_a_zone_is_no_way_to_have_a_file_opened(tmp_path: Path, before: str) -> None:
    # A file that would be read as a zone five hours from UTC.
    zone = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 18_000, 0, 0) + b"OWN\0"
    (tmp_path / "zone").write_bytes(zone)
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(f"2026-11-27 10:00:00 {before}{tmp_path / 'zone'}".encode())


# What cannot be read

_PROGRAM = """
folder = Path(sys.argv[1])
read = read_submission("ann", folder / "ann" / "mini", folder, "mini")
print("; ".join((*read.faults, read.no_time, read.beside.fault, *(each.fault for each in read.beside.notebooks))))
"""


@needs_root
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("responses.json", "responses.json cannot be opened (Permission denied)"),
        ("mini.ipynb", "mini.ipynb cannot be opened (Permission denied)"),
        ("timestamp.txt", "timestamp.txt cannot be opened (Permission denied)"),
        ("mini-Copy1.ipynb", "cannot be opened (Permission denied)"),
        ("more/", "holds a folder that cannot be listed (Permission denied)"),
        (".", "cannot be listed (Permission denied)"),
    ],
)
def test_what_the_tutor_may_not_read_is_told_and_costs_nothing_else(name: str, said: str) -> None:
    with common_folder() as folder:
        place = folder / "ann" / "mini"
        (place / "more").mkdir(parents=True)
        notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
        for notebook_name in ("mini.ipynb", "mini-Copy1.ipynb"):
            (place / notebook_name).write_text(json.dumps(notebook), encoding="utf-8")
        (place / "responses.json").write_text('{"version": 1, "exercises": {}}', encoding="utf-8")
        (place / "timestamp.txt").write_text("2026-11-27 10:00:00 UTC", encoding="utf-8")
        # A folder that may be entered and not listed.
        (place / name).chmod(0o711 if name == "." else 0)
        imports = "from complaints_workbook.marking.handed_in.submission import read_submission"
        done = run_as(OTHER, imports, _PROGRAM, folder)
        assert said in done.stdout, done.stderr
        assert done.stdout.count("Permission denied") == 1
