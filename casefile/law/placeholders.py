"""Placeholders: where a sentence of the law names somebody or something, until a name stands there.

The law knows ids; what is called by them is known by what has been read beside it, as of a day and
a position. So a sentence holds the subject of what it names between two control characters, which
no text of a record can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from casefile.law import subjects

BEGINS, ENDS = "\x02", "\x03"
_placeholder = re.compile(f"{BEGINS}([^{ENDS}]*){ENDS}")


def _of(subject: str) -> str:
    return f"{BEGINS}{subject}{ENDS}"


def party(party_id: str) -> str:
    """Return the placeholder of a party, wherever it is in."""
    return _of(subjects.party(party_id))


def party_in(matter_id: str, party_id: str) -> str:
    """Return the placeholder of a party as it is called in a matter."""
    return _of(subjects.party_in(matter_id, party_id))


def item(key: str) -> str:
    """Return the placeholder of an item, given as matter_id/item_id."""
    return _of(subjects.item(key))


def item_from(matter_id: str, key: str, then: str = "") -> str:
    """Return the placeholder of an item as seen from a matter, with its own where it is another.

    `then` is the day (ISO 8601) of which its name is, in place of that of the question.
    """
    own = key.partition("/")[0]
    named = _of(subjects.item_then(key, then)) if then else item(key)
    return named if own == matter_id else f"{named} in {matter(own)}"


def entry(kind: str, matter_id: str, entry_id: str) -> str:
    """Return the placeholder of a motion, hearing or deadline of a matter."""
    return _of(subjects.entry(kind, matter_id, entry_id))


def court(court_id: str) -> str:
    """Return the placeholder of a court."""
    return _of(subjects.court(court_id))


def place(code: str) -> str:
    """Return the placeholder of a jurisdiction."""
    return _of(subjects.place(code))


def word(matter_id: str, said: str) -> str:
    """Return the placeholder of a word that goes by what kind of proceeding a matter is."""
    return _of(subjects.word(matter_id, said))


def matter(matter_id: str) -> str:
    """Return the placeholder of a matter."""
    return _of(subjects.matter(matter_id))


def event(event_id: str) -> str:
    """Return the placeholder of an event."""
    return _of(subjects.event(event_id))


def found_in(text: str) -> Iterator[str]:
    """Yield the subjects of all placeholders in a text."""
    return (found[1] for found in _placeholder.finditer(text))


def holds(text: str) -> bool:
    """Tell whether a text has any placeholder."""
    return BEGINS in text


def filled(text: str, called: Callable[[str], str]) -> str:
    """Return a text with what each subject is called in the place of its placeholder."""
    return _placeholder.sub(lambda found: called(found[1]), text) if holds(text) else text


def plain(text: str) -> str:
    """Return a text with ids in the place of its placeholders, whose names nobody looked up."""
    return filled(text, subjects.id_of)
