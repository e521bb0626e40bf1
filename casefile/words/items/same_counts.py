"""Same counts: what a later paper charges again, and the place of which charge each takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.record import log
from casefile.law.codes import Prejudice, Track
from casefile.law.events.charge import ChargeKind
from casefile.law.item import DISMISSED, LIFECYCLES
from casefile.projections.names import name_key
from casefile.words.items.counts_said import Said
from casefile.words.new_ids import GivenId
from casefile.words.numbers import ANY, IN_WORDS
from casefile.words.which.whom import parties_said

_BEFORE = r"(?:same|old|original|prior|previous|existing|earlier|former)"
_MANY = rf"(?:\d{{1,2}}|{ANY})"
_NUMBERS = r"\d{1,3}(?:(?:,? and |, ?| ?& ?| through | to |-)\d{1,3})*"
_PAPER = rf"(?: (?:as )?(?:of|in|from) (?:the )?(?:{_BEFORE} |first )?(?:indictment|information))"
_AGAIN = re.compile(
    rf"(?:on )?(?:(?:all )?(?:of )?(?:the )?(?:{_MANY} )?{_BEFORE} (?:(?P<many>{_MANY}) )?"
    rf"(?:(?:counts?|charges?)(?: (?P<own>{_NUMBERS}))?)(?: as before| again|{_PAPER})?"
    rf"|(?:counts? (?P<numbers>{_NUMBERS})|(?:all|the) (?:(?P<all>{_MANY}) )?(?:counts|charges))"
    rf"(?:,? (?:(?:are|stay|remain) )?(?:the same|same)?"
    rf"(?:(?:as )?before|again|unchanged|(?<=same)|(?:as)?{_PAPER}))"
    rf"|(?P<both>both|all(?: (?P<of_all>{_MANY}))?)(?: of)?(?: the)? (?:counts|charges))"
    r"(?P<enhanced>(?:,? (?:and|plus|with))+(?: (?:the|its|an?))?(?: same)?"
    r"(?: (?!counts?\b)[a-z-]+){0,3} enhancements?)?(?=$|[,;.]| and | plus | with )",
    re.IGNORECASE,
)
ENHANCED = "enhanced"  # the counts of an enhancement, which is no field of one
_added = re.compile(r"(?:[,;]? (?:and|plus|with|but|also|then)|[,;])+ ", re.IGNORECASE)
_counts = re.compile(r"\b(?:counts?|charges?)\b", re.IGNORECASE)


def told_again(counts: str) -> tuple[str, str]:
    """Return what words in front of others say is charged again, and these; nothing if none is."""
    found = _AGAIN.match(counts)
    if found is None:
        return "", counts
    rest = counts[found.end() :]
    between = _added.match(rest)
    return found[0], rest[between.end() :] if between else ""


def tells_counts(offense: str) -> bool:
    """Tell whether what would be an offense tells of counts, and is the name of none."""
    return bool(_counts.search(offense))


def charged_again(asking: Asking, matter_id: str, words: str, instrument: str) -> list[Said]:
    """Return each charge that stands and that words say is charged again; nothing if unsure."""
    found = _AGAIN.fullmatch(words)
    there = list(_standing(asking, matter_id))
    beside = [one for one in there if one.kind == ChargeKind.ENHANCEMENT]
    there = [one for one in there if one not in beside]
    unsaid = bool(beside) != bool(found and found["enhanced"])
    papers = {one.detail.get("instrument") for one in there}
    if found is None or unsaid or (found["both"] and papers & {instrument, None, "unknown"}):
        return []
    wanted = set(_all_of(found["own"] or found["numbers"] or ""))
    if wanted:
        there = [one for one in there if one.detail.get("count_no") in wanted]
    many = (found["many"] or found["all"] or found["of_all"] or "").casefold()
    many = "two" if (found["both"] or "").casefold() == "both" else many
    told = len(wanted) or (int(many) if many.isdecimal() else IN_WORDS.get(many, 0))
    counts = {one.detail.get("count_no") or one.item_id for one in there}
    if told not in (0, len(counts)):
        return []
    again = [_said(asking, matter_id, one, instrument) for one in there]
    enhancing = [_enhances(asking, matter_id, one, there, instrument) for one in beside]
    return [*again, *enhancing] if all(enhancing) else []


def is_of_another(asking: Asking, matter_id: str, instrument: str) -> bool:
    """Tell whether all charges that stand are by another paper than one of an instrument."""
    papers = {one.detail.get("instrument") for one in _standing(asking, matter_id)}
    return bool(papers) and papers.isdisjoint((instrument, None, "unknown"))


def superseded_by(asking: Asking, matter_id: str, charges: Sequence[Said]) -> list[Said]:
    """Return which charge that stands each of a later paper takes the place of, as its fields.

    It is one against the same person for the same offense, or of the same number.
    """
    left = list(_standing(asking, matter_id))
    found: list[Said] = []
    for said in charges:
        whom = set(parties_said(asking, matter_id, said.get("party", [""])[0]))
        offense, number = name_key(said["offense"][0]), said.get("count_no", [""])[0]
        own = [one for one in left if whom & {each.party_id for each in one.parties}]
        alike = [one for one in own if name_key(str(one.detail.get("offense"))) == offense]
        numbered = [one for one in own if number and str(one.detail.get("count_no")) == number]
        both = [one for one in alike if one in numbered]
        ways = [some for some in (both, alike, numbered) if len(some) == 1]
        if ways and "item" in said:
            left.remove(ways[0][0])
            sides: Said = {"old": [ways[0][0].item_id], "new": [GivenId(said["item"][0])]}
            found.append({**sides, "instrument": said["instrument"]})
    return found


def refiled_by(asking: Asking, matter_id: str, charge: Said) -> str:
    """Return the id of the dismissed charge that one of a later paper files again; nothing if none.

    It is against the same person for the same offense, and no other one files it again already.
    """
    whom = set(parties_said(asking, matter_id, charge.get("party", [""])[0]))
    offense = name_key(charge["offense"][0])
    alike = [
        one
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL and whom & {each.party_id for each in one.parties}
        if name_key(str(one.detail.get("offense"))) == offense
    ]
    again = len(alike) == 1 and alike[0].state == DISMISSED and alike[0].prejudice != Prejudice.WITH
    return alike[0].item_id if again else ""


def successor(old: MatterItem, new: Sequence[MatterItem]) -> str:
    """Return the id of that of some later charges which takes the place of one; nothing if unsure.

    It is against the same person, for the same offense or of the same number.
    """
    who = {each.party_id for each in old.parties}
    own = [one for one in new if who & {each.party_id for each in one.parties}]
    numbered = [one for one in own if one.detail.get("count_no") == old.detail.get("count_no")]
    alike = [
        one
        for one in own
        if name_key(str(one.detail.get("offense"))) == name_key(str(old.detail.get("offense")))
    ]
    both = [one for one in alike if one in numbered]
    return next((some[0].item_id for some in (both, alike, numbered) if len(some) == 1), "")


def _standing(asking: Asking, matter_id: str) -> Iterator[MatterItem]:
    """Yield the charges of a matter that have not ended, nor live on elsewhere."""
    open_states = LIFECYCLES[Track.CRIMINAL].open
    for one in matters.view(asking, matter_id).items:
        if one.track == Track.CRIMINAL and one.state in open_states and one.parties:
            yield one


def _said(asking: Asking, matter_id: str, one: MatterItem, instrument: str) -> Said:
    """Return what a charge says as it is charged by another paper."""
    names = {each.party_id: each.name for each in matters.view(asking, matter_id).parties}
    whom = [names[each.party_id] for each in one.parties if each.party_id in names]
    filed = _filed(asking, one)
    same = filed.get("offense") == one.detail.get("offense")  # how grave it was then, it still is
    fields = {name: one.detail.get(name) for name in ("count_no", "offense", "statute")}
    fields |= {name: filed.get(name) for name in ("degree", "severity") if same}
    own = {
        name: list(map(str, value if isinstance(value, list | tuple) else [value]))
        for name, value in fields.items()
        if value and value != "unknown"
    }
    return {"party": whom, **own, "instrument": [instrument]}


def _filed(asking: Asking, one: MatterItem) -> dict[str, Any]:
    """Return what was said of a charge as it was filed."""
    if not one.evidence:
        return {}
    found: dict[str, Any] = json.loads(bytes(log.in_full(asking, one.evidence[0]).data))
    return found


def _enhances(
    asking: Asking, matter_id: str, one: MatterItem, there: Sequence[MatterItem], instrument: str
) -> Said:
    """Return what an enhancement says as it is charged again, with its count; nothing if unsure."""
    filed = _filed(asking, one)
    on = [
        str(count.detail.get("count_no") or "")
        for count in there
        if count.item_id == filed.get("attaches_to")
    ]
    said = _said(asking, matter_id, one, instrument)
    return {**said, "kind": [ChargeKind.ENHANCEMENT.value], ENHANCED: on} if all(on) and on else {}


def _all_of(numbers: str) -> Iterator[int]:
    """Yield the numbers that are told at once, those between two of them included."""
    for part in filter(None, re.split(r",? and |, ?| ?& ?", numbers)):
        first, *last = re.split(r" through | to |-", part)
        yield from range(int(first), int(last[0] if last else first) + 1)
