"""Added: who a party that is added to a matter may be: its client, or somebody who is there."""

from __future__ import annotations

import re
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.names.name_words import words_of
from casefile.law import companies
from casefile.projections.names import name_key
from casefile.words.what.persons import ROLES

FORMS = companies.plain((*companies.SURE, *companies.BEHIND))
_IN_MATTER = (*ROLES, "accused", "claimant", "appellant", "appellee", "worker", "employee", "owner")
_ROLE = rf"(?:{'|'.join(sorted(_IN_MATTER, key=len)[::-1])})"
# What somebody is in a matter, in front of their name or behind it.
_role_beside = re.compile(
    rf"^(?:the |our |an? )?(?:client,? )?(?:the )?{_ROLE},? (?=\S)|, (?:the |our |an? ){_ROLE}$"
)


def without_role(name: str) -> str:
    """Return a name without what whose it is is in the matter: the tenant Ray Po is Ray Po."""
    return _role_beside.sub("", name, count=1)


def is_client_called(key: str, client: str) -> bool:
    """Tell whether a name is that of the client, as typed when the matter was opened.

    Of a company one may lack the form, and what the client is may stand in front of the name.
    """
    return _plain(key) in (_plain(client), _plain(without_role(client)))


def may_be_one(key: str, other: str) -> bool:
    """Tell whether two names have all the words of one in common; one that is not known may."""
    words, others = set(key.split()), set(other.split())
    return words <= others or others <= words


def stands_there(asking: Asking, matter_id: str, key: str, role: Any) -> str:
    """Return that somebody of a name stands in a matter in a role already; nothing for no such."""
    for one in matters.view(asking, matter_id).parties:
        if name_key(one.name) == key and role == one.role.partition(",")[0]:
            return f"{one.name} stands here already as {one.role}: nothing is to be recorded."
    return ""


def _plain(key: str) -> list[str]:
    words = words_of(key)
    return words[:-1] if words[1:] and words[-1] in FORMS else words
