"""Apart: a sentence parted into its acts, each with whom and what it is told of by the one before.

What stands behind a semicolon, a comma or an and is an act of its own where all words of it are
read as one, with who did it, or to what it was done, taken over from the act in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.law.entry import MOTION
from casefile.law.events.matter import MatterCategory
from casefile.law.events.process import HearingHeld
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import DAY_SAID, dated, day_first
from casefile.words.items.pronouns import on_that, who_it_is
from casefile.words.misread import Misread
from casefile.words.told.lasting import lasting
from casefile.words.told.linked import as_ruling, motion_told
from casefile.words.told.parted import as_note, of_names, parted
from casefile.words.told.told_act import NOTHING, ToldAct
from casefile.words.typed.asides import NOTE
from casefile.words.what.courts import COURT
from casefile.words.what.done import HEARD, KIND
from casefile.words.what.event_types import NO_TYPE, by_whom, read_type
from casefile.words.what.event_words import is_past, tells_done
from casefile.words.what.juvenile_pleas import as_plea
from casefile.words.which.whom import names_said

# What is recorded with another act of its sentence; where all is not sure, each is asked for.
TOGETHER = frozenset(
    (
        *("charge.plea_entered", "charge.dismissed", "charge.conviction_entered"),
        *("charge.filed", "charge.amended", "charge.acquittal_entered", "charge.adjudicated"),
        *("charge.verdict_returned", "claim.filed", "claim.answered", "claim.dismissed"),
        *("claim.default_entered", "claim.default_set_aside", "claim.judgment_entered"),
        *("claim.settled", "claim.served", "claim.settlement_approved", "citation.issued"),
        *("charge.moved", "charge.mistrial_declared", "charge.deferral_ordered"),
        *("charge.plea_withdrawn", "charge.disposition_recorded", "hearing.scheduled"),
        *("matter.stay_changed", "appeal.filed", "appeal.decided", "citation.contested"),
        *("party.died", "document.filed"),
        *("motion.filed", "motion.decided", HearingHeld.tag, "deadline.set", SentenceImposed.tag),
    )
)
_apart = re.compile(
    rf"[;,:] (?:and |with (?=(?:(?:an?|the|his|her|their) )?{KIND}\b))?(?:then )?"
    r"(?!\d{4}\b|\d{3}\b| ?\d{1,2}(?::\d\d)? ?[ap]m\b)| and (?:then )?",
    re.IGNORECASE,
)
_item = re.compile(r"(?:counts? \d|the )", re.IGNORECASE)
_subject = re.compile(rf"(?P<who>{COURT}|{STATE}|we|our client)(?= )", re.IGNORECASE)
# What is told of a hearing that was held, and is an act of its own that has to be named.
LEGAL_ACT = re.compile(
    r"\b(?:granted|denied|dismissed|guilty|convicted|acquitted|pleaded|pled|sentenced"
    r"|ordered(?! (?:to be )?(?:detained|released|held))"
    r"|adjudicated|vacated|judgment|verdict|settled|bound over|amended|withdr\w+|stayed|moved"
    r"|continued|set for|reset|filed|entered|jail|prison|probation|restitution|fined?"
    r"|found (?:for|liable|responsible|delinquent))\b",
    re.IGNORECASE,
)
# What is asked for with an act, of which nothing is set yet.
_to_come = re.compile(r"\b(?:due|deadline|closes|cut-?off|begins|starts)\b", re.IGNORECASE)
# A hearing with its day right behind it, which is set by that alone.
_heard_on = re.compile(
    rf"(?:(?:the|an?|his|her|their|our|(?-i:[A-Z])[\w.' -]*?(?:'s|s')) )?{KIND}"
    rf" (?:(?:is|will be) )?(?:on )?(?={DAY_SAID})",
    re.IGNORECASE,
)
# What is set has its own name in front, and not who did what was told before.
_is_set = re.compile(
    r"^(?:the |an? )?[\w' -]+ (?:is |was )?(?:(?:re)?set for|scheduled|due)\b"
    rf"|^(?:the |an? )?(?:[\w'-]+ ){{0,3}}(?:hearing|conference|argument|{HEARD}) (?:is |was )?"
    r"(?:held|set|moved|continued|vacated|cancelled|began|begins)\b"
    r"|^(?!.*\bmotion\b).+ (?:is |was )?filed(?: .*\d.*)?$",  # a paper, with its own name
    re.IGNORECASE,
)
# What does not go on with who acted before it.
_begins = re.compile(r"(?:after|following|at|before|where|when) ", re.IGNORECASE)
_ruling = re.compile(r"\b(?:granted|denied|sustained|overruled)\b", re.IGNORECASE)
_pronoun = re.compile(r"^(?P<it>he|she|they|it) (?=(?:[a-z]+ed|[a-z]+s)\b)", re.IGNORECASE)
_against = re.compile(r"\b(?:default|judgment) (?:against|for|as to)\b", re.IGNORECASE)
# Somebody else to whom the same was done, on another day and in a way of its own.
_too = re.compile(
    rf"(?P<who>(?-i:[A-Z]).*?) on (?P<day>{DAY_SAID}),? (?P<how>(?:by|at|in|through|with) .+)",
    re.IGNORECASE,
)
# The same again, before what is told of the next ones.
_one_more = re.compile(
    rf"(?P<who>(?-i:[A-Z])[^,;]*?) on (?P<day>{DAY_SAID})(?P<more>(?:,? and|[,;]) .+)",
    re.IGNORECASE,
)
_held = re.compile(
    r"(?P<held>(?:(?![;,] ).)*?\b(?:held|arraigned)\b(?:(?![;,] ).)*)[,;] (?P<rest>.+)"
)


def _done_to(first: str, rest: str) -> str:
    """Return what something was done to before, where words begin with what was done to it next."""
    begins = re.sub(r"^(?:was|were) ", "", rest).split()
    ruled = begins and _ruling.match(begins[0]) and _ruling.search(first)
    if not begins or not is_past(begins[0]) or ruled:  # granted and denied is one ruling
        return ""
    words = first.split()
    done = next((place for place, one in enumerate(words) if place and is_past(one)), 0)
    if done and words[done - 1].casefold() == "to":  # what somebody asks for is not done
        return ""
    return re.sub(r" (?:is|was|were|has been|have been)$", "", " ".join(words[:done]))


class Apart:
    """Parts a sentence into acts; what words tell of is read once."""

    def __init__(self, asking: Asking, matter_id: str, of: str) -> None:
        self.asking, self.matter_id, self._of = asking, matter_id, of
        self._known: dict[str, ToldAct | None] = {}

    def acts(self, typed: str, who: str = "", motion: str = "") -> list[ToldAct]:
        """Return the acts into which words can be parted; nothing where that leaves some over.

        `who` acted last before them, and `motion` is what was filed last.
        """
        for cut in _apart.finditer(typed):
            first = self.act(typed[: cut.start()])
            if first is None:
                continue
            before = self._who(first.words) or who
            filed = motion_told(self.asking, self.matter_id, first, self._of) or motion
            ways = self._ways(first.words, typed[cut.end() :], before, filed)
            every = [self.acts(way, before, filed) for way in dict.fromkeys(ways)]
            told = sorted(filter(None, every), key=lambda some: not all(one.sure for one in some))
            if told:
                return [first, *told[0]]
        only = self.act(typed)
        return [only] if only else []

    def held(self, typed: str) -> list[ToldAct]:
        """Return a hearing that was held with all that is told of it; nothing for all else."""
        found = _held.fullmatch(typed)
        if found is None or LEGAL_ACT.search(re.split("held|arraigned", typed, maxsplit=1)[1]):
            return []
        said, day = dated(found["held"], NOTHING) or (found["held"], "")
        act = self.act(re.sub(r"(?:(?<= held)|(?<=arraigned))\b.*", "", said))
        whole = {NOTE: [as_note(typed)]}
        held = act and act.tag == HearingHeld.tag
        return [act._replace(fields=whole, day=day)] if act and held else []

    def _ways(self, first: str, rest: str, who: str, motion: str) -> Iterator[str]:
        """Yield words as they are, and with what is told before them in front.

        That is who did it, or to what it was done; a day that stands in front of them stays there.
        """
        own, day = day_first(rest) or (rest, "")
        on = f"on {day} " if day else ""
        if _ruling.search(first) and as_ruling(own, MOTION):
            return  # granted in part and denied in part is one ruling
        if motion:
            own = on_that.sub(rf"on the {motion}", own)
            if said := as_ruling(own, motion):
                yield f"{on}{said}"
                return
        if (found := _pronoun.match(own)) and who:
            meant = who_it_is(self.asking, self.matter_id, found["it"], first, who)
            own = f"{meant or found['it']} {own[found.end() :]}"
        said, behind = dated(own, NOTHING) or (own, "")
        named = who and names_said(self.asking, self.matter_id, said)
        if named and not self._ends_in_name(first):  # CleanCo on 9/8
            yield f"{on}{said}{first.removeprefix(who)}" + (f" on {behind}" if behind else "")
        too = _too.fullmatch(own)
        if who and too and names_said(self.asking, self.matter_id, too["who"]):
            yield f"{too['who']}{first.removeprefix(who)} {too['how']} on {too['day']}"
        more = _one_more.fullmatch(own)
        if who and more and names_said(self.asking, self.matter_id, more["who"]):
            yield f"{more['who']}{first.removeprefix(who)} on {more['day']}{more['more']}"
        if subject := _done_to(first, own):
            yield f"{on}{subject} {own}"
        if _item.match(own):
            yield f"{on}{own}"  # what something was done to stands first in it
        if who and not self._who(own) and not _is_set.search(own) and not _begins.match(own):
            yield f"{on}{who} {own}"
        yield f"{on}{own}"

    def _ends_in_name(self, words: str) -> bool:
        """Tell whether somebody is named last, beside whom the next one who is named stands."""
        each = words.split()
        ends = (" ".join(each[-many:]) for many in of_names(each))
        return any(names_said(self.asking, self.matter_id, one) for one in ends)

    def _who(self, words: str) -> str:
        if found := _subject.match(words):
            return found["who"]
        each = words.split()
        every = (" ".join(each[:many]) for many in of_names(each))
        return next((one for one in every if names_said(self.asking, self.matter_id, one)), "")

    def act(self, words: str) -> ToldAct | None:
        """Return the act that words tell of, if all of them do; None where they tell of none."""
        if words not in self._known:
            self._known[words] = self._read(words)
        return self._known[words]

    def _read(self, words: str) -> ToldAct | None:
        if begins := lasting(words):
            first = self._read(begins)
            return first._replace(fields={NOTE: [as_note(words)]}) if first else None
        said, day = day_first(words) or dated(words, NOTHING) or (words, "")
        told = any(map(tells_done, said.split())) or _against.search(said)
        if not told and not _to_come.search(said) and not _heard_on.match(said):
            return None
        found = self._type_of(said)
        return found._replace(day=day) if found else None

    def _type_of(self, said: str) -> ToldAct | None:
        asked: ToldAct | None = None
        plea: dict[str, list[str]] = {}
        if self._of == MatterCategory.JUVENILE and (words := as_plea(said, plea)) != said:
            return ToldAct(words, plea, tag=ChargePleaEntered.tag)
        said = said if MOTION in said.split() else as_ruling(said, MOTION) or said
        try:
            return self._of_type(said, read_type(said, self._of))
        except Misread as misread:
            if not misread.sentence.startswith(NO_TYPE):
                asked = ToldAct(said, sure=False)
        with suppress(Misread):
            parts = parted(self.asking, self.matter_id, said, self._of)
            rest = by_whom(parts.rest, self._of)[0] if parts else ""
            return self._of_type(said, read_type(rest, self._of)) if parts else asked
        return asked

    def _of_type(self, said: str, tag: str) -> ToldAct | None:
        return ToldAct(said, tag=tag) if tag in TOGETHER else None
