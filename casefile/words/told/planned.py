"""Planned: what somebody says is to come of charges or claims, read by its verb and its object.

It is recorded as announced, of those that are meant and of no others. A condition, a doubt or a
denial leaves it to the questions.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning import meant
from casefile.law.codes import Track
from casefile.law.criminal import WITH_GUILT
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeFiled
from casefile.law.events.claim import ClaimSettled, Side
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.trial import ChargePleaEntered, ChargeTrialCommenced
from casefile.law.item import DISMISSED
from casefile.words.forms.clauses import OURS
from casefile.words.items.counts_said import Said
from casefile.words.misread import Misread
from casefile.words.told.parted import as_note
from casefile.words.told.speakers import WhoSays, speaker
from casefile.words.told.to_come import PROSECUTION
from casefile.words.told.told_act import ToldAct
from casefile.words.told.which_planned import is_whole, items_meant, there
from casefile.words.typed.asides import NOTE
from casefile.words.values.occasion import occasion_of
from casefile.words.what.intended import TO_BE, WILL, is_left_open
from casefile.words.what.papers import OF_ITS_DAY, as_typed
from casefile.words.which.whom import names_said, parties_said

_MORE = re.compile(
    r"(?:^|,? )(?=(?:at|after|upon|under|before|on|by|in|within|when|once|during|following|next"
    r"|later|this|as part of|in exchange for|because|due to|for (?:lack|want) of|for (?:\$|an? )"
    r"|from|as soon as) |(?:tomorrow|soon|shortly|today|immediately)\b)",
    re.IGNORECASE,
)
_ours = r"(?:his|her|its|their|our|my|the) (?:office|client|company|side|team)"
_pronoun = re.compile(rf"(?P<one>he|she)|it|they|we|i|{_ours}", re.IGNORECASE)
_everybody = re.compile(r"(?:the|both) (?:parties|sides)|all (?:the )?parties", re.IGNORECASE)
_prejudice = re.compile(r",? (?P<how>with|without) prejudice\b", re.IGNORECASE)
_against = re.compile(r"(?:(?P<what>.+?) )?(?:against|as to) (?P<whom>.+)", re.IGNORECASE)
_with = re.compile(r"(?:(?P<what>.+?) )?with (?P<whom>.+)", re.IGNORECASE)
_on = re.compile(r"(?P<whom>(?-i:[A-Z]).*?) (?:on|for) (?P<what>.+)", re.IGNORECASE)
_whose = re.compile(r"(?P<whom>.+?)(?:'s|s') (?P<what>.+)", re.IGNORECASE)
_judged = re.compile(
    r"(?:the |his |her |its |their )?(?:convictions?|verdicts?|judgment|sentence|dismissal|ruling"
    r"|decision|order)(?: (?:on|of|for|as to) (?P<what>.+))?",
    re.IGNORECASE,
)
_by = re.compile(r"(?P<rest>.*?) ?\bby (?P<by>.+)", re.IGNORECASE)
_principle = re.compile(
    r"(?:(?P<who>.+?) (?:(?:has|have) )?(?:reached|agreed (?:to|on)|come to) )?"
    r"(?:(?:an?|the) )?(?:(?:global|tentative) )?(?:settlement|agreement to settle)(?: agreement)?"
    r"(?: reached)?"
    r" in principle(?P<rest>,? .+)?",
    re.IGNORECASE,
)
_GUILTY = r"(?:not )?guilty|no contest|nolo contendere"
_STATE, _ACCUSED, _PARTY = "state", "accused", "party"


class _KindOfPlan(NamedTuple):
    """What can be planned: its type, what it is done to, by which verbs, and whose act it is.

    What `offers` may be a part of a bargain, and is announced alone where more is said of it.
    """

    tag: str
    track: Track
    does: str
    done: str
    whose: str
    offers: bool = False
    refiles: bool = False


_APPEALS = (
    r"appeal|(?:file|take) (?:an|her|his|its|their) appeal(?: (?:of|from))?|file a notice of appeal"
)
_KINDS = (
    _KindOfPlan(
        ChargeDismissed.tag,
        Track.CRIMINAL,
        r"(?:(?:move|ask the court) to )?(?:dismiss|drop)",
        "dismissed|dropped",
        _STATE,
        offers=True,
    ),
    _KindOfPlan(
        ChargeFiled.tag,
        Track.CRIMINAL,
        "re-?file|file again|bring back",
        "re-?filed|filed again|brought back",
        _STATE,
        refiles=True,
    ),
    _KindOfPlan(ChargeTrialCommenced.tag, Track.CRIMINAL, "re-?try", "re-?tried", _STATE),
    _KindOfPlan(
        ChargePleaEntered.tag,
        Track.CRIMINAL,
        rf"plead (?:{_GUILTY})|enter a plea of (?:{_GUILTY})|enter a (?:{_GUILTY}) plea",
        "",
        _ACCUSED,
    ),
    _KindOfPlan(AppealFiled.tag, Track.CRIMINAL, _APPEALS, "appealed", _PARTY),
    _KindOfPlan(AppealFiled.tag, Track.CIVIL, _APPEALS, "appealed", _PARTY),
    _KindOfPlan(
        ClaimDismissed.tag,
        Track.CIVIL,
        "(?:voluntarily )?(?:dismiss|drop|withdraw)",
        "(?:voluntarily )?(?:dismissed|dropped|withdrawn)",
        _PARTY,
        offers=True,
    ),
    _KindOfPlan(ClaimSettled.tag, Track.CIVIL, "settle", "settled", _PARTY, offers=True),
)
_ACTIVE = {
    one: re.compile(rf"(?P<who>.+?) {WILL} (?:{one.does})(?: (?P<rest>.+))?", re.IGNORECASE)
    for one in _KINDS
}
_PASSIVE = {
    one: re.compile(rf"(?P<what>.+?) {TO_BE} (?P<done>{one.done})(?: (?P<rest>.+))?", re.IGNORECASE)
    for one in _KINDS
    if one.done
}


class _Plan(NamedTuple):
    """One way to read what is planned: whose act, on what of whom, and what else is said."""

    kind: _KindOfPlan
    who: str
    what: str
    whom: str
    more: str
    prejudice: str = ""
    sure: bool = True
    by_any: bool = False  # a court can do it as well


def planned(
    asking: Asking,
    matter_id: str,
    typed: str,
    says: WhoSays | None = None,
    fields: Said | None = None,
) -> list[ToldAct]:
    """Return what is announced of each that is meant; nothing for any other sentence.

    `says` is who says so, where that is told, and `fields` what is said of each event then. Raises
    Misread where it is not known of which charge or claim it is told.
    """
    return _Planned(asking, matter_id, typed, says, fields or {}).acts()


class _Planned:
    """What somebody plans, as it is read in a matter."""

    def __init__(
        self, asking: Asking, matter_id: str, typed: str, says: WhoSays | None, fields: Said
    ) -> None:
        self._asking, self._matter_id, self._typed = asking, matter_id, typed
        self._says, self._fields = says, {NOTE: [as_note(typed)], **fields}
        tracks = {one.track for one in matters.view(asking, matter_id).items}
        self._kinds = [one for one in _KINDS if one.track in tracks]

    def acts(self) -> list[ToldAct]:
        """Return what is announced; raises Misread."""
        if is_left_open(self._typed):
            return []
        for plan in self._plans():
            if found := self._read(plan):
                return found
        return []

    def _plans(self) -> Iterator[_Plan]:
        how = _prejudice.search(self._typed)
        plain = _prejudice.sub("", self._typed)
        for kind in self._kinds:
            if active := _ACTIVE[kind].fullmatch(plain):
                sure = self._is_sure(active["will"])
                for said, more in _parted(active["rest"] or ""):
                    for what, whom in self._object(kind, said):
                        plan = _Plan(kind, active["who"], what, whom, more, sure=sure or bool(more))
                        yield plan._replace(prejudice=how["how"].lower() if how else "")
            passive = _PASSIVE[kind].fullmatch(plain) if kind in _PASSIVE else None
            if passive:
                sure = self._is_sure(passive["will"])
                for said, more in _parted(passive["rest"] or ""):
                    by = _by.fullmatch(said)
                    rest, who = (by["rest"], by["by"]) if by else (said, "")
                    for what, whom in self._object(kind, f"{passive['what']} {rest}".strip()):
                        plan = _Plan(kind, who, what, whom, more, sure=sure or bool(more))
                        plan = plan._replace(by_any=passive["done"].casefold() == "dismissed")
                        yield plan._replace(prejudice=how["how"].lower() if how else "")
            if kind.tag == ClaimSettled.tag and (found := _principle.fullmatch(plain)):
                for said, more in _parted((found["rest"] or "").strip(", ")):
                    for what, whom in self._object(kind, re.sub("^(?:of|on) ", "", said)):
                        yield _Plan(kind, found["who"] or self._settling, what, whom, more)

    @property
    def _settling(self) -> str:
        """Return who settles in principle, of whom it is told without a name."""
        return "it" if self._says and self._says.parties else "the parties"

    def _is_sure(self, will: str | None) -> bool:
        """Tell whether somebody says so, and it is not what may be offered alone."""
        return bool(self._says) or not will

    def _object(self, kind: _KindOfPlan, said: str) -> Iterator[tuple[str, str]]:
        """Yield what is meant and of whom, each way in which an object can be understood."""
        said = re.sub("^(?:to|on) ", "", said, flags=re.IGNORECASE)
        if kind.tag == AppealFiled.tag and (judged := _judged.fullmatch(said)):
            said = judged["what"] or ""
        for form in (_against, _with if kind.tag == ClaimSettled.tag else _on, _whose):
            if (found := form.fullmatch(said)) and self._names(found["whom"]):
                yield found["what"] or "", found["whom"]
        if said and self._names(said):
            yield "", said
        else:
            yield said, ""

    def _names(self, words: str) -> list[str]:
        return names_said(self._asking, self._matter_id, words)

    def _read(self, plan: _Plan) -> list[ToldAct]:
        """Return what a plan announces; nothing where it is none, raises Misread where unsure."""
        if (plan.kind.offers and not plan.sure) or " and " in plan.more:
            return []
        who = self._who(plan)
        if who is None:
            return []
        names = self._names(plan.whom) if plan.whom else []
        named = [*names, *([who] if plan.kind.whose != _STATE and self._names(who) else [])]
        ids = [one for name in named for one in parties_said(self._asking, self._matter_id, name)]
        by = parties_said(self._asking, self._matter_id, who)
        own = self._there(plan, ids, len(names), by)
        if not own:
            return []
        which: Sequence[str] = list(dict.fromkeys(one.item_id for one in own))
        if plan.what and not (
            is_whole(plan.what) and not ids and plan.kind.track == Track.CRIMINAL
        ):
            which = items_meant(self._asking, self._matter_id, plan.what, own, named=bool(ids))
            if not which:
                return []
        elif len(which) > 1 and not self._is_of_all(plan, own):
            raise self._asked(plan, who, own)
        return self._announced(plan, who, which, own, named)

    def _is_of_all(self, plan: _Plan, own: Sequence[MatterItem]) -> bool:
        """Tell whether all of some are meant by words that name none of them."""
        return is_whole(plan.what) and len({p.party_id for one in own for p in one.parties}) == 1

    def _there(
        self, plan: _Plan, ids: Sequence[str], many: int, by: Sequence[str]
    ) -> list[MatterItem]:
        """Return the charges or claims on which it can come, of whoever is named."""
        kind, asking, matter_id = plan.kind, self._asking, self._matter_id
        each = [[one] for one in ids] if many > 1 and kind.track == Track.CRIMINAL else [ids]
        if kind.refiles:
            return [x for who in each for x in there(asking, matter_id, kind.track, who, DISMISSED)]
        if kind.tag == AppealFiled.tag:
            every = [
                one
                for one in matters.view(asking, matter_id).items
                if one.track == kind.track and set(ids) <= {party.party_id for party in one.parties}
            ]
            guilty = [one for one in every if one.state in WITH_GUILT]
            return (guilty if ids and kind.track == Track.CRIMINAL else []) or every
        found = [x for who in each for x in there(asking, matter_id, kind.track, who)]
        if kind.tag != ClaimDismissed.tag:
            return found
        mine = {(one, Side.CLAIMANT) for one in by}  # nobody else drops it
        return [
            one
            for one in found
            if not by or mine & {(party.party_id, party.side) for party in one.parties}
        ]

    def _who(self, plan: _Plan) -> str | None:
        """Return whose act it is to be; "" where nobody says, None where nobody can be meant."""
        kind, said, says = plan.kind, plan.who, self._says
        if not said:
            return self._unsaid(plan)
        ours = not says and re.fullmatch(OURS, said, re.IGNORECASE)
        if not ours and (pronoun := _pronoun.fullmatch(said)):
            return self._meant(plan, of_one=bool(pronoun["one"]))
        if _everybody.fullmatch(said):
            return said if kind.tag == ClaimSettled.tag else None
        by = speaker(self._asking, self._matter_id, said)
        if by is None or by.paper:
            return None
        if kind.whose == _STATE:
            return by.side or None
        if by.side:
            return by.side if kind.tag == AppealFiled.tag and kind.track == Track.CRIMINAL else None
        return " and ".join(by.parties) or None

    def _unsaid(self, plan: _Plan) -> str | None:
        """Return whose act it is of which no more is said than that it is done."""
        if plan.kind.whose == _STATE:
            side = self._says.side if self._says else ""
            return side or ("" if plan.by_any else PROSECUTION)
        return ""

    def _meant(self, plan: _Plan, *, of_one: bool) -> str | None:
        """Return whom a pronoun means by who says so; None where that is not sure."""
        says = self._says
        if says is None or says.paper:
            return None
        if plan.kind.whose == _STATE:
            return says.side or (PROSECUTION if plan.who.casefold() == "they" else None)
        if says.side and plan.kind.tag == AppealFiled.tag and not of_one:
            return says.side
        if says.side:
            return None
        return says.parties[0] if len(says.parties) == 1 else None

    def _announced(
        self,
        plan: _Plan,
        who: str,
        which: Sequence[str],
        own: Sequence[MatterItem],
        named: list[str],
    ) -> list[ToldAct]:
        if plan.kind.refiles:
            return self._refiled(which, own, who)
        fields = self._said(plan, who) | self._as_to(plan, own, named)
        return [ToldAct("announced", {"what": [plan.kind.tag], "item": list(which), **fields})]

    def _said(self, plan: _Plan, who: str) -> Said:
        fields = {"actor": [who]} if who else {}
        if plan.prejudice:
            fields["prejudice"] = [plan.prejudice]
        return fields | occasion_of(plan.more) | self._fields

    def _as_to(self, plan: _Plan, own: Sequence[MatterItem], named: list[str]) -> Said:
        """Return as to whom a claim against several is to end, where one of them is named."""
        against = {
            party.party_id for one in own for party in one.parties if party.side == Side.DEFENDANT
        }
        if plan.kind.track != Track.CIVIL or len(against) <= 1:
            return {}
        ids = {parties_said(self._asking, self._matter_id, one)[0]: one for one in named}
        one_of = [name for party_id, name in ids.items() if party_id in against]
        return {"party": one_of} if len(one_of) == 1 else {}

    def _refiled(self, which: Sequence[str], own: Sequence[MatterItem], who: str) -> list[ToldAct]:
        """Return that charges that were dismissed are to be filed again, each with its offense."""
        acts = []
        by_id = {one.item_id: one for one in own}
        for name in which:
            one = by_id.get(name)
            if one is None:
                return []
            whose = meant.name_of(self._asking, one.parties[0].party_id)
            fields = {
                "party": [whose],
                "offense": [str(one.detail.get("offense", ""))],
                "refiles": [one.item_id],
                "assertion": ["announced"],
                "told_by": [who],
            }
            acts.append(ToldAct("charge filed", fields | self._fields))
        return acts

    def _asked(self, plan: _Plan, who: str, own: Sequence[MatterItem]) -> Misread:
        """Return that it is to be said of which one it is, with the command for each."""
        ids = list(dict.fromkeys(one.item_id for one in own))
        each = [
            f"casefile post MATTER {shlex.quote(act.words)}{as_typed(act.fields)}{OF_ITS_DAY}"
            for some in (*([one] for one in ids), *([] if plan.kind.refiles else [ids]))
            for act in self._announced(plan, who, some, own, [])
        ]
        return Misread(f"Of which one is it told, or of all? {'; '.join(each)}.")


def _parted(rest: str) -> Iterator[tuple[str, str]]:
    """Yield words as what something is done to and what else is said of it, the longest first."""
    yield rest, ""
    for found in reversed(list(_MORE.finditer(rest))):
        yield rest[: found.start()], rest[found.end() :]
