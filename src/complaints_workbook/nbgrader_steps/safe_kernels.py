"""Kernels that start in a course of the workbook's take no module that lies in the folder.

A kernel starts in the folder of its notebook, and Python looks there first for each module
that it starts with. What a learner handed in may hold a file of such a name. Kernels that
start anywhere else are left as they are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_workbook.assignments.released_files import is_workbooks
from complaints_workbook.file_names import PAGES

if TYPE_CHECKING:
    from jupyter_server.services.kernels.kernelmanager import MappingKernelManager

SAFE = {"PYTHONSAFEPATH": "1"}
"""What tells Python, and what is started with it, to look for modules among those that are installed."""


def is_in_a_course(place: str) -> bool:
    """Say whether a folder belongs to a course of the workbook's, or is a learner's."""
    folder = Path(place).resolve()
    if (folder / PAGES).is_file():
        return True
    sources = (each / "source" for each in (folder, *folder.parents))
    return any(is_workbooks(path) for source in sources if source.is_dir() for path in _entries(source))


def start_safely(kernels: MappingKernelManager) -> None:
    """Let a server's kernels start so from now on."""
    start = kernels.start_kernel

    async def start_kernel(*, path: Any = None, **options: Any) -> str:
        folder = kernels.cwd_for_path(path) if path is not None else kernels.root_dir  # type: ignore[no-untyped-call]
        if is_in_a_course(folder):
            options["env"] = {**(options.get("env") or os.environ), **SAFE}
        return await start(path=path, **options)

    kernels.start_kernel = start_kernel  # type: ignore[method-assign]


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
