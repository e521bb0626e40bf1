"""Several acts: a sentence that tells of more than one, parted into each with its own words."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.law.entry import MOTION
from casefile.law.events.matter import MatterCategory
from casefile.law.events.process import HearingScheduled
from casefile.law.events.sentence import SentenceImposed
from casefile.words.forms import sentences
from casefile.words.forms.dated import dated, days_written_out
from casefile.words.forms.told_us import told_us
from casefile.words.items.absent_client import absent_client, with_client
from casefile.words.items.agency_sections import agency_charges
from casefile.words.items.claims_said import amended_claims, claims_said, told_by_paper
from casefile.words.items.counts_said import causes_said, citations_said, sentences_said
from casefile.words.items.each_of_several import check_of_one
from casefile.words.items.instruments import charges_said
from casefile.words.items.judgments_said import judgments_said, possession_judged
from casefile.words.items.possession import check_writ
from casefile.words.items.pronouns import with_motion, with_name
from casefile.words.items.superseded import papers_superseded
from casefile.words.items.tickets import answer_due, ticket_said
from casefile.words.items.verdicts_said import plain_verdicts, verdicts_said
from casefile.words.misread import Misread
from casefile.words.told.agency_charge import agency_charge
from casefile.words.told.apart import Apart
from casefile.words.told.appearances import appearance
from casefile.words.told.by_noun import by_noun
from casefile.words.told.by_stops import by_stops
from casefile.words.told.counsel_said import counsel_said
from casefile.words.told.day_by_day import day_by_day
from casefile.words.told.found_on_plea import found_on_plea
from casefile.words.told.hearings_said import hearings_said
from casefile.words.told.in_passing import InPassing, in_passing
from casefile.words.told.lasting import lasting
from casefile.words.told.linked import as_ruling, linked
from casefile.words.told.other_day import check_other_day
from casefile.words.told.others_dismissed import others_dismissed
from casefile.words.told.parted import as_note, both_defendants
from casefile.words.told.private_said import private_said
from casefile.words.told.settled_said import settled_said
from casefile.words.told.stays_said import stay_said
from casefile.words.told.substituted import substituted
from casefile.words.told.to_be_done import to_be_done
from casefile.words.told.to_come import announced, to_come
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs
from casefile.words.told.tried import tried
from casefile.words.told.two_acts import in_the_past
from casefile.words.told.who_is_who import clients_noted, who_and_what_is_due, who_is_who
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.told.with_reason import with_reason
from casefile.words.typed.asides import NOTE
from casefile.words.typed.hearsay import reported_beside
from casefile.words.what.event_types import TRACKS
from casefile.words.what.event_words import tells_done
from casefile.words.what.full_stop import without_stop
from casefile.words.what.papers import OF_ITS_DAY, as_typed
from casefile.words.what.unsure import is_unsure

# What two halves tell together that is one act.
_ONE = re.compile(r"arraigned|convicted|disposition recorded|.+ completed.*")
_parts = re.compile(r"[;,:] | and | with (?=.*\benhancement)", re.IGNORECASE)
_charging = re.compile(r"\b(?:charging|accusing|charged (?:by|in))\b", re.IGNORECASE)
_same = re.compile(r"\b(?:indict\w*|information|complaint)\b.*\bcounts\b", re.IGNORECASE)
_first_dated = re.compile(r"(?P<first>[^;,]+(?:, \d{4})?)(?P<rest>[;,] .+)")
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
    told = both_defendants(without_stop(" ".join(typed.split())))
    if reported := reported_beside(told):
        days = [dated(one, NOTHING) or (one, "") for one in reported]
        raise each_by_itself([ToldAct(one, day=day) for one, day in days])
    plain = by_noun(asking, matter_id, in_the_past(told_by_paper(told)))
    plain = with_motion(asking, matter_id, plain)
    ruling = as_ruling(plain, MOTION) if of != MatterCategory.JUVENILE else ""
    plain = ruling or with_name(asking, matter_id, plain)
    told_days = days_written_out(plain)
    found = _on_days(asking, matter_id, told_days, of, given)
    found = found or _told_acts(asking, matter_id, told_days, of, given)
    if not found.acts and (clauses := by_stops(plain)) != plain:
        found = _told_acts(asking, matter_id, days_written_out(clauses), of, given)
    for act in found.acts:
        check_of_one(asking, matter_id, act.fields)
    acts = [_noted_as(told, plain, one) for one in found.acts]
    return found._replace(acts=acts) if acts or plain == told else ToldActs([ToldAct(plain)])


def _noted_as(told: str, plain: str, act: ToldAct) -> ToldAct:
    """Return an act with its note as it was told, and not in the plain words."""
    if act.fields.get(NOTE) not in ([plain], [as_note(plain)]):
        return act
    return act._replace(fields={**act.fields, NOTE: [as_note(told)]})


def _told_acts(asking: Asking, matter_id: str, typed: str, of: str, given: str) -> ToldActs:
    """Return what `told_acts` does of a sentence in plain words."""
    check_other_day(asking, matter_id, typed, of)
    if passing := in_passing(asking, matter_id, typed):
        return _with_hearing(asking, matter_id, typed, passing, of)
    if (reasoned := with_reason(asking, matter_id, typed, of)) is not None:
        return reasoned
    if alone := private_said(typed) or to_be_done(typed):
        return ToldActs([alone])
    if heard_at := hearings_said(asking, matter_id, typed, of):
        return heard_at
    if said := told_us(asking, matter_id, typed):
        return ToldActs([ToldAct("statement recorded", said)])
    if begins := lasting(typed):
        whose = whose_hearing(asking, matter_id, begins)
        return ToldActs([ToldAct(whose.words if whose else begins, {NOTE: [as_note(typed)]})])
    if heard := whose_hearing(asking, matter_id, typed):
        at_it = _told_acts(asking, matter_id, heard.words, of, given)
        acts = [_noted_as(typed, heard.words, one) for one in at_it.acts]
        first, *others = acts or [ToldAct(heard.words)]
        first = first._replace(fields={**heard.fields, **first.fields})
        return at_it._replace(acts=[first, *others])
    if due := answer_due(asking, matter_id, typed):
        return ToldActs([ToldAct(due, {NOTE: [as_note(typed)]})])
    if clients := clients_noted(asking, matter_id, typed):
        return ToldActs([ToldAct("note", {"text": [clients]})])
    if successor := list(substituted(asking, matter_id, typed)):
        return ToldActs(successor)
    added, due = who_and_what_is_due(typed)
    if due:
        parties = [{"name": [one.name], "role": [one.role]} for one in added]
        return ToldActs([*(ToldAct("party added", one) for one in parties), ToldAct(due)])
    if introduced := who_is_who(asking, matter_id, typed):
        each = [{"name": [one.name], "role": [one.role]} for one in introduced]
        more = any(one.beside for one in introduced)
        if more or sum(one.ours for one in introduced) > 1:  # the opening says it of one alone
            each[0][NOTE] = [as_note(typed)]
        return ToldActs([ToldAct("party added", one) for one in each])
    if (plain := _told_plainly(asking, matter_id, typed, of, given)) is not None:
        return plain
    if coming := to_come(asking, matter_id, typed, of):
        return ToldActs([ToldAct(coming.act), ToldAct("announced", coming.announced)])
    if said_to_come := announced(asking, matter_id, typed):
        return ToldActs([ToldAct("announced", said_to_come)])
    if dismissed := others_dismissed(asking, matter_id, typed, of):
        return dismissed
    if places := papers_superseded(asking, matter_id, typed):
        return ToldActs([ToldAct("charges superseded", one) for one in places])
    told = _told_at_once(asking, matter_id, typed, of, given)
    return _told_apart(asking, matter_id, typed, of, given) if told is None else told


def _on_days(asking: Asking, matter_id: str, typed: str, of: str, given: str) -> ToldActs | None:
    """Return notes that are told each with its day; raises Misread where one is another act."""
    each = day_by_day(asking, matter_id, typed, of, given)
    if not all(one.sure for one in each):
        raise each_by_itself(each)
    return _on_their_days(each, given) if each else None


def _told_plainly(
    asking: Asking, matter_id: str, typed: str, of: str, given: str
) -> ToldActs | None:
    """Return counsel, a stay, a settlement or a charge with an agency; None for all else."""
    if represented := counsel_said(asking, matter_id, typed, given):
        return represented
    if stay := stay_said(asking, matter_id, typed, of):
        return ToldActs([stay])
    if settled := settled_said(asking, matter_id, typed):
        return ToldActs(settled)
    if charged := _before_agency(asking, matter_id, typed, given):
        return charged
    clause, apart, rest = typed.partition("; ")
    if apart and (charged := _before_agency(asking, matter_id, clause, given)):
        others = Apart(asking, matter_id, of).acts(rest)
        if others and all(one.sure for one in others):
            own = [one._replace(day=charged.day) for one in charged.acts]
            return _on_their_days([*own, *others], given)
    return None


def _with_hearing(asking: Asking, matter_id: str, typed: str, told: InPassing, of: str) -> ToldActs:
    """Return a hearing that is told in passing, with the acts of the rest, or that as its note.

    Raises Misread where the rest tells of what is to be asked about.
    """
    hearing = ToldAct(told.hearing, tag=HearingScheduled.tag)
    if coming := announced(asking, matter_id, told.rest):
        return ToldActs([hearing, ToldAct("announced", {**coming, NOTE: [as_note(typed)]})])
    each = Apart(asking, matter_id, of).acts(told.rest)
    if each and all(one.sure for one in each):
        return ToldActs([*each, hearing])
    clauses = re.split(r"[;,.] | and ", told.rest)
    if each or any(
        tells_done(word) for one in clauses if not is_unsure(one) for word in one.split()
    ):
        raise each_by_itself([ToldAct(told.rest), hearing])
    return ToldActs([hearing._replace(fields={NOTE: [as_note(typed)]})])


def _before_agency(asking: Asking, matter_id: str, typed: str, given: str) -> ToldActs | None:
    """Return what is charged before an agency, by the sections that are told or as it is told."""
    if TRACKS.get(category(asking, matter_id) or "") != Track.REGULATORY:
        return None
    own = None if given else dated(typed, NOTHING)
    for words, day in (own or (typed, ""), (typed, "")):
        if charged := agency_charges(asking, matter_id, words):
            return ToldActs([ToldAct("charge filed", one) for one in charged], day)
    return agency_charge(asking, matter_id, typed, given)


def _told_at_once(
    asking: Asking, matter_id: str, typed: str, of: str, given: str
) -> ToldActs | None:
    """Return the acts of a sentence that is read as a whole; None where it is to be parted."""
    check_writ(asking, matter_id, typed)
    judged, day = possession_judged(asking, matter_id, typed)
    if judged and not (day and given):
        return ToldActs([ToldAct("judgment entered", judged)], day)
    if is_unsure(plain_verdicts(typed)):
        return ToldActs()
    if tried_acts := tried(asking, matter_id, typed, given):
        return tried_acts
    if appeared := _appeared(asking, matter_id, typed, of, given):
        return appeared
    if judgments := judgments_said(asking, matter_id, typed):
        return ToldActs([ToldAct("judgment entered", one) for one in judgments])
    civil = TRACKS.get(category(asking, matter_id) or "") == Track.CIVIL
    if amended := amended_claims(asking, matter_id, typed) if civil else []:
        return ToldActs([ToldAct(*one) for one in amended])
    own = None if given else dated(typed, NOTHING)  # the day of all is no part of the last one
    one, of_day = own or (typed, "")
    ticket = ticket_acts(asking, matter_id, one)
    if ticket and NOTE in ticket[0].fields:  # it says who wrote it as well
        several = _of_counts(asking, matter_id, one)
        return ToldActs(several if several[1:] else ticket, of_day)
    whole = not _parts.search(typed) and not _same.search(typed)
    if whole and not (_charging.search(typed) or absent_client(asking, matter_id)):
        return ToldActs()
    if acts := found_on_plea(asking, matter_id, typed):
        return _with_those_before(asking, matter_id, acts, of)
    for words, day in (own or (typed, ""), (typed, "")):
        if acts := _of_counts(asking, matter_id, words) or ticket_acts(asking, matter_id, words):
            return ToldActs(acts, day)
    return ToldActs() if whole else None


def _with_those_before(
    asking: Asking, matter_id: str, acts: Sequence[ToldAct], of: str
) -> ToldActs:
    """Return acts, of which the first may tell of others before a semicolon; raises Misread."""
    first, *others = acts
    each = Apart(asking, matter_id, of).acts(first.words) if ";" in first.words else []
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
    told = Apart(asking, matter_id, of)
    acts = told.acts(typed)
    if len(acts) < TWO:
        acts = told.held(typed)
    if sum(one.tag == SentenceImposed.tag for one in acts) > 1:
        return ToldActs()  # a sentence is imposed at once
    if not acts or (len(acts) < TWO and not acts[0].fields):
        return ToldActs()
    if not all(one.sure for one in acts):
        raise each_by_itself(acts)
    return _on_their_days(linked(asking, matter_id, acts, of), given)


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
        alone = Apart(asking, matter_id, of).acts(found.acts)
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
        claims = with_client(asking, matter_id, claims_said(asking, matter_id, typed))
        return [ToldAct(*one) for one in claims]
    if track == Track.REGULATORY:
        head, items = citations_said(typed)
        return [ToldAct(head, one) for one in items] or [ToldAct(one) for one in causes_said(typed)]
    if imposed := sentences_said(typed) if track == Track.CRIMINAL else []:
        return [ToldAct(one) for one in imposed]
    if verdicts := verdicts_said(typed) if track == Track.CRIMINAL else []:
        return [ToldAct(*one) for one in verdicts]
    each = charges_said(asking, matter_id, typed) if track == Track.CRIMINAL else []
    return [ToldAct(*one) for one in with_client(asking, matter_id, each)]
