"""Claims of several parties: each pair of a claimant and a defendant stands as its own acts say."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.errors import Refused
from casefile.law.folded import FoldedItem
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.databases import Databases
from tests.histories import Office, recorded
from tests.recording.test_properties import examine, opened

PARTIES = ("p1", "p2", "oak", "pine")
FILED = "2023-01-01 claim.filed item_id=k1 claimants=p1,p2 against=oak,pine"
SERVED = f"{FILED}\n2023-01-10 claim.served item_id=k1"


@pytest.fixture
def office(office: Office) -> Office:
    """Return an office with a suit of two plaintiffs against two defendants."""
    for party in PARTIES[1:]:
        office.post(f"2022-12-01 party.added party_id={party}")
    return office


def standings(office: Office, on: str = "2023-12-31", **how: Any) -> dict[str, list[str]]:
    """Return how each party reads: its headline, then each of its pairs."""
    found = {}
    for party in PARTIES:
        status = office.tracks(on, party=party, **how)["civil"]
        found[party] = [status["label"], *(one["label"] for one in status["items"])]
    return found


def test_claim__that_nothing_tells_apart__is_one_state(office: Office) -> None:
    office.post(f"{SERVED}\n2023-02-01 claim.answered item_id=k1")
    assert standings(office) == {party: ["answered", "answered"] for party in PARTIES}


def test_dismissed__as_to_one_defendant__the_other_is_still_sued(office: Office) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with")
    assert standings(office) == {
        "p1": [
            "served on pine; dismissed with prejudice (against oak)",
            "dismissed with prejudice (against oak)",
            "served on pine",
        ],
        "p2": [
            "served on pine; dismissed with prejudice (against oak)",
            "dismissed with prejudice (against oak)",
            "served on pine",
        ],
        "oak": ["dismissed with prejudice", "dismissed with prejudice"],
        "pine": ["served", "served"],
    }
    assert standings(office, "2023-01-31") == {party: ["served", "served"] for party in PARTIES}


def test_headline__of_what_stands_alike_as_to_several__names_each(office: Office) -> None:
    office.post(FILED)
    office.post("2023-01-10 claim.served item_id=k1 parties=oak")
    office.post("2023-01-12 claim.served item_id=k1 parties=pine")
    label = standings(office, "2023-01-31")["p1"][0]
    assert sorted(label.split("; ")) == ["served on oak", "served on pine"]


def test_act__that_names_nobody__is_for_those_for_whom_it_is_legal(office: Office) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with")
    office.post("2023-03-01 claim.answered item_id=k1")
    office.post("2023-04-01 claim.trial_commenced item_id=k1")
    assert standings(office)["oak"][0].startswith("dismissed with prejudice")
    assert standings(office)["pine"][0].startswith("in trial")
    assert office.flags(party="pine") == []
    office.refused("2023-05-01 claim.settlement_approved item_id=k1", "item.wrong_state")


def test_judgment__for_one_claimant_and_against_the_other__both_are_named(office: Office) -> None:
    office.post(f"{SERVED}\n2023-02-01 claim.answered item_id=k1")
    office.post("2023-03-01 claim.trial_commenced item_id=k1")
    office.post(
        "2023-04-01 claim.judgment_entered item_id=k1 parties=p1,oak kind=jury for=claimant"
    )
    office.post(
        "2023-04-01 claim.judgment_entered item_id=k1 parties=p1,pine kind=jury for=defendant"
    )
    label = standings(office)["p1"][0]
    assert label == "jury judgment against (in favor of pine); jury judgment for p1 (against oak)"
    assert standings(office)["p2"] == ["in trial", "in trial"]
    assert standings(office)["oak"][0] == (
        "jury judgment against (on the claim of p1); in trial (on the claim of p2)"
    )
    office.post("2023-05-01 claim.judgment_vacated item_id=k1 parties=p1,pine")
    assert "judgment vacated (on the claim against pine)" in standings(office)["p1"]


def test_act__as_to_somebody_who_is_no_party_of_the_claim__refused(office: Office) -> None:
    office.post(f"{SERVED}\n2022-12-02 party.added party_id=elm")
    office.refused("2023-02-01 claim.dismissed item_id=k1 parties=elm", "party.not_on_item")


def test_act__that_is_legal_for_nobody__refused_and_overridden_for_what_is_open(
    office: Office,
) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with")
    office.refused("2023-03-01 claim.settlement_approved item_id=k1", "item.wrong_state")
    office.post("2023-03-01 claim.settlement_approved item_id=k1 !")
    assert standings(office)["oak"] == ["dismissed with prejudice"] * 2
    assert standings(office)["p1"][1:] == [
        "dismissed with prejudice (against oak)",
        "settled (with pine)",
    ]
    office.post("2023-04-01 claim.mistrial_declared item_id=k1 !")
    assert "irregular" in office.flags(party="pine")


def test_dropped__party__its_open_pairs_alone_are_dismissed_without_prejudice(
    office: Office,
) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.settled item_id=k1 parties=p1,oak")
    office.post("2023-03-01 party.dropped party_id=oak")
    assert standings(office)["oak"] == [
        "settled (on the claim of p1); dismissed without prejudice (on the claim of p2)",
        "settled (on the claim of p1)",
        "dismissed without prejudice (on the claim of p2)",
    ]
    assert standings(office)["pine"] == ["served", "served"]


def test_substituted__plaintiff__the_estate_stands_where_it_stood(office: Office) -> None:
    office.post(SERVED)
    office.post("2022-12-02 party.added party_id=est")
    office.post("death: 2023-02-01 party.died party_id=p1")
    office.post("estate: 2023-03-01 party.substituted from=p1 to=est reason=death")
    (stood,) = office.tracks(party="est")["civil"]["items"]
    assert [one[:6] for one in stood["evidence"][2:]] == ["death", "estate"]
    assert len(stood["evidence"]) == 4
    assert office.item("k1", party="p1")["evidence"] == ["estate"]
    office.post("2023-04-01 claim.dismissed item_id=k1 parties=est,oak prejudice=with")
    told = [one["label"] for one in office.tracks(party="est")["civil"]["items"]]
    assert told == ["dismissed with prejudice (against oak)", "served on pine"]
    assert standings(office)["p1"] == ["substituted by est on 2023-03-01"] * 2
    assert standings(office, "2023-02-28")["p1"][0] == "served"
    assert office.tracks("2023-02-28", party="est")["civil"]["status"] == "none"
    assert standings(office)["p2"] == ["served", "served"]
    office.refused("2023-05-01 claim.settled item_id=k1 parties=p1", "party.substituted")
    assert verify(office.database).sound
    rebuild(office.database)
    assert verify(office.database).sound


CLAIMANTS, DEFENDANTS = ("p1", "p2"), ("oak", "pine")
ACTS = (
    "claim.served",
    "claim.answered",
    "claim.answer_stricken",
    "claim.default_entered",
    "claim.default_set_aside",
    "claim.trial_commenced",
    "claim.mistrial_declared",
    "claim.settled",
    "claim.settlement_set_aside reason=fraud",
    "claim.judgment_entered kind=jury for=claimant",
    "claim.judgment_entered kind=default for=claimant",
    "claim.judgment_vacated by=trial_court",
    "claim.dismissed prejudice=with",
    "claim.reinstated",
)
pairs = st.tuples(st.sampled_from(CLAIMANTS), st.sampled_from(DEFENDANTS))
days = st.integers(2, 6).map(lambda number: f"2023-01-{number:02}")
acts = st.lists(st.tuples(days, st.sampled_from(ACTS), pairs), max_size=12)


def folded(lines: Iterable[str]) -> FoldedItem:
    """Return the fold of the claim k1 of a history that is recorded as it stands."""
    filed = f"filed: {FILED} @m1"
    known = Known()
    for one in recorded("\n".join([filed, *lines])):
        known.add(one)
    return Folds(known).fold("m1/k1")


def stands(
    claim: FoldedItem, pair: tuple[str, str]
) -> list[tuple[str, date, date, tuple[str, ...]]]:
    """Return how a pair stood, from when to when, on which events."""
    (part,) = (one for one in claim.each if not one.pairs or pair in one.pairs)
    return [
        (span.item.state, span.valid_from, span.valid_to, span.evidence.ids)
        for span in part.record.certain
    ]


@given(acts)
def test_pair__of_any_history__stands_as_its_own_acts_say(
    history: list[tuple[str, str, tuple[str, str]]],
) -> None:
    lines = {
        f"e{number:02}: {day} {act} item_id=k1 parties={pair[0]},{pair[1]}": pair
        for number, (day, act, pair) in enumerate(history)
    }
    whole = folded(lines)
    for pair in product(CLAIMANTS, DEFENDANTS):
        own = folded(line for line, whose in lines.items() if whose == pair)
        assert stands(whole, pair) == stands(own, pair)


shared = st.lists(st.tuples(days, st.sampled_from(ACTS), st.none() | pairs), max_size=10)


@given(shared, st.randoms(use_true_random=False))
def test_claim__of_any_history__the_same_in_any_order_of_arrival(
    history: list[tuple[str, str, tuple[str, str] | None]], chance: Random
) -> None:
    lines = [
        f"e{number:02}: {day} {act} item_id=k1" + (f" parties={','.join(pair)}" if pair else "")
        for number, (day, act, pair) in enumerate(history)
    ]
    shuffled = chance.sample(lines, len(lines))
    for pair in product(CLAIMANTS, DEFENDANTS):
        assert stands(folded(lines), pair) == stands(folded(shuffled), pair)


def test_claim__of_random_acts__rebuilt_equals_live(databases: Databases) -> None:
    def examine_one(history: list[tuple[str, str, tuple[str, str] | None]]) -> None:
        with opened(databases) as office:
            for party in PARTIES[1:]:
                office.post(f"2022-12-01 party.added party_id={party}")
            office.post(FILED)
            for day, act, pair in history:
                named = f" parties={','.join(pair)}" if pair else ""
                with suppress(Refused):
                    office.post(f"{day} {act} item_id=k1{named}")
            assert verify(office.database).sound

    examine(databases, shared, examine_one)


def test_settled__with_one_of_two__the_headline_says_so_beside_the_other(office: Office) -> None:
    office.post(SERVED)
    office.post("2023-02-01 claim.answered item_id=k1 parties=oak")
    office.post("2023-03-01 claim.settled item_id=k1 parties=pine")
    assert standings(office)["p1"][0] == "answered by oak; settled (with pine)"
    assert standings(office)["oak"][0] == "answered"
    assert standings(office, "2023-02-15")["p1"][0] == "answered by oak"
