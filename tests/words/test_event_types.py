"""Types as people call them: what each means in a matter of a category, and says as well."""

from __future__ import annotations

import pytest

from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, fields_of, posted_types
from casefile.words.kinds import names
from casefile.words.misread import Misread
from casefile.words.new_ids import maker
from casefile.words.typed.type_words import day_typed, with_words
from casefile.words.what.event_types import read_type
from casefile.words.what.field_names import field_called

# What is typed, in a matter of which category, and the type and fields that it means.
MEANT = [
    ("hearing moved", "civil", "hearing.scheduled", {"replaces": ["hearing"]}),
    ("hearing rescheduled", "civil", "hearing.scheduled", {"replaces": ["hearing"]}),
    ("hearing reset to", "civil", "hearing.scheduled", {"replaces": ["hearing"]}),
    ("trial continued", "criminal", "hearing.scheduled", {"replaces": ["trial"]}),
    ("trial date moved", "civil", "hearing.scheduled", {"replaces": ["trial"]}),
    ("hearing was postponed", "civil", "hearing.scheduled", {"replaces": ["hearing"]}),
    ("trial date set", "civil", "hearing.scheduled", {"kind": ["trial"]}),
    ("hearing set", "civil", "hearing.scheduled", {}),
    ("hearing held", "civil", "hearing.held", {}),
    ("mediation held", "civil", "hearing.held", {"kind": ["mediation"]}),
    ("arraigned", "criminal", "hearing.held", {"kind": ["arraignment"]}),
    (
        "preliminary hearing cancelled",
        "criminal",
        "hearing.cancelled",
        {"hearing_id": ["preliminary hearing"]},
    ),
    ("claim dropped", "civil", "claim.dismissed", {}),
    ("voluntary dismissal", "civil", "claim.dismissed", {}),
    ("charges dropped", "criminal", "charge.dismissed", {}),
    ("pleaded not guilty", "criminal", "charge.plea_entered", {"plea": ["not guilty"]}),
    ("pled no contest", "criminal", "charge.plea_entered", {"plea": ["no contest"]}),
    ("conviction set aside", "criminal", "charge.conviction_vacated", {}),
    ("nolle prosequi", "criminal", "charge.dismissed", {"by": ["prosecution"]}),
    ("nol prossed", "criminal", "charge.dismissed", {"by": ["prosecution"]}),
    ("enhancement", "criminal", "charge.filed", {"kind": ["enhancement"]}),
    (
        "firearm enhancement",
        "criminal",
        "charge.filed",
        {"kind": ["enhancement"], "offense": ["firearm enhancement"]},
    ),
    ("deadline vacated", "criminal", "deadline.closed", {"how": ["vacated"]}),
    ("deadline met", "civil", "deadline.closed", {"how": ["met"]}),
    (
        "answer deadline missed",
        "civil",
        "deadline.closed",
        {"deadline_id": ["answer"], "how": ["missed"]},
    ),
    ("deadline extended", "civil", "deadline.set", {"replaces": ["deadline"]}),
    ("citation", "traffic", "charge.filed", {"instrument": ["citation"]}),
    ("citation issued", "traffic", "charge.filed", {"instrument": ["citation"]}),
    ("ticket", "traffic", "charge.filed", {"instrument": ["citation"]}),
    ("citation", "regulatory", "citation.issued", {}),
    ("citation issued", "regulatory", "citation.issued", {}),
    ("citation issued", "", "citation.issued", {}),
    ("citation.issued", "traffic", "citation.issued", {"instrument": ["citation"]}),
    ("citation contested", "regulatory", "citation.contested", {}),
    ("ticket dismissed", "traffic", "charge.dismissed", {}),
    *[
        (said, "traffic", "charge.plea_entered", {"plea": ["not guilty"]})
        for said in ("ticket contested", "contested the ticket", "he contests the citation")
    ],
    ("contested the citation", "regulatory", "citation.contested", {}),
    *[
        (said, "criminal", "charge.filed", {"instrument": ["information"]})
        for said in ("criminal information", "information", "filed an information")
    ],
    ("the motion was denied", "civil", "motion.decided", {"outcome": ["denied"]}),
    ("court denies the motion", "civil", "motion.decided", {"outcome": ["denied"]}),
    ("granted motion", "civil", "motion.decided", {"outcome": ["granted"]}),
    ("set aside the default", "civil", "claim.default_set_aside", {}),
    ("vacated the conviction", "criminal", "charge.conviction_vacated", {}),
    ("conviction was set aside", "criminal", "charge.conviction_vacated", {}),
    ("withdrew his plea", "criminal", "charge.plea_withdrawn", {}),
    ("state drops the charge", "criminal", "charge.dismissed", {}),
    ("plaintiff dismisses the claim", "civil", "claim.dismissed", {}),
    ("struck the answer", "civil", "claim.answer_stricken", {}),
    ("scheduled a hearing", "civil", "hearing.scheduled", {}),
    ("held the pretrial conference", "civil", "hearing.held", {"kind": ["pretrial conference"]}),
    ("the trial was moved", "civil", "hearing.scheduled", {"replaces": ["trial"]}),
    ("cancels the hearing", "civil", "hearing.cancelled", {}),
    ("missed the deadline", "civil", "deadline.closed", {"how": ["missed"]}),
    ("filed a notice of appeal", "civil", "appeal.filed", {}),
    ("filed a motion", "civil", "motion.filed", {}),
    ("filed the answer", "civil", "claim.answered", {}),
    ("defendant pleads not guilty", "criminal", "charge.plea_entered", {"plea": ["not guilty"]}),
    ("imposed sentence", "criminal", "sentence.imposed", {}),
    ("arrest", "criminal", "note.recorded", {"text": ["Arrest"]}),
    ("Luis arrested", "criminal", "note.recorded", {"text": ["Luis arrested"]}),
    ("released on bond", "criminal", "note.recorded", {"text": ["Released on bond"]}),
    ("bail posted", "criminal", "note.recorded", {"text": ["Bail posted"]}),
    ("open matter", "", "matter.opened", {}),
    ("answer filed", "civil", "claim.answered", {}),
    ("case number", "civil", "matter.docket_number_assigned", {}),
]
ASKED = [
    ("arraignment", "criminal", 'Write "arraignment set", with its day (at=...), or'),
    ("mediation", "civil", '"mediation held"'),
    ("citation dismissed", "regulatory", "citation.withdrawn by=agency"),
    ("ticket dismissed", "", "No event says that a court dismisses a citation"),
    ("plea accepted", "criminal", 'casefile post MATTER "conviction entered"'),
    ("found guilty", "criminal", "charge.conviction_entered or charge.verdict_returned"),
]
# A type, what is typed for one of its fields, and the field that it means.
FIELDS = [
    ("claim.served", "against", "parties"),
    ("claim.served", "on", "parties"),
    ("claim.served", "to", "parties"),
    ("claim.answered", "by", "parties"),
    ("claim.default_entered", "against", "parties"),
    ("claim.dismissed", "by", "parties"),
    ("claim.settled", "with", "parties"),
    ("claim.filed", "by", "claimants"),
    ("claim.filed", "against", "against"),
    ("charge.filed", "violation", "offense"),
    ("charge.filed", "on", "attaches_to"),
    ("charge.dismissed", "why", "reason"),
    ("citation.issued", "to", "party_id"),
    ("hearing.cancelled", "because", "reason"),
    ("document.filed", "by", "filed_by"),
    ("statement.recorded", "words", "quote"),
    ("charge.filed", "name", "offense"),
    ("claim.filed", "name", "cause"),
    ("official.assigned", "role", "office"),
    ("hearing.scheduled", "to", "at"),
    ("deadline.set", "to", "due"),
    ("charge.filed", "count", "count_no"),
]
# A type, and names that mean none of its fields: they have more words than it, or only small ones.
NO_FIELDS = [
    *(("charge.filed", name) for name in ("date_of_offense", "offense_date", "place of arrest")),
    *(("charge.plea_entered", name) for name in ("plea_date", "date of plea", "plea offer")),
    *(("claim.filed", name) for name in ("claim_amount", "amount paid", "cause_number")),
    *(("claim.settled", name) for name in ("settlement amount date", "amount due")),
    *(("hearing.scheduled", name) for name in ("place_of_birth", "at_time_of", "kind of relief")),
    *(("deadline.set", name) for name in ("in", "from", "due_to")),
    *(("motion.filed", name) for name in ("relief_granted", "due process")),
    *(("sentence.imposed", name) for name in ("relation to victim",)),
]


@pytest.mark.parametrize(("typed", "category", "tag", "said"), MEANT)
def test_type__as_people_call_it__is_read_with_what_its_words_say(
    typed: str, category: str, tag: str, said: dict[str, list[str]]
) -> None:
    assert read_type(typed, category) == tag
    fields = {one.encode_name for one in fields_of(CATALOGUE[tag])}
    assert with_words(typed, tag, {}) == {
        name: value for name, value in said.items() if name in fields
    }


@pytest.mark.parametrize(("typed", "category", "question"), ASKED)
def test_type__that_can_be_several_or_none__is_asked_with_what_to_type(
    typed: str, category: str, question: str
) -> None:
    with pytest.raises(Misread) as raised:
        read_type(typed, category)
    assert question in raised.value.sentence


@pytest.mark.parametrize(("tag", "typed", "field"), FIELDS)
def test_field__as_people_call_it__is_read(tag: str, typed: str, field: str) -> None:
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    assert field_called(typed, fields, tag) == field


@pytest.mark.parametrize(("tag", "typed"), NO_FIELDS)
def test_field__of_more_words_than_it_has__is_not_meant(tag: str, typed: str) -> None:
    fields = [one.encode_name for one in fields_of(CATALOGUE[tag])]
    assert field_called(typed, fields, tag) is None


def test_words__of_what_was_typed_for_a_field__go_before_those_of_the_type() -> None:
    moved = with_words("hearing moved", "hearing.scheduled", {"hearing": ["plea"]})
    assert moved == {"replaces": ["plea"]}
    closed = with_words("deadline vacated", "deadline.closed", {"outcome": ["met"]})
    assert closed == {"outcome": ["met"]}


def test_note__of_what_has_no_type__says_all_that_was_typed() -> None:
    typed = {"amount": ["$5,000"], "party": ["Luis"], "text": ["by the judge"]}
    noted = with_words("released on bond", "note.recorded", typed)
    assert noted == {"party": ["Luis"], "text": ["Released on bond: by the judge; amount $5,000"]}
    assert with_words("note", "note.recorded", {"text": ["x"]}) == {"text": ["x"]}


def test_day__typed_among_the_fields__is_that_of_the_event_where_no_field_is_called_so() -> None:
    assert day_typed("note.recorded", {"date": ["3/6/2023"]}) == ("date", "3/6/2023")
    assert day_typed("note.recorded", {"text": ["3/6/2023"]}) is None


def test_maker__of_every_kind__is_the_type_that_sets_it() -> None:
    kinds = {
        kind
        for tag, cls in posted_types()
        for field in fields_of(CATALOGUE[tag])
        if (kind := names(field.type)) in OWN_SUBJECTS
    }
    assert {kind: maker(kind).tag for kind in kinds} == {
        "deadline": "deadline.set",
        "retention": "evidence.retained",
        "hearing": "hearing.scheduled",
        "motion": "motion.filed",
    }
