"""A machine of its own for programs that need accounts: they see other users, groups and passwords than this one has.

Nothing of this machine is changed. What the programs need of it, and only its owner may read, is put where all may.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shlex import quote
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PASSWORD = "a-password-for-tests"  # noqa: S105 - of accounts that are there for a module's tests
_HASHED = "$6$tests$x5UrYL.sH3jLN1oQRIKRCLuZCzsIzyJQ7FrPQEWCeMRxzHptS1PS7gW.Vwg5QfFLyYzWN7F1jfEhyG/L7WE4H1"
_FILES = ("passwd", "group", "shadow")
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
        lines: dict[str, list[str]] = {file: [] for file in _FILES}
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

    def command(
        self, *command: str, needs: Iterable[Path] = (), instead: Mapping[Path, Path] = MappingProxyType({})
    ) -> list[str]:
        """Return a command that runs one on this machine.

        Parameters
        ----------
        *command : str
            The one to run, as root.
        needs : iterable of Path
            Folders of the tester's that it needs, and what it starts for other accounts too.
        instead : mapping of Path to Path
            Files of the tester's, each with what is seen in its place.
        """
        closed = {path: top for path in needs if (top := _closed(path))}
        held = {path: self.place / f"held-{number}" for number, path in enumerate(closed)}
        steps = [step for path, hold in held.items() for step in (f"mkdir {hold}", _mount(path, hold))]
        steps += [f"mount -t tmpfs -o mode=755 none {top}" for top in sorted(set(closed.values()))]
        steps += [step for path, hold in held.items() for step in (f"mkdir -p {path}", _mount(hold, path))]
        files = {Path("/etc", file): self.place / file for file in _FILES} | dict(instead)
        steps += [_mount(ours, theirs) for theirs, ours in files.items()]
        return ["unshare", "--mount", "sh", "-ec", "\n".join([*steps, 'exec "$@"']), "sh", *command]


def _mount(what: Path, where: Path) -> str:
    return f"mount --bind {quote(str(what))} {quote(str(where))}"


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
