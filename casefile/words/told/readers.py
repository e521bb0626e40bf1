"""Readers: the forms in which a whole sentence is told, tried one after the other.

The order is part of the reading: a form that is told with more words stands before those that know
a part of it alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casefile.law.events.process import HearingScheduled
from casefile.law.events.sentence import SentenceImposed
from casefile.words.forms import sentences
from casefile.words.forms.dated import dated
from casefile.words.forms.dropped_claims import check_dropped
from casefile.words.forms.papers_met import check_paper
from casefile.words.forms.told_us import told_us
from casefile.words.items.absent_client import absent_client
from casefile.words.items.judgment_told import judgment_told
from casefile.words.items.judgments_said import judgments_said, possession_judged, summary_judged
from casefile.words.items.possession import check_writ
from casefile.words.items.tickets import answer_due
from casefile.words.items.verdicts_said import plain_verdicts
from casefile.words.told.agency_charge import agency_charge
from casefile.words.told.apart import Apart
from casefile.words.told.appearances import appearance
from casefile.words.told.by_paper import (
    amended,
    before_agency_and_more,
    by_counts,
    is_one_clause,
    superseded,
    ticket_of_officer,
)
from casefile.words.told.counsel_said import counsel_said
from casefile.words.told.discovery_said import discovery_said
from casefile.words.told.dismissed_said import dismissed_said
from casefile.words.told.experts_said import experts_said
from casefile.words.told.for_another import for_another
from casefile.words.told.found_guilty import found_guilty
from casefile.words.told.found_on_plea import found_on_plea
from casefile.words.told.hearing_of_day import hearing_of_day
from casefile.words.told.hearings_said import hearings_said
from casefile.words.told.in_passing import in_passing
from casefile.words.told.judged_said import judged_said, sum_paid
from casefile.words.told.lasting import lasting
from casefile.words.told.license_said import license_said
from casefile.words.told.linked import linked, met_at_once
from casefile.words.told.motion_heard import motion_heard
from casefile.words.told.new_trial import new_trial
from casefile.words.told.nobody_there import nobody_there
from casefile.words.told.orders_said import order_said
from casefile.words.told.other_day import check_other_day
from casefile.words.told.others_dismissed import others_dismissed
from casefile.words.told.parted import as_note, noted_as
from casefile.words.told.petition_said import petition_said
from casefile.words.told.plain_facts import plain_facts
from casefile.words.told.planned import planned
from casefile.words.told.private_said import private_said
from casefile.words.told.recommended import recommended
from casefile.words.told.settled_said import check_between, settled_and_paid, settled_said
from casefile.words.told.settlement_terms import settled_terms
from casefile.words.told.stays_said import stay_said
from casefile.words.told.substituted import substituted
from casefile.words.told.suit_said import suit_said
from casefile.words.told.telling import Telling
from casefile.words.told.to_be_done import to_be_done
from casefile.words.told.to_come import announced, to_come
from casefile.words.told.told_act import (
    NOTHING,
    TWO,
    ToldAct,
    ToldActs,
    each_by_itself,
    on_their_days,
    some_acts,
)
from casefile.words.told.took_place import took_place
from casefile.words.told.tried import tried
from casefile.words.told.who_is_who import clients_noted, who_and_what_is_due, who_is_who
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.told.with_reason import with_reason
from casefile.words.told.withdrawal_approved import withdrawal_approved
from casefile.words.typed.asides import NOTE
from casefile.words.what.event_words import tells_done
from casefile.words.what.unsure import is_unsure

Reader = Callable[[Telling], ToldActs | None]
# What two halves tell together that is one act.
_ONE = re.compile(r"arraigned|convicted|disposition recorded|.+ completed.*")
_charging = re.compile(r"\b(?:charging|accusing|charged (?:by|in))\b", re.IGNORECASE)
_first_dated = re.compile(r"(?P<first>[^;,]+(?:, \d{4})?)(?P<rest>[;,] .+)")


def read(telling: Telling) -> ToldActs:
    """Return the acts that a sentence tells of, by the first reader that knows its form.

    Nothing is returned of what is one act by itself. Raises Misread, and Refused where it corrects
    what is on record.
    """
    for reader in READERS:
        if (found := reader(telling)) is not None:
            return found
    return ToldActs()


def _in_passing(telling: Telling) -> ToldActs | None:
    """Read a hearing that is told in passing, with the acts of the rest, or that as its note.

    Raises Misread where the rest tells of what is to be asked about.
    """
    asking, matter_id, words = telling[:3]
    told = in_passing(asking, matter_id, words)
    if told is None:
        return None
    hearing = ToldAct(told.hearing, tag=HearingScheduled.tag)
    if coming := announced(asking, matter_id, told.rest):
        return ToldActs([hearing, ToldAct("announced", {**coming, NOTE: [as_note(words)]})])
    each = telling.apart(told.rest)
    if each and all(one.sure for one in each):
        return ToldActs([*each, hearing])
    clauses = re.split(r"[;,.] | and ", told.rest)
    if each or any(
        tells_done(word) for one in clauses if not is_unsure(one) for word in one.split()
    ):
        raise each_by_itself([ToldAct(told.rest), hearing])
    return ToldActs([hearing._replace(fields={NOTE: [as_note(words)]})])


def _other_day(telling: Telling) -> ToldActs | None:
    """Refuse what corrects a day, which is no act of its own."""
    check_other_day(telling.asking, telling.matter_id, telling.words, telling.of)
    return None


def _said_alone(telling: Telling) -> ToldActs | None:
    """Read what is private, and what is to be done by a day."""
    alone = private_said(telling.words) or to_be_done(telling.words)
    return ToldActs([alone]) if alone else None


def _hearings(telling: Telling) -> ToldActs | None:
    return hearings_said(telling.asking, telling.matter_id, telling.words, telling.of)


def _told_us(telling: Telling) -> ToldActs | None:
    said = told_us(telling.asking, telling.matter_id, telling.words)
    return ToldActs([ToldAct("statement recorded", said)]) if said else None


def _lasting(telling: Telling) -> ToldActs | None:
    begins = lasting(telling.words)
    if not begins:
        return None
    whose = whose_hearing(telling.asking, telling.matter_id, begins)
    return ToldActs([ToldAct(whose.words if whose else begins, {NOTE: [as_note(telling.words)]})])


def _somebodys_hearing(telling: Telling) -> ToldActs | None:
    """Read a hearing without whose it is or of which day, and what is told of it."""
    whose = whose_hearing(telling.asking, telling.matter_id, telling.words)
    heard = hearing_of_day(telling) or whose
    if heard is None:
        return None
    at_it = read(telling._replace(words=heard.words))
    acts = [noted_as(telling.words, heard.words, one) for one in at_it.acts]
    first, *others = acts or [ToldAct(heard.words)]
    first = first._replace(fields={**heard.fields, **first.fields})
    return at_it._replace(acts=[first, *others])


def _answer_due(telling: Telling) -> ToldActs | None:
    due = answer_due(telling.asking, telling.matter_id, telling.words)
    return ToldActs([ToldAct(due, {NOTE: [as_note(telling.words)]})]) if due else None


def _clients(telling: Telling) -> ToldActs | None:
    clients = clients_noted(telling.asking, telling.matter_id, telling.words)
    return ToldActs([ToldAct("note", {"text": [clients]})]) if clients else None


def _substituted(telling: Telling) -> ToldActs | None:
    return some_acts(substituted(telling.asking, telling.matter_id, telling.words))


def _introduced(telling: Telling) -> ToldActs | None:
    """Read who is who, or who is and what is due from them."""
    added, due = who_and_what_is_due(telling.words)
    if due:
        parties = ({"name": [one.name], "role": [one.role]} for one in added)
        return ToldActs([*(ToldAct("party added", one) for one in parties), ToldAct(due)])
    introduced = who_is_who(telling.asking, telling.matter_id, telling.words)
    each = [{"name": [one.name], "role": [one.role]} for one in introduced]
    more = any(one.beside for one in introduced)
    if more or sum(one.ours for one in introduced) > 1:  # the opening says it of one alone
        each[0][NOTE] = [as_note(telling.words)]
    return some_acts(ToldAct("party added", one) for one in each)


def _counsel(telling: Telling) -> ToldActs | None:
    return counsel_said(telling.asking, telling.matter_id, telling.words, telling.given)


def _stay(telling: Telling) -> ToldActs | None:
    stay = stay_said(telling.asking, telling.matter_id, telling.words, telling.of)
    return ToldActs([stay]) if stay else None


def _settled(telling: Telling) -> ToldActs | None:
    if paid := settled_and_paid(telling.words, telling.given):
        return paid
    words, day = telling.with_its_day
    check_between(telling.asking, telling.matter_id, words)
    settled = settled_said(telling.asking, telling.matter_id, words)
    return ToldActs(settled, day) if settled else None


def _to_come(telling: Telling) -> ToldActs | None:
    """Read that charges are to be dismissed, behind an act or by itself."""
    asking, matter_id, words, of = telling[:4]
    if coming := to_come(asking, matter_id, words, of):
        return ToldActs([ToldAct(coming.act), ToldAct("announced", coming.announced)])
    alone = announced(asking, matter_id, words)
    acts = [ToldAct("announced", alone)] if alone else planned(asking, matter_id, words)
    return some_acts(acts or recommended(asking, matter_id, words))


def _others_dismissed(telling: Telling) -> ToldActs | None:
    return others_dismissed(telling.asking, telling.matter_id, telling.words, telling.of)


def _paper_met(telling: Telling) -> ToldActs | None:
    """Ask of a paper that is met by whom it is not against, and of claims that are nobody's."""
    check_paper(telling.asking, telling.matter_id, telling.with_its_day[0])
    check_dropped(telling.asking, telling.matter_id, *telling.with_its_day)
    return None


def _possession(telling: Telling) -> ToldActs | None:
    check_writ(telling.asking, telling.matter_id, telling.words)
    judged, day = possession_judged(telling.asking, telling.matter_id, telling.words)
    if not judged or (day and telling.given):
        return None
    return ToldActs([ToldAct("judgment entered", judged)], day)


def _unsure(telling: Telling) -> ToldActs | None:
    """Leave what may not have been done to the questions about it."""
    return ToldActs() if is_unsure(plain_verdicts(telling.words)) else None


def _tried(telling: Telling) -> ToldActs | None:
    return tried(telling.asking, telling.matter_id, telling.words, telling.given)


def _appeared(telling: Telling) -> ToldActs | None:
    """Read a hearing with the acts told behind it, and all words as a note where one is held.

    None is returned where neither is told, or what is told of them is no act for certain.
    """
    found = appearance(telling.words)
    if not (found.kind or found.held):
        return None
    acts: Sequence[ToldAct] = ()
    day = ""
    if found.acts:
        told = read(telling._replace(words=found.acts))
        alone = telling.apart(found.acts)
        if not told.acts and _is_one(telling, found.acts):
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
        first = first._replace(fields={**first.fields, NOTE: [as_note(telling.words)]})
    return ToldActs([first, *others], day)


def _judgments(telling: Telling) -> ToldActs | None:
    words, day = telling.with_its_day
    if summary := summary_judged(telling.asking, telling.matter_id, words):
        return ToldActs([ToldAct("judgment entered", summary)], day)
    if told := judgment_told(telling.asking, telling.matter_id, words):
        return ToldActs([ToldAct("judgment entered", told)], day)
    judgments = judgments_said(telling.asking, telling.matter_id, telling.words)
    return some_acts(ToldAct("judgment entered", one) for one in judgments)


def _one_clause(telling: Telling) -> ToldActs | None:
    """Leave one clause as it is, but for what is charged or brought in it."""
    if not is_one_clause(telling) or _charging.search(telling.words):
        return None
    return None if absent_client(telling.asking, telling.matter_id) else ToldActs()


def _found_on_plea(telling: Telling) -> ToldActs | None:
    """Read what was found on a plea, of which the words may tell others before a semicolon."""
    acts = found_on_plea(telling.asking, telling.matter_id, telling.words)
    if not acts:
        return None
    first, *others = acts
    each = telling.apart(first.words) if ";" in first.words else []
    if not each[1:]:
        return ToldActs(acts)
    if not all(one.sure for one in each):
        raise each_by_itself([*each, *others])
    return ToldActs([*each, *others])


def _apart(telling: Telling) -> ToldActs | None:
    """Read each act into which a sentence is parted; raises Misread where one is unsure."""
    asking, matter_id, words, of, given = telling
    first = _first_dated.fullmatch(words)
    own = dated(first["first"], NOTHING) if first else None
    plain = f"{own[0]}{first['rest']}" if own and first else words
    if _is_one(telling, plain):
        return ToldActs([ToldAct(plain)], own[1]) if own else None
    told = Apart(asking, matter_id, of)
    acts = told.acts(words)
    if len(acts) < TWO:
        acts = told.held(words)
    if sum(one.tag == SentenceImposed.tag for one in acts) > 1:
        return None  # a sentence is imposed at once
    if not acts or (len(acts) < TWO and not acts[0].fields):
        return None
    if not all(one.sure for one in acts) or met_at_once(acts):
        raise each_by_itself(acts)
    return on_their_days(linked(asking, matter_id, acts, of), given)


# Each form before those of which it has the words.
READERS: Sequence[Reader] = (
    _other_day,
    for_another,
    _in_passing,
    with_reason,
    plain_facts,
    _said_alone,
    order_said,
    new_trial,
    motion_heard,
    discovery_said,
    license_said,
    experts_said,
    dismissed_said,
    judged_said,
    sum_paid,
    _hearings,
    _told_us,
    _lasting,
    settled_terms,
    _somebodys_hearing,
    _answer_due,
    _clients,
    _substituted,
    _introduced,
    _counsel,
    _stay,
    _settled,
    agency_charge,
    before_agency_and_more,
    suit_said,
    withdrawal_approved,
    _to_come,
    _others_dismissed,
    superseded,
    _paper_met,
    petition_said,
    _possession,
    _unsure,
    _tried,
    _appeared,
    took_place,
    found_guilty,
    _judgments,
    amended,
    ticket_of_officer,
    nobody_there,
    _one_clause,
    _found_on_plea,
    by_counts,
    _apart,
)


def _is_one(telling: Telling, words: str) -> bool:
    """Tell whether what two halves of a sentence tell together is one act, as it is read."""
    told = sentences.told(telling.asking, telling.matter_id, words)
    return any(_ONE.fullmatch(one) for one, _ in told)
