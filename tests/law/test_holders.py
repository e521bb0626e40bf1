"""Places: who is meant by an act depends on who holds which place of the claim on its day."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import strategies as st

from casefile.errors import Malformed, Refused
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.databases import Databases
from tests.histories import Office
from tests.recording.test_properties import examine, opened

EVERYBODY = ("p1", "oak", "pine", "corp", "est")
FILED = "2023-01-01 claim.filed item_id=k1 claimants=p1 against=oak,pine"


@pytest.fixture
def office(office: Office) -> Office:
    """Return an office with a suit against two companies, and two parties that may succeed them."""
    for party in EVERYBODY[1:]:
        office.post(f"2022-12-01 party.added party_id={party}")
    office.post(FILED)
    office.post("2023-01-10 claim.served item_id=k1")
    return office


def pairs(office: Office, party: str, on: str = "2023-12-31") -> list[str]:
    """Return how each pair of a party reads."""
    civil = office.tracks(on, party=party).get("civil", {"items": []})
    return [one["label"] for one in civil["items"]]


def test_successor__of_two_parties__acts_for_both_places(office: Office) -> None:
    office.post("2023-02-01 party.substituted from=oak to=corp reason=transfer")
    office.post("2023-03-01 party.substituted from=pine to=corp reason=transfer")
    office.post("2023-04-01 claim.dismissed item_id=k1 parties=corp prejudice=with")
    assert pairs(office, "p1") == ["dismissed with prejudice"]
    assert pairs(office, "corp") == ["dismissed with prejudice"]


def test_successor__of_one_party_so_far__acts_for_that_place_alone(office: Office) -> None:
    office.post("2023-02-01 party.substituted from=oak to=corp reason=transfer")
    office.post("2023-02-15 claim.dismissed item_id=k1 parties=corp prejudice=with")
    office.post("2023-03-01 party.substituted from=pine to=corp reason=transfer")
    assert pairs(office, "p1") == [
        "dismissed with prejudice (against corp)",
        "served (against corp)",
    ]
    assert pairs(office, "corp") == [
        "dismissed with prejudice (on the claim of p1)",
        "served (on the claim of p1)",
    ]
    assert pairs(office, "corp", "2023-02-20") == ["dismissed with prejudice"]
    assert pairs(office, "pine", "2023-02-20") == ["served"]


def test_co_party__in_whose_place_another_one_stands__has_both(office: Office) -> None:
    office.post("2023-02-01 party.substituted from=oak to=pine reason=transfer")
    office.post("2023-03-01 claim.dismissed item_id=k1 parties=pine prejudice=with")
    assert pairs(office, "pine") == ["dismissed with prejudice"]
    assert pairs(office, "p1") == ["dismissed with prejudice"]
    assert pairs(office, "oak") == ["substituted by pine on 2023-02-01"]


def test_co_party__before_it_took_another_place__acted_for_its_own(office: Office) -> None:
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=pine prejudice=with")
    office.post("2023-03-01 party.substituted from=oak to=pine reason=transfer")
    assert pairs(office, "pine", "2023-02-15") == ["dismissed with prejudice"]
    assert pairs(office, "oak", "2023-02-15") == ["served"]
    assert sorted(pairs(office, "pine")) == [
        "dismissed with prejudice (on the claim of p1)",
        "served (on the claim of p1)",
    ]


def test_successor__named_before_it_has_the_place__refused(office: Office) -> None:
    office.post("2023-03-01 party.substituted from=oak to=corp reason=transfer")
    line = "2023-02-01 claim.dismissed item_id=k1 parties=corp prejudice=with"
    error = office.refused(line, "party.not_on_item")
    assert "corp is no party of k1 then" in error.sentence
    office.post(f"{line} !")
    assert pairs(office, "p1") == ["served"]
    assert "irregular" in office.flags(party="p1")


def test_substitution__retracted_under_an_act_of_the_successor__refused_naming_that_act(
    office: Office,
) -> None:
    office.post("swap: 2023-02-01 party.substituted from=oak to=corp reason=transfer")
    office.post("act: 2023-03-01 claim.dismissed item_id=k1 parties=corp prejudice=with")
    error = office.refused(
        "2023-04-01 event.retracted target=swap reason=error", "party.not_on_item"
    )
    assert any(name.startswith("act") for name in error.conflicts)
    office.post("2023-04-01 event.retracted target=swap reason=error !")
    assert pairs(office, "p1") == ["served"]
    assert pairs(office, "oak") == ["served"]


def test_substitution__before_the_claim_was_filed__is_of_no_account_to_it(office: Office) -> None:
    office.post("2022-12-15 party.substituted from=oak to=corp reason=transfer !")
    assert pairs(office, "oak") == ["served"]
    assert pairs(office, "corp") == []


def test_substitution__on_a_day_not_known__may_have_been_and_is_not_certain(office: Office) -> None:
    office.post("2023-03 party.substituted from=oak to=corp reason=transfer")

    def told(party: str) -> tuple[str, list[list[str]]]:
        civil = office.tracks("2023-03-15", party=party)["civil"]
        return civil["label"], [one["states"] for one in civil["possible"]]

    assert told("oak") == ("served", [["none"]])
    assert told("corp") == ("none", [["served"]])
    assert told("p1") == told("pine") == ("served", [])
    assert pairs(office, "oak") == ["substituted by corp on 2023-03"]


def test_party__substituted_twice_on_a_day__refused(office: Office) -> None:
    office.post("2023-02-01 party.substituted from=oak to=corp reason=transfer")
    office.refused(
        "2023-02-01 party.substituted from=oak to=est reason=transfer", "party.substituted"
    )


def test_act__on_one_side__is_for_those_pairs_for_which_it_is_legal(office: Office) -> None:
    office.post("2023-01-02 claim.filed item_id=k2 claimants=p1,est against=oak,pine")
    office.post("2023-01-10 claim.served item_id=k2")
    office.post("2023-02-01 claim.settled item_id=k2 parties=p1,oak")
    office.post("2023-02-02 claim.dismissed item_id=k2 parties=p1,oak prejudice=with")
    office.post("2023-03-01 claim.dismissed item_id=k2 parties=oak prejudice=without")
    told = [one["label"] for one in office.tracks(party="oak")["civil"]["items"]]
    assert "dismissed without prejudice (on the claim of est)" in told
    assert not any("irregular" in flag for flag in office.flags(party="oak"))


def test_appeal__from_a_judgment_against_one__undoes_that_alone(office: Office) -> None:
    office.post("2023-02-01 claim.answered item_id=k1")
    office.post("2023-03-01 claim.trial_commenced item_id=k1")
    office.post(
        "oak: 2023-04-01 claim.judgment_entered item_id=k1 parties=oak kind=jury for=claimant"
    )
    office.post("2023-04-01 claim.judgment_entered item_id=k1 parties=pine kind=jury for=claimant")
    office.post("2023-05-01 appeal.filed item_ids=k1 appellant=Oak from_event=oak")
    office.post('2023-06-01 appeal.decided outcomes={"k1":"reversed"}')
    assert pairs(office, "oak")[0].startswith("judgment vacated")
    assert pairs(office, "pine")[0].startswith("jury judgment")
    assert "appeal_pending" not in office.flags("2023-05-15", party="pine")


def test_intention__against_one_of_several__is_told_of_that_one(office: Office) -> None:
    office.post(
        "2023-02-01 intent.announced item_id=k1 intended_event=claim.dismissed actor=P1 "
        "party_id=oak"
    )
    assert office.flags("2023-02-15", party="oak") == ["announced_not_filed"]
    assert office.flags("2023-02-15", party="pine") == []


def test_receipt__of_an_act_on_one_pair__tells_each_part_beside_what_it_was(office: Office) -> None:
    line = "2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with"
    told = {one.party_id: one for one in office.post(line, dry_run=True).effects}
    assert [(one.before, one.after) for one in told["p1"].items] == [
        ("served", "dismissed with prejudice (against oak)"),
        ("served", "served (against pine)"),
    ]
    assert [(one.before, one.after) for one in told["oak"].items] == [
        ("served", "dismissed with prejudice")
    ]
    assert not told["pine"].changes
    office.post(line)
    (effect,) = (
        one
        for one in office.post(
            "2023-02-02 claim.dismissed item_id=k1 parties=pine prejudice=with", dry_run=True
        ).effects
        if one.party_id == "p1"
    )
    assert ("served (against pine)", "dismissed with prejudice (against pine)") in [
        (one.before, one.after) for one in effect.items
    ]


def test_claims_of_successors__of_random_acts__rebuilt_equals_live(databases: Databases) -> None:
    days = st.integers(2, 9).map(lambda number: f"2023-01-{number:02}")
    names = st.sampled_from(EVERYBODY)
    swaps = st.tuples(days | st.just("2023-01"), names, names).map(
        lambda told: f"{told[0]} party.substituted from={told[1]} to={told[2]} reason=transfer"
    )
    acts = st.tuples(
        days,
        st.sampled_from(("answered", "dismissed prejudice=with", "settled", "reinstated")),
        names,
    ).map(lambda told: f"{told[0]} claim.{told[1]} item_id=k1 parties={told[2]}")
    drops = st.tuples(days, names).map(lambda told: f"{told[0]} party.dropped party_id={told[1]}")

    def examine_one(history: list[str]) -> None:
        with opened(databases) as office:
            for party in EVERYBODY[1:]:
                office.post(f"2022-12-01 party.added party_id={party}")
            office.post(FILED)
            for line in history:
                for given in (line, f"{line} !"):
                    with suppress(Refused, Malformed):
                        office.post(given)
                        break
            assert verify(office.database).sound
            rebuild(office.database)
            assert verify(office.database).sound

    examine(databases, st.lists(swaps | acts | drops, max_size=8), examine_one)
