"""Petition said: whoever sues has filed a petition for possession, the first one or another."""

from __future__ import annotations

import re

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.stance import is_suing
from casefile.words.forms.clauses import actor
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.causes import with_sum
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import parties_said

_PETITION = (
    r"(?:an?|another|the|their|its|his|her) (?:(?:second|third|new|further|verified|eviction) )*"
    r"petition for (?P<what>(?:immediate )?"
    r"(?:possession|restitution|eviction)(?: of (?:(?! against )[^,;$])+?)?"
    r"(?:,? (?:and|plus|with) (?:for )?(?:(?! against )[^,;]|,(?=\d{3}))+?)?)"
    r"(?: against (?P<against>(?:(?! for )[^,;])+?))?"
)
_forms = (
    re.compile(rf"(?P<who>.+?) (?:has |have )?(?:filed|brought) {_PETITION}", re.IGNORECASE),
    re.compile(rf"{_PETITION} (?:was |has been )?filed by (?P<who>.+)", re.IGNORECASE),
)


def petition_said(telling: Telling) -> ToldActs | None:
    """Return a petition for possession by whom it is; None for all else.

    It is a claim of whoever sues there: what anybody else files is asked about.
    """
    words, day = telling.with_its_day
    found = next(filter(None, (form.fullmatch(words) for form in _forms)), None)
    if found is None or is_unsure(words) or telling.track not in (None, Track.CIVIL):
        return None
    asking, matter_id = telling.asking, telling.matter_id
    who = actor(asking, matter_id, found["who"]) or found["who"]
    ids = parties_said(asking, matter_id, who)
    roles = [one.role for one in matters.view(asking, matter_id).parties if one.party_id in ids]
    if not roles or not all(map(is_suing, roles)):
        return None
    cause = with_sum(found["what"])
    fields = {"by": [who], "cause": [cause.words], "amount": [cause.amount]}
    fields["against"] = [found["against"] or ""]
    said = {name: one for name, one in fields.items() if any(one)}
    return ToldActs([ToldAct("complaint filed", said)], day)
