"""The time beside a submission is one time in UTC, or it is said that there is none."""

from __future__ import annotations

import struct
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from complaints_workbook.marking.handed_in.safe_files import UnreadableError
from complaints_workbook.marking.handed_in.submission import read_timestamp

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-27 10:00:00.000000 UTC", 10),
        ("2026-11-27 10:00:00.000000 UTC\n", 10),
        ("2026-11-27 10:00:00+05:00", 5),
        ("2026-11-27 10:00:00 Europe/Paris", 9),
    ],
)
def test_a_time_is_kept_in_utc_without_zone(text: str, hour: int) -> None:
    assert read_timestamp(text.encode()) == datetime(2026, 11, 27, hour)  # noqa: DTZ001 - as the gradebook keeps it


@pytest.mark.parametrize("text", ["2026-11-27 10:00:00+05:00 UTC", "2026-11-27 10+00:00 UTC"])
def test_a_time_in_two_zones_is_none(text: str) -> None:
    with pytest.raises(UnreadableError, match="does not hold a time"):
        read_timestamp(text.encode())


@pytest.mark.parametrize("text", ["2026", "10:00", "Friday 10:00", "27 November 10:00", "2026-11-27", "2026-11-27 10h"])
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
