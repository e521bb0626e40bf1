"""Experts said: who is whose expert witness, told by itself or as being disclosed."""

from __future__ import annotations

import re

from casefile.answers.meaning import meant
from casefile.words.forms.clauses import OURS, actor
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.when.behind import EXPERT
from casefile.words.which.two_names import each_named
from casefile.words.which.whom import names_said

_SIGNED = r"(?:, (?-i:[A-Z][\w.]*\.?(?:[A-Z]\.?)*))*"  # M.D., Ph.D.
_NAME = r"(?-i:(?:(?:Dr|Mr|Ms|Mrs|Prof)\. |Professor )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)+)"
_NAMES = rf"(?P<names>{_NAME}(?:(?:,|,? and) {_NAME})*)(?P<signed>{_SIGNED})(?P<what>, [a-z][^;]+)?"
_FIELD = r"(?P<field>(?:[a-z-]+ ){0,3}?)"
_EXPERTS = r"experts?(?: witness(?:es)?)?"
_OWNER = r"(?P<whose>our|his|her|their|its|an?|the|(?-i:[A-Z]|the )[^,;]*?(?:'s|s'))"
_FOR = r"(?: for (?P<whom>(?!trial\b)[^,;]+?))?"
_DONE = (
    r"(?:has |have )?(?:disclosed|discloses|designated|designates|named|names|retained|retains"
    r"|hired|identified|listed)"
)
_FORMS = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"(?P<who>.+?) {_DONE} {_OWNER} {_FIELD}{_EXPERTS}(?:,|:)? {_NAMES}",
        rf"(?P<who>.+?) {_DONE} {_NAMES} as {_OWNER} {_FIELD}{_EXPERTS}",
        rf"(?P<who>.+?) {_DONE} {_NAMES} as {_FIELD}{_EXPERTS}(?P<whose>)",
        rf"{_NAMES} (?:is|are) (?:also )?{_OWNER} {_FIELD}{_EXPERTS}{_FOR}(?P<who>)",
        rf"{_OWNER} {_FIELD}{_EXPERTS} (?:is|are) {_NAMES}(?P<who>)",
    )
)
_bare = ("a", "an", "the", "")
_ours = re.compile(r"our", re.IGNORECASE)
_theirs = re.compile(r"his|her|their|its", re.IGNORECASE)


def experts_said(telling: Telling) -> ToldActs | None:
    """Return that somebody is added as the expert witness of a side; None for anything else.

    Who is there already is disclosed by a note.
    """
    words, day = telling.with_its_day
    found = next((hit for one in _FORMS if (hit := one.fullmatch(words))), None)
    if found is None:
        return None
    parts = {name: one or "" for name, one in found.groupdict().items()}
    who = _whose(telling, parts)
    if who is None:
        return None
    names = each_named(parts["names"], many=True)
    there = [names_said(telling.asking, telling.matter_id, one) for one in names]
    if any(there) and parts["who"]:
        note = ToldAct("note", {"text": [as_note(words)]})
        return ToldActs([note], day) if all(there) else None
    role = f"{EXPERT} for {who}" if who else EXPERT
    more = parts["who"] or parts["signed"] or parts["what"] or parts["field"]
    acts = [ToldAct("party added", {"name": [one], "role": [role]}) for one in names]
    if more:
        acts[0] = acts[0]._replace(fields={**acts[0].fields, NOTE: [as_note(words)]})
    return ToldActs(acts, day)


def _whose(telling: Telling, parts: dict[str, str]) -> str | None:
    """Return for whom an expert is: one of the matter, or nobody who is told; None for no party."""
    asking, matter_id = telling.asking, telling.matter_id
    who, whose, whom = parts["who"], parts["whose"], parts.get("whom", "")
    by = _called(telling, who) if who else ""
    if who and not by and not re.fullmatch(OURS, who, re.IGNORECASE):
        return None
    if _ours.fullmatch(whose) or re.fullmatch(OURS, who, re.IGNORECASE):
        return actor(asking, matter_id, "we") or "our client"
    if who:
        return by
    if whom:
        return _called(telling, whom) or None
    if whose.casefold() in _bare:
        return ""
    if _theirs.fullmatch(whose):
        return None
    return _called(telling, re.sub("(?:'s|')$", "", whose)) or None


def _called(telling: Telling, words: str) -> str:
    """Return what a party is called by its whole name; nothing for nobody of the matter."""
    asking, matter_id = telling.asking, telling.matter_id
    who = actor(asking, matter_id, words)
    return (
        meant.name_of(asking, meant.party(asking, who, matter_id=matter_id).id)
        if who and names_said(asking, matter_id, who)
        else who
    )
