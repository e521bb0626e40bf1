"""New ids: what an event makes gets an id where nobody typed one, readable and free in its matter.

That of a party says nothing of its name: it is told across all matters, and written into logs.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_entries import ids_taken
from casefile.event import ID, Draft
from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, Event
from casefile.law.codes import Track
from casefile.law.events.charge import ChargeFiled, ChargeKind
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.party import PartyAdded
from casefile.law.subjects import ITEM, PARTY
from casefile.projections.names import name_key

NOUNS = {Track.CRIMINAL: "charge", Track.CIVIL: "claim", Track.REGULATORY: "citation"}
NEW = "new"  # typed for an id: that one is to be made
SHORTEST = 2  # letters of a word; what is shorter is an abbreviation
MOST_WORDS, LONGEST = 5, 40  # of an id that is made of words
_is_id = re.compile(ID).fullmatch


class GivenId(str):
    """An id that another event of the same post gives to what it makes."""

    __slots__ = ()


_SMALL = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "s", "the", "to", "v"))


def makes(cls: type[Event], name: str, kind: str) -> bool:
    """Tell whether a field of a type gives an id to something new of a kind."""
    if kind == ITEM:
        return cls.files_item and name == "item_id"
    if kind in OWN_SUBJECTS:
        return cls.entry is not Event.entry and name == f"{kind}_id"
    return kind == PARTY and cls is PartyAdded and name == "party_id"


def maker(kind: str) -> type[Event]:
    """Return the type of event that sets a motion, hearing or deadline."""
    field = f"{kind}_id"
    setters = (cls for cls in CATALOGUE.values() if field in cls.__struct_fields__)
    return next(cls for cls in setters if makes(cls, field, kind))


def says_what(cls: type[Event], kind: str) -> str:
    """Return the field in which a type says what that is to which it gives an id, or nothing."""
    if kind in OWN_SUBJECTS:
        return "kind"
    fields = {PartyAdded: "name", ChargeFiled: "offense", ClaimFiled: "cause"}
    return fields.get(cls, "")


def of_party(event_id: str | None = None) -> str:
    """Return a new id for a party; for an event whose id is known, it is the same at every try."""
    made = hashlib.sha256(event_id.encode()).hexdigest()[:8] if event_id else secrets.token_hex(4)
    return f"party-{made}"


def of_data(
    asking: Asking,
    cls: type[Event],
    matter_id: str,
    kind: str,
    data: Mapping[str, Any],
    words: str,
    *,
    besides: Collection[str] = (),
) -> str:
    """Return a new id for what an event makes: of words, or else of what its data says.

    That of a party is made of neither; who is to come as the client has one already. What is made
    with it has the ids `besides`.
    """
    if kind == PARTY:
        client, called = meant.client_to_come(asking, matter_id) or ("", "")
        return client if called and called == name_key(str(data.get("name"))) else of_party()
    numbered = data.get("count_no") and data.get("kind") != ChargeKind.ENHANCEMENT
    counted = f"count {data['count_no']}" if numbered else ""
    about = words or counted or data.get(says_what(cls, kind))
    view = matters.view(asking, matter_id)
    called_so = {word for one in view.parties for word in name_key(one.name).split()}
    taken = {*ids_taken(asking, matter_id, kind), *besides}
    noun = NOUNS[Track(cls.track)] if cls.track else kind
    return of_words(about if isinstance(about, str) else "", noun, taken, called_so)


def each_its_own(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the events of one post, what each makes by an id that none before it has made.

    Their ids are made one by one, so that two depositions would be one.
    """
    taken: set[tuple[str, str, str]] = set()
    for draft in drafts:
        cls, own = CATALOGUE.get(draft.type), {}
        for kind in (*OWN_SUBJECTS, ITEM) if cls else ():
            name = f"{kind}_id"
            given = draft.data.get(name)
            if cls and isinstance(given, str) and makes(cls, name, kind):
                free = _numbered(given)
                own[name] = next(one for one in free if (draft.matter_id, kind, one) not in taken)
                taken.add((draft.matter_id, kind, own[name]))
        yield replace(draft, data={**draft.data, **own}) if own else draft


def of_matter(typed: str) -> str:
    """Return the id of a new matter: that which was typed, or one made of the words of a title."""
    if _is_id(typed) or not any(one.isalpha() for one in typed):
        return typed
    return of_words(typed, "matter", (), ())


def of_words(words: str, noun: str, taken: Collection[str], unsaid: Collection[str]) -> str:
    """Return a new id made of words, or of a noun where they leave nothing, that none has yet.

    `unsaid` are the words that it leaves out, like the names of persons.
    """
    plain = (one for one in name_key(words).split() if one.isascii())
    told = [one for one in plain if one not in _SMALL and one not in unsaid][:MOST_WORDS]
    while told and len("-".join(told)) > LONGEST:
        told.pop()
    return next(one for one in _numbered("-".join(told) or noun) if one not in taken)


def is_of_words(an_id: str) -> bool:
    """Tell whether an id is made of words that say what it names, like status-conference."""
    return all(one.isalpha() and len(one) > SHORTEST for one in re.split("[-_]", an_id))


def _numbered(first: str) -> Iterator[str]:
    yield first
    number = 2
    while True:
        yield f"{first}-{number}"
        number += 1
