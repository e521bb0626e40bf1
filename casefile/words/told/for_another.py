"""For another: what one does in the name of another one, like counsel who answers for a client.

Whoever is a party there and acts for another party may be meant to have done it for both, or alone.
"""

from __future__ import annotations

import re
import shlex

from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.words.misread import Misread
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.typed.asides import NOTE
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import parties_said

_NAME = r"(?-i:[A-Z])[\w'-]*(?:\.? (?-i:[A-Z])[\w'-]*)*"
# What somebody does for themselves, or by counsel.
_OWN = (
    r"answer(?:ed|s)|pleaded|pled|pleads|settle[sd]|accept(?:ed|s)|waive[sd]|defaulted|consent(?:ed|s)"
    r"|entered an? (?:guilty |not guilty |no contest )?plea|filed (?:an?|the|h\w+|their|its) answer"
)
# What is told of whoever it is, and nobody else; and what makes somebody counsel.
_OTHERS = r"(?:was|were) served|sign(?:ed|s)|appear(?:ed|s)|entered an appearance"
_FOR = r"(?:for|on behalf of)"
_acts = re.compile(
    rf"(?P<who>{_NAME}) (?:has |have |also )*(?P<act>(?P<own>{_OWN})|{_OTHERS})"
    rf"(?P<rest>(?:(?!\b(?:and|but|for)\b)[^,;])*?) {_FOR} "
    rf"(?P<whom>{_NAME})(?!['\w\N{{RIGHT SINGLE QUOTATION MARK}}])(?P<behind>.*)",
    re.IGNORECASE,
)
_papers = re.compile(
    r"(?P<act>(?P<own>(?:an? |the )?(?:(?:not )?guilty )?(?:answer|plea|settlement|stipulation)))"
    rf"(?P<rest>(?: to [^,;]+?)? (?:was )?(?:filed|entered|signed|made)) by (?P<who>{_NAME})"
    rf" {_FOR} (?P<whom>{_NAME})(?P<behind>.*)",
    re.IGNORECASE,
)
# In which roles somebody is there to act for others.
_acting = re.compile(
    r"\b(?:guardian|next friend|conservator|trustee|representative|execut(?:or|rix)|parent"
    r"|administrat(?:or|rix)|counsel|attorney|lawyer|insurer|agent)\b",
    re.IGNORECASE,
)


def for_another(telling: Telling) -> ToldActs | None:
    """Return what counsel on record did for a party, as the party's act; None for all else.

    Raises Misread where a party is told to have done it for another one.
    """
    found = _acts.search(telling.words) or _papers.search(telling.words)
    if found is None:
        return None
    did, by = f"{found['act']}{found['rest']}", found.re is _papers
    typed = {one: f"{did} by {one}" if by else f"{one} {did}" for one in found.group("who", "whom")}
    asking, matter_id = telling.asking, telling.matter_id
    view = matters.view(asking, matter_id)
    who, whom = (parties_said(asking, matter_id, found[name]) for name in ("who", "whom"))
    if not whom:
        return None
    counsel = {one.name for one in view.counsel if one.for_ in whom and one.name}
    if not who and _is_one_of(found["who"], counsel):
        whole = found.span() == (0, len(telling.words)) and not found["behind"].strip()
        if not whole or not found["own"]:
            return None
        told = typed[found["whom"]]
        return ToldActs([ToldAct(told, {NOTE: [as_note(telling.words)]})])
    roles = (one.role for one in view.parties if one.party_id in who)
    if not who or set(who) & set(whom) or any(map(_acting.search, roles)):
        return None
    if _is_one_of(found["who"], counsel):
        return None
    post = "casefile post MATTER"
    each = "; ".join(f"{post} {shlex.quote(one)}{OF_ITS_DAY}" for one in typed.values())
    own, other = (meant.name_of(asking, one[0]) for one in (who, whom))
    raise Misread(
        f"Whose act is that? {own} is a party here, and no counsel for {other} on record. Record "
        f"it of whose it is: {each}. If {own} acts for {other}, record that first: {post} "
        f"counsel.appeared for={shlex.quote(other)} names={shlex.quote(own)} --effective ..."
    )


def _is_one_of(said: str, names: set[str]) -> bool:
    """Tell whether words are the name of somebody, or the last one of it."""
    key = said.casefold()
    return any(key in (one.casefold(), one.casefold().rpartition(" ")[2]) for one in names)
