"""Court facts: what is often told of a suit and no type has: contempt, support, conciliation.

What a court did is an entry of its docket, and all else a note; neither changes a status.
"""

from __future__ import annotations

import re

from casefile.law.events.process import DocketEntryRecorded
from casefile.law.events.record import NoteRecorded
from casefile.words.what.event_words import as_key
from casefile.words.what.unsure import is_unsure

_COURT = r"(?:the )?(?:court|judge|magistrate|commissioner|special master)"
_FOR_NOW = r"(?:temporary|interim|emergency|pendente lite)"
_SUPPORT = r"(?:(?:child|spousal|interim|temporary|family) )*(?:support|alimony|maintenance)"
_CUSTODY = (
    r"(?:(?:temporary|interim|joint|sole|primary|legal|physical|full|shared|and) )*"
    r"(?:custody|visitation|parenting time|timesharing|time sharing)"
)
_CONTEMPT = r"in (?:civil |criminal |direct |indirect )?contempt"
_AGREEMENT = (
    r"(?:(?:marital|separation|property|parenting|custody|timesharing|time sharing|prenuptial"
    r"|premarital|postnuptial|tolling|confidentiality|protective|retainer|engagement|fee"
    r"|cooperation)(?: settlement| division)? (?:agreement|plan)|parenting plan)"
)
_RIGHT = r"(?:notice of )?(?:the )?(?:right to sue|suit rights)(?: letter| notice)?"
_THE = r"(?:(?:the|an?|its|his|her|our|their) )?"
# What else is told beside it, which is an act of its own.
_ACT = re.compile(
    r"\b(?:dismiss\w*|settled|appeal\w*|grant(?:ed|s)|den(?:ied|ies)|vacated|reversed|affirmed"
    r"|guilty|convicted|sentenced|served|answered|filed|defaulted"
    r"|(?:hearing|trial|conference) (?:is |was )?(?:set|scheduled)|set for|moved to|judgment"
    r"|decree)\b"
)
_BY_COURT = re.compile(
    rf"{_COURT} (?:has )?(?:held|holds|found|finds|declared) .+ {_CONTEMPT}(?: .+)?"
    rf"|(?!.*\b(?:motion|order|hearing) ).+ (?:was|were|is) (?:held|found|declared)"
    rf"(?: to be)? {_CONTEMPT}(?: .+)?"
    rf"|{_COURT} (?:has )?(?:entered|issued|signed|made) {_THE}(?:{_FOR_NOW} )(?:[a-z]+ ){{0,4}}?"
    r"order(?: .+)?"
    rf"|{_THE}{_FOR_NOW} (?:[a-z]+ ){{0,4}}?order (?:.+ )?(?:was |is )?(?:entered|issued|signed)"
    r"(?: .+)?"
    rf"|{_COURT} (?:has )?(?:ordered|orders|directed) .+ to (?:pay|provide) (?:.+ )?{_SUPPORT}"
    r"(?: .+)?"
    rf"|.+ (?:was|were) (?:ordered|directed) to (?:pay|provide) (?:.+ )?{_SUPPORT}(?: .+)?"
    rf"|{_COURT} (?:has )?(?:set|ordered|awarded|fixed) (?:.+ )?{_SUPPORT}(?: .+)?"
    rf"|{_COURT} (?:has )?(?:awarded|gave|ordered) (?:.+ )?{_CUSTODY}(?: .+)?"
    rf"|.+ (?:was|were) (?:awarded|given) {_CUSTODY}(?: .+)?"
)
_BY_OTHERS = re.compile(
    r"(?!.*\b(?:hearing|trial|conference|motion|limine|was moved|were moved)\b)"
    r".+ moved (?:out|in|back|away|into|from)(?: .+)?"
    r"|.+ purged (?:(?:him|her|it|them)sel(?:f|ves) of )?(?:the |his |her |its |their )?contempt"
    r"(?: .+)?"
    r"|(?:the |his |her |its |their )?contempt (?:was|has been|is) (?:purged|cured|cleared)(?: .+)?"
    rf"|.+ (?:has |have )?(?:signed|executed|initialed) {_THE}{_AGREEMENT}(?: .+)?"
    rf"|{_THE}{_AGREEMENT} (?:was |has been |were )?(?:signed|executed)(?: .+)?"
    rf"|.+ (?:has )?(?:issued|sent|mailed|e mailed|gave) (?:(?:us|him|her|them|[a-z]+) )?{_THE}"
    rf"{_RIGHT}(?: .+)?"
    rf"|{_THE}{_RIGHT} (?:was |has been )?(?:issued|sent|mailed|received|delivered|arrived|came)"
    r"(?: .+)?"
    rf"|.+ (?:has |have )?(?:received|got) {_THE}{_RIGHT}(?: .+)?"
    r"|(?:the )?(?:eeoc |agency )?conciliation(?: conference| efforts?| talks?| process)? "
    r"(?:was |were |has |have )?(?:been )?(?:offered|failed|ended|closed|begun|began|started|held"
    r"|tried|attempted|unsuccessful|declined|rejected|refused)(?: .+)?"
    r"|(?:the )?(?:eeoc|commission|agency|bureau) (?:has )?(?:found|issued) (?:an? |its )?"
    r"(?:no )?(?:reasonable |probable )?cause(?: finding| determination)?(?: .+)?"
)


def court_fact(words: str) -> str:
    """Return the type that keeps what is often told and has none of its own; nothing for others."""
    key = as_key(words)
    if is_unsure(words) or _ACT.search(key):
        return ""
    if _BY_COURT.fullmatch(key):
        return DocketEntryRecorded.tag
    return NoteRecorded.tag if _BY_OTHERS.fullmatch(key) else ""
