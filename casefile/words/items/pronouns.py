"""Pronouns: who or what is meant by a word for what was told before, as in a claim against him."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning.meant_entries import entries
from casefile.law.entry import MOTION
from casefile.law.events.party import PartyKind
from casefile.words.misread import Misread
from casefile.words.which.whom import parties_named

_against = re.compile(
    r"(?P<before>.*\b(?:claims?|counts?(?: \d[\d, and]*)?|charges?|judgment|default)"
    r"(?: (?:for|of) [\w $,.]+?)?(?: (?:was|were) entered)?) (?:against|as to)"
    r" (?P<who>it|him|her)\b(?P<rest>.*)",
    re.IGNORECASE,
)
# Who is served or dismissed, behind what was told of them: she was never found; we dismissed her.
_done_to = re.compile(
    r"(?P<before>.+[;,.] .*\b(?:dismissed|served|nonsuited)) (?P<who>it|him|her)"
    r"(?P<rest>(?:,? with(?:out)?\b|,? by\b|,? on\b).*|)",
    re.IGNORECASE,
)
# What a hearing is on, by a word for a motion that was told before it.
on_that = re.compile(
    r"(?<=hearing )on (?:that|it|this|the same)\b(?! (?:motion|case|matter|claim|charge))",
    re.IGNORECASE,
)

_hearing_on_that = re.compile(rf"(?:(?:the|an?) )?hearing {on_that.pattern}", re.IGNORECASE)

_OURS = ("we", "our client", "our side")
_on_others = re.compile(r"(?<!was )(?<!were )(?<!been )\b(?:served|sued)\b", re.IGNORECASE)


def with_motion(asking: Asking, matter_id: str, typed: str) -> str:
    """Return words with the only motion that pends in place of the pronoun for it.

    Raises Misread where there is none, or several are meant.
    """
    if not _hearing_on_that.match(typed):
        return typed
    there = list(dict.fromkeys(one.kind for one in entries(asking, matter_id, MOTION) if one.open))
    if len(there) == 1:
        kind = there[0] if MOTION in there[0].split() else f"{MOTION} {there[0]}"
        return on_that.sub(f"on the {kind}", typed)
    which = f" There pend: {'; '.join(there)}." if there else ""
    raise Misread(f"On what is the hearing? Write that in place of the word for it.{which}")


def with_name(asking: Asking, matter_id: str, typed: str) -> str:
    """Return words with the name of whom a claim is against in place of the pronoun for it.

    That is the only one named before it who can be called so; where there are several it stays.
    """
    against, done_to = _against.fullmatch(typed), _done_to.fullmatch(typed)
    found = against or done_to
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
    small = " against" if against else ""
    return f"{found['before']}{small} {named[0]}{found['rest']}"


def who_it_is(asking: Asking, matter_id: str, pronoun: str, before: str, who: str) -> str:
    """Return who is told to act by a pronoun, behind what is told `before` it, which `who` did.

    Beside somebody whom they served or sued it is these; beside anybody else it is whoever alone
    can be called so, and nobody where both can.
    """
    acted = parties_named(asking, matter_id, who)
    others = [one for one in parties_named(asking, matter_id, before) if one not in acted]
    if not others or not (acted or who.casefold() in _OURS):
        return who
    kinds = {one.name: one.kind for one in matters.view(asking, matter_id).parties}
    able = [
        one
        for one in (others if _on_others.search(before) else [*acted, *others])
        if pronoun == "they" or (kinds.get(one) == PartyKind.PERSON) is (pronoun != "it")
    ]
    return able[0] if len(able) == 1 else ""
