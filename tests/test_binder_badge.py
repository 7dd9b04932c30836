"""The badge leads to where a clone says that it is published, and to nowhere that nobody knows."""

from __future__ import annotations

import re
from runpy import run_path

import pytest
from markdown_it import MarkdownIt

from support.courses import ROOT

BADGE = run_path(str(ROOT / "tools" / "binder_badge.py"))
OPENS = "/HEAD?urlpath=workbook%2F"


@pytest.mark.parametrize(
    ("remote", "place"),
    [
        ("https://github.com/a-college/workbook.git\n", "gh/a-college/workbook"),
        ("https://github.com/a-college/workbook", "gh/a-college/workbook"),
        ("git@github.com:a-college/workbook.git", "gh/a-college/workbook"),
        ("ssh://git@github.com:22/a-college/workbook/", "gh/a-college/workbook"),
        ("https://ann:secret@github.com/a-college/workbook", "gh/a-college/workbook"),
        ("git@gitlab.com:colleges/a/workbook.git", "gl/colleges%2Fa%2Fworkbook"),
        ("https://git.college.example/a/workbook", "git/https%3A%2F%2Fgit.college.example%2Fa%2Fworkbook.git"),
    ],
)
def test_binder_gets_it_from_where_it_is_published(remote: str, place: str) -> None:
    assert BADGE["address"](remote) == f"https://mybinder.org/v2/{place}{OPENS}"


@pytest.mark.parametrize("remote", ["", "/srv/git/workbook", "../workbook", "file:///srv/git/workbook"])
def test_what_is_published_nowhere_has_no_badge(remote: str) -> None:
    with pytest.raises(ValueError, match="publish it on GitHub or GitLab"):
        BADGE["address"](remote)


def test_readme_has_a_place_for_it_and_keeps_all_else() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    once = BADGE["with_badge"](readme, "https://one.example/")
    assert BADGE["with_badge"](once, "https://two.example/") == once.replace("one.example", "two.example")
    bare = re.compile(f"{BADGE['BEGIN']}.*?{BADGE['END']}", re.DOTALL)
    assert bare.sub("", once) == bare.sub("", readme)
    [shown] = re.findall(r"<p><a href=.https://one.example/.><img [^>]*></a></p>", MarkdownIt().render(once))
    assert 'alt="Open the workbook on Binder"' in shown
