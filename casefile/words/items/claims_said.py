"""Claims said: the claims that one paper brings, each by what it is for."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.words.forms.clauses import OURS, actor
from casefile.words.items.absent_client import check_there, is_absent, named_or_client
from casefile.words.items.against_whom import accused, each_against
from casefile.words.items.counts_said import Said, claims_counted
from casefile.words.items.each_of_several import of_each
from casefile.words.misread import Misread
from casefile.words.numbers import ANY
from casefile.words.what.causes import (
    RELIEF,
    Cause,
    again,
    causes,
    goes_on,
    is_cause,
    is_joint,
    under_one_law,
)
from casefile.words.what.event_words import is_past
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import names_said

COMPLAINT = "complaint filed"
AGAINST_WHOM = "Against whom are they"  # several claims, of which nobody says it
_PAPER = r"(?:(?:verified |original )?(?:complaint|petition|lawsuit|suit|action|eviction))"
_DONE = r"(?: (?:was |is )?(?:filed|brought))?"
_THE = r"(?:(?:an?|the|his|her|its|their) )?"
_FOR = r"(?:,? (?:for|alleging|seeking|claiming)[:,]?|:|,(?= (?-i:[a-z]))) (?:for )?(?P<causes>.+)"


class _Bringing(NamedTuple):
    """A paper that brings claims: the words for it, and how it is told that somebody does so."""

    said: str
    called: str
    does: str


_BY, _AGAINST = r"(?: by (?P<by>.+?))?", r"(?:,? against (?P<against>.+?))?"
_NOT_DONE_TO = r"(?<! was)(?<! were)(?<! been) (?:has )?"
_PAPERS = (
    _Bringing(COMPLAINT, _PAPER, ""),
    *(
        _Bringing(f"{side}claim filed", f"{side}-?claims?", f"{side}-?claim(?:ed|s)|")
        for side in ("counter", "cross")
    ),
    _Bringing("third party complaint filed", r"third[- ]party (?:complaint|claims?)", ""),
)
_WHOM = {"third party complaint filed": "third-party defendant"}
_HEADS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(form, re.IGNORECASE), said)
    for form, said in (
        *(
            (form, one.said)
            for one in _PAPERS
            for form in (
                (
                    rf"{_THE}{one.called} (?:for|alleging) (?P<causes>(?:(?! (?:against|was) ).)+?)"
                    rf" (?:was |is )?(?:filed|brought){_BY}{_AGAINST}"
                ),
                rf"{_THE}{one.called}{_DONE}{_BY}{_AGAINST}{_FOR}",
                (
                    rf"(?P<by>.+?) (?:has )?(?:{one.does}(?:filed|files|brought|brings)"
                    rf" {_THE}{one.called}){_AGAINST}{_FOR}"
                ),
            )
        ),
        (rf"(?P<by>.+?){_NOT_DONE_TO}(?:sued|sues) (?P<against>.+?){_FOR}", COMPLAINT),
        (rf"(?P<by>.+?){_NOT_DONE_TO}(?:sued|sues){_FOR}", COMPLAINT),
        (rf"(?P<against>.+?) (?:is|was|were|has been|have been) sued{_BY}{_FOR}", COMPLAINT),
    )
)

_ours = re.compile(rf"^our (?P<paper>{_PAPER}{_DONE})(?! against)(?=[:, ])", re.IGNORECASE)
_ANY_PAPER = "|".join(one.called for one in _PAPERS)
_theirs = re.compile(
    rf"^(?P<who>(?-i:[A-Z])(?:(?! (?:to|on|in|of) )[^,;:])*?)(?:'s|(?<=s)') (?P<paper>{_ANY_PAPER})"
    r"(?P<rest>(?: (?:for|against|alleging)\b.+?)?) (?:was |were |is )?(?:filed|brought)(?=$|:)",
    re.IGNORECASE,
)
_ours_too = re.compile(rf"^{OURS}$", re.IGNORECASE)
# A paper that tells of itself what was done by it: complaint filed: Ann sues Bo for fraud.
_by_paper = re.compile(
    r"(?:complaint|petition|(?:law)?suit)(?: (?:was )?filed)?: "
    r"(?P<said>.+ (?:sues|sued|against) .+)",
    re.IGNORECASE,
)
_against = re.compile(r"(?P<who>[A-Z].*?) against (?P<rest>.+ for .+)")
# Whom one of several claims is against, behind it.
_against_whom = re.compile(
    r"(?P<cause>.+?),? against (?P<whom>.+?)(?:,? (?:only|alone))?", re.IGNORECASE
)
_one_against = re.compile(
    r"(?P<before>(?:(?! against )[^;])+?),? against (?P<whom>(?:(?! against ).)+)", re.IGNORECASE
)
# What a claim is for, in front of that it is one: a fraud claim.
_as_claim = re.compile(r"(?:an? |the )?(?:new )?(?P<what>.+) claims?", re.IGNORECASE)
_all = re.compile(rf"(?:both|all(?: (?:{ANY}))?)(?: of them)?", re.IGNORECASE)
# A petition that brings one claim, by all that it asks for.
_asks_for = re.compile(
    r"(?:an? |the )?(?:petition|complaint|action|suit)(?: (?:was )?filed)?"
    rf" for (?P<cause>{RELIEF}\b[^;:]*)",
    re.IGNORECASE,
)
_sum = re.compile(r"\$\d[\d,]*(?:\.\d\d)?")
_sues = re.compile(r"\b(?:sues|sued)\b", re.IGNORECASE)


def told_by_paper(typed: str) -> str:
    """Return who sues whom for what by a paper, each in words of its own: Ann against Bo for fraud.

    What is no such thing stays as it was typed.
    """
    typed = _theirs.sub(r"\g<who> filed a \g<paper>\g<rest>", typed)
    found = _by_paper.fullmatch(typed)
    if found is None or _sues.search(found["said"]):
        return found["said"] if found else typed
    each = [_against.fullmatch(one) for one in found["said"].split("; ")]
    if not all(each):
        return typed
    return ", and ".join(f"{one['who']} sued {one['rest']}" for one in each if one)


def _claim(asking: Asking, matter_id: str, cause: Cause) -> Said:
    """Return what is claimed, how much and against whom; nothing where that is nobody there."""
    found = _against_whom.fullmatch(cause.words)
    words = found["whom"] if found else ""
    all_of = f"{words} defendants" if _all.fullmatch(words) else words
    whom = names_said(asking, matter_id, all_of) if words else []
    if words and not whom:
        return {}
    against = {"against": list(whom)} if whom else {}
    amount = {"amount": [cause.amount]} if cause.amount else {}
    said = found["cause"] if found else cause.words
    named = _as_claim.fullmatch(said)
    return {**against, "cause": [named["what"] if named else said], **amount}


# What one alone is sued for, told behind what all are: and Lobo alone for fraud.
_of_one = re.compile(
    r",? and (?:against )?(?P<whom>(?-i:[A-Z])[\w.&' -]*?) (?:alone|only) for (?P<cause>[^;,]+)",
    re.IGNORECASE,
)


def claims_said(asking: Asking, matter_id: str, typed: str) -> list[tuple[str, Said]]:
    """Return the words for each claim that a sentence tells of several, with its fields.

    Nothing is returned for one alone, nor where it names somebody who is not of the matter.
    """
    typed = _theirs.sub(
        r"\g<who> filed a \g<paper>\g<rest>", _ours.sub(r"\g<paper> by our client", typed)
    )
    typed = _of_one.sub(r", and for \g<cause> against \g<whom> only", typed)
    for head, said in _HEADS:
        found = head.fullmatch(typed)
        each = _each(asking, matter_id, found["causes"]) if found else []
        parts = found.groupdict() if found else {}
        by, against = parts.get("by") or "", parts.get("against") or ""
        whose = partial(named_or_client, asking, matter_id)
        who = (actor(asking, matter_id, by) or " and ".join(whose(by))) if by else ""
        whom = accused(_ours_too.sub("our client", against), whose) if against else []
        named = [*whom, *(one for claim in each for one in claim.get("against", ()))]
        to_come = is_absent(asking, matter_id, [one for one in (who, *named) if one])
        more = bool(found and goes_on(found["causes"]))  # what was done besides is no cause
        if not found or not (more or each[1:] or to_come or (who and (named or said != COMPLAINT))):
            continue
        if by and not who:
            check_there(asking, matter_id, by, "plaintiff")
        if against and not whom:
            check_there(asking, matter_id, against, _WHOM.get(said, "defendant"))
        if (by and not who) or (against and not whom) or more or not all(each):
            return []
        if not whom and not any("against" in one for one in each):
            _check_against(asking, matter_id, typed, said)
        sides = ({"claimants": [who]} if who else {}) | ({"against": list(whom)} if whom else {})
        return [(said, {**sides, **one}) for one in each]
    asked = _asks_for.fullmatch(typed)
    if asked and not any(map(is_past, asked["cause"].split())):
        sums = _sum.findall(asked["cause"])
        amount = {"amount": sums} if len(sums) == 1 else {}
        return [(COMPLAINT, {"cause": [asked["cause"]], **amount})]
    return [(COMPLAINT, one) for one in claims_counted(typed)]


def _check_against(asking: Asking, matter_id: str, typed: str, said: str) -> None:
    """Ask against whom several claims are, where that can be several; raises Misread."""
    there = names_said(asking, matter_id, "all defendants") if said == COMPLAINT else []
    if not there[1:]:
        return
    every = (f"{typed} against {one}" for one in ("all defendants", *sorted(there)))
    each = "; ".join(f"casefile post MATTER {shlex.quote(one)}{OF_ITS_DAY}" for one in every)
    raise Misread(f"{AGAINST_WHOM}? {each}.")


def _each(asking: Asking, matter_id: str, words: str) -> list[Said]:
    """Return each claim that words tell together; nothing for one that names nobody of the matter.

    Whom the last one of those that share a "for" is against all of them are.
    """
    whose = partial(named_or_client, asking, matter_id)
    if several := each_against(words, whose):
        return _each_against(asking, matter_id, several)
    found: list[Said] = []
    for part in of_each(words, whose):
        for said in under_one_law(again.split(part.words)):
            shared = _one_against.fullmatch(said)
            of_all = accused(shared["whom"], whose) if shared else []
            own = causes(shared["before"] if shared and of_all else said)
            whom = {"against": list(of_all or part.whom)} if of_all or part.whom else {}
            each = (_claim(asking, matter_id, one) for one in own)
            found += [one and {**whom, **one} for one in each]
    return found


def _each_against(asking: Asking, matter_id: str, several: Sequence[tuple[str, str]]) -> list[Said]:
    """Return the claims against each of several; nothing for one that may be two.

    Raises Misread for one against nobody of the matter.
    """
    found: list[Said] = []
    for said, words in several:
        whom = accused(words, partial(named_or_client, asking, matter_id))
        if not whom:
            check_there(asking, matter_id, words, "defendant")
        own = causes(said)
        sure = whom and all(is_cause(one.words) or not is_joint(one.words) for one in own)
        each = (_claim(asking, matter_id, one) for one in own)
        found += [{"against": list(whom), **one} if sure and one else {} for one in each]
    return found


# What a complaint that is amended adds, and what it leaves out.
_amended = re.compile(
    r"(?:(?P<by>.+?) (?:has )?(?:files|filed|amends|amended) (?:an?|the|his|her|its|their) )?"
    r"(?:the )?(?:(?:first|second|third|\d\w\w) )?(?:amended )?(?:complaint|petition)"
    r"(?: (?:is |was )?(?:filed|amended))?(?:[:,;]| to| and| which| that)? "
    r"(?P<rest>(?:add|drop)(?:s|ed|ped|ing|ping)?\b.+)",
    re.IGNORECASE,
)
_change = re.compile(r"(?:[,;]? and|[,;]) (?=(?:add|drop)(?:s|ed|ped|ing|ping)?\b)", re.IGNORECASE)
_how = re.compile(r"(?P<how>add|drop)(?:s|ed|ped|ing|ping)? (?P<what>.+)", re.IGNORECASE)
_claim_for = re.compile(r"^(?:an? |the )?(?:new )?claims? (?:for|of) ", re.IGNORECASE)


def amended_claims(asking: Asking, matter_id: str, typed: str) -> list[tuple[str, Said]]:
    """Return the claims that an amended complaint adds, and that it drops others."""
    found = _amended.fullmatch(typed)
    by = found["by"] if found else None
    who = actor(asking, matter_id, by) if by else ""
    if found is None or (by and not who):
        return []
    acts: list[tuple[str, Said]] = []
    for change in map(_how.fullmatch, _change.split(found["rest"])):
        if change is None:
            return []
        if change["how"].casefold() == "drop":
            acts.append((f"{change['what']} dropped", {}))
            continue
        each = [
            _claim(asking, matter_id, one) for one in causes(_claim_for.sub("", change["what"]))
        ]
        if not each or not all(each):
            return []
        whom = [one for one in each if "against" in one]
        if whom == each[-1:]:  # whom the last one is against all of them are
            each = [{"against": whom[0]["against"], **one} for one in each]
        sides = {"claimants": [who]} if who else {}
        acts += [(COMPLAINT, {**sides, **one}) for one in each]
    return acts
