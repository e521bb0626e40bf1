"""Instruments: what one paper charges, each charge by itself, and whom with it.

A paper is named in front of its charges. Each stands behind its number (count 1, burglary, third
degree felony; count 2, larceny), or they are told beside each other by what they are called.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.law.events.charge import ChargeFiled, ChargeKind
from casefile.law.subjects import ITEM
from casefile.words.forms.charged import DEGREE
from casefile.words.forms.dated import DAY_SAID
from casefile.words.items.absent_client import (
    check_there,
    is_absent,
    named_or_client,
    titled_client,
)
from casefile.words.items.against_whom import Whose, leaves_whom, without_whom
from casefile.words.items.counts_said import Said
from casefile.words.items.each_of_several import of_each
from casefile.words.items.grouped_counts import paired
from casefile.words.items.offenses import may_be_several, offenses
from casefile.words.items.paper_heads import HEADS, in_form
from casefile.words.items.same_counts import (
    ENHANCED,
    charged_again,
    is_of_another,
    refiled_by,
    superseded_by,
    tells_counts,
    told_again,
)
from casefile.words.misread import Misread
from casefile.words.new_ids import GivenId, of_data
from casefile.words.steps import BLANK
from casefile.words.typed.asides import NOTE
from casefile.words.what.event_words import is_past
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import parties_said

FILED = "charge filed"
# That a paper takes the place of the one before it.
_replaces = re.compile(
    r",? (?:and )?(?:(?:which |that |it )?(?:replac(?:es|ed|ing)|supersed(?:es|ed|ing))"
    r"|in (?:the )?place of) the (?:(?:criminal|old|original|first|earlier) )*"
    r"(?:complaint|information|indictment)\.?$",
    re.IGNORECASE,
)
_INSTRUMENTS = ("indict", "complaint", "information", "petition", "citation")
_ENHANCES = r"(?:(?!(?:count|of|on|with)\b)[a-z][\w-]* ){0,4}enhancements?"
_enhancement = re.compile(
    rf"(?:(?:and|with|plus) )*(?:an? |the )?(?P<what>{_ENHANCES})"
    r"(?:,? (?:on|to|of|for|as to) (?:(?P<all>both|all|each|every)(?: of)?(?: the)?"
    r"(?: (?:counts?|charges?|of them))?"
    r"|counts? (?P<on>\d{1,3}(?:(?:,? and |, ?| ?& ?)\d{1,3})*)))?",
    re.IGNORECASE,
)
# An enhancement stands apart from its count, and the count that it names begins no other one.
_apart = re.compile(
    r"(?:[;,]|,? and)? ?(?:\b(?:adds|added|adding|plus|also|a|new) )*"
    r"(?<!enhancement (?:on|to|of) )(?<!enhancement for )"
    r"(?<!enhancements (?:on|to|of) )(?<!enhancements for )(?=\bcounts? \d)|; (?:and )?"
    r"|(?<!count \d)(?<!count \d\d)(?:,? (?:and|with|plus)|,)+ "
    rf"(?=(?:an? |the )?{_ENHANCES}\b)",
    re.IGNORECASE,
)
_count = re.compile(r"count (?P<number>\d{1,3})[,:]? (?:for |of )?(?P<said>.+)", re.IGNORECASE)
# A count of which it is told against whom it is, and not what it charges.
_no_offense = re.compile(
    rf"(?P<count>count \d{{1,3}})[,:]? (?:{re.escape(BLANK)},? ?)?"
    r"(?:(?:is|are|was|were|only|just) )*(?P<whom>(?:against|as to) .+)?",
    re.IGNORECASE,
)
_alone = re.compile(r",? (?:only|alone)$", re.IGNORECASE)  # against whom a paper is
_bracket = re.compile(r" ?\([^()]*\)")
_counts = re.compile(
    r"counts (?P<numbers>\d{1,3}(?:(?:,? and |, ?| ?& ?| through | to |-)\d{1,3})+)[,:]? "
    r"(?P<said>.+)",
    re.IGNORECASE,
)
_degree = re.compile(rf"(?P<before>.+?)(?:,? \(|, )(?P<degree>{DEGREE})\)?", re.IGNORECASE)
_STATUTE = (
    r"(?:(?:NMSA |N\.M\. Stat\. |RCW |§ ?)?\d[\d.]*-\d[\w.-]*(?:\([\w]+\))*"
    r"|\d+ U\.?S\.?C\.? (?:§ ?)?\d[\w-]*(?:\(\w+\))*)"
)
_statute = re.compile(rf"(?P<before>.+?)(?:,? \(|, )(?P<statute>{_STATUTE})\)?", re.IGNORECASE)


_day = re.compile(rf"\b{DAY_SAID}", re.IGNORECASE)
# The number of a count behind what is charged.
_behind = re.compile(
    r"(?P<said>\b(?!(?:and|with|for|on)\b)(?:[a-z]|[A-Z]{2})[\w'-]*(?: (?!(?:and|with)\b)[\w'-]+)*"
    rf"(?:, (?:[a-z]+|\d+(?:st|nd|rd|th)) offen[cs]e|,? \(?{DEGREE}\)?)?)"
    r" \((?P<count>count \d{1,3})\)"
)


def charges_said(asking: Asking, matter_id: str, typed: str) -> list[tuple[str, Said]]:
    """Return each charge that a sentence tells of one paper as its fields, one for each accused.

    Behind those of a superseding paper stands of each which one it takes the place of. Nothing is
    returned where it is told otherwise, or names nobody of the matter.
    """
    whose = partial(named_or_client, asking, matter_id)
    replaces = _replaces.search(typed)
    whole, typed = typed, in_form(_replaces.sub("", typed))
    for head in HEADS:
        found = head.fullmatch(typed)
        parts = found.groupdict() if found else {}
        ticket = parts.get("ticket")
        instrument = "citation" if ticket else _instrument(parts.get("paper") or "")
        again, counts = told_again(parts.get("counts") or "")
        same = charged_again(asking, matter_id, again, instrument) if again else []
        if again and not same:
            continue
        whom = _accused(asking, matter_id, parts, whose)
        _check_offenses(typed, found, list(_each(counts, whose)))
        # A charge is sure where a paper says whom it charges; who is to come is told of here alone.
        sure = bool(whom and instrument) or is_absent(asking, matter_id, whom)
        sure = sure and not may_be_several(counts)
        own = _own(asking, matter_id, counts, instrument, whom, alone=not (same or sure))
        charges = [*same, *own]
        beside = next(filter(None, map(parts.get, ("beside", "officer", "by", "court"))), None)
        # One alone of a ticket is told with its number and its fine.
        if not charges or not all(charges) or (ticket and not (beside or charges[1:])):
            continue
        if beside:
            charges[0] |= {NOTE: [f"{typed[:1].upper()}{typed[1:]}"]}
        if parts.get("who") and not whom:
            return []
        made = _of_paper(asking, matter_id, charges, whom)
        taken = bool(replaces) or "superseding" in (parts.get("paper") or "").casefold()
        taken = taken or bool(same and is_of_another(asking, matter_id, instrument))
        if not taken:
            return [(FILED, one) for one in made]
        return _superseding(asking, matter_id, made, whole)
    return []


def _accused(
    asking: Asking, matter_id: str, parts: Mapping[str, str], whose: Whose
) -> Sequence[str]:
    """Return whom a paper charges; raises Misread where they are told, and nobody of the matter.

    Where nobody is, they are the client by whom the matter is called.
    """
    who = _alone.sub("", parts.get("who") or "")
    whom = whose(who) if who else titled_client(asking, matter_id) if parts else []
    if who and not whom:
        check_there(asking, matter_id, who, "defendant")
    return whom


def _own(
    asking: Asking,
    matter_id: str,
    counts: str,
    instrument: str,
    whom: Sequence[str],
    *,
    alone: bool,
) -> list[Said]:
    """Return the charges that words tell, each with whom it is against where they tell that.

    Whoever is charged with one by its own words has to be among those of whom it is told.
    """
    whose = partial(named_or_client, asking, matter_id)
    parts = of_each(counts, whose)
    if parts[1:] and _day.search(counts):
        return [{}]  # each may be of a day of its own
    told = [
        (one, part.whom)
        for part in parts
        for one in _each(_behind.sub(r"\g<count>, \g<said>", part.words), whose)
    ]
    alone = alone and not told[1:]
    each = [_charge(one, instrument, whose, alone=alone) for one, _ in told]
    if all(said and said["party"] for said in each):  # of the others it is told as well
        named = {an_id for said in each for an_id in _ids(asking, matter_id, said["party"])}
        whom = [] if _ids(asking, matter_id, whom) <= named else whom
    found: list[Said] = []
    for said, (_, of) in zip(each, told, strict=True):
        among = {name for each in (of or whom) for name in whose(each)}
        own = {name for each in said.get("party", ()) for name in whose(each)}
        if own and among and not _ids(asking, matter_id, own) <= _ids(asking, matter_id, among):
            found.append({})
            continue
        found.append(said and said | {"party": said["party"] or list(of)})
    return found


def _ids(asking: Asking, matter_id: str, names: Collection[str]) -> set[str]:
    """Return the ids of those who are named, or the name of who is nobody of the matter yet."""
    return {an_id for one in names for an_id in parties_said(asking, matter_id, one) or [one]}


def _check_offenses(typed: str, head: re.Match[str] | None, each: Sequence[str]) -> None:
    """Ask what counts charge that are told by whom they are against alone; raises Misread."""
    told = [_no_offense.fullmatch(one) for one in each]
    if head is None or not any(told):
        return
    counts = "; ".join(
        ", ".join(filter(None, (said["count"], BLANK, _bracket.sub("", said["whom"] or ""))))
        if said
        else one
        for said, one in zip(told, each, strict=True)
    )
    paper = typed[: head.start("counts")].rstrip(" :,")
    again = f"casefile post MATTER {shlex.quote(f'{paper}: {counts}')}{OF_ITS_DAY}"
    raise Misread(f"What each count charges is not said. Say it behind its number: {again}.")


def _superseding(
    asking: Asking, matter_id: str, made: Sequence[Said], typed: str
) -> list[tuple[str, Said]]:
    """Return the charges of a superseding paper, and of each which one it takes the place of.

    What was dismissed before is filed again by it. Where it takes the place of none, all that was
    typed is kept, as it says that the paper supersedes.
    """
    taken: list[str] = []
    whole = [{**one, "item": [_own_id(asking, matter_id, one, taken)]} for one in made]
    places = superseded_by(asking, matter_id, whole)
    new = {one for said in places for one in said["new"]}
    filed: list[Said] = []
    for one in whole:
        again = "" if one["item"][0] in new else refiled_by(asking, matter_id, one)
        filed.append({**one, **({"refiles": [GivenId(again)]} if again else {})})
    if filed and not places:
        filed[0] = {NOTE: [f"{typed[:1].upper()}{typed[1:]}"], **filed[0]}
    return [*((FILED, one) for one in filed), *(("charges superseded", one) for one in places)]


def _instrument(paper: str) -> str:
    found = next((one for one in _INSTRUMENTS if one in paper.casefold()), "")
    return "indictment" if found == "indict" else found


def _each(counts: str, whose: Whose) -> Iterator[str]:
    """Yield each charge of those that are told together, with its number where it has one."""
    parts = [one.strip(" ,;.") for one in _apart.split(counts)]
    for part in filter(None, parts):
        if several := _counts.fullmatch(part):
            yield from _counts_of(several, whose)
        elif _count.fullmatch(part):
            yield part
        elif len(re.findall(r" (?:against|as to) ", part)) > 1:  # each of its own
            yield from offenses(part)
        else:
            said, whom = without_whom(part, whose)
            against = f" against {' and '.join(whom)}" if whom else ""
            yield from (f"{one}{against}" for one in offenses(said))


def _counts_of(several: re.Match[str], whose: Whose) -> Iterator[str]:
    """Yield each of several counts with what it charges, or a blank where that is not told."""
    said, whom = without_whom(several["said"], whose)
    against = f", against {' and '.join(whom)}" if whom else ""
    numbers = list(_all_of(several["numbers"]))
    counts = paired(numbers, said) or [f"count {one}, {BLANK}" for one in numbers]
    yield from (f"{one}{against}" for one in counts)


def _all_of(numbers: str) -> Iterator[int]:
    """Yield the numbers that are told at once, those between two of them included."""
    for part in re.split(r",? and |, ?| ?& ?", numbers):
        first, *last = re.split(r" through | to |-", part)
        yield from range(int(first), int(last[0] if last else first) + 1)


def _taken_off(said: str, whose: Whose) -> tuple[str, Sequence[str], dict[str, str]]:
    """Return the name of an offense, against whom it is charged, and its section and degree."""
    offense, fields = said, dict[str, str]()
    whom: Sequence[str] = ()
    before = ""
    while offense != before:
        before = offense
        if not whom:
            offense, whom = without_whom(offense, whose)
        for name, form in (("statute", _statute), ("degree", _degree)):
            if name not in fields and (behind := form.fullmatch(offense)):
                fields[name], offense = behind[name], behind["before"]
    return offense, whom, fields


def _charge(said: str, instrument: str, whose: Whose, *, alone: bool) -> Said:
    """Return what is said of one charge as fields; nothing where it may be none.

    One that is told `alone` is told by its number, its degree or its section.
    """
    numbered = _count.fullmatch(said)
    offense, whom, fields = _taken_off(numbered["said"] if numbered else said, whose)
    enhances = _enhancement.fullmatch(offense)
    more = re.search(r"\bcounts? \d|;", offense) and not enhances
    if more or any(map(is_past, offense.split())) or (alone and not (numbered or fields)):
        return {}
    if leaves_whom(offense) or (not enhances and tells_counts(offense)):
        return {}
    number = numbered["number"] if numbered else ""
    whole = {"count_no": number, "offense": offense, **fields, "instrument": instrument}
    if enhances:
        what = re.sub("s$", "", enhances["what"], flags=re.IGNORECASE)
        whole |= {"offense": what, "kind": ChargeKind.ENHANCEMENT.value}
        on = ["all"] if enhances["all"] else re.findall(r"\d+", enhances["on"] or "")
        own = {name: [one] for name, one in whole.items() if one}
        return {"party": list(whom), ENHANCED: on or [""], **own}
    return {"party": list(whom)} | {name: [one] for name, one in whole.items() if one}


class _ToldCharge(NamedTuple):
    """A charge of a paper as it is told by itself, and the id that it has."""

    said: Said
    item_id: str

    def is_one(self, on: Sequence[str], before: str) -> bool:
        """Tell whether it is of some counts, of all, or like the one before where none is said."""
        number = self.said.get("count_no", [""])[0]
        if on == [""]:
            return self.said["offense"][0] == before
        return on == ["all"] or number in on


def _of_paper(
    asking: Asking, matter_id: str, charges: Sequence[Said], whom: Sequence[str]
) -> list[Said]:
    """Return each charge of a paper, one for each accused, with an id for what else has another's.

    An enhancement is of whoever is charged with its count. Nothing is returned where it is not said
    which of several that is.
    """
    made: list[_ToldCharge] = []
    enhanced: list[Said] = []
    taken: list[str] = []
    before = ""
    for said in charges:
        who = said["party"] or list(whom) or [""]
        plain = {name: one for name, one in said.items() if name not in ("party", ENHANCED)}
        if ENHANCED not in said:
            before = said["offense"][0]
            each = [_named(asking, matter_id, {"party": [one], **plain}, taken) for one in who]
            made += each
            continue
        on = said[ENHANCED]
        whose = [
            one
            for one in made
            if one.is_one(on, before) and (not said["party"] or one.said["party"][0] in who)
        ]
        own: list[Said] = [
            {"party": one.said["party"], **plain, "attaches_to": [GivenId(one.item_id)]}
            for one in whose
        ]
        if not own and on not in (["all"], [""]):  # of counts that are on record
            own = [{"party": [one], **plain, "count_no": [no]} for one in who for no in on]
        unsure = on == [""] and "count_no" not in made[-1].said and len({*taken}) > len(whose)
        if not own or unsure:
            return []
        enhanced += [_named(asking, matter_id, one, taken).said for one in own]
    found = [*(one.said for one in made), *enhanced]
    return [{name: one for name, one in said.items() if one != [""]} for said in found]


def _named(asking: Asking, matter_id: str, said: Said, taken: list[str]) -> _ToldCharge:
    """Return a charge with an id of its own, which is said where it would else be another's."""
    first = _own_id(asking, matter_id, said, [])
    own = _own_id(asking, matter_id, said, taken)
    return _ToldCharge({**said, "item": [own]} if own != first else said, own)


def _own_id(asking: Asking, matter_id: str, said: Said, taken: list[str]) -> str:
    """Return an id for a charge that none has yet, and add it to those that are taken."""
    names = ("count_no", "offense", "kind")
    data = {name: said[name][0] for name in names if name in said}
    taken.append(of_data(asking, ChargeFiled, matter_id, ITEM, data, "", besides=taken))
    return taken[-1]
