"""Hearings said: several that are set in one sentence, and what was done at one, told before it."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.apart import Apart
from casefile.words.told.parted import as_note
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.typed.asides import NOTE
from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH
from casefile.words.when.relative import WEEKDAY

_WHOSE = r"(?:(?:the|an?|his|her|their|its|our) |(?-i:[A-Z])[^;:]*?'s )?"
_DAY = rf"(?=\d|{MONTH}|{WEEKDAY}|the \d|next |tomorrow)"
_SET = r"(?:(?:re)?set|(?:re)?scheduled|noticed)"
_FOR = rf"(?:(?:(?:is|was|will be) )?(?:{_SET} )?(?:for|on)|is)"
# What is set in one sentence with the hearing before it: and the pretrial conference for May 4.
_another = re.compile(
    rf"(?:,? and|[,;]) (?={_WHOSE}{KIND} {_FOR} {_DAY})",
    re.IGNORECASE,
)
_first = re.compile(
    rf".+ (?:is |was |are |were )?{_SET} (?:for|on) {_DAY}.+|{_WHOSE}{KIND} {_FOR} {_DAY}.+",
    re.IGNORECASE,
)
_other = re.compile(rf"(?P<what>{_WHOSE}{KIND}) {_FOR} (?P<day>.+)", re.IGNORECASE)
# Somebody's appearance, with its day and what came of it behind it.
_appeared = re.compile(
    r"(?P<who>(?-i:[A-Z]).*?|he|she|they) (?:made|had|has had|has made|appeared for|came for) "
    rf"(?:an?|the|his|her|their) (?P<kind>(?:first|initial) court appearance|{KIND})"
    rf"(?:,? on (?P<day>{DAY_SAID}))?(?P<rest>(?:,? and|[,;]) .+)?",
    re.IGNORECASE,
)
_at_hearing = re.compile(
    rf"(?:at|in|during) (?:the|a|his|her|their) (?P<kind>{KIND}) on (?P<day>{DAY_SAID}),? "
    r"(?P<rest>(?!(?:is|was|at|in|before|and) ).+)",
    re.IGNORECASE,
)
# What was held so that the parties settle, of which nothing came.
_AGREED = r"(?:an? |any )?(?:settlement|agreement|resolution)"
_nothing_came = re.compile(
    r"(?:(?:the |an? )?(?P<kind>mediation|settlement conference)"
    r" (?:(?:was )?held|took place|happened)|(?:the )?(?:parties|sides|we) mediated)"
    rf"(?:,? (?:on )?(?P<day>{DAY_SAID}))?,? "
    rf"(?:without (?:reaching )?(?:{_AGREED}|success)"
    r"|(?:but|and) (?:(?:they|we|it|the parties) )?"
    rf"(?:(?:reached|had|found) no {_AGREED}|no {_AGREED} was reached|failed"
    rf"|(?:did not|didn't) (?:settle|succeed|(?:reach|come to) {_AGREED})|(?:was )?unsuccessful))",
    re.IGNORECASE,
)
# A paper by which a hearing is set.
_with_hearing = re.compile(
    r"(?P<done>.*\b(?:issued|filed|served|entered|sent|denied|granted|dismissed)\b.+?), with "
    rf"(?P<what>{_WHOSE}{KIND}) (?:to be )?{_SET} for (?P<day>{_DAY}.+)",
    re.IGNORECASE,
)
_ruled = re.compile(r"\b(?:denied|granted|dismissed)\b", re.IGNORECASE)
_HEARING = "hearing"


def hearings_said(asking: Asking, matter_id: str, typed: str, of: str) -> ToldActs | None:
    """Return the hearings of a sentence that sets several, or at which something was done.

    None is returned for any other sentence. What of it is no act of its own is kept in its words.
    """
    parts = _another.split(typed)
    if parts[1:] and _first.fullmatch(parts[0]):
        found_each = filter(None, map(_other.fullmatch, parts[1:]))
        each = [parts[0], *(f"{one['what']} set for {one['day']}" for one in found_each)]
        return ToldActs([whose_hearing(asking, matter_id, one) or ToldAct(one) for one in each])
    whole = {NOTE: [as_note(typed)]}
    if found := _appeared.fullmatch(typed):
        held = f"{found['who']}'s {found['kind']} held"
        act = whose_hearing(asking, matter_id, held) or ToldAct(held)
        rest = re.sub(r"^[,;]? (?:and )?", "", found["rest"] or "")
        told = Apart(asking, matter_id, of)
        more = rest and (told.acts(f"{found['who']} {rest}") or told.acts(rest))
        noted = whole if rest and not more else {}
        first = act._replace(fields={**act.fields, **noted})
        return ToldActs([first, *(more or ())], found["day"] or "")
    if found := _at_hearing.fullmatch(typed):
        acts = Apart(asking, matter_id, of).acts(found["rest"])
        first, *others = acts or [ToldAct(found["rest"])]
        if found["kind"].casefold() == _HEARING:  # which one it was is in the words
            first = first._replace(fields={**first.fields, **whole})
            return ToldActs([first, *others], found["day"])
        return ToldActs([ToldAct(f"{found['kind']} held"), first, *others], found["day"])
    if found := _nothing_came.fullmatch(typed):
        return ToldActs(
            [ToldAct(f"{found['kind'] or 'mediation'} held", whole)], found["day"] or ""
        )
    if found := _with_hearing.fullmatch(typed):
        act = ToldAct(f"{found['what']} set for {found['day']}")
        done = Apart(asking, matter_id, of).act(found["done"])
        if done or _ruled.search(found["done"]):  # which is asked about by itself
            return ToldActs([act, done or ToldAct(found["done"])])
        return ToldActs([act._replace(fields=whole)])
    return None
