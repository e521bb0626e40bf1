"""Meant items: which charge, claim or citation of a matter somebody means by what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant import SHOWN, Meant, hits, near, none_of, one_of
from casefile.answers.meaning.whose_items import otherwise_called
from casefile.answers.record import log
from casefile.errors import Candidate
from casefile.law import subjects
from casefile.law.catalogue import Event
from casefile.law.events.charge import ChargeKind
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.judgment import ClaimDetermined, ClaimJudgmentEntered
from casefile.projections.names import name_key
from casefile.projections.subjects import known_in

# What of an item says what it is.
SAYS = ("offense", "cause", "statute", "agency", "standards", "classification", "citation_no")
# What tells two items apart of which that is the same.
APART: Mapping[str, str] = {
    "count_no": "count",
    "instrument": "by",
    "standards": "under",
    "citation_no": "number",
    "statute": "under",
    "cause": "",
}
# What an appeal of a claim is taken from.
DECISIONS: Mapping[type[Event], str] = {
    ClaimJudgmentEntered: "judgment",
    ClaimDismissed: "dismissal",
    ClaimDetermined: "determination",
}
_count = re.compile(r"\s*(?:count|ct\.?)\s+(?:no\.?\s*)?(?P<number>[a-z]+)\s*", re.IGNORECASE)
_of_paper = re.compile(
    r"(?P<what>.+?) (?:of|in) the (?P<paper>complaint|indictment|information|citation|petition)",
    re.IGNORECASE,
)
_numbered = re.compile(
    r"\s*(?:the\s+)?(?P<noun>items?|counts?|cts?\.?|charge|claim|citation)\s+(?:no\.?\s*|#\s*)?"
    r"(?P<number>\d{1,6}|[a-z]+)\s*",
    re.IGNORECASE,
)
NOUNS = ("item", "count", "claim", "charge", "citation")  # in front of a number
_a_count = re.compile(r"count \d+")
_IN_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_IN_LETTERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def item(asking: Asking, matter_id: str, typed: str, *, track: str | None = None) -> Meant:
    """Return the item of a matter that a text means: its id, what it is, or its count.

    A track leaves out the items of other tracks. Raises Several or Unknown.
    """
    view = matters.view(asking, matter_id)
    who = {one.party_id: one.name for one in view.parties}
    told = whole(one for one in view.items if track in (None, one.track))
    called = {
        item_id: [name_key(name) for name in _called(one, who)] for item_id, one in told.items()
    }

    def tell(some: Sequence[str]) -> Iterable[str]:
        return (said(told[item_id], who) for item_id in some)

    if of_one := _of_paper.fullmatch(typed.strip()):
        own = {
            item_id: one
            for item_id, one in told.items()
            if one.detail.get("instrument") == of_one["paper"].casefold()
        }
        alike = hits(counted(of_one["what"]), {one: called[one] for one in own})
        if meant := one_of(typed, alike, "items", tell):
            return meant
    if by_number := _filed_by(told, asking, typed):
        return Meant(by_number, next(iter(tell([by_number]))))
    if any(one.item_id == typed for one in view.items):
        alike = hits(typed, called) if typed.isalpha() and typed in told else []
        if len(alike) > 1 and typed in alike:  # it is what another one is called as well
            one_of(typed, alike, "items", tell, lambda one: _number(told[one], asking))
        return Meant(typed)
    found = hits(counted(typed), called)
    if _a_count.fullmatch(name_key(counted(typed))):  # the count, and not what enhances it
        found = [one for one in found if told[one].kind != ChargeKind.ENHANCEMENT] or found
    found = found or _of_number(typed, called, told)
    found = found or otherwise_called(asking, matter_id, typed, called, told)
    shared = [one for one in found if one.isalpha() and len(hits(one, called)) > 1]
    if shared and len(found) > 1:  # no id of theirs says which
        one_of(typed, found, "items", tell, lambda one: _number(told[one], asking))
    if meant := one_of(typed, found, "items", tell):
        return meant
    likely = near(typed, called)
    nearly = list(map(Candidate, likely, tell(likely)))
    it = typed if _numbered.fullmatch(typed) else f"item {typed}"
    each = [f"{one} ({what})" for one, what in zip(told, tell(list(told)), strict=True)]
    has = f" It has: {'; '.join(each)}." if each and len(each) <= SHOWN else ""
    raise none_of(typed, f"{it} in matter {matter_id}", nearly, code="item.unknown", has=has)


def _number(one: MatterItem, asking: Asking) -> str:
    """Return the number of the event that filed an item, as it is typed."""
    return f"@{log.in_full(asking, one.evidence[0]).position}" if one.evidence else ""


def _filed_by(told: Mapping[str, MatterItem], asking: Asking, typed: str) -> str | None:
    """Return the one item that was filed by the event of a number, like @36."""
    if not re.fullmatch(r"@\d+", typed.strip()):
        return None
    found = [item_id for item_id, one in told.items() if _number(one, asking) == typed.strip()]
    return found[0] if len(found) == 1 else None


def _of_number(
    typed: str, called: Mapping[str, Sequence[str]], told: Mapping[str, MatterItem]
) -> list[str]:
    """Return the items of a number, by whichever noun it is typed: item 2 is count 2 as well."""
    found = _numbered.fullmatch(typed)
    number = counted(f"count {found['number']}").rpartition(" ")[2] if found else ""
    if not number.isdecimal():
        return []
    names = {number, *(f"{noun} {number}" for noun in NOUNS)}
    every = [one for one, some in called.items() if names & set(some)]
    return [one for one in every if told[one].kind != ChargeKind.ENHANCEMENT] or every


def decisions(asking: Asking, matter_id: str, item_id: str) -> list[tuple[str, str]]:
    """Return each judgment or dismissal of a claim that stands, and in words which it is."""
    with asking.gate() as at:
        known = known_in(at.connection, upto=at.position)
        return [
            (fact.event_id, f"the {DECISIONS[type(fact.data)]} of {fact.when.shown}")
            for fact in known.facts(subjects.item(f"{matter_id}/{item_id}"))
            if fact.occurred and type(fact.data) in DECISIONS
        ]


def counted(typed: str) -> str:
    """Return the number of a count in figures, like count 2 for Count II or count two."""
    if typed.strip().isdecimal():
        return f"count {typed.strip()}"
    found = _count.fullmatch(typed)
    for every in (_IN_WORDS, _IN_LETTERS) if found else ():
        if found and (number := found["number"].casefold()) in every:
            return f"count {every.index(number) + 1}"
    return re.sub(r"^\s*ct\.?(?=\s)", "count", typed, flags=re.IGNORECASE)


def _called(one: MatterItem, who: Mapping[str, str]) -> Iterator[str]:
    """Yield what an item is called: what it is, its count, and these with its parties."""
    named = [one.item_id, *(str(part) for name in SAYS for part in _each(one.detail.get(name)))]
    if count := one.detail.get("count_no"):
        named += [f"count {count}"]
    yield from named
    yield " ".join([*named, one.kind, *(who.get(party.party_id, "") for party in one.parties)])


def _each(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value] if value else ()


def whole(items: Iterable[MatterItem]) -> dict[str, MatterItem]:
    """Return items by their ids, the parts of one joined: its parties, and how each part stands."""
    found: dict[str, MatterItem] = {}
    for one in items:
        before = found.setdefault(one.item_id, one)
        if before is not one:
            parties = {party.party_id: party for party in (*before.parties, *one.parties)}
            more = "" if one.label in before.label else f"; {one.label}"
            found[one.item_id] = replace(
                before, parties=list(parties.values()), label=before.label + more
            )
    return found


def said(one: MatterItem, who: Mapping[str, str]) -> str:
    """Return in words what an item is, of which parties, and how it stands."""
    what = next((str(one.detail[name]) for name in SAYS if one.detail.get(name)), one.kind)
    parties = ", ".join(who.get(party.party_id, party.party_id) for party in one.parties)
    return f"{what} ({parties}), {one.label}" if parties else f"{what}, {one.label}"


def said_apart(items: Mapping[str, MatterItem], who: Mapping[str, str]) -> dict[str, str]:
    """Return of each item what it is; of those of which it is the same, also what tells them apart.

    Where nothing else does, that is the id.
    """
    told = {item_id: said(one, who) for item_id, one in items.items()}
    for name in (*APART, ""):
        many = Counter(told.values())
        alike = [item_id for item_id, words in told.items() if many[words] > 1]
        of = {
            item_id: ", ".join(map(str, _each(items[item_id].detail.get(name))))
            if name
            else item_id
            for item_id in alike
        }
        if len({(told[one], of[one]) for one in alike}) > len({told[one] for one in alike}):
            for item_id in alike:
                more = f"{APART.get(name, name)} {of[item_id]}".strip()
                told[item_id] += f", {more}" if of[item_id] else ""
    return told
