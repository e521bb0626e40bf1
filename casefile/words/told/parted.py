"""Parted: words for a type of event that say who, when or how as well, like Kerr answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_items import item
from casefile.errors import Several, Unknown
from casefile.law.codes import Track
from casefile.law.events.ending import ClaimDismissed
from casefile.words.forms import sentences
from casefile.words.forms.clauses import clauses
from casefile.words.forms.incidents import incidents
from casefile.words.items.superseded import superseded
from casefile.words.misread import Misread
from casefile.words.new_ids import NOUNS
from casefile.words.numbers import ANY
from casefile.words.told.set_for import set_for
from casefile.words.told.told_act import ToldAct
from casefile.words.told.told_acts import acts
from casefile.words.typed.asides import BY, ITEMS, NOTE, OFFENSE, Aside, Way
from casefile.words.what.agency_charges import AGENCY, OF_CHARGES, REGION, told_as
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.what.event_words import DONE, SMALL, is_past
from casefile.words.what.unsure import is_unsure
from casefile.words.which.claims_of import OF_DEFENDANTS
from casefile.words.which.one_of_side import PARTIES
from casefile.words.which.several import COUNTS, OF_PAPER
from casefile.words.which.whom import names_said

# The fields that can say whose act it is, and whom it concerns, the first of which a type has.
_OF_ITEM = ("item_id", "item_ids")
WHOSE = ("appellant", "parties", "party_id", "claimants", "by", "filed_by", "for", *_OF_ITEM)
WHOM = ("parties", "party_id", "against", "for", "of", *_OF_ITEM)
MOST = 4  # words of a name
SEVERAL = 12  # words of several names that stand beside each other
DONE_TO = frozenset((ClaimDismissed.tag, *(one.tag for one in OF_DEFENDANTS)))
DEEP = 3  # parts that are taken off
_OPEN = ("in", "on", "of", "to", "at", "from", "with", "down", "up", "out")
_items = re.compile(
    rf"(?P<rest>.+?) (?:to|on|of|as to) (?P<items>(?:both|all)(?: (?:the )?(?:{ANY}))?"
    rf"(?: counts| charges)?|everything|{COUNTS})",
    re.IGNORECASE,
)
_before = re.compile(
    r"(?P<rest>.+?)(?: (?P<small>on|against|of|to|for|with|from|as to))?", re.IGNORECASE
)
_against = re.compile(
    r"(?P<rest>.+) (?:against|of) (?P<name>.+) "
    r"(?P<done>set|moved|scheduled|continued|reset|postponed|began|begins|started|starts)"
)
# An item by its number, before what is said of it: item 2 corrected.
_numbered = re.compile(
    rf"(?P<item>(?:item|count|charge|claim|citation) (?:no\. ?|# ?)?\d{{1,6}}(?:{OF_PAPER})?)"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)
_been = re.compile(r"^(?:has|have|had) been ", re.IGNORECASE)
_by = re.compile(r"(?P<rest>.+?) by (?P<who>.+)", re.IGNORECASE)
_for = re.compile(
    r"(?P<rest>.+?) (?:for|with|alleging|claiming) (?P<what>(?:(?! against ).)+)", re.IGNORECASE
)
# For what somebody is charged or sued, behind a colon: charge filed against Low: unfair firing.
_behind_colon = re.compile(
    r"(?P<head>.*\b(?:charge|complaint|claim|petition|(?:law)?suit) filed\b"
    r".* (?:against|by) [A-Z][^:]*): (?P<what>(?!counts? )[a-z].+)"
)
# What somebody filed for is no cause of what is filed.
_FILED_FOR = re.compile(r"(?:[A-Z]\S* )*filed for .+|.* filed for (?:chapter|bankruptcy)\b.*")
_sum_and_more = re.compile(
    r"(?P<sum>\$\d[\d,]*(?:\.\d\d)?)(?:,? (?P<more>(?:plus|and|with|in) .+)"
    r"|[,;] (?:and )?(?P<clause>[a-z].+ .+ .+))",
    re.IGNORECASE,
)
# Who is no party of the matter yet, and is asked about.
_whom = re.compile(r"(?P<rest>.+?) against (?P<whom>(?:(?! (?:for|by) ).)+)", re.IGNORECASE)
# What is done by people, or to them: both of them are no charges.
_both = re.compile(
    r"^both (?:of them )?(?=(?:were |was )?"
    r"(?:arraigned|pleaded|pled|convicted|found|acquitted|sentenced|charged|indicted)\b)",
    re.IGNORECASE,
)
_is_sued = re.compile(r"(?:is|was|were|are|has been|have been|got) (?:also )?sued\b", re.IGNORECASE)
_files = re.compile(r"(?P<who>[A-Z].+?) (?P<rest>(?:filed|files|brought|brings) .+)")


class Parted(NamedTuple):
    """The words for a type, and what the others say: values of its fields, by their names."""

    rest: str
    fields: Mapping[str, list[str]]


def parted(asking: Asking, matter_id: str, typed: str, category: str) -> Parted | None:
    """Return the words for a type without what else they say; None where nothing is left so.

    Nothing is where they say that it was not done, is to be done, or is somebody's word. What is
    kept as a note is all that was typed: in full, by itself, says nothing.
    """
    typed = " ".join(typed.split())
    plain = _behind_colon.sub(r"\g<head> for \g<what>", both_defendants(typed))
    found = _parted(asking, matter_id, plain, category, DEEP)
    if found is None or NOTE not in found.fields:
        return found
    return found._replace(fields={**found.fields, NOTE: [as_note(typed)]})


def both_defendants(typed: str) -> str:
    """Return words with both defendants in front where both of them are no charges."""
    return _both.sub("both defendants ", typed)


def as_note(typed: str) -> str:
    """Return what was typed for an event as a note on it."""
    return typed[:1].upper() + typed[1:]


def noted_as(told: str, plain: str, act: ToldAct) -> ToldAct:
    """Return an act with its note as it was told, and not in the plain words."""
    if act.fields.get(NOTE) not in ([plain], [as_note(plain)]):
        return act
    return act._replace(fields={**act.fields, NOTE: [as_note(told)]})


def _parted(asking: Asking, matter_id: str, typed: str, category: str, deep: int) -> Parted | None:
    """Return what `parted` does, with the note as what is left over."""
    ways = [] if is_unsure(typed) else list(_ways(asking, matter_id, typed))
    for rest, said in ways:
        if rest.split()[-1].casefold() in _OPEN:
            continue  # what settled in says, without where, is another thing
        with suppress(Misread):
            return Parted(rest, _of_all(said, _type_of(rest, category)))
    for rest, said in ways if deep > 1 else ():
        if more := _parted(asking, matter_id, rest, category, deep - 1):
            with suppress(Misread):
                fields = _of_all(said, _type_of(more.rest, category))
                of_item = "item" in more.fields and any(one.fields == ITEMS for one in said)
                if of_item or fields.keys() & more.fields.keys() & set(ITEMS):
                    continue  # whose charge it is, and which: that has to be one of theirs
                apart = PARTIES in fields.keys() & more.fields.keys()
                if apart and _type_of(more.rest, category) in DONE_TO:
                    continue  # who serves or dismisses somebody is not served or dismissed
                return Parted(more.rest, _joined(more.fields, fields))
    return None


def _type_of(words: str, category: str) -> str:
    """Return the type that words mean without by whom it was done; raises Misread."""
    return read_type(by_whom(words, category)[0], category)


def _of_all(said: Sequence[Aside], tag: str) -> Mapping[str, list[str]]:
    """Return all that was taken off as the fields of a type; raises Misread."""
    found: Mapping[str, list[str]] = {}
    for one in said:
        found = _joined(found, one.of(tag))
    return found


def _ways(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield each way to take something off the words, with what that says."""
    yield from superseded(asking, matter_id, typed)
    yield from sentences.told(asking, matter_id, typed)
    yield from clauses(asking, matter_id, typed)
    found = _by.fullmatch(typed)
    if found and (who := names_said(asking, matter_id, found["who"])):
        yield found["rest"], _each(BY, who, "by")
    elif found and REGION.fullmatch(found["who"]) and told_as(asking, matter_id) == OF_CHARGES:
        yield found["rest"], [Aside(AGENCY, found["who"], "by")]
    if found := _numbered.fullmatch(typed):
        said = [Aside(ITEMS, found["item"], belongs=True)]  # of which alone it is told
        rest = _been.sub("", found["rest"])
        yield from ((words, said) for words in (f"item {rest}", rest, f"charge {rest}"))
    if day := set_for(asking, matter_id, typed):
        where = [Aside(("place",), day.place, "in")] if day.place else []
        more = [Aside((), one) for one in day.more]
        yield day.rest, [Aside(("at", "due"), day.day, belongs=True), *where, *more]
    if found := _items.fullmatch(typed):
        yield found["rest"], [Aside(ITEMS, found["items"])]
    yield from acts(asking, matter_id, typed)
    yield from incidents(asking, matter_id, typed)
    words = typed.split()
    # Whose charge it is tells which, where there is one: nobody is a charge.
    whose = WHOSE if matters.view(asking, matter_id).items else WHOSE[: -len(_OF_ITEM)]
    for many in of_names(words):
        name = " ".join(words[:many])
        if not name.endswith(("'s", "s'")) and (who := names_said(asking, matter_id, name)):
            rest = " ".join(words[many:])
            yield rest, _each(("against",) if _is_sued.match(rest) else whose, who)
    for many in of_names(words):
        if who := names_said(asking, matter_id, " ".join(words[-many:])):
            before = words[:-many]
            if before[-1].casefold() == "by":  # who does it is nobody to whom it is done
                yield " ".join(before[:-1]), _each(BY, who, "by")
            elif found := _before.fullmatch(" ".join(before)):
                small = found["small"] or ""
                yield found["rest"], _each((small, *WHOM), who, small)
    found = _against.fullmatch(typed)
    if found and (who := names_said(asking, matter_id, found["name"])):
        yield f"{found['rest']} {found['done']}", _each(WHOM, who, "against")
    found = _for.fullmatch(typed)
    if found and not _FILED_FOR.fullmatch(typed) and not _tells_more(found["what"]):
        yield found["rest"], _for_what(found["what"])
    found = _whom.fullmatch(typed)
    if found and DONE.isdisjoint(found["whom"].casefold().split()):
        yield found["rest"], [Aside(("against",), found["whom"], belongs=True)]
    if found := _files.fullmatch(typed):
        yield found["rest"], [Aside(("claimants",), found["who"], belongs=True)]
    yield from _of_item(asking, matter_id, typed)


def of_names(words: Sequence[str]) -> Iterator[int]:
    """Yield how many of some words can be the name of somebody, or of several, the most first."""
    most = SEVERAL if any(one == "and" or one.endswith(",") for one in words) else MOST
    yield from range(min(most, len(words) - 1), 0, -1)


def _each(fields: tuple[str, ...], who: Sequence[str], small: str = "") -> Sequence[Aside]:
    """Return what is said of each of several who are named together."""
    return [Aside(fields, one, small) for one in who]


def _tells_more(what: str) -> bool:
    """Tell whether what is told behind a sum is an act of its own."""
    found = _sum_and_more.fullmatch(what)
    return bool(found and found["clause"]) and any(map(is_past, what.split()))


def _for_what(words: str) -> list[Aside]:
    """Return what something is for: a sum, what it rests on, or with which agency it is filed."""
    if REGION.fullmatch(words):
        return [Aside(AGENCY, words, "with")]
    if found := _sum_and_more.fullmatch(words):
        more = found["more"] or found["clause"]
        return [Aside(("amount",), found["sum"], belongs=True), Aside((), more)]
    fields = ("amount",) if re.match(r"\$?\d", words) else ("cause", OFFENSE)
    return [Aside(fields, words, belongs=True)]


def _of_item(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words behind the name of a charge or claim, like shoplifting dropped."""
    words = typed.split()
    for many in range(min(MOST, len(words) - 1), 0, -1):
        name, rest = " ".join(words[:many]), words[many:]
        if name.casefold() in ("no", *SMALL):
            continue
        try:
            found = item(asking, matter_id, name).id
        except Several as several:
            found = several.candidates[0].id
        except Unknown:
            continue
        tracks = (
            one.track for one in matters.view(asking, matter_id).items if one.item_id == found
        )
        noun = NOUNS[Track(next(tracks))]
        called = rest[0].casefold() in NOUNS.values() and rest[1:]  # a claim may be called a charge
        own = rest[1:] if called else rest
        yield " ".join([noun, *own]), [Aside(ITEMS, name, belongs=True)]


def _joined(
    one: Mapping[str, list[str]], other: Mapping[str, list[str]]
) -> Mapping[str, list[str]]:
    return {name: [*one.get(name, ()), *other.get(name, ())] for name in {**one, **other}}
