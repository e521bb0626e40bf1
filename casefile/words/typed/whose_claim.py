"""Whose claim: who brings a claim, and whom it is against, where nobody types it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.meant_roles import CLAIMING
from casefile.errors import Misfit
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.steps import BLANK

BRINGING = (*CLAIMING, "charging party")
SUED = frozenset(("defendant", "respondent", "charged party"))
BACK = ("counterclaim", "crossclaim", "third-party", "third-party claim")  # not the plaintiff's
# Whom a claim is against that is none of the plaintiff's, by the words of their roles.
_AGAINST = {"counterclaim": frozenset(CLAIMING), **dict.fromkeys(BACK[2:], frozenset(("third",)))}


def whose_claim(
    asking: Asking, matter_id: str, data: dict[str, Any], told: list[str], misfits: list[Misfit]
) -> None:
    """Put into a complaint who brings it and whom it is against: the only ones who can.

    A counterclaim is against an opposing party, and a third-party claim against somebody new (Fed.
    R. Civ. P. 13(a), 14(a)). Of several it is asked.
    """
    roles = _roles(asking, matter_id)
    kind = data.get("kind", "")
    if "claimants" not in data and kind not in BACK:
        found = {
            one: name
            for one, (name, role) in roles.items()
            if role in BRINGING and one not in data.get("against", ())
        }
        if len(found) == 1:
            ((party_id, name),) = found.items()
            data["claimants"] = [party_id]
            role = roles[party_id][1]
            as_what = CLAIMING[0] if role in CLAIMING else role
            told.append(f"claimants = {party_id} ({name}, the {as_what})")
        elif found:
            said = shlex.quote(" and ".join(found.values()))
            sentence = f"Say whose claim it is, like claimants={said}."
            misfits.append(Misfit("data.claimants", sentence))
    if "claimants" not in data and kind == BACK[0]:
        client = meant.client_of(asking, matter_id)
        sued = {one: name for one, (name, role) in roles.items() if role in SUED}
        ours = {one: name for one, name in sued.items() if one == client} or sued
        if len(ours) == 1:
            ((party_id, name),) = ours.items()
            data["claimants"] = [party_id]
            told.append(f"claimants = {party_id} ({name}, who is sued)")
    if "against" not in data and data.get("claimants"):
        against = _AGAINST.get(kind, SUED)
        found = {
            one: name
            for one, (name, role) in roles.items()
            if (role in against or against & set(role.split())) and one not in data["claimants"]
        }
        if len(found) == 1:
            ((party_id, name),) = found.items()
            data["against"] = [party_id]
            told.append(f"against = {party_id} ({name}, the only one who can be meant)")
        elif found or kind in _AGAINST:
            said = f", like against={shlex.quote(' and '.join(found.values()))}."
            sentence = f"Say whom it is against{said if found else f': against={BLANK}.'}"
            misfits.append(Misfit("data.against", sentence))


def _roles(asking: Asking, matter_id: str) -> Mapping[str, tuple[str, str]]:
    """Return the name and the role of each party of a matter."""
    parties = matters.view(asking, matter_id).parties
    return {one.party_id: (one.name, name_key(main_role(one.role))) for one in parties}
