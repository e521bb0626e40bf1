"""Subjects: the paths under which events are found again, made and read here alone.

A subject is a kind and ids, like item/M/I, and says what an event is about.
"""

from __future__ import annotations

from collections.abc import Iterable

ITEM, MATTER, EVENT, PARTY = "item", "matter", "event", "party"
DONE, STAYS, COURT, PLACE, WORD = "done", "stays", "court", "place", "word"
PARTY_IN, COUNSEL, OFFICIAL = "party-in", "counsel", "official"
# Each can have very many events, of which only a few are asked for.
ITEM_THEN = "item-then"
OF_MANY = ITEMS_IN, ITEMS_OF, ADDED, FILED_AS = "items", "items-of", "added", "filed-as"
_OF_MANY = tuple(f"{kind}/" for kind in OF_MANY)
OF_PARTY = PARTY, PARTY_IN, COUNSEL, ITEMS_OF, ADDED  # whose last id is a party's
_OF_NO_MATTER = EVENT, PARTY, ITEMS_OF, ADDED, FILED_AS, COURT, PLACE


def item(key: str) -> str:
    """Return the subject of an item, given as matter_id/item_id."""
    return f"{ITEM}/{key}"


def item_then(key: str, day: str) -> str:
    """Return the subject of an item as it was called on a day (ISO 8601)."""
    return f"{ITEM_THEN}/{key}/{day}"


def matter(matter_id: str) -> str:
    """Return the subject of what is said of a matter as a whole."""
    return f"{MATTER}/{matter_id}"


def event(event_id: str) -> str:
    """Return the subject of an event with all that corrects or retracts it."""
    return f"{EVENT}/{event_id}"


def party(party_id: str) -> str:
    """Return the subject of what is said of a party as a whole, wherever it is in."""
    return f"{PARTY}/{party_id}"


def party_in(matter_id: str, party_id: str) -> str:
    """Return the subject of who a party is in a matter."""
    return f"{PARTY_IN}/{matter_id}/{party_id}"


def counsel(matter_id: str, party_id: str) -> str:
    """Return the subject of who acts for a party in a matter."""
    return f"{COUNSEL}/{matter_id}/{party_id}"


def official(matter_id: str, office: str) -> str:
    """Return the subject of who holds an office in a matter."""
    return f"{OFFICIAL}/{matter_id}/{office}"


def entry(kind: str, matter_id: str, entry_id: str) -> str:
    """Return the subject of a motion, hearing or deadline of a matter."""
    return f"{kind}/{matter_id}/{entry_id}"


def court(court_id: str) -> str:
    """Return the subject of a court, of which no event is found: it is only called by its name."""
    return f"{COURT}/{court_id}"


def place(code: str) -> str:
    """Return the subject of a jurisdiction, of which no event is found either."""
    return f"{PLACE}/{code}"


def word(matter_id: str, said: str) -> str:
    """Return the subject of a word that goes by what kind of proceeding a matter is."""
    return f"{WORD}/{matter_id}/{said}"


def counted(matter_id: str) -> str:
    """Return the subject of the deadlines of a matter that casefile has counted."""
    return f"counted/{matter_id}"


def entries_in(matter_id: str) -> str:
    """Return the subject of what sets hearings and deadlines in a matter."""
    return f"entries/{matter_id}"


def awaited(matter_id: str) -> str:
    """Return the subject of what is announced in a matter to come at some occasion."""
    return f"awaited/{matter_id}"


def stays(matter_id: str) -> str:
    """Return the subject of what stays a matter or its parties, and lets them go on."""
    return f"{STAYS}/{matter_id}"


def done(matter_id: str, tag: str) -> str:
    """Return the subject of what was done in a matter that can meet a deadline, of one type."""
    return f"{DONE}/{matter_id}/{tag}"


def added(party_id: str) -> str:
    """Return the subject of the events that add a party to any matter."""
    return f"{ADDED}/{party_id}"


def items_in(matter_id: str) -> str:
    """Return the subject of what files items in a matter."""
    return f"{ITEMS_IN}/{matter_id}"


def items_of(party_id: str) -> str:
    """Return the subject of what files items of a party, or gives it those of another one."""
    return f"{ITEMS_OF}/{party_id}"


def filed_as(item_id: str) -> str:
    """Return the subject of what files an item under an id, in any matter."""
    return f"{FILED_AS}/{item_id}"


def kind_of(subject: str) -> str:
    """Return the kind of a subject."""
    return subject.partition("/")[0]


def name_of(subject: str) -> str:
    """Return what follows the kind: an id, or ids with a / between them."""
    return subject.partition("/")[2]


def ids_of(subject: str) -> tuple[str, ...]:
    """Return the ids that a subject holds."""
    return tuple(subject.split("/")[1:])


def id_of(subject: str) -> str:
    """Return the id of what a subject names, without those of what it is in."""
    ids = ids_of(subject)
    return ids[1] if kind_of(subject) == ITEM_THEN else ids[-1]


def matter_of(subject: str) -> str:
    """Return the matter of whose own a subject is; "" where it is of none, or may be of several."""
    kind, matter_id, *_ = subject.split("/")
    return "" if kind in _OF_NO_MATTER else matter_id


def by_kind(subjects: Iterable[str]) -> dict[str, list[str]]:
    """Return subjects by their kinds."""
    found: dict[str, list[str]] = {}
    for one in subjects:
        kind = one.partition("/")[0]
        if kind in found:
            found[kind].append(one)
        else:
            found[kind] = [one]
    return found


def names_of_kind(kind: str, subjects: Iterable[str]) -> list[str]:
    """Return the names of those subjects that are of a kind."""
    begins = f"{kind}/"
    return [one.removeprefix(begins) for one in subjects if one.startswith(begins)]


def of_few(subjects: Iterable[str]) -> list[str]:
    """Return those subjects that no great number of events can have."""
    return [one for one in subjects if not one.startswith(_OF_MANY)]
