"""Namesakes: defendants of one name, each with a page of their own, told apart by their numbers.

Who is on a page that is printed for one defendant cannot be told from somebody of the same name on
another page by anything but the number. Other pages that are read with it say which numbers a name
has, and so does an entry that names several, like "as to Dan Hale (1), Dan Hale (2)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.importers.pacer.docket import Docket
from casefile.importers.pacer.facts import plain

Numbered = tuple[str, int]  # a plain name, and the number of the defendant's page


def numbered(docket: Docket) -> Iterator[Numbered]:
    """Yield the plain name of whoever a page is printed for, with the number."""
    names = _charged(docket)
    if docket.defendant.isdecimal() and len(names) == 1:
        yield names[0], int(docket.defendant)


def ahead(docket: Docket, name: str) -> int:
    """Return how many of a plain name have a smaller number than the one whose page this is."""
    if not docket.defendant.isdecimal() or _charged(docket).count(name) != 1:
        return 0
    numbers = {number for who, number in docket.numbered if who == name}
    numbers.update(*_in_entries(docket, name))
    return sum(number < int(docket.defendant) for number in numbers)


def _charged(docket: Docket) -> list[str]:
    """Return the plain names of the charged defendants of a page."""
    return [
        plain(one.name("name"))
        for one in docket.node.nodes("parties")
        if one.node("criminal_data") is not None
    ]


def _in_entries(docket: Docket, name: str) -> Iterator[set[int]]:
    """Yield the numbers that an entry has for a name, of each entry that has several."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)} ?\((\d{{1,3}})\)")
    for entry in docket.node.nodes("docket_entries"):
        found = set(map(int, pattern.findall(plain(entry.text("description")))))
        if len(found) > 1:
            yield found
