"""Wording: sentences of a chronology, amounts and durations, and how states of items read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

import casefile.law  # noqa: F401 - fills the catalogue
from casefile.event import Code
from casefile.law.catalogue import CATALOGUE, Event, decode
from casefile.law.events.sentence import Component
from casefile.law.fields import Money
from casefile.law.item import LIFECYCLES, Item
from casefile.law.placeholders import plain
from casefile.law.wording import clauses, duration, sentence, so_many, words
from tests.law.test_catalogue import PAYLOADS, golden

ON = date(2024, 6, 1)
AMOUNT = {"amount": "50000.00"}


def event(tag: str, **data: Any) -> Event:
    """Return an event of this type, read as posted."""
    return msgspec.convert(data, CATALOGUE[tag])


def label(track: str, **item: Any) -> str:
    """Return how an item of this track reads."""
    return LIFECYCLES[track].label(Item(track=track, **item), ON)


@pytest.mark.parametrize(
    ("tag", "data", "said"),
    [
        (
            "charge.dismissed",
            {"item_id": "count-1"},
            "Charge count-1 dismissed",
        ),
        (
            "charge.dismissed",
            {"item_id": "count-1", "by": "prosecution", "prejudice": "without"},
            "Charge count-1 dismissed by the prosecution without prejudice",
        ),
        (
            "claim.judgment_entered",
            {"item_id": "claim-1", "kind": "default", "for": "claimant", "amount": AMOUNT},
            "Judgment on claim claim-1 for claimant (default), $50,000",
        ),
        (
            "matter.stay_changed",
            {"on": False, "reason": "Mandate received"},
            "Stay lifted: Mandate received",
        ),
        (
            "counsel.appeared",
            {"for": "jane-example", "names": ["Pat Advocate", "Kim Advocate"]},
            "Counsel appears for jane-example: Pat Advocate, Kim Advocate",
        ),
        (
            "party.changed",
            {"party_id": "p", "changes": {"name": "Jane Sample", "aliases": []}, "reason": "Order"},
            "p is called Jane Sample and without other names from here on: Order",
        ),
        (
            "appeal.decided",
            {"outcomes": {"count-1": "affirmed", "count-2": "dismissed"}},
            "Appeal decided: count-1: affirmed; count-2: appeal dismissed",
        ),
        (
            "hearing.held",
            {"kind": "arraignment"},
            "Arraignment held",
        ),
    ],
)
def test_sentence__with_and_without_optional_values__reads_as_one(
    tag: str, data: dict[str, Any], said: str
) -> None:
    assert plain(sentence(event(tag, **data), "m")) == said


def told(data: Event) -> Iterator[str]:
    """Yield how an event reads with each value that its codes and its flags can have."""
    for field in msgspec.structs.fields(type(data)):
        kinds = [one for one in (field.type, *get_args(field.type)) if isinstance(one, type)]
        codes = [kind for kind in kinds if issubclass(kind, Code)]
        values = [*chain(*codes), *([True, False] if bool in kinds else [])]
        for value in values:
            with suppress(ValueError):  # not beside its other values: no stay is lifted until a day
                yield sentence(replace(data, **{field.name: value}), "m")
    yield sentence(data, "m")


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_sentence__of_every_type_and_value__in_words(path: Path) -> None:
    tag, version, payload = golden(path)
    for said in told(decode(tag, version, msgspec.Raw(payload))):
        assert not re.search(r"\byes\b|: (?:true|false)\b|_|\bP(?:T?\d+[YMWDH])+\b", said), said
        assert said == said.strip()


@pytest.mark.parametrize("tag", CATALOGUE)
def test_template__with_a_flag__says_in_words_what_it_is(tag: str) -> None:
    cls = CATALOGUE[tag]
    blanks = [blank for clause in clauses(cls.sentence) for blank in clause.blanks]
    kinds = {field.name: field.type for field in msgspec.structs.fields(cls)}
    for blank in blanks:
        kind = kinds.get(blank.name)
        is_flag = kind is bool or bool in get_args(kind)
        assert is_flag == (blank.true is not None), blank.name


@pytest.mark.parametrize(
    ("tag", "data", "said"),
    [
        ("charge.trial_commenced", {"jury": True}, "Trial on charge c1 begins before a jury"),
        (
            "charge.trial_commenced",
            {"jury": False},
            "Trial on charge c1 begins before the court alone",
        ),
        ("charge.trial_commenced", {}, "Trial on charge c1 begins"),
        ("citation.contested", {"timely": True}, "Citation c1 contested in time"),
        ("citation.contested", {"timely": False}, "Citation c1 contested out of time"),
        ("claim.settled", {"confidential": True}, "Claim c1 settled, confidential"),
        ("claim.settled", {"needs_approval": True}, "Claim c1 settled, subject to approval"),
        (
            "citation.obligation_performed",
            {"what": "penalty", "complied": False},
            "On citation c1, penalty, not complied with",
        ),
        (
            "intent.announced",
            {"intended_event": "charge.dismissal_clarified", "actor": "the state"},
            "Announced for c1: charge dismissal clarified, by the state",
        ),
        (
            "intent.announced",
            {"intended_event": "charge.trial_commenced", "actor": "the state"},
            "Announced for c1: that it will be tried, by the state",
        ),
        (
            "charge.amended",
            {"changes": {"statute": ["30-14-1", "30-14-2"], "severity": "petty"}},
            "Charge c1 amended: statute 30-14-1, 30-14-2; severity petty misdemeanor",
        ),
    ],
)
def test_sentence__with_a_flag__tells_what_it_means(
    tag: str, data: dict[str, Any], said: str
) -> None:
    assert plain(sentence(event(tag, item_id="c1", **data), "m")) == said


@pytest.mark.parametrize(
    ("grave", "said"),
    [
        ({"severity": "felony", "degree": "fourth"}, "theft, fourth degree felony"),
        ({"severity": "misdemeanor", "degree": "1st"}, "theft, 1st degree misdemeanor"),
        ({"severity": "felony", "degree": "third degree"}, "theft, third degree felony"),
        ({"severity": "felony", "degree": "Class A"}, "theft, Class A felony"),
        ({"severity": "misdemeanor", "degree": "gross misdemeanor"}, "theft, gross misdemeanor"),
        ({"severity": "felony", "degree": "X"}, "theft, X (felony)"),
        ({"severity": "petty"}, "theft, petty misdemeanor"),
        ({"degree": "fourth"}, "theft, fourth"),
        ({}, "theft"),
    ],
)
def test_sentence__of_a_charge__tells_how_grave_it_is(grave: dict[str, Any], said: str) -> None:
    charge = event("charge.filed", party_id="p", item_id="c1", offense="theft", **grave)
    assert plain(sentence(charge, "m")) == f"Charge filed against p: {said}"


def test_sentence__of_a_reduced_conviction__tells_to_what() -> None:
    told = {"severity": "misdemeanor", "degree": "second", "offense": "assault"}
    reduced = event("charge.conviction_reduced", item_id="c1", **told)
    said = "Conviction on charge c1 reduced, to second degree misdemeanor, assault"
    assert plain(sentence(reduced, "m")) == said


@pytest.mark.parametrize("value", [None, "unknown", "", (), {}])
def test_words__missing_or_unknown__nothing(value: Any) -> None:
    assert words(value) == ""


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("100000.00", "USD", "$100,000"),
        ("100000", "USD", "$100,000"),
        ("0.50", "USD", "$0.50"),
        ("2500.5", "EUR", "EUR 2,500.5"),
    ],
)
def test_money__of_any_currency__as_a_person_writes_it(
    amount: str, currency: str, said: str
) -> None:
    assert Money(amount=amount, currency=currency).label == said


@pytest.mark.parametrize(
    ("number", "what", "more", "said"),
    [
        (0, "event", "", "0 events"),
        (1, "event", "", "1 event"),
        (2_000, "event", "", "2,000 events"),
        (1, "entry", "entries", "1 entry"),
        (2, "entry", "entries", "2 entries"),
    ],
)
def test_so_many__one_and_several(number: int, what: str, more: str, said: str) -> None:
    assert so_many(number, what, more) == said


@pytest.mark.parametrize(
    ("text", "plain", "possessive"),
    [
        ("P6M", "6 months", "6 months'"),
        ("P1M", "1 month", "1 month's"),
        ("P1Y", "1 year", "1 year's"),
        ("P2Y6M", "2 years 6 months", "2 years 6 months'"),
        ("P364D", "364 days", "364 days'"),
        ("P26W", "26 weeks", "26 weeks'"),
        ("P1DT12H", "1 day 12 hours", "1 day 12 hours'"),
        ("PT48H", "48 hours", "48 hours'"),
        ("P1MT1M", "1 month 1 minute", "1 month 1 minute's"),
        ("life", "life", "life"),
    ],
)
def test_duration__in_words__plain_and_possessive(text: str, plain: str, possessive: str) -> None:
    assert duration(text) == plain
    assert duration(text, possessive=True) == possessive


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ({"kind": "probation", "term": "P6M", "suspended": True}, "6 months' probation, suspended"),
        (
            {"kind": "probation", "term": "P1Y", "supervised": True},
            "1 year's supervised probation",
        ),
        (
            {"kind": "incarceration", "term": "P2Y", "relation": "consecutive"},
            "2 years' incarceration, consecutive",
        ),
        ({"kind": "supervised_release", "term": "P3Y"}, "3 years' supervised release"),
        ({"kind": "suspended", "term": "P6M"}, "a suspended sentence of 6 months"),
        ({"kind": "fine", "amount": {"amount": "1000"}}, "a fine of $1,000"),
        ({"kind": "fine"}, "a fine"),
        ({"kind": "restitution", "amount": {"amount": "250.50"}}, "restitution of $250.50"),
        ({"kind": "forfeiture"}, "forfeiture"),
        ({"kind": "no_contact", "term": "P1Y"}, "a no-contact order of 1 year"),
        ({"kind": "time_served", "term": "P30D"}, "30 days' time served"),
        ({"kind": "time_served"}, "time served"),
        ({"kind": "death"}, "death"),
    ],
)
def test_penalty__of_each_kind__reads_naturally(component: dict[str, Any], said: str) -> None:
    assert msgspec.convert(component, Component).label == said


def test_sentence_label__one_penalty_and_several__joined() -> None:
    probation = {"kind": "probation", "term": "P6M", "suspended": True}
    fine = {"kind": "fine", "amount": {"amount": "1000"}}
    convicted = Item(state="convicted", track="criminal", filed=True)

    def said(*components: dict[str, Any]) -> Any:
        imposed = event("sentence.imposed", item_ids=["count-1"], components=components)
        return imposed.change(convicted, "item_ids", "count-1").detail["sentence_label"]

    assert said(probation) == "sentenced to 6 months' probation, suspended"
    assert said(probation, fine) == (
        "sentenced to 6 months' probation (suspended) and a fine of $1,000"
    )
    assert said() == "sentenced"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"state": "filed"}, "filed"),
        ({"state": "defaulted"}, "in default"),
        ({"state": "settled", "detail": {"settlement": {"amount": AMOUNT}}}, "settled, $50,000"),
        (
            {"state": "settled", "detail": {"settlement": {"confidential": True}}},
            "settled (confidential)",
        ),
        ({"state": "settled_pending_approval"}, "settled pending approval"),
        (
            {
                "state": "judgment",
                "side": "defendant",
                "detail": {"judgment_for": "claimant", "judgment_amount": AMOUNT},
            },
            "judgment against, $50,000",
        ),
        (
            {
                "state": "judgment",
                "side": "claimant",
                "marks": ("satisfied",),
                "detail": {"judgment_for": "claimant", "judgment_kind": "default"},
            },
            "default judgment for; satisfied",
        ),
        ({"state": "dismissed", "prejudice": "without"}, "dismissed without prejudice"),
        ({"state": "dismissed", "prejudice": "unknown"}, "dismissed (prejudice unknown)"),
        (
            {
                "state": "dismissed",
                "prejudice": "with",
                "marks": ("settled",),
                "detail": {"settlement": {"amount": AMOUNT}},
            },
            "settled, $50,000; dismissed with prejudice",
        ),
        ({"state": "answered", "appeals": 1}, "answered; on appeal"),
    ],
)
def test_claim_label__in_each_state__in_the_words_of_the_office(
    item: dict[str, Any], said: str
) -> None:
    assert label("civil", **item) == said


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({"state": "cited", "detail": {"issued_penalty": AMOUNT}}, "cited"),
        (
            {"state": "settled", "detail": {"penalty": {"amount": "100000.00"}}},
            "settled, penalty $100,000",
        ),
        (
            {"state": "final", "marks": ("paid", "abated"), "detail": {"penalty": AMOUNT}},
            "final, penalty $50,000; paid; abated",
        ),
        ({"state": "final"}, "final"),
        ({"state": "withdrawn", "detail": {"issued_penalty": AMOUNT}}, "withdrawn"),
        ({"state": "litigated", "appeals": 1}, "in litigation; on appeal"),
    ],
)
def test_citation_label__in_each_state__in_the_words_of_the_office(
    item: dict[str, Any], said: str
) -> None:
    assert label("regulatory", **item) == said


def test_sentence__of_a_charge__says_count_degree_and_statute() -> None:
    known = {"count_no": 1, "degree": "third degree", "statute": ["NMSA 30-3-5"]}
    said = plain(sentence(event("charge.filed", party_id="p", item_id="c", offense="battery"), "m"))
    assert said == "Charge filed against p: battery"
    charge = event(
        "charge.filed", party_id="p", item_id="c", offense="battery", severity="felony", **known
    )
    assert plain(sentence(charge, "m")) == (
        "Charge filed against p: count 1, battery, third degree felony, NMSA 30-3-5"
    )


@pytest.mark.parametrize(
    ("state", "side", "said"),
    [
        ("defaulted", "claimant", "default entered"),
        ("defaulted", "defendant", "in default"),
        ("answered", "defendant", "answered"),
    ],
)
def test_label__of_a_claim__says_who_is_in_default(state: str, side: str, said: str) -> None:
    assert label("civil", state=state, side=side) == said
