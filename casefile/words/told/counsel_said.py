"""Counsel said: by whom a party is represented, told as what is so: Tom Ruiz is her lawyer.

Since when nobody says: it has been so by the day on which it is told.
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.events.party import PartyKind
from casefile.words.forms.clauses import actor
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.unsure import is_unsure
from casefile.words.which.two_names import each_named
from casefile.words.which.whom import names_said

_COUNSEL = r"(?:(?:new|trial|defen[cs]e|appointed|retained|criminal|court-appointed) )*(?P<as>{})"
_KINDS = r"lawyers?|attorneys?|counsel|public defender"
_TITLE = rf"(?:(?:{_KINDS}|attorneys?) |(?:ms|mr|mrs)\.? )?"
_NAME = r"(?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w.'-]*)+"
_WHO = (
    rf"{_TITLE}(?P<who>{_NAME}(?:(?:, | and |, and ){_NAME})*)"
    r"(?:,? (?:of|from|with|at) (?P<firm>(?-i:[A-Z])[^,;]*?),?)?"
)
_NOW = r"(?:(?:now|also|currently|still) )?"
_IS = rf"(?:is|are) {_NOW}"
_OWN = r"(?:(?P<whose>his|her|their|its)|(?P<whom>[^,;]+?)(?:'s|s'))"
_FORMS = tuple(
    re.compile(rf"{form}(?:,? since (?P<since>{DAY_SAID}))?", re.IGNORECASE)
    for form in (
        (
            rf"{_WHO} {_NOW}(?:represents?|defends?|acts? for|appears? for"
            r"|(?:is|are) (?:representing|defending|acting for)) (?P<whom>[^,;]+?)"
        ),
        rf"(?P<whom>[^,;]+?) {_IS}(?:represented|defended) by {_WHO}",
        rf"{_WHO} {_IS}{_OWN} {_COUNSEL.format(_KINDS)}",
        rf"{_WHO} {_IS}(?:the |an? )?{_COUNSEL.format(_KINDS)} (?:for|of) (?P<whom>[^,;]+?)",
        rf"(?:the )?{_OWN} {_COUNSEL.format(_KINDS)} {_IS}{_WHO}",
        rf"(?:the )?{_COUNSEL.format(_KINDS)} (?:for|of) (?P<whom>[^,;]+?) {_IS}{_WHO}",
        rf"(?P<whom>[^,;]+?) has (?:an? |the )?{_COUNSEL.format(_KINDS)},? {_WHO}",
    )
)


def counsel_said(asking: Asking, matter_id: str, typed: str, given: str) -> ToldActs | None:
    """Return that counsel appears for a party who is told to be represented; None for all else.

    Raises Misread where it is not known who is meant.
    """
    found = next(filter(None, (form.fullmatch(typed) for form in _FORMS)), None)
    if found is None or is_unsure(typed):
        return None
    parts = found.groupdict()
    names = each_named(found["who"], many=True)
    if any(names_said(asking, matter_id, one) for one in names):
        return None  # a party is no counsel of another one
    whose = parts.get("whose")
    said = _meant(asking, matter_id, whose) if whose else actor(asking, matter_id, parts["whom"])
    clients = names_said(asking, matter_id, said) if said else []
    fields = {"names": list(names)}
    fields |= {"firm": [parts["firm"]]} if parts["firm"] else {}
    if "defender" in (parts.get("as") or "").casefold():
        fields["capacity"] = ["public defender"]
    day = parts["since"] or ("" if given else "by today")
    each = [ToldAct("entry of appearance", {**fields, "for": [one]}) for one in clients]
    return ToldActs(each, day) if each else None


def _meant(asking: Asking, matter_id: str, pronoun: str) -> str:
    """Return whom a pronoun means, where one alone can be meant; raises Misread for several."""
    its = PartyKind.ORGANIZATION if pronoun.casefold() == "its" else PartyKind.PERSON
    there = [one.name for one in matters.view(asking, matter_id).parties if one.kind == its]
    if len(set(there)) != 1:
        raise Misread(f"Whose counsel is that? Write the name in place of {pronoun!r}.")
    return there[0]
