"""Values as typed: a hundred of them, each with its right reading or its question."""

from __future__ import annotations

import re
from typing import Any

import pytest

from casefile.event import Code
from casefile.law.catalogue import CATALOGUE, posted_types
from casefile.words.misread import Misread
from casefile.words.typed.fields import FieldReader
from casefile.words.values import choices
from casefile.words.what.event_types import CALLED, read_type


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount}


# Type and field | as typed | what it is read as.
READ: list[tuple[str, str, Any]] = [
    ("charge.plea_entered plea", "not guilty", "not_guilty"),
    ("charge.plea_entered plea", "Not Guilty", "not_guilty"),
    ("charge.plea_entered plea", "not_guilty", "not_guilty"),
    ("charge.plea_entered plea", "pleaded not guilty", "not_guilty"),
    ("charge.plea_entered plea", "pled guilty", "guilty"),
    ("charge.plea_entered plea", "guilty plea", "guilty"),
    ("charge.plea_entered plea", "no contest", "no_contest"),
    ("charge.plea_entered plea", "nolo contendere", "no_contest"),
    ("charge.plea_entered plea", "Alford plea", "alford"),
    ("charge.plea_entered plea", "not guilty by reason of insanity", "not_guilty_insanity"),
    ("charge.plea_entered plea", "NGRI", "not_guilty_insanity"),
    ("charge.plea_entered plea", "guilty but mentally ill", "guilty_but_mentally_ill"),
    ("charge.plea_entered plea", "stood mute", "stands_mute"),
    ("official.assigned office", "Assistant DA", "prosecutor"),
    ("official.assigned office", "Deputy District Attorney", "prosecutor"),
    ("event.retracted reason", "typed wrong", "error"),
    ("event.retracted reason", "entered twice", "duplicate"),
    ("event.retracted reason", "never filed", "not_filed"),
    ("charge.plea_entered negotiated", "yes", True),
    ("charge.plea_entered negotiated", "No", False),
    ("charge.plea_entered conditional", "y", True),
    ("charge.plea_entered conditional", "true", True),
    ("charge.dismissed prejudice", "with prejudice", "with"),
    ("charge.dismissed prejudice", "without", "without"),
    ("charge.dismissed prejudice", "without prejudice", "without"),
    ("charge.dismissed prejudice", "w/o prejudice", "without"),
    ("charge.dismissed prejudice", "w/ prejudice", "with"),
    ("charge.dismissed prejudice", "prejudice unknown", "unknown"),
    ("charge.dismissed by", "the State", "prosecution"),
    ("charge.dismissed by", "by the court", "court"),
    ("charge.dismissed by", "nolle prosequi", "prosecution"),
    ("charge.dismissed reason", "  as typed ", "  as typed "),
    ("claim.dismissed how", "stipulation", "stipulation"),
    ("claim.dismissed how", "for failure to state a claim", "failure_to_state_claim"),
    ("claim.dismissed how", "failure to prosecute", "failure_to_prosecute"),
    ("claim.dismissed how", "court order", "court_order"),
    ("charge.verdict_returned verdict", "found not guilty", "not_guilty"),
    ("charge.verdict_returned verdict", "hung jury", "hung"),
    ("charge.verdict_returned verdict", "guilty of a lesser offense", "guilty_lesser"),
    ("charge.verdict_returned verdict", "directed verdict", "directed_acquittal"),
    ("charge.conviction_entered basis", "guilty plea", "plea_guilty"),
    ("charge.conviction_entered basis", "bench trial", "bench"),
    ("charge.conviction_entered basis", "on a jury's verdict", "jury"),
    ("charge.conviction_entered basis", "no contest plea", "plea_no_contest"),
    ("charge.filed severity", "Felony", "felony"),
    ("charge.filed severity", "petty misdemeanor", "petty"),
    ("charge.filed instrument", "by information", "information"),
    ("charge.filed instrument", "Indictment", "indictment"),
    ("charge.filed count_no", "2", 2),
    ("charge.filed count_no", "1,200", 1200),
    ("charge.filed statute", "30-2-3(B)", ["30-2-3(B)"]),
    ("charge.deferral_ordered kind", "conditional discharge", "conditional_discharge"),
    ("charge.trial_commenced jury", "yes", True),
    ("party.added kind", "company", "organization"),
    ("party.added kind", "individual", "person"),
    ("party.added kind", "Government", "government"),
    ("matter.opened jurisdiction", "NM", "US-NM"),
    ("matter.opened jurisdiction", "New Mexico", "US-NM"),
    ("matter.opened jurisdiction", "N.M.", "US-NM"),
    ("matter.opened jurisdiction", "us-nm", "US-NM"),
    ("matter.opened jurisdiction", "US-NM", "US-NM"),
    ("matter.opened jurisdiction", "State of New Mexico", "US-NM"),
    ("matter.opened jurisdiction", "District of New Mexico", "US"),
    ("matter.opened jurisdiction", "U.S. District Court for the Northern District of Texas", "US"),
    ("charge.filed instrument", "grand jury", "indictment"),
    ("matter.opened jurisdiction", "federal", "US"),
    ("matter.opened jurisdiction", "U.S.", "US"),
    ("matter.opened jurisdiction", "d.c.", "US-DC"),
    ("matter.opened jurisdiction", "GB", "GB"),
    ("matter.opened time_zone", "Denver", "America/Denver"),
    ("matter.opened time_zone", "america/new_york", "America/New_York"),
    ("matter.opened category", "Criminal", "criminal"),
    ("matter.status_changed status", "on appeal", "on_appeal"),
    ("matter.related relation", "same incident", "same_incident"),
    ("claim.settled amount", "$85,000", usd("85000")),
    ("claim.settled amount", "250,000", usd("250000")),
    ("claim.settled amount", "85000.00", usd("85000.00")),
    ("claim.settled amount", "$1.5 million", usd("1500000")),
    ("claim.settled amount", "85k", usd("85000")),
    ("claim.settled amount", "$1,234.50", usd("1234.50")),
    ("claim.settled amount", "EUR 2,500.50", {"amount": "2500.50", "currency": "EUR"}),
    ("claim.settled amount", "5000 dollars", usd("5000")),
    ("claim.settled confidential", "yes", True),
    ("claim.filed amount", "$ 85,000", usd("85000")),
    ("claim.judgment_entered kind", "default", "default"),
    ("claim.judgment_entered kind", "on the pleadings", "pleadings"),
    ("citation.final_order_entered by", "ALJ", "alj"),
    ("citation.final_order_entered by", "administrative law judge", "alj"),
    ("sentence.imposed relation", "Concurrent", "concurrent"),
    (
        "sentence.imposed components",
        "6 months' probation, suspended",
        [{"kind": "probation", "term": "P6M", "suspended": True}],
    ),
    ("sentence.imposed components", "a fine of $500", [{"kind": "fine", "amount": usd("500")}]),
    (
        "sentence.imposed components",
        "48 hours in jail",
        [{"kind": "incarceration", "term": "PT48H"}],
    ),
    ("sentence.imposed components", "life in prison", [{"kind": "incarceration", "term": "life"}]),
    ("sentence.imposed components", "time served", [{"kind": "time_served"}]),
    (
        "sentence.imposed components",
        "$1,240.50 restitution to the victim",
        [{"kind": "restitution", "amount": usd("1240.50")}],
    ),
    (
        "sentence.imposed components",
        "1 year and 6 months of supervised probation",
        [{"kind": "probation", "term": "P1Y6M", "supervised": True}],
    ),
    (
        "sentence.imposed components",
        "$1,000 restitution",
        [{"kind": "restitution", "amount": usd("1000")}],
    ),
    ("official.assigned office", "special prosecutor", "special_prosecutor"),
    (
        "deadline.set period",
        "14 days before",
        {"number": 14, "unit": "days", "direction": "before"},
    ),
    ("intent.announced intended_event", "charge dismissed", "charge.dismissed"),
    ("appeal.filed de_novo", "no", False),
    ("charge.plea_entered plea", "admits", "guilty"),
    ("charge.plea_entered plea", "denied", "not_guilty"),
    ("charge.adjudicated basis", "admission", "plea_guilty"),
    ("charge.dismissed by", "the U.S. Attorney", "prosecution"),
    ("party.added kind", "estate", "organization"),
    ("claim.judgment_entered for", "plaintiff", "claimant"),
    ("claim.judgment_entered for", "the respondent", "defendant"),
    ("claim.judgment_entered kind", "default judgment", "default"),
    ("claim.judgment_entered kind", "jury verdict", "jury"),
    ("claim.judgment_entered kind", "judgment as a matter of law", "directed"),
    ("claim.judgment_vacated by", "the court", "trial_court"),
    ("claim.judgment_vacated by", "the court of appeals", "appeal"),
    ("sentence.vacated by", "the trial judge", "trial_court"),
    ("matter.opened category", "felony", "criminal"),
    ("official.assigned office", "US Attorney", "prosecutor"),
]
# Type and field | as typed | what is asked then.
ASKED: list[tuple[str, str, str]] = [
    ("charge.plea_entered plea", "insanity", "Did you mean not_guilty_insanity?"),
    ("charge.plea_entered plea", "gulity", "Did you mean guilty or not_guilty?"),
    ("charge.plea_entered plea", "not", "It must be one of: not_guilty, guilty, no_contest"),
    ("charge.plea_entered negotiated", "maybe", "It must be yes or no."),
    ("sentence.vacated by", "", "It must be one of: appeal, trial_court, other."),
    ("charge.dismissed prejudice", "prejudice", "It must be one of: with, without, unknown."),
    ("charge.dismissed prejudice", "not with prejudice", "It must be one of: with, without"),
    ("charge.conviction_entered basis", "guilty", "It must be one of: plea_guilty"),
    ("charge.verdict_returned verdict", "acquitted", "Did you mean directed_acquittal"),
    ("charge.filed count_no", "two", "It must be a whole number"),
    ("claim.settled amount", "85.000", "Did you mean 85,000 or 85.00?"),
    ("claim.settled amount", "1.500,00", "It must be an amount of money, like $85,000"),
    ("claim.settled amount", "-5", "It must be an amount of money"),
    ("claim.settled amount", "$5 EUR", "It has two currencies: EUR and USD."),
    ("matter.opened jurisdiction", "New Mexcio", "Did you mean US-NM (New Mexico)?"),
    ("matter.opened jurisdiction", "XX", "It must be a jurisdiction, like US-NM"),
    ("matter.opened time_zone", "Louisville", "Did you mean America/Kentucky/Louisville or "),
    ("sentence.imposed components", "6 months", 'Write "6 months in prison", "6 months prob'),
    ("sentence.imposed components", "$500", 'Write "$500 fine", "$500 restitution" or "$500 fee"'),
    ("sentence.imposed components", "some months", "It must be a penalty, like"),
    ("charge.dismissal_vacated by", "the court", "It must be one of: reconsideration, appeal"),
    ("charge.conviction_entered basis", "plea", "It must be one of: plea_guilty"),
    ("claim.judgment_entered for", "appellant", "It must be one of: claimant, defendant."),
    ("intent.announced intended_event", "dismissed", "can be charge.dismissed or claim.dismissed"),
    ("intent.announced intended_event", "charge.dismised", "Did you mean charge.dismissed?"),
]


@pytest.mark.parametrize(("field", "typed", "right"), READ)
def test_value__as_typed__has_its_right_reading(field: str, typed: str, right: Any) -> None:
    tag, name = field.split()
    reader = FieldReader(tag)
    data = reader.data({name: [typed]})
    found = {one: data[one] for one in data if one != "court_id"}  # which a district tells
    assert (reader.misfits, found) == ([], {name: right})


@pytest.mark.parametrize(("field", "typed", "question"), ASKED)
def test_value__that_can_mean_several_things_or_none__is_asked_about(
    field: str, typed: str, question: str
) -> None:
    tag, name = field.split()
    reader = FieldReader(tag)
    reader.data({name: [typed]})
    (misfit,) = reader.misfits
    assert question in misfit.sentence


def test_value__read_otherwise_than_it_was_typed__is_said() -> None:
    reader = FieldReader("claim.settled")
    reader.data({"item": ["c1"], "amount": ["85k"], "confidential": ["yes"]})
    assert reader.told == ["amount = $85,000"]
    reader = FieldReader("charge.plea_entered")
    reader.data({"plea": ["not guilty"]})
    assert reader.told == ["plea = not_guilty (pleaded not guilty)"]
    reader = FieldReader("charge.plea_entered")
    reader.data({"plea": ["not_guilty"]})
    assert reader.told == []


TERMS = [
    ("6 months", "P6M"),
    ("6-month", "P6M"),
    ("six months", "P6M"),
    ("18 mos.", "P18M"),
    ("1 yr 6 mo", "P1Y6M"),
    ("1 year, 3 months and 2 days", "P1Y3M2D"),
    ("a year", "P1Y"),
    ("364 days", "P364D"),
    ("48 hours", "PT48H"),
    ("1 day and 12 hours", "P1DT12H"),
    ("p6m", "P6M"),
    ("life", "life"),
    ("2 1/2 years", None),
    ("6", None),
    ("6 moons", None),
    ("life without parole", None),
    ("1 year, 1 year", None),
]


@pytest.mark.parametrize(("typed", "right"), TERMS)
def test_term__as_typed__has_its_right_reading_or_its_question(
    typed: str, right: str | None
) -> None:
    reader = FieldReader("sentence.imposed")
    data = reader.data({"components": {"kind": ["probation"], "term": [typed]}})
    if right is None:
        (misfit,) = reader.misfits
        assert misfit.said.startswith("components 1, term: It must be how long it lasts, like ")
    else:
        assert (reader.misfits, data) == (
            [],
            {"components": [{"kind": "probation", "term": right}]},
        )


@pytest.mark.parametrize(
    ("typed", "field", "near"),
    [
        ("prejudise", None, ("prejudice",)),
        ("item", "item_id", ()),
        ("Item-ID", "item_id", ()),
        ("reasn", None, ("reason",)),
        ("zzz", None, ()),
    ],
)
def test_field__as_typed__is_found_or_the_nearest_is_named(
    typed: str, field: str | None, near: tuple[str, ...]
) -> None:
    reader = FieldReader("charge.dismissed")
    data = reader.data({typed: ["unknown"]})
    if field:
        assert (data, reader.misfits) == ({field: "unknown"}, [])
    else:
        (misfit,) = reader.misfits
        assert misfit.choices == near
        assert misfit.sentence.startswith("There is no such field.")


@pytest.mark.parametrize("typed", ["item_ids", "items", "item", "Item IDs"])
def test_field__of_several_ids__is_found_by_the_one_or_the_many(typed: str) -> None:
    reader = FieldReader("sentence.completed")
    assert reader.data({typed: ["c1", "c2"]}) == {"item_ids": ["c1", "c2"]}
    assert reader.misfits == []


def test_values__of_several_fields_wrong__are_all_told_at_once_and_in_words() -> None:
    reader = FieldReader("sentence.imposed")
    reader.data(
        {
            "relation": ["beside"],
            "partly_read": ["perhaps"],
            "nonsense": ["1"],
            "components": {"term": ["long"], "amount": ["much"], "kind": ["pain"]},
        }
    )
    assert [one.where for one in reader.misfits] == [
        "relation",
        "partly_read",
        "nonsense",
        *("components 1, term", "components 1, amount", "components 1, kind"),
    ]


def every_field() -> list[tuple[str, str]]:
    return [
        (tag, name)
        for tag, cls in posted_types()
        for name in cls.__struct_encode_fields__
        if name != "source_label"
    ]


@pytest.mark.parametrize(("tag", "name"), every_field())
def test_any_field__with_nonsense__is_answered_without_a_pattern_a_type_or_a_path(
    tag: str, name: str
) -> None:
    reader = FieldReader(tag)
    reader.data({name: ["\N{SNOWMAN}", "?"]})
    for misfit in reader.misfits:
        assert not re.search(r"\\[dAZ]|\[A-|\$\.|\bstr\b|\bint\b|\bbool\b|\barray\b", misfit.said)


def every_code() -> list[type[Code]]:
    return [cls for cls in Code.__subclasses__() if cls.__module__.startswith("casefile.law")]


@pytest.mark.parametrize("cls", every_code())
def test_code__any__is_read_by_its_word_and_its_label_and_no_two_share_one(cls: type[Code]) -> None:
    for one in cls:
        assert choices.read_choice(cls, one.value) is one
        assert choices.read_choice(cls, one.value.replace("_", " ").upper()) is one
        if one.label:
            assert choices.read_choice(cls, one.label) is one


def test_codes__called_otherwise__are_none_that_another_one_is_called() -> None:
    for cls, also in choices.ALSO.items():
        for said, one in also.items():
            assert choices.read_choice(cls, said) is one


def test_types__all__are_read_as_they_are_stored_and_in_words() -> None:
    for tag, _ in posted_types():
        for typed in (tag, tag.replace(".", " ").replace("_", " ").title()):
            reader = FieldReader("intent.announced")
            assert reader.data({"intended_event": [typed]}) == {"intended_event": tag}
    assert len(CATALOGUE) > len(posted_types())


@pytest.mark.parametrize(
    ("typed", "category", "tag"),
    [
        ("hearing set", "", "hearing.scheduled"),
        ("charged", "", "charge.filed"),
        ("convicted", "criminal", "charge.conviction_entered"),
        ("complaint filed", "civil", "claim.filed"),
        ("complaint filed", "regulatory", "citation.complaint_filed"),
        ("Complaint Filed", "criminal", "charge.filed"),
        ("trial begins", "civil", "claim.trial_commenced"),
        ("trial commenced", "criminal", "charge.trial_commenced"),
        ("jury verdict", "criminal", "charge.verdict_returned"),
        ("verdict returned", "criminal", "charge.verdict_returned"),
        ("settled", "civil", "claim.settled"),
        ("settled", "regulatory", "citation.settled"),
        ("notice of appeal", "", "appeal.filed"),
        ("died", "", "party.died"),
    ],
)
def test_type__as_courts_and_offices_call_it__is_that_of_the_matter(
    typed: str, category: str, tag: str
) -> None:
    assert read_type(typed, category) == tag


@pytest.mark.parametrize("typed", ["complaint filed", "settled", "disposition"])
def test_type__that_can_be_several__is_asked_where_the_matter_does_not_say(typed: str) -> None:
    with pytest.raises(Misread, match="say which") as caught:
        read_type(typed, "appeal")
    assert len(caught.value.choices) > 1


def test_types__that_people_call_otherwise__are_all_there() -> None:
    assert {tag for some in CALLED.values() for tag in some} <= CATALOGUE.keys()


def test_field__in_parts_where_a_word_could_stand__is_read() -> None:
    reader = FieldReader("appeal.decided")
    parts = {"conviction": ["affirmed"], "sentence": ["vacated"]}
    assert reader.data({"outcomes": {"count-1": parts, "count-2": ["reversed"]}}) == {
        "outcomes": {
            "count-1": {"conviction": "affirmed", "sentence": "vacated"},
            "count-2": "reversed",
        }
    }
    assert reader.misfits == []


@pytest.mark.parametrize("name", ["party", "Party", "parties"])
def test_field__called_by_one_where_several_can_be__is_that_field(name: str) -> None:
    reader = FieldReader("claim.dismissed")
    assert reader.data({name: ["freight"]}) == {"parties": ["freight"]}
    assert reader.misfits == []
