"""A dossier as a page: each document looks like the letter or call that it is."""

from __future__ import annotations

from complaints_workbook.content.cases import Case, Channel, Spoken, Written
from complaints_workbook.rendering.html import day, paragraphs, tag, text

KINDS = {
    "letter": "Letter",
    "email": "E-mail",
    "social": "Social media post",
    "note": "Colleague’s note",
    "chat": "Web chat",
    "call": "Phone call",
    "counter": "At the counter",
}
_CHANNELS = {
    Channel.LETTER: "by letter",
    Channel.EMAIL: "by e-mail",
    Channel.CHAT: "by web chat",
    Channel.CALL: "by phone",
    Channel.SOCIAL: "on social media",
    Channel.COUNTER: "at the counter",
}


def dossier_html(case: Case, organisation_name: str, *, costs: bool = False) -> str:
    """Return a dossier as HTML.

    Parameters
    ----------
    case : Case
        The dossier.
    organisation_name : str
        Whose customer it is.
    costs : bool, optional
        Whether to show finance notes.
    """
    heading = tag("p", text(case.title), class_="cw-case-title")
    intro = tag(
        "p",
        text(f"{case.customer}, to {organisation_name}, {_CHANNELS[case.channel]}. Received {day(case.received)}."),
        class_="cw-hint",
    )
    documents = "".join(_document(document, case.customer) for document in case.documents)
    return heading + intro + documents + _record(case, costs=costs) + _history(case)


def _document(document: Written | Spoken, customer: str) -> str:
    kind = KINDS[document.kind]
    when = day(document.date) + (f", {document.time}" if document.time else "")
    body = _written(document) if isinstance(document, Written) else _spoken(document, customer)
    label = tag("p", tag("span", text(kind), class_="cw-kind"), " ", tag("span", text(when)), class_="cw-doc-label")
    return tag("div", label, body, class_=f"cw-doc cw-doc-{document.kind}", role="group", aria_label=f"{kind}, {when}")


def _written(document: Written) -> str:
    lines = (("From", document.sender), ("To", document.to), ("Subject", document.subject))
    head = "".join(tag("div", tag("dt", name), tag("dd", text(value))) for name, value in lines if value)
    return tag("dl", head, class_="cw-doc-head") + tag("div", paragraphs(document.body), class_="cw-doc-body")


def _spoken(document: Spoken, customer: str) -> str:
    turns = "".join(
        tag(
            "li",
            tag("span", text(turn.speaker), class_="cw-who"),
            tag("span", text(turn.text)),
            class_="cw-theirs" if _is_customer(turn.speaker, customer) else "cw-mine",
        )
        for turn in document.turns
    )
    return tag("ol", turns, class_="cw-talk")


def _is_customer(speaker: str, customer: str) -> bool:
    """Say whether a speaker is the customer, by any name they have in common."""
    return bool(
        set(speaker.replace(",", " ").split())
        & set(customer.replace(",", " ").split()) - {"Mr", "Mrs", "Ms", "Miss", "Dr", "the"}
    )


def _record(case: Case, *, costs: bool) -> str:
    shown = (line for line in case.record if costs or not line.costing)
    lines = "".join(tag("div", tag("dt", text(line.label)), tag("dd", text(line.value))) for line in shown)
    return tag("p", "What the record says", class_="cw-part") + tag("dl", lines, class_="cw-record")


def _history(case: Case) -> str:
    if not case.history:
        return ""
    lines = "".join(tag("div", tag("dt", day(past.date)), tag("dd", text(past.entry))) for past in case.history)
    return tag("p", "What happened before", class_="cw-part") + tag("dl", lines, class_="cw-record")
