"""What is released is what the source makes, and no key of any assignment is in it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from complaints_workbook.pages.making import exercise_page
from support.courses import ROOT, environment, real_course
from support.secrets import AUTHORS_FILES, as_json, assert_no_secret, files_in, leaks, secrets_of

if TYPE_CHECKING:
    from pathlib import Path

    from support.assignments import Authored


def test_the_committed_release_is_what_the_source_generates(authored: Authored, tmp_path: Path) -> None:
    made = real_course(tmp_path / "made", authored.name).folder / "release" / authored.name
    names = [
        sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())
        for place in (made, authored.release)
    ]
    assert names[0] == names[1]
    for name in names[0]:
        assert (made / name).read_bytes() == (authored.release / name).read_bytes(), f"{name}: run 'make release'"


def test_a_key_or_a_reason_in_a_released_file_would_be_found(authored: Authored) -> None:
    found = secrets_of(authored)
    assert len(found) > 2 * sum(len(exercise.fields) for exercise in authored.assignment.exercises.values())
    for secret in found[:: len(found) // 10]:
        for text in (secret, as_json(secret), "\n".join(secret.split())):
            assert leaks("pages.json", text)
    for name in AUTHORS_FILES:
        assert len(leaks(f"release/{authored.name}/{name}", "")) == 1


def test_no_key_and_no_reason_is_released() -> None:
    assert_no_secret(files_in(ROOT / "release"))


def test_no_key_and_no_reason_is_in_the_datasets() -> None:
    assert_no_secret(files_in(ROOT / "datasets"))


def test_no_key_and_no_reason_is_in_the_wheel(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    wheel = next(tmp_path.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        assert_no_secret((name, archive.read(name).decode("utf-8", errors="replace")) for name in archive.namelist())


def test_nothing_that_a_view_is_sent_tells_a_key(authored: Authored) -> None:
    assert_no_secret(
        (name, json.dumps(exercise_page(content).shown, ensure_ascii=False))
        for name, content in authored.assignment.exercises.items()
    )


def test_the_released_notebook_has_no_outputs_and_no_scheme(authored: Authored) -> None:
    assert not any(cell.get("outputs") for cell in authored.released.cells)
    assert "MARK SCHEME" not in (authored.release / authored.notebook_name).read_text("utf-8")
