"""Break others' marking, or the tutor's screen, by the name of a learner's folder."""

from __future__ import annotations

import os

from hostile.attack import FAILED, name_attack

_BAD_NAME = FAILED.saying("name")

REFUSED = [
    name_attack(
        "name-with-a-line-break", "Add a line to the table, and break nbgrader's pattern.", "eve\nann", _BAD_NAME
    ),
    name_attack("name-with-a-return", "Write over a line of the table.", "eve\rann: failed", _BAD_NAME),
    name_attack(
        "name-with-escape-codes", "Colour, clear and rename the tutor's terminal.", "\x1b]0;hit\x07\x1b[2J", _BAD_NAME
    ),
    name_attack("name-with-one-escape-code", "Do so by the short form of the code.", "eve\x9b31m", _BAD_NAME),
    name_attack("name-with-a-tab", "Shift the columns of a report.", "eve\tann", _BAD_NAME),
    name_attack("name-that-reads-backwards", "Look like another learner.", "eve\u202enna", _BAD_NAME),
    name_attack("hidden-name", "Be overlooked, as shells and nbgrader overlook hidden folders.", ".eve", _BAD_NAME),
    name_attack("name-with-two-dots", "Leave the folder of the course.", "..eve..ann", _BAD_NAME),
    name_attack(
        "name-with-markup", "Run script where the name is shown.", "<img src=x onerror=window.hit=1>", _BAD_NAME
    ),
    name_attack("name-with-quotes", "Break out of an attribute.", '"onmouseover="window.hit=1', _BAD_NAME),
    name_attack("name-with-an-entity", "Have a name read as markup.", "&lt;script&gt;", _BAD_NAME),
    name_attack("name-with-a-pattern", "Spoil the pattern that finds names in paths.", "(?P<student_id>x)", _BAD_NAME),
    name_attack(
        "name-that-is-no-text", "Stop the run by a name that is not UTF-8.", os.fsdecode(b"caf\xe9"), _BAD_NAME
    ),
    name_attack("name-of-200-letters", "Overflow a column or a path.", "x" * 200, _BAD_NAME),
    name_attack(
        "name-that-is-a-formula",
        "Run a command in the spreadsheet that opens the marks.",
        "=cmd|'C calc'!A1",
        _BAD_NAME,
    ),
    name_attack("name-that-is-a-sum", "Do so by another sign.", "+1+1", _BAD_NAME),
    name_attack("name-that-is-a-function", "Do so by yet another.", "@SUM(1+1)", _BAD_NAME),
    name_attack("name-in-bold", "Style the tutor's terminal.", "[bold red]eve[-bold]", _BAD_NAME),
    name_attack("name-with-a-link", "Put a link on the tutor's terminal.", "[link=attacker.example]eve", _BAD_NAME),
    name_attack("name-that-blinks", "Vanish from a table that takes a name for a style.", "[blink]", _BAD_NAME),
    name_attack("name-that-is-every-name", "Have everybody's work handled in its place.", "*", _BAD_NAME),
    name_attack("name-that-is-a-set-of-names", "Stand for another learner's name.", "[ab]nn", _BAD_NAME),
]

TAKEN = [
    name_attack("name-to-be-formatted", "Have the name formatted into another.", "{student_id}"),
    name_attack("name-with-a-class", "Read the marker's own data by a format.", "{0.__class__}{assignment_id}"),
    name_attack("name-with-a-percent-sign", "Have an old format or an address decode it.", "%s%n%2e%2e%2fann"),
    name_attack("name-with-a-database-command", "Change the gradebook.", "'; drop table grade; --"),
    name_attack("name-that-is-an-endless-pattern", "Take the time of a pattern that goes back and forth.", "(a+)+$"),
    name_attack("name-with-a-comma", "Be two learners in a list.", "ann,ben"),
    name_attack("name-in-capitals", "Be another learner to a careless comparison.", "ANN"),
    name_attack("name-in-wide-letters", "Be another learner once letters are made alike.", "\uff41\uff4e\uff4e"),
    name_attack("name-that-is-nothing", "Be taken for no learner.", "None"),
    name_attack("name-of-a-folder", "Be taken for a step of nbgrader's.", "autograded"),
]
