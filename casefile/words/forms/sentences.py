"""Sentences: acts as a colleague tells them, as the words for a type and what else they say.

Each form has the act in its own words. Who it says has to be somebody of the matter, and what it
says has to be one of its charges, claims or citations: else it is read otherwise, or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant import category, name_of
from casefile.answers.meaning.meant_entries import entries
from casefile.law.codes import Instrument, Track
from casefile.law.criminal import WITH_GUILT
from casefile.law.entry import MOTION
from casefile.law.events.claim import Side
from casefile.law.events.matter import MatterCategory
from casefile.law.events.party import PartyKind
from casefile.law.item import IN_TRIAL
from casefile.projections.names import name_key
from casefile.words.forms.clauses import actor
from casefile.words.forms.deferred_said import deferred
from casefile.words.forms.dropped_claims import DROPPED, dropped
from casefile.words.forms.ending_forms import ENDINGS
from casefile.words.forms.manners import as_method
from casefile.words.forms.papers_met import PAPERS, claims_met
from casefile.words.forms.renamed_forms import RENAMED, renamed
from casefile.words.forms.sentence_forms import FORMS, HIGHER, STATE
from casefile.words.misread import Misread
from casefile.words.typed.asides import BY, ITEMS, Aside, Way
from casefile.words.what.causes import RELIEF, is_cause
from casefile.words.what.courts import COURT
from casefile.words.what.done import read_done
from casefile.words.what.event_types import by_whom
from casefile.words.what.findings import as_finding
from casefile.words.what.juvenile_pleas import plea_of
from casefile.words.which.claims_of import claims_against, on_side
from casefile.words.which.several import is_all
from casefile.words.which.superseding import spent
from casefile.words.which.whom import charges_of, is_party, items_said, parties_said

_YOUNG = ("child", "juvenile", "minor")
_PRONOUNS = ("he", "she", "they", "him", "her", "them", *_YOUNG, *(f"the {one}" for one in _YOUNG))
# What is of all charges of somebody where nobody says of which.
_OF_ALL = ("pleaded", "{kind} began")
_PLEADED = ("pleaded", "arraigned")
_VERDICTS = ("{found}", "hung jury")
_CLAIMING = re.compile(
    r"(?:the )?(?:landlord|owner|plaintiff|petitioner|claimant)s?", re.IGNORECASE
)
_every = re.compile(r"(?:(?:all )?the |all )?(?:charges|counts)", re.IGNORECASE)
_petition = re.compile(
    r"(?:the )?(?:(?:delinquency )?petition|allegations?)(?: .+)?", re.IGNORECASE
)

Fields = tuple[str, ...]
# The fields in which it can stand what a part of a sentence says, by the name of the part.
_FIELDS: Mapping[str, Fields] = {
    "who": ("parties", "party_id", "claimants", "filed_by"),
    "by": BY,
    "side": ("by", "how", "filed_by"),
    "item": ITEMS,
    "directed": ("authority",),
    "basis": ("basis",),
    "judge": ("name",),
    "manner": ("method",),
    "penalty": ("components",),
    "agency": ("agency",),
    "violation": ("standards",),
    "reason": ("reason",),
    "prejudice": ("prejudice",),
    "prejudice_too": ("prejudice",),
    "ended_by": ("how",),
    "name": ("name",),
    "role": ("role",),
    "motion_of": ("by",),
    "claimant": ("claimants",),
    "count_no": ("count_no",),
    "attaches": ("attaches_to",),
    "offense": ("offense",),
    "degree": ("degree",),
    "instrument": ("instrument",),
    "against": ("against",),
    "cause": ("cause",),
    "relief": ("relief",),
    "court": ("court", "court_id"),
    "docket_no": ("docket_no",),
    "case_no": ("docket_no",),
    "due": ("due",),
    "of_whom": ("of",),
    "who_must": ("of",),
    "successor": ("to",),
    "replaced": ("from",),
    "to_do": ("kind",),
    "finding": ("finding",),
    "ticket_fine": ("penalty",),
    "higher": (),
    "more": (),
}
# The parts that say who it is.
_WHO = (
    *("who", "who_must", "claimant", "against", "all_against", "one_against"),
    *("by", "motion_of"),
)
_BELONG = (
    *("who", "item", "judge", "manner", "penalty", "agency", "name", "role"),
    *("prejudice", "prejudice_too", "ended_by"),
)
_SMALL = {"by": "by", "side": "by", "higher": "by"}  # what stands before it in a note


def told(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words for a type that sentences of these forms are told by, with what they say."""
    for form in (*ENDINGS, *DROPPED, *RENAMED, *PAPERS, *FORMS):
        if found := form.words.fullmatch(typed):
            with suppress(Misread):
                yield _way(asking, matter_id, form.said, found)


def _way(asking: Asking, matter_id: str, said: str, found: re.Match[str]) -> Way:
    """Return what a sentence says; raises Misread where it names what is not of the matter."""
    parts = {name: part.strip() for name, part in found.groupdict().items() if part}
    _name_parties(asking, matter_id, said, parts)
    more = _items(asking, matter_id, said, parts)
    more += _circumstances(asking, matter_id, said, parts)
    more += [
        Aside(_FIELDS[name], part, _SMALL.get(name, ""), belongs=name in _BELONG)
        for name, part in parts.items()
        if name in _FIELDS
    ]
    tail = f" {parts['tail']}" if "tail" in parts else ""
    return said.format(**{**parts, "tail": tail}), more


def _known(found: str) -> str:
    """Return what was found; raises Misread where that is nothing."""
    if not found:
        raise Misread("That is nobody, and nothing, of this matter.")
    return found


def _name_parties(asking: Asking, matter_id: str, said: str, parts: dict[str, str]) -> None:
    """Put who is meant in place of the words for them; raises Misread."""
    for name in (
        "who",
        "claimant",
        "against",
        "all_against",
        "one_against",
        "who_must",
        "by",
        "motion_of",
    ):
        words = parts.get(name, "")
        side = re.fullmatch(f"{STATE}|{COURT}|{HIGHER}", words, re.IGNORECASE)
        if side and name == "by":
            parts["side"] = parts.pop("by")
        elif said == RENAMED[0].said and words.casefold() in _PRONOUNS:
            parts[name] = _known(_only_person(asking, matter_id))
        elif words and not (side and name == "motion_of"):
            parts[name] = _known(actor(asking, matter_id, words))
    if "motion_of" in parts and not _is_motion_of(asking, matter_id, parts):
        raise Misread("No such motion of theirs is pending.")


def _only_person(asking: Asking, matter_id: str) -> str:
    """Return the name of the only person of a matter, or of its client, if that is one; else none.

    It is he or she of whom it is told without a name.
    """
    view = matters.view(asking, matter_id)
    people = {one.party_id: one.name for one in view.parties if one.kind == PartyKind.PERSON}
    client = meant.client_of(asking, matter_id)
    named = people.get(client or "", "")
    return next(iter(people.values())) if len(people) == 1 else named


def _items(asking: Asking, matter_id: str, said: str, parts: dict[str, str]) -> list[Aside]:
    """Return the claims that a sentence is about, and put the name of its item; raises Misread."""
    if parts.pop("whole", ""):
        parts["item"] = "all"
        return []
    whom = parts.pop("whom", "") or parts.pop("who_is", "")
    if said in _VERDICTS:
        whom = _on_trial(asking, matter_id, whom)
    if whom and _every.fullmatch(parts.get("item", "")):
        parts["item"] = "all"
    if "answer" in parts and _petition.fullmatch(parts["item"]):
        parts["item"] = "all"
    if "plea" in parts or ("penalty" in parts and "item" in parts):
        whom = whom or "they"
    claims: Sequence[str] = ()
    of_each: Sequence[str] = ()
    if whom:
        which = parts.pop("item", "")
        every = "all" if said.startswith(_OF_ALL) and not which else which
        of_each = _charges(asking, matter_id, every, whom, alone=said == "arraigned")
        if said.startswith(_PLEADED) and is_all(every):
            gone = spent(asking, matter_id)
            of_each = [one for one in of_each if one not in gone] or of_each
        parts |= {"item": of_each[0]} if len(of_each) == 1 else {}
    elif is_party(asking, matter_id, parts.get("item", "")):
        raise Misread("That is somebody, and no charge and no claim.")
    elif "item" in parts:
        parts["item"] = _known(items_said(asking, matter_id, parts["item"]))
        by = parties_said(asking, matter_id, parts.get("by", ""))
        if by and charges_of(asking, matter_id, parts["item"], by):
            del parts["by"]  # whose charge it is says so
    if "paper" in parts or "server" in parts:
        claims = claims_met(asking, matter_id, parts)
    claims = of_each if len(of_each) > 1 else claims
    more = dropped(asking, matter_id, parts) if "dropper" in parts else []
    if against := parts.get("all_against") or parts.get("one_against") or "":
        there = claims_against(asking, matter_id, against, parts.pop("whose", ""))
        _known("".join(there))
        # Of a crossclaim beside the complaint, or of one claim of two, it is not known which.
        sure = "all_against" in parts or len(there) == 1
        alike = sure and len(set(there.values())) == 1 and "item" not in parts
        claims = list(there) if alike else ()
        more.append(Aside(("parties",), against, belongs=True))
    if said == "arraigned" and claims:  # the charges are those of the plea at the hearing
        parts["item"] = ""
        return [*more, *(Aside(("item",), one, beside=True) for one in claims)]
    return [*more, *(Aside(ITEMS, one, belongs=True) for one in claims)]


def _circumstances(asking: Asking, matter_id: str, said: str, parts: dict[str, str]) -> list[Aside]:
    """Return what a sentence says beside its act, and put what it finds; raises Misread."""
    if {"ticket", "finding"} & parts.keys() and not _are_tickets(asking, matter_id):
        raise Misread("Somebody else than who has a ticket is found guilty, or is sentenced.")
    if "ticket" in parts:
        found = parts.pop("ticket")
        return [Aside(("text",), found[:1].upper() + found[1:], belongs=True)]
    if parts.pop("deal", ""):
        return [Aside(("negotiated",), "yes", belongs=True)]
    if "answer" in parts:
        if category(asking, matter_id) != MatterCategory.JUVENILE:
            raise Misread("Only a petition of a juvenile matter is admitted or denied so.")
        parts["answer"] = f"pleaded {plea_of(parts['answer'])}"
    if "found" in parts:
        parts["found"] = _finding(asking, matter_id, parts["found"], parts.get("finder", ""))
    if "who_drops" in parts:
        return [Aside((), f"by {_claimant(asking, matter_id, parts.pop('who_drops'))}")]
    _check_charged(asking, matter_id, parts)
    if "fine" in parts:
        size = re.sub("^(?:an?|the) ", "", parts.pop("fine"), flags=re.IGNORECASE)
        parts["penalty"] = f"a fine of {size}"
    if beside := deferred(parts) if "deferred" in parts else _typed_beside(parts):
        return beside
    if "manner" in parts:
        parts["manner"] = as_method(parts["manner"])
    if "now" in parts:
        degree = re.sub("^an? ", "", parts.get("now_degree", ""), flags=re.IGNORECASE)
        now = {"offense": parts["now"], "degree": degree}
        return [Aside((name,), one, beside=True) for name, one in now.items() if one]
    if "higher" in parts and "how" in parts:
        parts.setdefault("decided", "all")  # what is said of no count is said of the judgment
        return [
            Aside(("outcomes",), f"{parts[how]} on {_known(items_said(asking, matter_id, one))}")
            for how, what in (("how", "decided"), ("how_too", "decided_too"))
            if (one := parts.pop(what, ""))
        ]
    if "new_name" in parts:
        return [Aside((name,), one, beside=True) for name, one in renamed(parts).items()]
    if "lifter" in parts:
        return [Aside(("reason",), f"by {parts['lifter']}")]
    if said != "arraigned":
        return []
    which = parts.pop("item", "all")
    items = [Aside(("item",), which, beside=True)] if which else []
    return [Aside(("plea",), parts["plea"], beside=True), *items]


def _check_charged(asking: Asking, matter_id: str, parts: Mapping[str, str]) -> None:
    """Raise Misread of a penalty, or of the number of a case, where nobody is charged.

    So it does of another cause in the place of what is asked for.
    """
    if is_cause(parts.get("relief", "")) and not re.match(RELIEF, parts["relief"], re.IGNORECASE):
        raise Misread("Of two causes it is not said which one is against whom.")
    if "docket_no" in parts and all(
        one.track != Track.CRIMINAL for one in matters.view(asking, matter_id).items
    ):
        raise Misread("Of a suit it is told otherwise that it is in another court.")
    if {"penalty", "fine", "term"} & parts.keys() and all(
        one.track != Track.CRIMINAL for one in matters.view(asking, matter_id).items
    ):
        raise Misread("Nobody is charged here.")


def _typed_beside(parts: dict[str, str]) -> list[Aside]:
    """Return for how long something is, or for how much it is now, as it is typed beside it."""
    said = {"term": "term", "now_for": "amount"}
    return [
        Aside((field,), parts.pop(name), beside=True)
        for name, field in said.items()
        if name in parts
    ]


def _are_tickets(asking: Asking, matter_id: str) -> bool:
    """Tell whether all that is charged in a matter is by ticket, and nobody is convicted of it."""
    items = matters.view(asking, matter_id).items
    return bool(items) and all(
        one.track == Track.CRIMINAL
        and one.detail.get("instrument") == Instrument.CITATION
        and one.state not in WITH_GUILT
        for one in items
    )


def _charges(
    asking: Asking, matter_id: str, words: str, whom: str, *, alone: bool
) -> Sequence[str]:
    """Return which charges are meant of somebody, or of several; raises Misread where unsure.

    Where nobody says which, none is named for those who alone are accused, and for some of several
    it is one of theirs, but for what is told of those `alone`.
    """
    items = matters.view(asking, matter_id).items
    accused = {
        party.party_id for one in items if one.track == Track.CRIMINAL for party in one.parties
    }
    if whom.casefold() in _PRONOUNS:
        who = list(accused) if len(accused) == 1 else []
    else:
        who = parties_said(asking, matter_id, whom)
    _known("".join(who))
    if words:
        found = charges_of(asking, matter_id, words, who)
        _known("".join(found))
        return found
    if not set(who) <= accused:
        raise Misread("Somebody is meant who is not accused.")
    if alone and set(who) != accused:
        raise Misread("Others are accused as well.")
    return [name_of(asking, one) for one in who] if set(who) < accused else ()


def _on_trial(asking: Asking, matter_id: str, whom: str) -> str:
    """Return who is found something: where nobody is named, the only one who is on trial."""
    if whom and whom.casefold() not in _PRONOUNS:
        return whom
    tried = {
        party.party_id
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL and one.state == IN_TRIAL
        for party in one.parties
    }
    return name_of(asking, tried.pop()) if len(tried) == 1 else whom


def _claimant(asking: Asking, matter_id: str, words: str) -> str:
    """Return words for somebody who brings a claim there; raises Misread for anybody else."""
    if not _CLAIMING.fullmatch(words):
        who = _known(actor(asking, matter_id, words))
        _known("".join(one.item_id for one in on_side(asking, matter_id, who, Side.CLAIMANT)))
    return words


def _is_motion_of(asking: Asking, matter_id: str, parts: dict[str, str]) -> bool:
    """Tell whether somebody's motion is filed, is on record as theirs, or is not on record."""
    done = read_done(by_whom(parts["act"])[0])
    if done is None or done.done in ("", "filed"):
        return True
    whose = set(name_key(parts.pop("motion_of")).split()) - {"the"}
    there = [
        one
        for one in entries(asking, matter_id, MOTION)
        if one.open and set(name_key(done.kind).split()) <= set(name_key(one.kind).split())
    ]
    return not there or any(whose <= set(name_key(one.by).split()) for one in there)


def _finding(asking: Asking, matter_id: str, found: str, finder: str) -> str:
    """Return the words for what a jury or a court finds of somebody."""
    found = found.casefold().removeprefix("found ")
    if found in ("acquitted", "not guilty"):
        return "acquitted"
    if finder == "jury":
        return "guilty verdict"
    return "convicted" if found == "convicted" else as_finding(asking, matter_id, "found guilty")
