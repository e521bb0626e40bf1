"""Pronouns: whom a claim or a count is said to be against that names somebody by a pronoun."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.events.party import PartyKind
from casefile.words.which.whom import parties_named

_against = re.compile(
    r"(?P<before>.*\b(?:claims?|counts?(?: \d[\d, and]*)?|charges?|judgment|default)"
    r"(?: (?:for|of) [\w ]+?)?) (?:against|as to) (?P<who>it|him|her)\b(?P<rest>.*)",
    re.IGNORECASE,
)


def with_name(asking: Asking, matter_id: str, typed: str) -> str:
    """Return words with the name of whom a claim is against in place of the pronoun for it.

    That is the only one named before it who can be called so; where there are several it stays.
    """
    found = _against.fullmatch(typed)
    if found is None:
        return typed
    kinds = {one.name: one.kind for one in matters.view(asking, matter_id).parties}
    a_person = found["who"].casefold() != "it"
    named = [
        one
        for one in parties_named(asking, matter_id, found["before"])
        if (kinds.get(one) == PartyKind.PERSON) is a_person
    ]
    if len(named) != 1:
        return typed
    return f"{found['before']} against {named[0]}{found['rest']}"
