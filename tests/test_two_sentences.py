"""A scheme unfolds after two sentences, as people write them."""

from __future__ import annotations

import time

import pytest

from complaints_workbook.study.checklist.sentences import is_enough, sentences


@pytest.mark.parametrize(
    "text",
    [
        "I would listen to her first. Then I would say sorry.",
        "i would say sorry to him. then i would ring back",
        "I would listen first\nThen I would say sorry",
        "First I would listen\n\nafter that i would ring her",
        "- listen to the end\n- say sorry for the wait",
        "1. listen to the end\n2. say sorry for the wait",
        "* **Listening**: let him finish\n* **Empathy**: I can see that",
        "Could I call you back? I need to look at the record!",
        "He said “I want my money back.” I told him that I understood.",
        "I would listen (and not interrupt.) Then I would ring.",
        "I listen to her first.Then I write it all down",
        "The shop owes £18.50 to her. We pay it by Friday 4.12.2026.",
        "She rang at 5 p.m. We answered on the next day.",
        "I would wait… Then I would ask her again.",
        "We hear it from Smith Ltd. They did not answer us.",
        "# My answer\nI would listen to her. That makes her calmer.",
        "Ystyriwch y gŵyn yn gyntaf. Wedyn ffoniwch y cwsmer.",
    ],
)
def test_two_sentences_are_enough(text: str) -> None:
    assert is_enough(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n  ",
        "Sorry.",
        "Yes. No. Maybe.",
        "...",
        "1. 2. 3.",
        "I would listen to her first",
        "I would ring Mrs. Khan, e.g. at 9 a.m. on Monday.",
        "It was Dr. J. B. Smith of No. 5 St. John’s Road who rang.",
        "We owe her £18.50 or approx. 19.00 in all.",
        "“Are you all right?” she asked me on the phone.",
        "one long line that was\nwrapped by hand in the middle",
        "We sell lamps, chairs, etc. and we repair them.",
        "## A heading of mine\n\nSorry.",
    ],
)
def test_one_sentence_is_not(text: str) -> None:
    assert not is_enough(text)


def test_sentences_are_found_whole() -> None:
    text = "> I would listen, because it is her money. It was £18.50!\n\n- Then I would ring Mr. Khan"
    assert list(sentences(text)) == [
        "I would listen, because it is her money.",
        "It was £18.50!",
        "Then I would ring Mr. Khan",
    ]


@pytest.mark.parametrize("piece", [".", "a.", "a. ", "e.g. ", "\n", " ", "- ", "# ", "'", "x", "\n \n", "?”", "“"])
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    is_enough(piece * 2_000_000)
    assert time.process_time() - begun < 2
