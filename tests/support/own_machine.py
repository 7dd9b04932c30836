"""A machine of its own for programs that need accounts: they see other users, groups and passwords than this one has.

Nothing of this machine is changed. What the programs need of it, and only its owner may read, is put where all may.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PASSWORD = "a-password-for-tests"  # noqa: S105 - of accounts that are there for a module's tests
_HASHED = "$6$tests$x5UrYL.sH3jLN1oQRIKRCLuZCzsIzyJQ7FrPQEWCeMRxzHptS1PS7gW.Vwg5QfFLyYzWN7F1jfEhyG/L7WE4H1"
_FIRST = 61_001
"""Accounts and groups get numbers from here on."""


@dataclass(frozen=True)
class Machine:
    """Accounts and their homes, in a folder that everybody may enter.

    Parameters
    ----------
    place : Path
        The folder.
    members : mapping of str to sequence of str
        The accounts in each group.
    """

    place: Path
    members: Mapping[str, tuple[str, ...]]

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each account and of each group; no two have the same."""
        accounts = dict.fromkeys(name for names in self.members.values() for name in names)
        return {name: number for number, name in enumerate([*accounts, *self.members], _FIRST)}

    def home(self, name: str) -> Path:
        """Return an account's home."""
        return self.place / "home" / name

    def give(self, path: Path, account: str, group: str = "") -> None:
        """Give a folder and all in it to an account, and to a group besides."""
        numbers = self.numbers
        for each in (path, *path.rglob("*")):
            os.chown(each, numbers[account], numbers[group or account], follow_symlinks=False)

    def furnish(self) -> None:
        """Write the files that tell who is there, and make the homes."""
        numbers = self.numbers
        accounts = {name: numbers[name] for names in self.members.values() for name in names}
        lines: dict[str, list[str]] = {"passwd": [], "group": [], "shadow": []}
        for name, number in accounts.items():
            lines["passwd"].append(f"{name}:x:{number}:{number}::{self.home(name)}:/bin/sh")
            lines["shadow"].append(f"{name}:{_HASHED}:20000::::::")
            lines["group"].append(f"{name}:x:{number}:")
            self.home(name).mkdir(mode=0o700, parents=True)
            os.chown(self.home(name), number, number)
        lines["group"] += [f"{group}:x:{numbers[group]}:{','.join(names)}" for group, names in self.members.items()]
        for file, more in lines.items():
            here = Path("/etc", file).read_text("utf-8").rstrip("\n")
            (self.place / file).write_text("\n".join([here, *more, ""]), "utf-8")
            (self.place / file).chmod(0o600 if file == "shadow" else 0o644)

    def command(self, *command: str, needs: Iterable[Path] = ()) -> list[str]:
        """Return a command that runs one on this machine.

        Parameters
        ----------
        *command : str
            The one to run, as root.
        needs : iterable of Path
            Folders of the tester's that it needs, and what it starts for other accounts too.
        """
        mounts = [f"mount --bind {self.place / file} /etc/{file}" for file in ("passwd", "group", "shadow")]
        closed = {path: top for path in needs if (top := _closed(path))}
        held = {path: self.place / f"held-{number}" for number, path in enumerate(closed)}
        for path, hold in held.items():
            mounts += [f"mkdir -p {hold}", f"mount --bind {path} {hold}"]
        mounts += [f"mount -t tmpfs -o mode=755 none {top}" for top in sorted(set(closed.values()))]
        for path, hold in held.items():
            mounts += [f"mkdir -p {path}", f"mount --bind {hold} {path}"]
        return ["unshare", "--mount", "sh", "-ec", "\n".join([*mounts, 'exec "$@"']), "sh", *command]


def _closed(path: Path) -> Path | None:
    """Return the topmost folder above a path that others may not enter."""
    return next((each for each in reversed(path.parents) if not each.stat().st_mode & 0o001), None)


@cache
def why_none() -> str:
    """Return why this machine can have no other in it; empty if it can."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return "only root can start programs of other accounts"
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "root may mount nothing here, as in some containers"


def copied_environment(place: Path, wheel: Path) -> Path:
    """Copy this Python's environment to a place, with the workbook installed from a wheel; return its programs' folder.

    What is copied is linked where that can be done; pip replaces files, and never writes into them.
    """
    here = Path(sys.prefix)
    environment = place / "venv"
    shutil.copytree(here, environment, symlinks=True, copy_function=_link)
    for script in (environment / "bin").iterdir():
        if script.is_symlink() or not script.read_bytes().startswith(f"#!{here}".encode()):
            continue
        text = script.read_text("utf-8").replace(str(here), str(environment), 1)
        script.unlink()
        script.write_text(text, "utf-8")
        script.chmod(0o755)
    python = environment / "bin" / "python"
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--force-reinstall",
        str(wheel),
    ]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr)
    return environment / "bin"


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
