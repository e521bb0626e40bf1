"""What is missing: each refusal of what is recorded, with the event that would make it legal.

The refusals of the lifecycles, each from every state, are in `tests/law/test_missing.py`.
"""

from __future__ import annotations

from typing import Any

import pytest

from casefile.errors import Refused
from casefile.law import refusals
from tests.histories import Office

FILED = "2023-01-01 charge.filed"
PLEADED = f"{FILED}\n2023-01-02 charge.plea_entered plea=guilty"
ACQUITTED = f"""{FILED}
2023-01-03 charge.trial_commenced
2023-01-04 charge.verdict_returned verdict=not_guilty"""
C1 = {"item_id": "c1"}

# Code | what stands | what is refused | the type that is missing, and what is known of it.
MISSING: list[tuple[str, str, str, str | None, dict[str, Any]]] = [
    ("charge.not_filed", "", "2023-02-01 charge.dismissed", "charge.filed", C1),
    ("item.wrong_state", "", "2023-02-01 claim.served", "claim.filed", C1),
    ("item.wrong_state", "", "2023-02-01 citation.contested", "citation.issued", C1),
    (
        "verdict.no_trial",
        FILED,
        "2023-02-01 charge.verdict_returned verdict=guilty",
        "charge.trial_commenced",
        C1,
    ),
    (
        "sentence.no_conviction",
        PLEADED,
        "2023-02-01 sentence.imposed",
        "charge.conviction_entered",
        C1,
    ),
    (
        "appeal.none",
        PLEADED,
        "2023-02-01 appeal.decided decided=affirmed",
        "appeal.filed",
        {"item_ids": ["c1"]},
    ),
    (
        "charge.prejudice_bar",
        f"{FILED}\n2023-02-01 charge.dismissed prejudice=with",
        "2023-03-01 charge.reinstated",
        "charge.dismissal_vacated",
        C1,
    ),
    (
        "charge.not_live",
        f"{FILED}\n2023-02-01 charge.moved",
        "2023-03-01 charge.trial_commenced",
        "charge.returned",
        C1,
    ),
    ("charge.jeopardy_bar", ACQUITTED, "2023-03-01 charge.dismissed", None, {}),
    ("matter.unknown", "", "2023-02-01 note.recorded @m9", "matter.opened", {}),
    ("matter.unknown", "", "2023-02-01 matter.related other=m9", "matter.opened", {}),
    ("party.unknown", "", "2023-02-01 charge.filed party_id=p9", "party.added", {"party_id": "p9"}),
    (
        "party.unknown",
        "2023-01-01 party.added @m2 party_id=p9",
        "2023-02-01 party.dropped party_id=p9",
        "party.added",
        {"party_id": "p9"},
    ),
    (
        "party.unknown",
        "2023-01-01 party.added @m2 party_id=p9",
        "2023-02-01 charge.filed item_id=c5 party_id=p9 (announced)",
        "party.added",
        {"party_id": "p9"},
    ),
    (
        "process.unknown",
        "",
        "2023-02-01 motion.decided motion_id=x outcome=granted",
        "motion.filed",
        {"motion_id": "x"},
    ),
    (
        "process.unknown",
        "",
        "2023-02-01 hearing.cancelled hearing_id=x",
        "hearing.scheduled",
        {"hearing_id": "x"},
    ),
    (
        "process.unknown",
        "",
        "2023-02-01 deadline.closed deadline_id=x how=met",
        "deadline.set",
        {"deadline_id": "x"},
    ),
    ("party.charged", FILED, "2023-02-01 party.dropped party_id=p1", "charge.dismissed", C1),
    # What no one event makes legal.
    (
        "date.before_incident",
        "2021-10-21 matter.incident_occurred",
        "2021-10-20 charge.filed",
        None,
        {},
    ),
    ("date.future", FILED, "2024-01-02 charge.dismissed", None, {}),
    ("date.order", f"filing: {FILED}", "2022-12-31 charge.amended >filing", None, {}),
    (
        "item.foreign",
        f"2023-01-01 party.added party_id=p1 @m2\n{FILED} @m2",
        "2023-02-01 charge.amended",
        None,
        {},
    ),
    ("party.not_on_item", "2023-01-01 claim.filed", "2023-02-01 claim.served parties=p2", None, {}),
    ("link.unknown", FILED, "2023-02-01 charge.amended >nowhere", None, {}),
    ("event.unknown", "", "2023-02-01 source.conflict_recorded events=nowhere,neither", None, {}),
]


@pytest.mark.parametrize(("code", "stands", "refused", "tag", "data"), MISSING)
def test_refusal__each__names_the_event_that_is_missing(
    office: Office, code: str, stands: str, refused: str, tag: str | None, data: dict[str, Any]
) -> None:
    office.open("m2", parties=("p2",))
    if stands:
        office.post(stands)
    missing = office.refused(refused, code).missing
    assert (missing and missing.type) == tag
    if missing:
        assert missing.data == data
        assert missing.matter_id == ("m9" if code == "matter.unknown" else "m1")


def test_retraction__of_who_a_party_is__what_is_filed_against_it_is_taken_back_first(
    office: Office,
) -> None:
    office.post(f"filing: {FILED}")
    missing = office.refused("2023-02-01 event.retracted target=m1-p1", "party.in_use").missing
    assert missing == ("event.retracted", "m1", {"target": "filing"})


def test_refusal__of_a_later_event__names_nothing_that_is_missing(office: Office) -> None:
    office.post(f"{FILED}\n2023-03-01 charge.plea_entered plea=not_guilty")
    refused = office.refused("2023-02-01 charge.dismissed prejudice=with", "item.wrong_state")
    assert refused.missing is None


# Refusals of the law that are not in the table, and why nothing is missing for them.
ELSEWHERE = {
    "charge.not_ended": "how it ended is for a person to say; the sentence names the other way",
    "charge.juvenile": "the finding has another type, which the sentence names",
    "liability.of_crime": "what is found of a crime has another type, which the sentence names",
    "deferral.sentence": "the sentence names the type that it is there",
    "appeal.of_whom": "the appeal itself lacks a field",
    "appeal.of_what": "the decision itself lacks a field",
    "party.substituted": "the event names its successor",
    "process.over": "a hearing or deadline is no item; the sentence names what stands in its place",
    "date.hour": "the sentence gives the readings of the hour",
}


def test_table__every_refusal_of_the_law__is_in_it_or_says_why_not() -> None:
    every = {
        one.code
        for one in vars(refusals).values()
        if isinstance(one, type) and issubclass(one, Refused) and one is not Refused
    }
    assert every - {code for code, *_ in MISSING} == ELSEWHERE.keys()
