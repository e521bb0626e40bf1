"""Several acts: a sentence that tells of more than one, parted into each with its own words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.law.events.matter import MatterCategory
from casefile.law.events.process import HearingHeld
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered
from casefile.words.forms import sentences
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import dated, day_first
from casefile.words.forms.told_us import told_us
from casefile.words.items.claims_said import claims_said, told_by_paper
from casefile.words.items.counts_said import causes_said, citations_said, sentences_said
from casefile.words.items.instruments import charges_said
from casefile.words.items.judgments_said import judgments_said
from casefile.words.items.pronouns import with_name
from casefile.words.items.superseded import papers_superseded
from casefile.words.items.tickets import answer_due, ticket_said
from casefile.words.items.verdicts_said import plain_verdicts, verdicts_said
from casefile.words.misread import Misread
from casefile.words.told.appearances import appearance
from casefile.words.told.found_on_plea import found_on_plea
from casefile.words.told.other_day import check_other_day
from casefile.words.told.parted import as_note, both_defendants, of_names, parted
from casefile.words.told.to_come import announced, to_come
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs
from casefile.words.told.tried import tried
from casefile.words.told.two_acts import in_the_past
from casefile.words.told.who_is_who import clients_noted, who_is_who
from casefile.words.typed.asides import NOTE
from casefile.words.what.courts import COURT
from casefile.words.what.done import HEARD
from casefile.words.what.event_types import TRACKS, read_type
from casefile.words.what.event_words import is_past, tells_done
from casefile.words.what.juvenile_pleas import as_plea
from casefile.words.what.papers import OF_ITS_DAY, as_typed
from casefile.words.what.unsure import is_unsure
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
        *("motion.filed", "motion.decided", HearingHeld.tag, "deadline.set", SentenceImposed.tag),
    )
)
# Of which the second may be of the first, which is not on record yet.
RULED_ON = {"motion.filed", "motion.decided"}
# What two halves tell together that is one act.
_ONE = re.compile(r"arraigned|convicted|disposition recorded|.+ completed.*")
_parts = re.compile(r"[;,:] | and | with (?=.*\benhancement)", re.IGNORECASE)
_apart = re.compile(r"[;,:] (?:and )?(?:then )?| and (?:then )?", re.IGNORECASE)
_item = re.compile(r"(?:counts? \d|the )", re.IGNORECASE)
_subject = re.compile(rf"(?P<who>{COURT}|{STATE}|we|our client)(?= )", re.IGNORECASE)
# Who did not come, for which a charge is dismissed.
_no_show = re.compile(
    r"(?P<why>(?:the )?[\w.' -]+? (?:did not|didn't|failed to) (?:appear|come|show(?: up)?))"
    r"(?:[,;] |,? and |,? so )(?:and )?(?:so )?(?P<act>.*\bdismiss.*)",
    re.IGNORECASE,
)
# What is told of a hearing that was held, and is an act of its own that has to be named.
_more = re.compile(
    r"\b(?:granted|denied|dismissed|guilty|convicted|acquitted|pleaded|pled|sentenced"
    r"|ordered(?! (?:to be )?(?:detained|released|held))"
    r"|adjudicated|vacated|judgment|verdict|settled|bound over|amended|withdr\w+|stayed|moved"
    r"|continued|set for|reset|filed|entered|jail|prison|probation|restitution|fined?"
    r"|found (?:for|liable|responsible|delinquent))\b",
    re.IGNORECASE,
)
# What is asked for with an act, of which nothing is set yet.
_to_come = re.compile(r"\b(?:due|deadline|closes|cut-?off|begins|starts)\b", re.IGNORECASE)
# What is set has its own name in front, and not who did what was told before.
_is_set = re.compile(
    r"^(?:the |an? )?[\w' -]+ (?:is |was )?(?:(?:re)?set for|scheduled|due)\b"
    rf"|^(?:the |an? )?(?:[\w'-]+ ){{0,3}}(?:hearing|conference|argument|{HEARD}) (?:is |was )?"
    r"(?:held|set|moved|continued|vacated|cancelled|began|begins)\b",
    re.IGNORECASE,
)
_ruling = re.compile(r"\b(?:granted|denied|sustained|overruled)\b", re.IGNORECASE)
_and_asked = re.compile(
    r"(?P<act>.*\b(?:contest(?:s|ed)|pleaded|pled|denied|answered|appealed)\b.*?)(?:,? and|,)"
    r" (?:(?:he|she|they|we) )?(?:asked for|asks for|requested|requests|demanded|demands) .+",
    re.IGNORECASE,
)
_held = re.compile(
    r"(?P<held>(?:(?![;,] ).)*?\b(?:held|arraigned)\b(?:(?![;,] ).)*)[,;] (?P<rest>.+)"
)
_first_dated = re.compile(r"(?P<first>[^;,]+(?:, \d{4})?)(?P<rest>[;,] .+)")
_NO_TYPE = "There is no type of event called"
TWO = 2


def each_by_itself(acts: Sequence[ToldAct]) -> Misread:
    """Return that each of several acts is to be said by itself, with the commands for that."""
    each = (
        f"casefile post MATTER {shlex.quote(one.whole)}{as_typed(one.fields)}"
        f"{'' if one.day else OF_ITS_DAY}"
        for one in acts
    )
    many = "Two" if len(acts) == TWO else "Several"
    return Misread(f"{many} things are said, each with fields of its own: {'; '.join(each)}.")


def told_acts(asking: Asking, matter_id: str, typed: str, of: str, given: str = "") -> ToldActs:
    """Return the acts of a sentence that tells of several, or of one by its counts; raises Misread.

    `of` is as of which category the matter is told, and `given` the day that was typed beside. Of
    any other sentence nothing is returned.
    """
    told = both_defendants(" ".join(typed.split()).rstrip(" ."))
    plain = with_name(asking, matter_id, in_the_past(told_by_paper(told)))
    found = _told_acts(asking, matter_id, plain, of, given)
    return found if found.acts or plain == told else ToldActs([ToldAct(plain)])


def _told_acts(asking: Asking, matter_id: str, typed: str, of: str, given: str) -> ToldActs:
    """Return what `told_acts` does of a sentence in plain words."""
    check_other_day(asking, matter_id, typed, of)
    if found := _no_show.fullmatch(typed):
        return ToldActs([ToldAct(f"{found['act']} because {found['why']}")])
    if found := _and_asked.fullmatch(typed):
        return ToldActs([ToldAct(found["act"], {NOTE: [as_note(typed)]})])
    if said := told_us(asking, matter_id, typed):
        return ToldActs([ToldAct("statement recorded", said)])
    if due := answer_due(asking, matter_id, typed):
        return ToldActs([ToldAct(due, {NOTE: [as_note(typed)]})])
    if clients := clients_noted(asking, matter_id, typed):
        return ToldActs([ToldAct("note", {"text": [clients]})])
    if introduced := who_is_who(asking, matter_id, typed):
        each = [{"name": [one.name], "role": [one.role]} for one in introduced]
        more = any(one.beside for one in introduced)
        if more or sum(one.ours for one in introduced) > 1:  # the opening says it of one alone
            each[0][NOTE] = [as_note(typed)]
        return ToldActs([ToldAct("party added", one) for one in each])
    if coming := to_come(asking, matter_id, typed, of):
        return ToldActs([ToldAct(coming.act), ToldAct("announced", coming.announced)])
    if alone := announced(asking, matter_id, typed):
        return ToldActs([ToldAct("announced", alone)])
    if places := papers_superseded(asking, matter_id, typed):
        return ToldActs([ToldAct("charges superseded", one) for one in places])
    told = _told_at_once(asking, matter_id, typed, of, given)
    return _told_apart(asking, matter_id, typed, of, given) if told is None else told


def _told_at_once(
    asking: Asking, matter_id: str, typed: str, of: str, given: str
) -> ToldActs | None:
    """Return the acts of a sentence that is read as a whole; None where it is to be parted."""
    if is_unsure(plain_verdicts(typed)):
        return ToldActs()
    if tried_acts := tried(asking, matter_id, typed, given):
        return tried_acts
    if appeared := _appeared(asking, matter_id, typed, of, given):
        return appeared
    if judged := judgments_said(asking, matter_id, typed):
        return ToldActs([ToldAct("judgment entered", one) for one in judged])
    if not _parts.search(typed):
        return ToldActs()
    if acts := found_on_plea(asking, matter_id, typed):
        return _with_those_before(asking, matter_id, acts, of)
    if acts := _of_counts(asking, matter_id, typed) or ticket_acts(asking, matter_id, typed):
        return ToldActs(acts)
    return None


def _with_those_before(
    asking: Asking, matter_id: str, acts: Sequence[ToldAct], of: str
) -> ToldActs:
    """Return acts, of which the first may tell of others before a semicolon; raises Misread."""
    first, *others = acts
    each = _ToldApart(asking, matter_id, of).acts(first.words) if ";" in first.words else []
    if not each[1:]:
        return ToldActs(acts)
    if not all(one.sure for one in each):
        raise each_by_itself([*each, *others])
    return ToldActs([*each, *others])


def _told_apart(asking: Asking, matter_id: str, typed: str, of: str, given: str) -> ToldActs:
    """Return the acts into which a sentence is parted; raises Misread where one is unsure."""
    first = _first_dated.fullmatch(typed)
    own = dated(first["first"], NOTHING) if first else None
    plain = f"{own[0]}{first['rest']}" if own and first else typed
    if _is_one(asking, matter_id, plain):
        return ToldActs([ToldAct(plain)], own[1]) if own else ToldActs()
    told = _ToldApart(asking, matter_id, of)
    acts = told.acts(typed)
    if len(acts) < TWO:
        acts = told.held(typed)
    if sum(one.tag == SentenceImposed.tag for one in acts) > 1:
        return ToldActs()  # a sentence is imposed at once
    if not acts or (len(acts) < TWO and not acts[0].fields):
        return ToldActs()
    tags = {one.tag for one in acts}
    if not all(one.sure for one in acts) or tags >= RULED_ON:
        raise each_by_itself(acts)
    return _on_their_days(acts, given)


def _is_one(asking: Asking, matter_id: str, typed: str) -> bool:
    """Tell whether what two halves of a sentence tell together is one act, as it is read."""
    return any(_ONE.fullmatch(words) for words, _ in sentences.told(asking, matter_id, typed))


def _appeared(asking: Asking, matter_id: str, typed: str, of: str, given: str) -> ToldActs | None:
    """Return a hearing with the acts told behind it, and all words as a note where one is held.

    None is returned where neither is told, or what is told of them is no act for certain.
    """
    found = appearance(typed)
    if not (found.kind or found.held):
        return None
    acts: Sequence[ToldAct] = ()
    day = ""
    if found.acts:
        told = _told_acts(asking, matter_id, found.acts, of, given)
        alone = _ToldApart(asking, matter_id, of).acts(found.acts)
        if not told.acts and _is_one(asking, matter_id, found.acts):
            alone = [ToldAct(found.acts)]
        acts, day = (told.acts, told.day) if told.acts or alone[1:] else (alone, "")
        if not acts or not all(one.sure for one in acts):
            return None
        if not told.acts and alone[0].day:
            acts, day = [alone[0]._replace(day="")], alone[0].day
    hearing = [ToldAct(f"{found.kind} held")] if found.kind else []
    each = [*hearing, *acts]
    first, others = each[0], each[1:]
    if found.held:
        first = first._replace(fields={**first.fields, NOTE: [as_note(typed)]})
    return ToldActs([first, *others], day)


def _on_their_days(acts: Sequence[ToldAct], given: str) -> ToldActs:
    """Return acts with their days; raises Misread where it is not known of which day one is.

    One day is that of all. Of several, what stands before the first is of the day that is given.
    """
    days = list(dict.fromkeys(one.day for one in acts if one.day))
    if not given and len(days) <= 1:
        return ToldActs([one._replace(day="") for one in acts], days[0] if days else "")
    begun = next((place for place, one in enumerate(acts) if one.day), len(acts))
    if not all(one.day for one in acts[begun:]) or (begun and not given):
        raise each_by_itself(acts)
    return ToldActs(acts, "" if given else acts[0].day)


def ticket_acts(asking: Asking, matter_id: str, typed: str) -> list[ToldAct]:
    """Return the ticket that a sentence tells of, and by when it is to be answered."""
    found = ticket_said(asking, matter_id, typed)
    if found is None:
        return []
    due = [ToldAct(f"pay or contest by {found.due}")] if found.due else []
    return [ToldAct("ticket issued", found.fields), *due]


def _of_counts(asking: Asking, matter_id: str, typed: str) -> list[ToldAct]:
    """Return the charges or the claims that a paper brings; raises Misread for those of several."""
    track = TRACKS.get(category(asking, matter_id) or "")
    if track == Track.CIVIL:
        return [ToldAct(*one) for one in claims_said(asking, matter_id, typed)]
    if track == Track.REGULATORY:
        head, items = citations_said(typed)
        return [ToldAct(head, one) for one in items] or [ToldAct(one) for one in causes_said(typed)]
    if imposed := sentences_said(typed) if track == Track.CRIMINAL else []:
        return [ToldAct(one) for one in imposed]
    if verdicts := verdicts_said(typed) if track == Track.CRIMINAL else []:
        return [ToldAct(*one) for one in verdicts]
    each = charges_said(asking, matter_id, typed) if track == Track.CRIMINAL else []
    return [ToldAct(*one) for one in each]


def _done_to(first: str, rest: str) -> str:
    """Return what something was done to before, where words begin with what was done to it next."""
    begins = re.sub(r"^(?:was|were) ", "", rest).split()
    ruled = begins and _ruling.match(begins[0]) and _ruling.search(first)
    if not begins or not is_past(begins[0]) or ruled:  # granted and denied is one ruling
        return ""
    words = first.split()
    done = next((place for place, one in enumerate(words) if place and is_past(one)), 0)
    return re.sub(r" (?:is|was|were|has been|have been)$", "", " ".join(words[:done]))


class _ToldApart:
    """Parts a sentence into acts; what words tell of is read once."""

    def __init__(self, asking: Asking, matter_id: str, of: str) -> None:
        self.asking, self.matter_id, self._of = asking, matter_id, of
        self._known: dict[str, ToldAct | None] = {}

    def acts(self, typed: str) -> list[ToldAct]:
        """Return the acts into which words can be parted; nothing where that leaves some over."""
        for cut in _apart.finditer(typed):
            first = self._act(typed[: cut.start()])
            if first is None:
                continue
            rest = typed[cut.end() :]
            every = [self.acts(way) for way in self._ways(first.words, rest)]
            told = sorted(filter(None, every), key=lambda some: not all(one.sure for one in some))
            if told:
                return [first, *told[0]]
        only = self._act(typed)
        return [only] if only else []

    def held(self, typed: str) -> list[ToldAct]:
        """Return a hearing that was held with all that is told of it; nothing for all else."""
        found = _held.fullmatch(typed)
        if found is None or _more.search(found["rest"]):
            return []
        said, day = dated(found["held"], NOTHING) or (found["held"], "")
        act = self._act(re.sub(r"(?:(?<= held)|(?<=arraigned))\b.*", "", said))
        whole = {NOTE: [as_note(typed)]}
        held = act and act.tag == HearingHeld.tag
        return [act._replace(fields=whole, day=day)] if act and held else []

    def _ways(self, first: str, rest: str) -> Iterator[str]:
        """Yield words as they are, and with who did what stands before them in front."""
        who = self._who(first)
        said, day = dated(rest, NOTHING) or (rest, "")
        if who and names_said(self.asking, self.matter_id, said):  # CleanCo on 9/8
            yield f"{said}{first.removeprefix(who)}" + (f" on {day}" if day else "")
        if subject := _done_to(first, rest):
            yield f"{subject} {rest}"
        if _item.match(rest):
            yield rest  # what something was done to stands first in it
        if who and not self._who(rest) and not _is_set.search(rest):
            yield f"{who} {rest}"
        yield rest

    def _who(self, words: str) -> str:
        if found := _subject.match(words):
            return found["who"]
        each = words.split()
        every = (" ".join(each[:many]) for many in of_names(each))
        return next((one for one in every if names_said(self.asking, self.matter_id, one)), "")

    def _act(self, words: str) -> ToldAct | None:
        """Return the act that words tell of, if all of them do; None where they tell of none."""
        if words not in self._known:
            self._known[words] = self._read(words)
        return self._known[words]

    def _read(self, words: str) -> ToldAct | None:
        said, day = day_first(words) or dated(words, NOTHING) or (words, "")
        if not any(map(tells_done, said.split())) and not _to_come.search(said):
            return None
        found = self._type_of(said)
        return found._replace(day=day) if found else None

    def _type_of(self, said: str) -> ToldAct | None:
        asked: ToldAct | None = None
        plea: dict[str, list[str]] = {}
        if self._of == MatterCategory.JUVENILE and (words := as_plea(said, plea)) != said:
            return ToldAct(words, plea, tag=ChargePleaEntered.tag)
        try:
            return self._of_type(said, read_type(said, self._of))
        except Misread as misread:
            if not misread.sentence.startswith(_NO_TYPE):
                asked = ToldAct(said, sure=False)
        with suppress(Misread):
            parts = parted(self.asking, self.matter_id, said, self._of)
            return self._of_type(said, read_type(parts.rest, self._of)) if parts else asked
        return asked

    def _of_type(self, said: str, tag: str) -> ToldAct | None:
        return ToldAct(said, tag=tag) if tag in TOGETHER else None
