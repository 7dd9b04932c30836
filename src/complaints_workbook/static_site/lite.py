"""JupyterLite: JupyterLab as a folder of plain files, with the workbook's settings, notebooks and Python in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from complaints_workbook.errors import WorkbookError
from complaints_workbook.lab import EXTENSIONS, SETTINGS
from complaints_workbook.static_site.fetching import fetched

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = "0.8.6"
_PACKAGES = (f"jupyterlite-core=={VERSION}", f"jupyterlite-pyodide-kernel=={VERSION}", "doit==0.37.0", "pkginfo==2.0")
"""It, the kernel that goes with it, and what they stand on that is not in this environment."""

_KERNEL = "@jupyterlite/pyodide-kernel-extension"
_WIDGETS, _ANYWIDGET = "@jupyter-widgets/jupyterlab-manager", "anywidget"
"""Extensions of this environment that learners need."""

_NOT_HERE = (
    "@jupyterlite/application-extension:lsp-connection-manager",
    "@jupyterlite/application-extension:about",
    "@jupyterlite/application-extension:clear-browser-data",
    "@jupyterlite/application-extension:download",
    "@jupyterlite/application-extension:share-file",
    "@jupyterlite/notebook-application-extension",
    "@jupyterlab/docmanager-extension:download",
)
"""What of JupyterLite learners do not need, or could lose their work by."""


class LiteError(WorkbookError):
    """JupyterLite could not be built."""


@dataclass(frozen=True)
class Lite:
    """What JupyterLite is built of.

    Attributes
    ----------
    files : mapping of str to bytes
        What stands in the learner's folder, by path.
    python : mapping of str to bytes
        Pyodide's folder.
    packages : tuple of str
        The packages that the kernel starts with.
    """

    files: Mapping[str, bytes]
    python: Mapping[str, bytes]
    packages: tuple[str, ...]


def jupyterlite(cache: Path) -> Path:
    """Return the folder of JupyterLite, from another if it is kept there, and else by pip.

    It has a place of its own: in this environment its kernel would be in every JupyterLab, and fail there.

    Raises
    ------
    FetchError
        If there is no network.
    """
    name = f"jupyterlite-{VERSION}"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", name, *_PACKAGES]
    return fetched(cache / name, command, "JupyterLite")


def build_lite(lite: Lite, place: Path, work: Path, output: Path) -> None:
    """Build it.

    Parameters
    ----------
    place : Path
        The folder of JupyterLite.
    work : Path
        An empty folder for what it is built of.
    output : Path
        Where it is put; made if it is missing.

    Raises
    ------
    LiteError
        If it cannot be built.
    """
    extensions = work / "labextensions"
    shutil.copytree(EXTENSIONS, extensions)
    for prefix, name in ((Path(sys.prefix), _WIDGETS), (Path(sys.prefix), _ANYWIDGET), (place, _KERNEL)):
        shutil.copytree(prefix / "share/jupyter/labextensions" / name, extensions / name)
    _write_all(work / "files", lite.files)
    _write_all(work / "static" / "pyodide", lite.python)
    shutil.copy(SETTINGS / "labconfig" / "default_setting_overrides.json", work / "overrides.json")
    _write_json(work / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": _page(lite)})
    build = {
        "apps": ["lab"],
        "contents": ["files"],
        "federated_extensions": [],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": str(output),
        "source_date_epoch": 315619200,
    }
    settings = {"LiteBuildConfig": build, "FederatedExtensionAddon": {"extra_labextensions_path": [str(extensions)]}}
    _write_json(work / "jupyter_lite_config.json", settings)
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(work)]
    env = os.environ | {"PYTHONPATH": str(place)}
    done = subprocess.run(command, cwd=work, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - so too
    if done.returncode:
        msg = f"JupyterLite could not be built. {(done.stdout + done.stderr).strip()[-1500:]}"
        raise LiteError(msg)


def _page(lite: Lite) -> dict[str, Any]:
    own = json.loads((SETTINGS / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    disabled = [name for name, is_disabled in own.pop("disabledExtensions").items() if is_disabled]
    kernel = {
        "pyodideUrl": "./static/pyodide/pyodide.mjs",
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": list(lite.packages)},
    }
    return {
        **own,
        "appName": "Complaints workbook",
        "disabledExtensions": [*disabled, *_NOT_HERE],
        "litePluginSettings": {f"{_KERNEL}:kernel": kernel},
        "complaintsWorkbookSite": True,
    }


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _write_json(target: Path, value: Any) -> None:
    target.write_text(json.dumps(value, indent=1), encoding="utf-8")
