"""Clauses: a sentence that is no whole form, read by who did it, what was done to what, and how.

What a court, a side or a party did is said as what was done by them: the court granted the motion
is the motion granted. What stands behind it is taken off from the end, one thing at a time, until
no more than what was done is left. Of that, each word has to be of a type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_entries import entries
from casefile.law.codes import Track
from casefile.law.entry import MOTION
from casefile.law.events.claim import Side
from casefile.law.events.matter import MatterCategory
from casefile.projections.names import name_key
from casefile.words.new_ids import NOUNS
from casefile.words.typed.asides import BY, ITEMS, Aside, Way
from casefile.words.what.agency_charges import AGENCY, OF_CHARGES, REGION, told_as
from casefile.words.what.courts import COURT
from casefile.words.what.done import KIND
from casefile.words.what.event_words import WHO
from casefile.words.which.several import is_all, numbered
from casefile.words.which.superseding import of_paper
from casefile.words.which.whom import items_said, names_said, party_said

MOST = 4  # things that are taken off
# What is done to something, and how somebody says that they did it.
_BY_COURT = {
    "accepted": "accepted|accepts",
    "approved": "approved|approves",
    "cancelled": "cancell?ed|cancels",
    "continued": "continued|continues",
    "denied": "denied|denies",
    "entered": "entered|enters",
    "extended": "extended|extends",
    "granted": "granted|grants",
    "lifted": "lifted|lifts",
    "moved": "moved|moves|postponed|postpones",
    "overruled": "overruled|overrules",
    "rejected": "rejected|rejects",
    "reinstated": "reinstated|reinstates",
    "reset": "reset|resets|rescheduled|reschedules",
    "set": "set|sets|scheduled|schedules",
    "stayed": "stayed|stays",
    "stricken": "struck|strikes",
    "vacated": "vacated|vacates",
}
_BY_STATE = {"dismissed": "dismissed|dismisses|dropped|drops"}
_BY_ANYBODY = {"filed": "filed|files", "withdrawn": "withdrew|withdraws"}
# To a day that stands behind what is set.
_SETS = ("continued", "extended", "moved", "reset", "set")
# What an agency does with its own hearings.
_CALENDAR = (*_SETS, "cancelled", "vacated")
# What an agency decides of a settlement before it (29 CFR 101.9).
_DECIDES = ("approved", "rejected")
_settlement_itself = re.compile(r"settlement(?: agreement)?", re.IGNORECASE)
_alj = re.compile(r"(?:the )?(?:alj|administrative law judge)(?: (?-i:[A-Z])\S*)*", re.IGNORECASE)
_on_calendar = re.compile(rf"(?:{KIND}|deadline)\b", re.IGNORECASE)
_OF_PARTY = r"(?:motion|response|reply|opposition|objections?|brief|memorandum)"
_ARTICLE = r"(?:(?:an?|the|its|his|her|their|our|this) )?"
STATE = (
    r"(?:the )?(?:state|government|gov'?t|prosecution|prosecutors?|da|district attorney|people"
    r"|commonwealth|(?:city|county|united states|u\.?s\.?) attorney)"
)
_DEFENSE = r"(?:(?:the|his|her|appointed) )?(?:public defender|defen[cs]e(?: counsel| attorney)?)"
DEFENSE = "the defense"
OURS = r"(?:we|our side|our client)"
_WHY = (
    r"(?:pursuant to|because|due to|for lack of|for failure to|for want of|as part of"
    r"|in exchange for|under the (?:plea )?agreement|by reason of|on the grounds?"
    r"|(?:after|following|per|under|as a result of)"
    r"(?= (?:the|an?|their|our) (?:[a-z]+ )?settlement\b))"
)
_HOW = (
    r"(?:as moot|in full|in open court|at (?:the )?(?:sentencing|hearing|trial)"
    r"|(?:by|on) (?:the parties' )?stipulation)"
)
_SUM = r"(?:,| for| of| in the (?:amount|sum) of) (?P<sum>\$\d[\d,]*(?:\.\d\d)?)"
_why = re.compile(rf"(?P<rest>.+?),? (?P<why>{_WHY}\b.*)", re.IGNORECASE)
_how = re.compile(rf"(?P<rest>.+?),? (?P<how>{_HOW})", re.IGNORECASE)
_prejudice = re.compile(r"(?P<rest>.+?),? (?P<how>with|without) prejudice", re.IGNORECASE)
_sum = re.compile(rf"(?P<rest>.+?){_SUM}", re.IGNORECASE)
_motion_of = re.compile(
    rf"(?P<rest>.+) on (?P<how>(?:the )?(?P<whose>.+?)(?:'s|s') motion|(?P<side>{STATE}) motion"
    r"|its own motion)",
    re.IGNORECASE,
)
_against = re.compile(r"(?P<rest>.+) (?:against|as to) (?P<who>.+)", re.IGNORECASE)
_for = re.compile(
    r"(?P<rest>(?:final )?judgment\b.*?) (?:for|in favou?r of) (?P<who>.+)", re.IGNORECASE
)
_on = re.compile(r"(?P<rest>.+) (?:on|as to|of|in) (?P<item>.+)", re.IGNORECASE)
_settled_with = re.compile(
    r"(?P<rest>.*\bsettle(?:d|s|ment)\b.*?),? with (?P<who>(?:(?! for ).)+?)(?P<more> for .+)?",
    re.IGNORECASE,
)
# That what is settled is confidential, behind it and before it.
_in_confidence = re.compile(
    r"(?P<rest>.*\bsettle(?:d|s|ment)\b.*?)[,;]?(?: and)? (?:\(?(?:(?:(?:the|all) )?"
    r"(?:terms?|amount|sum|settlement|it)(?: (?:is|are|to be|being|kept|remains?))* )?"
    r"confidential(?:ly)?\)?|(?:on|under|with) confidential terms|in confidence)",
    re.IGNORECASE,
)
_confidential = re.compile(
    r"(?P<before>.+ )?confidential(?:ly)? (?P<after>settle(?:d|s|ment)\b.*)", re.IGNORECASE
)
_to_day = re.compile(r"(?P<what>.+?) (?P<day>(?:to|for|until|on) (?=.*\d).+)", re.IGNORECASE)
_ruled = re.compile(
    r"(?P<what>.*\bmotion\b.*?),? (?P<how>as moot|with(?:out)? prejudice"
    r"|in part(?: and (?:denied|granted) (?:it )?in part)?)",
    re.IGNORECASE,
)
_claims_of = re.compile(r"(?P<who>.+?)(?:'s|s') (?:own )?claim(?P<all>s)?", re.IGNORECASE)
_and = re.compile(r",? and |, ", re.IGNORECASE)
_paper = re.compile(r"(?:the )?(?:petition|indictment|information)", re.IGNORECASE)
_done = re.compile(
    r"(?P<what>.+?) (?:(?:is|was|were|are|(?:has|have|had) been) )?(?P<done>[a-z]+(?: aside)?)"
)


def clauses(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield the words for a type that a sentence is told by, with all that it says beside them."""
    plain = re.sub("^the ", "", typed, flags=re.IGNORECASE)
    ways = [*_voiced(asking, matter_id, typed), *_peeled(asking, matter_id, plain, MOST)]
    for rest, said in ways:
        if rest != typed:
            yield rest, said
        yield from _of_items(asking, matter_id, rest, said)


def actor(asking: Asking, matter_id: str, words: str) -> str:
    """Return who of a matter is meant by whoever files there: we, public defender, Ann Roe."""
    if re.fullmatch(OURS, words, re.IGNORECASE):
        ours = meant.client_of(asking, matter_id)
        return meant.name_of(asking, ours) if ours else ""
    if re.fullmatch(_DEFENSE, words, re.IGNORECASE):
        accused = {
            party.party_id
            for one in matters.view(asking, matter_id).items
            if one.track == Track.CRIMINAL
            for party in one.parties
        }
        return meant.name_of(asking, accused.pop()) if len(accused) == 1 else words
    if re.fullmatch(STATE, words, re.IGNORECASE):
        return words
    return " and ".join(names_said(asking, matter_id, words))


def _voiced(asking: Asking, matter_id: str, typed: str) -> Iterator[Way]:
    """Yield a sentence as what was done, with by whom; as it is where nobody stands in front."""
    for done, verb in (_BY_COURT | _BY_STATE | _BY_ANYBODY).items():
        aside = "(?: (?P<aside>aside))?" if done == "set" else ""
        active = rf"(?P<who>.+?) (?:(?:has|have) )?(?:{verb}){aside} {_ARTICLE}(?P<what>.+)"
        found = re.fullmatch(active, typed, re.IGNORECASE)
        if found is None:
            continue
        who, what = found["who"], found["what"]
        if what.split()[0].casefold() in WHO:
            continue  # a jury that is dismissed is no claim
        is_done = f"{done} aside" if aside and found["aside"] else done
        court, state = (re.fullmatch(one, who, re.IGNORECASE) for one in (COURT, STATE))
        agency = REGION.fullmatch(who) or _alj.fullmatch(who)
        sets = done in _CALENDAR and _on_calendar.match(what) and agency
        decides = done in _DECIDES and _settlement_itself.fullmatch(what) and agency
        if decides and meant.category(asking, matter_id) == MatterCategory.REGULATORY:
            yield f"settlement {done}", [Aside((), who, "by")]
        elif sets and meant.category(asking, matter_id) == MatterCategory.REGULATORY:
            yield from _turned(asking, matter_id, what, is_done, "", [])
        elif (court and done not in _BY_ANYBODY) or (state and done in _BY_STATE):
            yield from _turned(asking, matter_id, what, is_done, f" by {who}", [])
        elif done in _BY_STATE and REGION.fullmatch(who):
            if told_as(asking, matter_id) == OF_CHARGES:
                yield from _turned(asking, matter_id, what, done, "", [Aside(AGENCY, who, "by")])
        elif done in _BY_ANYBODY and re.match(_OF_PARTY, what, re.IGNORECASE):
            name = actor(asking, matter_id, who)
            if name and done == "withdrawn":
                yield f"{name}'s {what} {done}", []  # which has to be theirs
            elif name:
                yield from _turned(asking, matter_id, what, done, "", [Aside(BY, name, "by")])
        ours = done == "filed" and (state or re.fullmatch(OURS, who, re.IGNORECASE))
        if ours and not re.match(rf"no\b|{_OF_PARTY}", what, re.IGNORECASE):
            yield f"filed {what}", [Aside(BY, actor(asking, matter_id, who) or who, "by")]


def _turned(
    asking: Asking, matter_id: str, what: str, done: str, by: str, said: Sequence[Aside]
) -> Iterator[Way]:
    """Yield what something was done to with that behind it, and then all that was said of it."""
    how = _ruled.fullmatch(what) if done in ("granted", "denied") else None
    what, done = (how["what"], f"{done} {how['how']}") if how else (what, done)
    ways = [
        (rest, [_beside_who(one) for one in more] if by else more)
        for rest, more in _peeled(asking, matter_id, what, MOST)
    ]
    pending = {name_key(one.kind) for one in entries(asking, matter_id, MOTION) if one.open}
    if done != "filed":  # what was asked for says itself for what
        ways.sort(key=lambda way: (name_key(way[0]) not in pending, len(way[0])))
    for rest, more in ways:
        if _why.fullmatch(rest) and name_key(rest) not in pending and done != "filed":
            continue  # why it was done is no part of what it was done to
        day = _to_day.fullmatch(rest) if done in _SETS else None
        yield f"{day['what']} {done} {day['day']}" if day else f"{rest} {done}{by}", [*said, *more]


def _beside_who(one: Aside) -> Aside:
    """Return by whom it was asked for as a note, where it is said who did it."""
    return Aside((), f"on {one.value}'s motion") if one.fields == ("by",) else one


def _peeled(asking: Asking, matter_id: str, words: str, most: int) -> Iterator[Way]:
    """Yield words with ever more taken off from their end, and what that says."""
    yield words, []
    for rest, said in _tails(asking, matter_id, words) if most else ():
        for less, more in _peeled(asking, matter_id, rest, most - 1):
            yield less, [*more, *said]


def _tails(asking: Asking, matter_id: str, words: str) -> Iterator[Way]:
    """Yield words without what stands last in them, each way in which that can be understood."""
    if found := _why.fullmatch(words):
        yield found["rest"], [Aside(("reason",), found["why"])]
        return  # what somebody gives as a reason is whole
    if found := _how.fullmatch(words):
        yield found["rest"], [Aside((), found["how"])]
    if found := _prejudice.fullmatch(words):
        yield found["rest"], [Aside(("prejudice",), found["how"].lower(), belongs=True)]
    if found := _sum.fullmatch(words):
        yield found["rest"], [Aside(("amount",), found["sum"], belongs=True)]
    yield from _settlement(asking, matter_id, words)
    if found := _motion_of.fullmatch(words):
        whose = found["whose"] or found["side"] or ""
        state = re.fullmatch(STATE, whose, re.IGNORECASE)
        own = Aside(("by",), whose, "on motion of") if state else None
        yield found["rest"], [own or Aside((), f"on {found['how']}")]
    for behind, fields in ((_against, ("parties", "party_id", "against")), (_for, ("for",))):
        found = behind.fullmatch(words)
        if found and (who := names_said(asking, matter_id, found["who"])):
            yield found["rest"], [Aside(fields, " and ".join(who), belongs=True)]
    if found := _on.fullmatch(words):
        for one in _named(asking, matter_id, found["item"]):
            yield found["rest"], one


def _settlement(asking: Asking, matter_id: str, words: str) -> Iterator[Way]:
    """Yield the words for a settlement without with whom it is, or that it is confidential."""
    kept = [Aside(("confidential",), "yes", belongs=True)]
    if found := _in_confidence.fullmatch(words):
        yield found["rest"], kept
    if found := _confidential.fullmatch(words):
        yield f"{found['before'] or ''}{found['after']}", kept
    found = _settled_with.fullmatch(words)
    if found and (who := names_said(asking, matter_id, found["who"])):
        with_whom = [Aside(("parties",), one, belongs=True) for one in who]
        yield f"{found['rest']}{found['more'] or ''}", with_whom


def _named(asking: Asking, matter_id: str, words: str) -> Iterator[list[Aside]]:
    """Yield what charges or claims words mean that stand where the name of one would."""
    if party_said(asking, matter_id, words):
        return  # nobody is a charge or a claim
    if said := items_said(asking, matter_id, words):
        yield [Aside(ITEMS, said, belongs=True)]
    elif (found := _claims_of.fullmatch(words)) and (
        who := party_said(asking, matter_id, re.sub("^the ", "", found["who"]))
    ):
        party_id = meant.party(asking, who, matter_id=matter_id).id
        own = [
            one.item_id
            for one in matters.view(asking, matter_id).items
            if (party_id, Side.CLAIMANT) in {(party.party_id, party.side) for party in one.parties}
        ]
        if len(set(own)) == 1 or (own and found["all"]):
            yield [Aside(ITEMS, one, belongs=True) for one in dict.fromkeys(own)]


def _of_items(asking: Asking, matter_id: str, words: str, said: Sequence[Aside]) -> Iterator[Way]:
    """Yield what was done to charges or claims that are named in front of it together."""
    head, by, who = words.partition(" by ")
    found = _done.fullmatch(head)
    tracks = {one.track for one in matters.view(asking, matter_id).items}
    if not found or len(tracks) != 1:
        return
    noun, what = NOUNS[Track(tracks.pop())], found["what"]
    paper = found["done"] == "dismissed" and _paper.fullmatch(what)
    if paper and noun == NOUNS[Track.CIVIL]:
        yield f"case dismissed{by}{who}", said
    each = [Aside(ITEMS, what, belongs=True)] if is_all(what) or numbered(what) else []
    if paper:
        view = matters.view(asking, matter_id)
        items = of_paper(asking, matter_id, what)
        items = ["all"] if items and {one.item_id for one in view.items} == set(items) else items
        each = [Aside(ITEMS, one, belongs=True) for one in items]
    elif not each and not items_said(asking, matter_id, what):
        several = [list(_named(asking, matter_id, one)) for one in _and.split(what)]
        each = [aside for some in several for one in some for aside in one] if all(several) else []
    if each:
        yield f"{noun} {found['done']}{by}{who}", [*said, *each]
