"""Meant: which matter, party, event or item somebody means by what they type.

An id means what it names. Anything else is compared with what things are called; one hit is taken,
several are asked about, and of what is only like it nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select

from casefile.answers.asking import Asking, At
from casefile.answers.dockets.docket_numbers import once_numbered
from casefile.answers.meaning.called import called_in, client, parties, roles_of
from casefile.answers.meaning.meant_roles import InRole, in_role, is_client
from casefile.answers.meaning.titled_names import in_role_of, of_family
from casefile.answers.names.opening_names import as_typed
from casefile.answers.names.short_names import in_full
from casefile.answers.people.parties import described_each, merged_groups
from casefile.answers.remembered import remembered
from casefile.errors import Candidate, Several, Unknown
from casefile.law import subjects
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import of_class
from casefile.law.nearest import did_you_mean, nearest
from casefile.law.presence import stands_for
from casefile.law.stance import main_role
from casefile.projections.matters import matters
from casefile.projections.names import PARTY, name_key, names
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store import log
from casefile.store.statement import Statement
from casefile.store.tables import events

SHOWN = 8  # that may be meant; all others are counted
FEWEST = 2  # letters of a word by which something is found
MANY = 3  # words that are shorter, by which it is found as well


class Meant(NamedTuple):
    """What is meant: its id, and in words what it is, where it was not called by its id."""

    id: str
    said: str = ""


def hits(typed: str, called: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of what is called so; where nothing is, of what has all of the words.

    What each is called is given as `name_key` has it.
    """
    wanted = name_key(typed)
    if exact := [one for one, some in called.items() if wanted in some]:
        return exact
    words = wanted.split()
    short = max(map(len, words), default=0) < FEWEST
    if short and len(words) < MANY:  # 8(a)(5) says which
        return []
    likely = (
        (one, key)
        for one, some in called.items()
        for key in some
        if all(word in key for word in words)
    )
    found = [(one, key) for one, key in likely if set(words) <= set(key.split())]
    if any(map(str.isdecimal, words)):  # a number belongs to the word before it: item 1
        found = [(one, key) for one, key in found if f" {wanted} " in f" {key} "] or found
    return list(dict.fromkeys(one for one, _ in found))


def near(typed: str, called: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of what is called nearly so, the likeliest first."""
    owners: dict[str, list[str]] = {}
    for one, some in called.items():
        for name in (one, *some):
            owners.setdefault(name, []).append(one)
    found = (owner for name in nearest(typed, owners) for owner in owners[name])
    return list(dict.fromkeys(found))


def one_of(
    typed: str,
    found: Sequence[str],
    kind: str,
    tell: Callable[[Sequence[str]], Iterable[str]],
    name: Callable[[str], str] = lambda _: "",
) -> Meant | None:
    """Return the only one found, or None where there is none; raises Several.

    `kind` is what they are, like "matters", `tell` says of each what tells it apart, and `name`
    what is typed for it instead of its id, where none of the others has it.
    """
    if len(found) == 1:
        return Meant(found[0], next(iter(tell(found))))
    if not found:
        return None
    some = found[:SHOWN]
    more = f" There are more than these {SHOWN}." if len(found) > SHOWN else ""
    named = [name(one) for one in some]
    apart = all(named) and len(set(map(name_key, named))) == len(found)
    by = "by name" if apart else "by its id"
    sentence = f"Several {kind} answer to {typed!r}: say which {by}.{more}"
    each = map(Candidate, some, tell(some), named if apart else [""] * len(some))
    raise Several(sentence, each, typed=typed)


def none_of(
    typed: str, it: str, likely: Sequence[Candidate], *, code: str, has: str = ""
) -> Unknown:
    """Return that there is no such thing, with those that are like it, or else what there is."""
    meant = did_you_mean(f"{one.id} ({one.said})" for one in likely)
    sentence = f"There is no {it}.{meant or has}"
    return Unknown(sentence, code=code, typed=typed, near=likely)


def matter(asking: Asking, typed: str) -> Meant:
    """Return the matter that a text means: its id, docket number, title, or who is in it.

    Raises Several or Unknown.
    """
    with asking.gate() as at:
        if typed in log.versions(at.connection, [typed]):
            return Meant(typed)
        told = _matters(at)
        called = {one: [caption_key(name) for name in some] for one, some in told.items()}
        found = hits(caption_key(typed), called)
        found = found or once_numbered(at, typed) or _matters_of(at, typed)

        def tell(some: Sequence[str]) -> Iterable[str]:
            return (", ".join(filter(None, told[one])) for one in some)

        if meant := one_of(typed, found, "matters", tell):
            return meant
        likely = [Candidate(one, told[one][0]) for one in near(typed, called)]
    raise none_of(typed, f"matter {typed}", likely, code="matter.unknown")


_CATEGORY = Statement(
    select(matters.c.category).where(
        matters.c.matter_id == bindparam("matter_id"), known_at(matters, bindparam("position"))
    )
)


@remembered
def category(asking: Asking, matter_id: str) -> str:
    """Return the category of a matter; nothing where none is known."""
    with asking.gate() as at:
        rows = _CATEGORY.rows(at.connection, matter_id=matter_id, position=at.position)
    return str(rows[0][0]) if rows else ""


_MATTERS = Statement(
    select(matters.c.matter_id, matters.c.title, matters.c.docket_no)
    .where(known_at(matters, bindparam("position")))
    .order_by(matters.c.matter_id)
)


def _matters(at: At) -> dict[str, tuple[str, str]]:
    """Return the title and the docket number of every matter."""
    rows = _MATTERS.rows(at.connection, position=at.position)
    return {matter_id: (title, docket_no) for matter_id, title, docket_no in rows}


_the = re.compile("^the ", re.IGNORECASE)  # the union is who is called so here
_versus = re.compile(r"\b(?:vs|versus)\b")
_nation = re.compile(r"^us(?= v\b)|\bunited states of america\b")


def caption_key(title: str) -> str:
    """Return a title as it is compared, however it writes "versus" and the United States."""
    full = next(in_full(title), title)
    return _nation.sub("united states", _versus.sub("v", name_key(full)))


def _matters_of(at: At, typed: str) -> list[str]:
    """Return the matters in which a party is called so."""
    party_ids = hits(typed, parties(at))
    found = (one.matter_id for who in described_each(at, party_ids) for one in who.matters or ())
    return sorted(set(found))


def party(
    asking: Asking, typed: str, *, matter_id: str | None = None, item_ids: Collection[str] = ()
) -> Meant:
    """Return the party that a text means: its id, a name, or what it is in a matter or its claims.

    The parties of a matter that is given come before all others. Raises Several or Unknown.
    """
    return _party(asking, typed, matter_id, tuple(item_ids))


@remembered
def _party(asking: Asking, typed: str, matter_id: str | None, item_ids: Collection[str]) -> Meant:
    by = called_in(asking, matter_id)
    roles = roles_of(asking, matter_id) if matter_id else None
    with asking.gate() as at:
        if _IS_PARTY.rows(at.connection, party=typed):
            return Meant(typed)
        full = next(in_full(typed), typed)
        named = hits(typed, by.here) or hits(full, by.here)
        several = in_role(roles, typed, item_ids) if roles and not named else []
        told = {one.party_id: one.said for one in several}

        def tell(some: Sequence[str]) -> Iterable[str]:
            return [told.get(one) or who for one, who in zip(some, _who(at, some), strict=True)]

        for called in (by.here, by.everywhere):
            found = hits(typed, called) or hits(full, called) or list(told)
            found = found or (hits(_the.sub("", typed), called) if called is by.here else [])
            found = found or _titled(at, typed, called, matter_id, by.client)
            persons = {by.merged.get(one, [one])[0]: one for one in reversed(found)}
            own = sorted(persons.values())
            if meant := one_of(typed, own, "parties", tell, lambda one: _name(at, one)):
                return meant
        likely = near(typed, by.here) or near(typed, by.everywhere)
        like = list(map(Candidate, likely, _who(at, likely)))
    raise none_of(typed, f"party {typed}", like, code="party.unknown")


def _titled(
    at: At,
    typed: str,
    called: Mapping[str, Collection[str]],
    matter_id: str | None,
    client: str | None,
) -> list[str]:
    """Return who of some parties is typed by a title or a role, or as our client."""
    if matter_id and is_client(typed):
        return [client] if client and client in called else []
    if found := of_family(typed, called):
        return found
    likely = [one for one, some in called.items() if _name_behind(typed, some)]
    roles = {
        who.party_id: [
            name_key(main_role(one.role))
            for one in who.matters or ()
            if matter_id in (None, one.matter_id)
        ]
        for who in described_each(at, likely)
    }
    if client in roles:
        roles[client] += ["client"]
    every = in_role_of(typed, roles)
    named = (({one: called[one] for one in those}, name) for name, those in every)
    return next(
        filter(None, (hits(name, some) or of_family(name, some) for some, name in named)), []
    )


def _name_behind(typed: str, some: Iterable[str]) -> bool:
    """Tell whether the last word of a text is one of a name."""
    last = name_key(typed).rpartition(" ")[2]
    return any(last in key.split() for key in some)


def parties_in_role(
    asking: Asking, matter_id: str, typed: str, item_ids: Collection[str] = ()
) -> list[InRole]:
    """Return who may be meant by a role in a matter, as `in_role` does."""
    return in_role(roles_of(asking, matter_id), typed, item_ids)


def is_party(asking: Asking, party_id: str) -> bool:
    """Tell whether a party is on record under an id."""
    with asking.gate() as at:
        return bool(_IS_PARTY.rows(at.connection, party=party_id))


def party_in(asking: Asking, matter_id: str, party_id: str) -> bool:
    """Tell whether a party stands in a matter."""
    with asking.gate() as at:
        return party_id in parties(at, matter_id)


def client_to_come(asking: Asking, matter_id: str) -> tuple[str, str] | None:
    """Return for whom the office is in a matter where nobody has added it yet, and how it is known.

    That is what was typed for it when the matter was opened, as names are compared; it can be
    nothing.
    """
    with asking.gate() as at:
        facts = known_in(at.connection, upto=at.position).facts(subjects.matter(matter_id))
        for (_, client_id), typed in as_typed(facts):
            if not _IS_PARTY.rows(at.connection, party=client_id):
                return client_id, name_key(typed)
    return None


def matters_of(asking: Asking, party_id: str) -> list[str]:
    """Return the ids of the matters in which a party stands."""
    with asking.gate() as at:
        (who,) = described_each(at, [party_id])
        return sorted({one.matter_id for one in who.matters or ()})


@remembered
def client_of(asking: Asking, matter_id: str) -> str | None:
    """Return the id of the party for whom the office opened a matter; None where nobody is said."""
    with asking.gate() as at:
        return client(at, matter_id)


def client_now(asking: Asking, matter_id: str) -> str | None:
    """Return who stands by today where the client of a matter stood, or the client."""
    if (own := client_of(asking, matter_id)) is None:
        return None
    with asking.gate() as at:
        return stands_for(matter_id, own, at.on, known_in(at.connection, upto=at.position)) or own


def opening(asking: Asking, matter_id: str) -> int:
    """Return the number in the log of the event that opened a matter which is there."""
    with asking.gate() as at:
        facts = known_in(at.connection, upto=at.position).facts(subjects.matter(matter_id))
    return next(fact.position for fact, _ in of_class(facts, MatterOpened))


def name_of(asking: Asking, party_id: str) -> str:
    """Return what a party on record is called; nothing where there is none."""
    if not is_party(asking, party_id):
        return ""
    with asking.gate() as at:
        return _name(at, party_id)


def parties_called(asking: Asking, name: str) -> list[tuple[str, str]]:
    """Return the parties of the whole office who have this very name, and who each of them is."""
    with asking.gate() as at:
        rows = _CALLED_SO.rows(at.connection, position=at.position, key=name_key(name))
        merged = merged_groups(at)
        found = sorted({merged.get(one, [one])[0] for (one,) in rows})
        return list(zip(found, _who(at, found), strict=True))


_IS_PARTY = Statement(
    select(names.c.subject_id)
    .where(names.c.subject_id == bindparam("party"), names.c.who == PARTY)
    .limit(1)
)
_CALLED_SO = Statement(
    select(names.c.subject_id)
    .where(
        names.c.who == PARTY,
        names.c.name_key == bindparam("key"),
        known_at(names, bindparam("position")),
    )
    .distinct()
    .order_by(names.c.subject_id)
)


def _name(at: At, party_id: str) -> str:
    """Return what a party is called; nothing where that is not known."""
    (one,) = described_each(at, [party_id])
    return one.name or ""


def _who(at: At, party_ids: Sequence[str]) -> list[str]:
    """Return in words who each of these parties is: its name, and what it is in which matters."""
    told = []
    for one in described_each(at, party_ids):
        roles = [f"{part.as_what} in {part.matter_id}" for part in one.matters or ()]
        told.append(", ".join([one.name or one.party_id, *roles[:SHOWN]]))
    return told


def event(asking: Asking, typed: str) -> Meant:
    """Return the event that a text means: its id, its number in the log, or how its id begins.

    Raises Several or Unknown.
    """
    number = typed.lstrip("@\N{NUMERO SIGN} ")
    place = int(number) if number.isdecimal() and len(number) <= MOST_DIGITS else -1
    with asking.gate() as at:
        found = _BEGINNING.rows(at.connection, begins=typed, ends=f"{typed}{LAST}", most=SHOWN + 1)
        if found and found[0][0] == typed:
            return Meant(typed)
        found = _AT_PLACE.rows(at.connection, place=place) or (found if typed else [])
    told = {one: f"{tag} in {matter_id}, no. {place}" for one, tag, matter_id, place in found}
    if meant := one_of(typed, list(told), "events", lambda some: [told[one] for one in some]):
        return meant
    raise none_of(typed, f"event {typed}", (), code="event.unknown")


MOST_DIGITS = 18  # of a position
LAST = "~"  # which comes behind every sign of an id
_event = select(events.c.event_id, events.c.type, events.c.matter_id, events.c.position)
_AT_PLACE = Statement(_event.where(events.c.position == bindparam("place")))
_BEGINNING = Statement(
    _event.where(events.c.event_id >= bindparam("begins"), events.c.event_id < bindparam("ends"))
    .order_by(events.c.event_id)
    .limit(bindparam("most"))
)
