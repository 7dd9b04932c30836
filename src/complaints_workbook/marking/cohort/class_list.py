"""Tell learners apart: one person in two spellings, two that look like one, and those on no list. Pure."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from complaints_workbook.marking.cohort.report import INVISIBLE, shown_name
from complaints_workbook.marking.cohort.searching import in_small_letters, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from complaints_workbook.marking.records import ClassList

# Letters of other scripts that look like Latin ones, each before the one that it looks like.
_LOOKS = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u03b1\u03bf\u03c1\u03bd\u03b9\u03ba\u0131",
        "aeopcyxijshdqwaopvik" + "i",
        strict=True,
    )
)


def look(name: str) -> str:
    """Return what is equal for names that a reader takes for the same.

    Examples
    --------
    >>> look("Ann\u200b") == look("\uff41nn")
    True
    """
    if name.isascii():
        return name.casefold()
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(_LOOKS.get(sign, sign) for sign in plain if not _invisible(sign)).strip()


def one_spelling(names: Iterable[str], class_list: ClassList) -> dict[str, list[str]]:
    """Return the names of folders by learner: the gradebook's spelling of each, if it has one.

    More than one folder of a learner are spellings that Unicode takes for the same, or that differ in
    capitals alone and can mean nobody else on the class list.
    """
    names = list(names)
    known = {same_name(name): name for name in class_list.names if not name.isascii()}
    in_capitals = _in_capitals(names, class_list)
    spelled: defaultdict[str, list[str]] = defaultdict(list)
    firsts: dict[str, str] = {}
    for name in names:
        if name in in_capitals:
            spelled[in_capitals[name]].append(name)
            continue
        if name.isascii():
            spelled[name].append(name)
            continue
        same = same_name(name)
        learner = known.get(same) or firsts.setdefault(same, name)
        spelled[learner].append(name)
    return spelled


def _in_capitals(names: Sequence[str], class_list: ClassList) -> dict[str, str]:
    """Return the learners who can only be meant by names that differ from theirs in capitals."""
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for name in class_list.listed:
        listed[in_small_letters(name)].append(name)
    handed_in = {same_name(name) for name in names}
    found: dict[str, str] = {}
    for name in names if listed else ():
        meant = listed.get(in_small_letters(name), [])
        if len(meant) == 1 and same_name(name) != same_name(meant[0]) and same_name(meant[0]) not in handed_in:
            found[name] = meant[0]
    return found


def doubts(students: Sequence[str], class_list: ClassList) -> dict[str, list[str]]:
    """Return sentences for the tutor about who a learner may be, by student."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for name in (*students, *class_list.names):
        alike[look(name)].add(name)
    absent = _by_full_name(class_list, students)
    for student in students:
        if any(_invisible(sign) for sign in student):
            told[student].append(f"The name of the folder holds signs that cannot be seen ({shown_name(student)}).")
        others = sorted(alike[look(student)] - {student})
        if others and student != look(student):
            told[student].append(f"It looks like another learner's name: {', '.join(map(shown_name, others))}.")
        if class_list.listed and student not in class_list.listed:
            told[student].append("It is on no class list, so it is marked as somebody new.")
            if somebody := absent.get(look(student)):
                told[student].append(f"It may be the work of {somebody}, who has not handed in; rename the folder.")
            else:
                told[student].append("Rename the folder if it is somebody else's, or add the learner to your list.")
    return told


def not_handed_in(students: Iterable[str], class_list: ClassList) -> list[str]:
    """Return who is in the gradebook and has handed nothing in."""
    return sorted(class_list.names.keys() - set(students))


def _by_full_name(class_list: ClassList, students: Sequence[str]) -> dict[str, str]:
    """Return students who have not handed in, by the ways in which a folder may bear their names."""
    return {way: student for student in not_handed_in(students, class_list) for way in _ways(class_list, student)}


def _ways(class_list: ClassList, student: str) -> Iterator[str]:
    if full := class_list.names[student]:
        first, _, last = full.partition(" ")
        yield from map(look, (full, f"{last} {first}", f"{last}, {first}", f"{first}.{last}", f"{first}_{last}"))


def _invisible(sign: str) -> bool:
    return sign in INVISIBLE or unicodedata.category(sign) == "Cf"
