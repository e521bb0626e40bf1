"""Papers met: how it is told that a paper which brings claims is served, or answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.law.events.claim import Side
from casefile.words.forms.clauses import actor
from casefile.words.forms.sentence_forms import MANNER, SentenceForm, form
from casefile.words.which.claims_of import not_against, on_side
from casefile.words.which.whom import parties_said

_IS = r"(?:(?:is|was|were|has been|have been|got) )?"
# Papers that bring a claim back, or on, as they are filed.
_AS_FILED = {"thirdparty": "third-party complaint"}
_BACK = ("crossclaim", "counterclaim", *_AS_FILED)
# What a paper is called that brings claims, and those that it brings.
_PAPER = (
    r"(?:the |(?P<whose>.+?)(?:'s|s') |(?P<ours>our) )?(?:summons and )?"
    r"(?:(?:first|second|third|amended|original|verified) )*"
    r"(?P<paper>complaint|petition|lawsuit|suit|(?:cross|counter)-?claims?"
    r"|third[- ]party complaint)"
    r"(?: against (?:it|him|her|them))?"
)

PAPERS: Sequence[SentenceForm] = (
    form("served", rf"(?P<who>.+?) {_IS}served with {_PAPER}(?:,? {MANNER})?"),
    form(
        "served",
        rf"(?P<server>(?-i:[A-Z]).*?|we) (?:has |have )?served (?P<who>.+?)"
        rf"(?: with {_PAPER})?(?:,? {MANNER})?",
    ),
    form("answer filed", rf"(?P<who>.+?) (?:has )?answer(?:ed|s) {_PAPER}"),
    form(
        "answer filed",
        rf"(?P<who>.+?) (?:has )?file[sd] (?:an?|its|his|her|their|the) answer to {_PAPER}",
    ),
    form("answer filed", rf"(?P<who>.+?)(?:'s|s') answer to {_PAPER} (?:was )?filed"),
    form("answer filed", r"(?P<who>.+?)(?:'s|(?<=s)') answer (?:was )?filed"),
    form(
        "answer filed",
        rf"we (?:have )?filed (?P<who>(?!our\b).+?)(?:'s|(?<=s)') answer(?: to {_PAPER})?",
    ),
)


def check_paper(asking: Asking, matter_id: str, typed: str) -> None:
    """Ask of a paper that somebody answers, or is served with, and is not against them.

    Raises Misread.
    """
    for one in PAPERS:
        found = one.words.fullmatch(typed)
        parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
        who = actor(asking, matter_id, parts["who"]) if parts.get("paper") else ""
        whose = parts.get("whose")
        if who and (not whose or parties_said(asking, matter_id, whose)):
            claims_met(asking, matter_id, {**parts, "who": who})


def claims_met(asking: Asking, matter_id: str, parts: dict[str, str]) -> Sequence[str]:
    """Return the claims that a paper brings against who answers it; raises Misread for none.

    None is named where all that are against them are meant. Who serves it is who brings it.
    """
    paper = re.sub(r"[- ]|s$", "", parts.pop("paper", "").casefold())
    against = {one.item_id: one for one in on_side(asking, matter_id, parts["who"], Side.DEFENDANT)}
    kinds = {item_id: re.sub("[- _]", "", one.kind) for item_id, one in against.items()}
    wanted = next((one for one in _BACK if paper.startswith(one)), "")
    own = [
        item_id
        for item_id, kind in kinds.items()
        if (kind.startswith(wanted) if wanted or not paper else not kind.startswith(_BACK))
    ]
    if server := parts.pop("server", ""):
        by = on_side(asking, matter_id, actor(asking, matter_id, server), Side.CLAIMANT)
        own = [one for one in own if one in {it.item_id for it in by}]
    ours = actor(asking, matter_id, "we") if parts.pop("ours", "") else ""
    if whose := parts.pop("whose", "") or ours:
        brought = {one.item_id for one in on_side(asking, matter_id, whose, Side.CLAIMANT)}
        own = [one for one in own if one in brought]
    if against and not own:
        who = parties_said(asking, matter_id, parts["who"])
        raise not_against(asking, matter_id, who, _AS_FILED.get(wanted, wanted or "complaint"))
    return own if len(own) < len(against) else []
