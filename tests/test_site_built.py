"""A site without a server holds what it should and nothing else, and its Python is what runs here."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from complaints_workbook.own_work.told import REMINDER, told
from complaints_workbook.static_site.building import OWN_WHEEL
from complaints_workbook.static_site.offline import service_worker
from complaints_workbook.static_site.packages import COMPILED, PAGES, SHELL, WIDGETS
from complaints_workbook.static_site.serving import ServingError, serve
from complaints_workbook.static_site.start import is_shown, server
from complaints_workbook.study.browser.asked import answered
from complaints_workbook.study.browser.renewing import renew
from complaints_workbook.study.giving.working_folder import fingerprint
from complaints_workbook.study.study import Study
from support.built_sites import Site, built
from support.journey import FIRST

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
NOTEBOOK = f"{FIRST.name}/{FIRST.notebook_name}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(ROOT, tmp_path_factory.mktemp("site"), "class", FIRST.name)


def inside(site: Site) -> dict[str, bytes]:
    with zipfile.ZipFile(site.folder / OWN_WHEEL) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


def test_a_class_s_site_says_that_it_holds_no_keys_and_holds_none(site: Site) -> None:
    assert "holds no keys" in site.said
    assert not [name for name in inside(site) if "/keys/" in name]


def test_every_released_file_is_there_as_it_was_released(site: Site) -> None:
    for path in FIRST.release.rglob("*"):
        shown = site.folder / "files" / FIRST.name / path.relative_to(FIRST.release)
        if path.suffix == ".svg":
            assert shown.read_bytes().isascii()
            assert words(shown) == words(path)
        elif path.is_file():
            assert shown.read_bytes() == path.read_bytes()


def words(drawing: Path) -> list[str]:
    return list(ET.parse(drawing).getroot().itertext())  # noqa: S314 - the project's own


def test_its_python_has_each_package_as_its_list_says_and_nothing_compiled_elsewhere(site: Site) -> None:
    folder = site.folder / "static" / "pyodide"
    packages = json.loads((folder / "pyodide-lock.json").read_text("utf-8"))["packages"]
    assert {*WIDGETS, *SHELL, *PAGES, *COMPILED, "complaints-workbook"} <= packages.keys()
    for name, entry in packages.items():
        content = (folder / entry["file_name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert name in COMPILED or not [each for each in names if each.endswith((".so", ".pyd"))]


def test_what_stands_on_the_page_before_the_workbook_does_is_in_its_words(site: Site) -> None:
    page = (site.folder / "lab" / "index.html").read_text("utf-8")
    shown = re.sub(r"<!--.*?-->|<style>.*?</style>|<script.*?</script>", "", page, flags=re.DOTALL)
    assert "The workbook is starting." in shown
    assert "Jupyter" not in re.sub(r"<[^>]*>", "", shown)


NEEDED = """
import sys
sys.path[:0] = {wheels}
import IPython.core.application, IPython.core.history, IPython.core.shellapp
from IPython.core.interactiveshell import InteractiveShell
from complaints_workbook.lab import showing
from complaints_workbook.study.browser import asked
from complaints_workbook.study.site import routes
from complaints_workbook.cells import exercise, practice, progress
showing.prepare()
InteractiveShell.instance().showtraceback((ValueError, ValueError("told"), None))
elsewhere = [name for name, module in sys.modules.items() if "site-packages" in (getattr(module, "__file__", "") or "")]
print(sorted({{name.partition(".")[0] for name in elsewhere}}))
"""


def test_its_packages_are_all_that_the_kernel_the_cells_and_the_pages_import(site: Site, tmp_path: Path) -> None:
    """Here, where what is compiled for the browser cannot run, only that comes from elsewhere."""
    wheels = []
    for path in sorted((site.folder / "static" / "pyodide").glob("*-none-any.whl")):
        with zipfile.ZipFile(path) as wheel:
            wheel.extractall(tmp_path / path.stem)
        wheels.append(str(tmp_path / path.stem))
    for name in ("msgspec", "nh3"):
        wheels.append(str(tmp_path / name))
        (tmp_path / name).mkdir()
        (tmp_path / name / name).symlink_to(Path(str(import_module(name).__file__)).parent)
    code = NEEDED.format(wheels=wheels)
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code],
        cwd=tmp_path,
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ValueError" in done.stdout
    assert (done.stdout.splitlines()[-1], done.stderr) == ("[]", "")


def test_nothing_in_it_is_fetched_from_elsewhere(site: Site) -> None:
    settings = json.loads((site.folder / "jupyter-lite.json").read_text("utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"].startswith("./")
    assert kernel["disablePyPIFallback"] is True


def test_its_service_worker_knows_every_file_and_each_change_makes_another_build(site: Site, tmp_path: Path) -> None:
    worker = (site.folder / "service-worker.js").read_text("utf-8")
    listed = dict(re.findall(r'"([^"]+)": "(sha256-[^"]+)"', worker))
    files = {path.relative_to(site.folder).as_posix(): path for path in site.folder.rglob("*") if path.is_file()}
    licences = {name for name in files if "license" in name.casefold()}
    assert listed.keys() == files.keys() - licences - {"service-worker.js"}
    for name, integrity in listed.items():
        digest = hashlib.sha256(files[name].read_bytes()).digest()
        assert integrity == f"sha256-{base64.b64encode(digest).decode()}"

    (tmp_path / "a.txt").write_text("one", "utf-8")
    before = service_worker(tmp_path)
    (tmp_path / "a.txt").write_text("two", "utf-8")
    assert build_in(service_worker(tmp_path)) != build_in(before) == build_in(before)


def build_in(worker: bytes) -> str:
    found = re.search(rb'const BUILD = "(\w+)"', worker)
    assert found
    return found[1].decode()


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with site.shown() as shown:
        yield shown


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("static/pyodide/pyodide.mjs", "text/javascript"),
        ("static/pyodide/pyodide.asm.wasm", "application/wasm"),
        ("jupyter-lite.json", "application/json"),
    ],
)
def test_it_is_shown_with_the_types_that_browsers_insist_on(address: str, name: str, kind: str) -> None:
    with urllib.request.urlopen(address + name) as response:  # noqa: S310 - this computer's
        assert response.headers["Content-Type"] == kind


def test_no_list_of_its_files_is_shown(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}files/")  # noqa: S310 - this computer's


def test_a_port_that_is_taken_is_told_in_words(tmp_path: Path) -> None:
    with (
        server(tmp_path, 0) as first,
        pytest.raises(ServingError, match="Something else on this computer uses"),
    ):
        serve(tmp_path, first.server_port, print)


def test_it_is_opened_by_a_double_click_from_its_own_folder(site: Site, tmp_path: Path) -> None:
    """The start file runs with a bare Python, from wherever it was called, and serves what stands around it."""
    with server(tmp_path, 0) as free:
        port = free.server_port
    code = (
        "import runpy, sys, webbrowser; webbrowser.open = lambda address: print('opens', address, flush=True); "
        f"start = runpy.run_path({str(site.folder / 'parts' / 'start.py')!r}); "
        f"start['main'](start['Path']({str(site.folder)!r}), {port})"
    )
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", code], stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout
        told = [started.stdout.readline() for _ in range(3)]
        assert is_shown(port)
        again = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
        started.terminate()
    assert told[-1] == again.stdout == f"opens http://127.0.0.1:{port}/\n"


def test_where_there_is_no_site_nothing_is_served_and_the_command_says_how_to_make_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "complaints_workbook.command_line", "site", "--serve", "--to", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Make it with 'workbook site'" in " ".join(done.stderr.split())


def asked(path: str) -> dict[str, Any]:
    return {"method": "GET", "path": path, "base": "/complaints/", "query": {}, "files": {}, "browser": "may-clear"}


def test_a_page_is_answered_as_a_server_answers(tmp_path: Path) -> None:
    answer = answered(Study(tmp_path), asked("keeping"))
    page = base64.b64decode(answer["body"]).decode()
    assert answer["status"] == 200
    assert "saved in this browser" in page
    assert "may clear what it keeps" in page
    assert "script" not in answer["headers"]["Content-Security-Policy"]


def test_what_is_left_is_told_in_the_words_of_validate(tmp_path: Path) -> None:
    shutil.copytree(FIRST.release, tmp_path / FIRST.name)
    answer = answered(Study(tmp_path), asked(f"left/{FIRST.name}"))
    lead, left = told(tmp_path / NOTEBOOK)
    assert json.loads(base64.b64decode(answer["body"])) == {"lead": lead, "left": left, "reminder": REMINDER}
    assert answered(Study(tmp_path), asked("left/of-nobody"))["status"] == 404


def given(place: Path) -> tuple[Path, bytes]:
    """Return a learner's folder in which the notebook stands as it was released, and its bytes."""
    folder, released = place / "drive", (FIRST.release / FIRST.notebook_name).read_bytes()
    (folder / NOTEBOOK).parent.mkdir(parents=True)
    (folder / NOTEBOOK).write_bytes(released)
    renew(folder, {NOTEBOOK: fingerprint(released)}, lambda _path: released)
    return folder, released


def test_a_newer_notebook_takes_the_place_of_a_saved_one_and_what_was_written_along(tmp_path: Path) -> None:
    folder, released = given(tmp_path)
    saved = folder / NOTEBOOK

    notebook = json.loads(released)
    written = next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))
    written["source"] = "What I wrote."
    saved.write_text(json.dumps(notebook), "utf-8")
    newer = json.loads(released)
    newer["cells"][0]["source"] = "It is newer."
    changes = renew(folder, {NOTEBOOK: "another"}, lambda _path: json.dumps(newer).encode())

    assert changes is not None
    assert [path.as_posix() for path in changes.carried] == [NOTEBOOK]
    now = saved.read_text("utf-8")
    assert "It is newer." in now
    assert "What I wrote." in now


def test_a_notebook_that_was_never_saved_is_newer_already_and_nothing_is_kept_of_it(tmp_path: Path) -> None:
    folder, released = given(tmp_path)
    shown = folder / NOTEBOOK
    newer = json.loads(released)
    newer["cells"][0]["source"] = "It is newer."
    shown.write_text(json.dumps(newer), "utf-8")  # as the browser gives the site's own, in other bytes
    renew(folder, {NOTEBOOK: "another"}, lambda _path: json.dumps(newer, indent=1).encode())
    assert {path.name for path in folder.iterdir()} == {".workbook", FIRST.name}
