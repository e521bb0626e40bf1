"""Parties and their attorneys: names, roles, other names, appearances and withdrawals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from casefile.event import Draft
from casefile.importers.material import Record, Unsaid
from casefile.importers.pacer.docket import Docket
from casefile.importers.pacer.facts import plain
from casefile.importers.pacer.namesakes import ahead
from casefile.importers.pacer.node import MAX_NAME, Node
from casefile.law import companies
from casefile.law.events.party import PartyKind
from casefile.law.party_kinds import kind_told

_also = re.compile(
    r"(?:also known as|doing business as|formerly known as|formerly doing business as|now known as"
    r"|a/?k/?a|d/?b/?a|f/?k/?a|f/?d/?b/?a|n/?k/?a)[:.]?(?:\s+(?P<name>.+))?",
    re.IGNORECASE,
)
_terminated = re.compile(r"(?:SELF-? ?)?TERMINATED: \d\d?/\d\d?/\d{4}", re.IGNORECASE)
_contact = re.compile(
    r"\d{3}[)\s.-]+\d{3}[\s.-]\d{4}|\S@\S|^e-?mail:?$|^fax\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?$"
    r"|^p\.? ?o\.? box\b|^\d+[\w-]* \S|\b(?:suite|ste|room|floor|fl|lockbox|apt)\b\.?,? #?\d"
    r"|^\d+\w* floor|ssn\b|\bitin\b|\btax ?id\b|\bein\b",
    re.IGNORECASE,
)
_alien_number = re.compile(r"A?\d{3}-\d{3}-\d{3}")
_practice = companies.pattern(("l.l.p", "p.l.l.c", "l.l.c", "p.a", "p.c", "plc"))
_firm = re.compile(
    rf"\b(?:{_practice}|law|firm|offices?|associates|attorney'?s?"
    r"|department of justice|defenders?|department|clinic|foundation|university|corporation)\b|&",
    re.IGNORECASE,
)


class DocketParty(NamedTuple):
    """A party, what it is called in this matter, and the short key that its items carry."""

    node: Node
    key: str
    party_id: str
    names: tuple[str, ...]

    @property
    def charged(self) -> bool:
        """Tell whether the docket has charges of the party."""
        return self.node.node("criminal_data") is not None


class Extra(NamedTuple):
    """What stands below a party's name: other names, what is left out, and the rest."""

    aliases: tuple[str, ...]
    rest: str
    contact: int


def parties(docket: Docket) -> list[DocketParty]:
    """Return the parties, each under a key made of its name and its role.

    Two of one name and role are kept apart by their order, which is that of their numbers, and by
    nothing that another one moves.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for node in docket.node.nodes("parties"):
        name = node.name("name")
        same = (plain(name), plain(node.name("type")))
        seen[same] += 1
        before = ahead(docket, same[0]) if node.node("criminal_data") is not None else 0
        key = docket.key(f"party/{same[1]}/{same[0]}/{seen[same] + before}")
        names = (name, *_extra(node).aliases)
        found.append(DocketParty(node, key, f"{docket.matter_id}.p-{key}", names))
    return found


def ended(docket: Docket, party: DocketParty, found: Sequence[DocketParty]) -> str:
    """Return the day on which a party's part ends; "" where the page has none.

    The head of a page that is printed for one defendant has the day of the only one on it.
    """
    alone = bool(docket.defendant) and [one for one in found if one.charged] == [party]
    return party.node.day("date_terminated") or (
        docket.node.day("date_terminated") if alone else ""
    )


def termination(docket: Docket, party: DocketParty, day: str) -> Draft:
    """Return the event by which a party's appearance ends."""
    data = {"party_id": party.party_id}
    return docket.draft("party.terminated", _end(party), data, effective=day)


def _end(party: DocketParty) -> tuple[str, str]:
    return ("party end", party.key)


def party_records(
    docket: Docket, party: DocketParty, found: Sequence[DocketParty]
) -> Iterator[Record]:
    """Yield the party and its attorneys, and what is left out below its name.

    `found` are all parties of the page.
    """
    extra = _extra(party.node)
    name = party.node.name("name")
    data: dict[str, Any] = {
        "party_id": party.party_id,
        "name": name or "(The docket has no name here.)",
        "kind": kind(name),
        "role": " ".join(party.node.name("type").split()) or "Party",
    }
    data |= {"aliases": list(extra.aliases)} if extra.aliases else {}
    drafts = [docket.draft("party.added", ("party", party.key), data)]
    if extra.rest:
        text = {"text": extra.rest, "party_id": party.party_id}
        drafts.append(docket.draft("note.recorded", ("party note", party.key), text))
    no_longer: tuple[Unsaid, ...] = ()
    if day := ended(docket, party, found):
        drafts.append(termination(docket, party, day))
    else:
        no_longer = (Unsaid(docket.event_id(*_end(party))),)
    yield Record(party.node.where, "party", tuple(drafts), no_longer=no_longer)
    yield from _attorneys(docket, party)


def contact_lines(docket: Docket) -> Iterator[Record]:
    """Yield how many lines below the names of parties are left out, where there are any."""
    if lines := sum(_extra(node).contact for node in docket.node.nodes("parties")):
        where = f"{docket.node.where}, party: extra_info ({lines} lines)"
        sentence = "Addresses and numbers of persons and offices; the other lines are kept."
        yield Record(where, "field", left_out=sentence)


def kind(name: str) -> str:
    """Return what a party is, by the words of its name alone: a person, where none tell it."""
    return kind_told(name) or PartyKind.PERSON


def _extra(node: Node) -> Extra:
    """Take the lines below a party's name apart."""
    aliases: list[str] = []
    rest: list[str] = []
    contact = 0
    terminated = node.day("date_terminated")
    lines = [line.strip() for line in node.text("extra_info").split("\n")]
    lines += [one.strip(" ,\xa0") for one in node.texts("unparsed")]
    waiting = False
    for line in filter(None, lines):
        also = _also.fullmatch(line)
        if also and not also["name"]:
            waiting = True
        elif waiting or also:
            aliases.append((also["name"] if also else line)[:MAX_NAME])
            waiting = False
        elif _terminated.fullmatch(line) and node.american_day("extra_info", line) == terminated:
            continue
        elif _contact.search(line) or _alien_number.fullmatch(line):
            contact += 1
        else:
            rest.append(line)
    return Extra(tuple(dict.fromkeys(aliases)), "\n".join(rest), contact)


def _attorneys(docket: Docket, party: DocketParty) -> Iterator[Record]:
    seen: Counter[str] = Counter()
    for attorney in party.node.nodes("attorneys"):
        name = attorney.name("name")
        if not (name or attorney.texts("roles") or attorney.text("contact")):
            yield Record(attorney.where, "attorney", left_out="The docket has an empty line here.")
            continue
        seen[plain(name)] += 1
        identity = f"{party.key}/{plain(name)}/{seen[plain(name)]}"
        yield Record(
            attorney.where, "attorney", tuple(_attorney(docket, party, attorney, identity))
        )


def _attorney(docket: Docket, party: DocketParty, attorney: Node, identity: str) -> Iterator[Draft]:
    name, contact = attorney.name("name"), attorney.text("contact")
    roles = attorney.texts("roles")
    ends = [role for role in roles if _terminated.fullmatch(role)]
    capacity = ", ".join(role for role in roles if role not in ends)
    if not capacity and re.search(r"^\W*PRO SE\W*$", contact, re.MULTILINE | re.IGNORECASE):
        capacity = "PRO SE"
    if len(capacity) > MAX_NAME:
        sentence = f"they have {len(capacity):,} characters; {MAX_NAME} at most are read."
        raise attorney.unreadable("roles", sentence)
    data: dict[str, Any] = {"for": party.party_id}
    data |= {"names": [name]} if name else {}
    data |= {"firm": firm} if (firm := _firm_in(contact, name)) else {}
    data |= {"capacity": capacity} if capacity else {}
    yield docket.draft("counsel.appeared", ("counsel", identity), data)
    for place, role in enumerate(ends, start=1):
        gone: dict[str, Any] = {"for": party.party_id, "source_label": {"role": role}}
        gone |= {"names": [name]} if name else {}
        day = attorney.american_day("roles", role)
        own = ("counsel end", f"{identity}/{place}")
        yield docket.draft("counsel.withdrawn", own, gone, effective=day)


def _firm_in(contact: str, name: str) -> str:
    """Return the first line of an address that is a firm's name; "" where none is sure to be."""
    for line in (one.strip() for one in contact.split("\n")):
        fits = 0 < len(line) <= MAX_NAME and plain(line) != plain(name)
        if fits and _firm.search(line) and not re.search(r"[\d@:]", line):
            return line
    return ""
