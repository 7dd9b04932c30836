"""A kernel of a tutor's own JupyterLab takes no module that a learner handed in; elsewhere all is as it was."""

from __future__ import annotations

import json
import urllib.request
from typing import TYPE_CHECKING

from jupyter_client.blocking.client import BlockingKernelClient

from support.courses import mini_course
from support.jupyter_servers import TOKEN, Lab, serving
from test_lab_harmless import AT_THE_START

if TYPE_CHECKING:
    from pathlib import Path


def use_kernel(lab: Lab, home: Path, folder: str, *, by_session: bool) -> None:
    """Start a kernel as JupyterLab does, for a notebook or by itself, and let it look for a module."""
    about = {"kernel": {"name": "python3"}, "path": f"{folder}/x.ipynb", "type": "notebook", "name": ""}
    request = urllib.request.Request(  # noqa: S310 - a server of this test
        f"{lab.url}/api/{'sessions' if by_session else 'kernels'}",
        data=json.dumps(about if by_session else {"name": "python3", "path": folder}).encode(),
        headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=60).close()  # noqa: S310 - as above
    [kernel] = lab.kernels()
    client = BlockingKernelClient(connection_file=str(home / f"runtime/kernel-{kernel['id']}.json"))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    client.execute_interactive("import handed_in", timeout=60, output_hook=lambda _said: None)
    client.stop_channels()
    lab.end_kernels()


def lay(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*names, "handed_in"):
        (folder / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'a').close()\n", "utf-8")


def test_whatever_lies_beside_what_was_handed_in(tmp_path: Path) -> None:
    course = mini_course(tmp_path / "top" / "course")
    places = [course.submit("eve", {}), course.folder / "downloaded/mini/extracted/eve", tmp_path / "top/elsewhere"]
    for place in places:
        # A kernel that takes all of these for Python's own ends at once.
        lay(place, *(AT_THE_START if place.is_relative_to(course.folder) else ()))
    home = tmp_path / "home"
    home.mkdir()
    with serving(tmp_path / "top", home, learner=False) as lab:
        for number, place in enumerate(places):
            use_kernel(lab, home, place.relative_to(lab.folder).as_posix(), by_session=number == 0)
    # The last shows that the check can fail, and that a tutor's other notebooks have their modules.
    assert [(place / "ran").exists() for place in places] == [False, False, True]
