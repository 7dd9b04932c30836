"""Write into README the badge that opens this repository on Binder, from where its clone says it is published.

Nothing else knows where that is: whoever publishes a copy runs it once, in their own clone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- binder -->", "<!-- /binder -->"
OPENS = "?urlpath=workbook%2F"
"""The start page, whatever server Binder starts."""

_REMOTE = re.compile(r"(?:https?://(?:[^@/]+@)?|ssh://(?:[^@/]+@)?|[^@/]+@)([^:/]+)(?::\d+)?[:/](.+?)(?:\.git)?/?")
_KINDS = {"github.com": "gh", "gitlab.com": "gl"}
_PARTS = 2
"""An owner and a repository."""


def address(remote: str) -> str:
    """Return where Binder opens a repository, by the address that git has of it.

    Raises
    ------
    ValueError
        If that is nowhere that Binder could get it from; the message says what to do.

    Examples
    --------
    >>> address("git@github.com:a-college/workbook.git")
    'https://mybinder.org/v2/gh/a-college/workbook/HEAD?urlpath=workbook%2F'
    """
    found = _REMOTE.fullmatch(remote.strip())
    if not found:
        msg = f"'{remote.strip()}' is no address that Binder can get a repository from; publish it on GitHub or GitLab."
        raise ValueError(msg)
    host, path = found[1].lower(), found[2]
    if host == "github.com" and path.count("/") == _PARTS - 1:
        place = f"gh/{path}"
    elif host in _KINDS:
        place = f"{_KINDS[host]}/{quote(path, safe='')}"
    else:
        place = f"git/{quote(f'https://{host}/{path}.git', safe='')}"
    return f"https://mybinder.org/v2/{place}/HEAD{OPENS}"


def with_badge(readme: str, opens: str) -> str:
    """Return a README in which the badge leads to an address."""
    badge = f"[![Open the workbook on Binder](https://mybinder.org/badge_logo.svg)]({opens})"
    before, _, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        msg = f"README.md has no place for the badge; put the lines {BEGIN} and {END} where it is to stand."
        raise ValueError(msg)
    return f"{before}{BEGIN}\n\n{badge}\n\n{END}{after}"


def main() -> int:
    """Write the badge, and return the exit code."""
    command = ["git", "remote", "get-url", "origin"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        opens = address(told.stdout)
        path = ROOT / "README.md"
        path.write_text(with_badge(path.read_text(encoding="utf-8"), opens), encoding="utf-8")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"README.md leads to {opens}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
