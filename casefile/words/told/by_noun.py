"""By noun: a sentence that tells an act by a noun, in the words that tell the act, and by whom.

What is unsure of such an act stays as it was typed.
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.words.forms.clauses import DEFENSE, OURS, actor
from casefile.words.forms.noun_form import NAME
from casefile.words.forms.nouns import HOW, NOUNS
from casefile.words.forms.sentence_forms import PLEADED
from casefile.words.told.whose_hearing import is_about
from casefile.words.what.courts import COURT
from casefile.words.what.unsure import is_unsure
from casefile.words.which.whom import names_said

_judge = re.compile(r"\bjudge(?= [A-Z])")
# Who pleads, or is found something, where one alone is accused and nobody is named.
_nobody_named = re.compile(
    rf"(?P<who>(?:{OURS}|he|she|they|(?:the )?defendant)? ?)"
    rf"(?P<said>(?:{PLEADED} {HOW}(?! (?:to|on) \D)|was found (?:not )?guilty).*)",
    re.IGNORECASE,
)
_found_him = re.compile(r"^(?P<before>the jury found) him (?=(?:not )?guilty)", re.IGNORECASE)
# What a court does with a plea is asked about: it may enter one for who does not plead.
_court_pleads = re.compile(rf"{COURT} .*\bpleas?\b", re.IGNORECASE)
# A count by its number with what is charged right behind it: charged with count 3 theft.
_charging = re.compile(r"\b(?:charged|charges|charging|indicted|indicts)\b", re.IGNORECASE)
_count = re.compile(
    r"\bcount (?P<number>\d{1,2}) (?=[a-z]{3})"
    r"(?!(?:and|or|as|only|of|for|against|is|was|to|in|on|by|with|charges|now|also)\b)"
)
_probation = re.compile(
    rf"(?:(?:{COURT} (?:has )?(?P<court>revoked) )?(?:(?P<who>{NAME})(?:'s|s') |(?:his|her|the) )?"
    r"probation)(?(court)| (?:was |is )?revoked)\b(?P<more>.*)"
)


def by_noun(asking: Asking, matter_id: str, typed: str) -> str:
    """Return acts that are told by a noun in the words that tell them; all others as they are."""
    typed = _judge.sub("Judge", typed)
    if is_unsure(typed):
        return typed
    plain = _count.sub(r"count \g<number>, ", typed) if _charging.search(typed) else typed
    for noun in () if _court_pleads.match(typed) else NOUNS:
        plain = noun.words.sub(noun.plain, plain).strip()
    found = _probation.fullmatch(plain)
    if found and _is_of(asking, matter_id, found["who"] or ""):
        return f"probation revoked{found['more']}"
    return _with_accused(asking, matter_id, plain, alone=plain == typed)


def _is_of(asking: Asking, matter_id: str, who: str) -> bool:
    """Tell whether the probation of somebody can only be that of the one who is accused."""
    return not who or (
        names_said(asking, matter_id, who) == [who] and is_about(asking, matter_id, who)
    )


def _with_accused(asking: Asking, matter_id: str, typed: str, *, alone: bool) -> str:
    """Return words with the name of the only one who is accused where nobody is named.

    A plea that is told `alone`, by no noun and without whose it is, may have that in its fields.
    """
    found = _nobody_named.fullmatch(typed)
    him = _found_him.match(typed)
    if not him and (not found or (alone and not found["who"])):
        return typed
    name = actor(asking, matter_id, DEFENSE)
    if not names_said(asking, matter_id, name):
        return typed
    if him:
        return _found_him.sub(rf"\g<before> {name} ", typed)
    return f"{name} {found['said']}" if found else typed
