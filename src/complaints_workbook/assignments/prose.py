"""What people read in a notebook, as plain sentences that can be measured. Pure."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’')]*\s+")
_LIST_OR_TABLE = re.compile(r"\s*(?:[-*|#>]|\d+\.)")


def sentences(markdown: str) -> list[str]:
    r"""Return the sentences of a piece of markdown; the criterion's own wording is left out.

    A heading, a list entry and a table's cell each end a sentence.

    Examples
    --------
    >>> sentences("### To do\n\nAsk *why*. Then\nlisten.")
    ['To do.', 'Ask why.', 'Then listen.']
    """
    return [s for s in _SENTENCE_END.split(_plain(markdown)) if re.search("[A-Za-z]", s)]


def _plain(markdown: str) -> str:
    markdown = re.sub(r"<!--.*?-->", "", markdown, flags=re.DOTALL)
    # A criterion's wording is the awarding bodies', quoted as "> **1.1** …".
    markdown = "\n".join(line for line in markdown.split("\n") if not line.startswith("> **"))
    markdown = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", markdown)
    markdown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    pieces = []
    for block in re.split(r"\n\s*\n", markdown):
        lines = block.split("\n") if _LIST_OR_TABLE.match(block) else [block.replace("\n", " ")]
        pieces += [piece for line in lines for piece in _cells(line)]
    return " ".join(piece if piece[-1] in ".!?" else f"{piece}." for piece in pieces)


def _cells(line: str) -> list[str]:
    line = re.sub(r"^\s*(?:[-*>#]+|\d+\.)\s*", "", line)
    cells = line.strip().strip("|").split("|") if line.strip().startswith("|") else [line]
    cleaned = (re.sub(r"[*_`]", "", cell).strip(" -:") for cell in cells)
    return [cell for cell in cleaned if re.search("[A-Za-z]", cell)]
