"""Places: who is meant by an act depends on who holds which place of the claim on its day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import strategies as st

from casefile.errors import Malformed, Refused
from casefile.law.presence import presence, stands_for
from casefile.projections.subjects import known_in
from casefile.upkeep.rebuild import rebuild
from casefile.upkeep.verify import verify
from tests.asking import Answers
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


def post(office: Office, history: str) -> None:
    """Record a history line by line."""
    for line in history.strip().splitlines():
        office.post(line.strip())


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
        "served on corp",
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
    assert "Pat Doe (corp) is no party of Pat Doe (p1) v. " in error.sentence
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
    assert told("corp") == ("none (takes the place of oak on 2023-03)", [["served"]])
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
        ("served", "dismissed with prejudice (against Pat Doe (oak))"),
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
    pine = "Pat Doe (pine)"
    assert (f"served on {pine}", f"dismissed with prejudice (against {pine})") in [
        (one.before, one.after) for one in effect.items
    ]


TRIED = """
2023-02-01 claim.answered item_id=k1
2023-02-10 claim.dismissed item_id=k1 parties=pine prejudice=with
2023-03-01 claim.trial_commenced item_id=k1
"""
JUDGED = f"{TRIED}j: 2023-04-01 claim.judgment_entered item_id=k1 kind=jury for=claimant\n"
REVERSED = '2023-06-01 appeal.decided outcomes={"k1":"reversed"}'
CHAIN = (
    "{} party.substituted from=oak to=corp reason=death",
    "{} party.substituted from=corp to=est reason=death",
)


@pytest.mark.parametrize(
    "appeal",
    [
        f"{JUDGED}2023-05-01 appeal.filed item_ids=k1 appellant=Oak from_event=j\n{REVERSED}",
        f"{JUDGED}2023-05-01 appeal.filed item_ids=k1 appellant=Oak parties=oak\n{REVERSED}",
        (
            f"{JUDGED}2023-05-01 appeal.filed item_ids=k1 appellant=Oak from_event=j\n"
            'd: 2023-05-10 appeal.decided outcomes={"k1":"affirmed"}\n'
            f"2023-05-20 appeal.filed item_ids=k1 appellant=Oak from_event=d\n{REVERSED}"
        ),
    ],
    ids=["from a judgment that names nobody", "of one party", "from the decision below"],
)
def test_appeal__of_one_party__leaves_who_was_out_before(office: Office, appeal: str) -> None:
    post(office, appeal)
    assert pairs(office, "pine") == pairs(office, "pine", "2023-05-15")
    assert pairs(office, "pine") == ["dismissed with prejudice"]
    assert pairs(office, "oak") == ["judgment vacated"]


def test_appeal__that_does_not_say_whose__refused_where_the_parties_differ(office: Office) -> None:
    post(office, JUDGED)
    office.refused("2023-05-01 appeal.filed item_ids=k1 appellant=Oak", "appeal.of_whom")


def test_appeals__two_of_two_parties__are_decided_one_by_one(office: Office) -> None:
    post(
        office,
        """2023-02-01 claim.answered item_id=k1
        2023-02-10 claim.trial_commenced item_id=k1
        o: 2023-02-20 claim.judgment_entered item_id=k1 kind=jury for=claimant parties=oak
        p: 2023-02-20 claim.judgment_entered item_id=k1 kind=jury for=claimant parties=pine
        2023-03-01 appeal.filed item_ids=k1 appellant=Oak from_event=o
        2023-03-01 appeal.filed item_ids=k1 appellant=Pine from_event=p
        2023-04-01 appeal.decided outcomes={"k1":"withdrawn"} parties=oak""",
    )
    assert "appeal_pending" in office.flags("2023-04-15", party="pine")
    assert "appeal_pending" not in office.flags("2023-04-15", party="oak")
    post(office, REVERSED)
    assert pairs(office, "oak")[0].startswith("jury judgment")
    assert not pairs(office, "pine")[0].startswith("jury judgment")


def test_overridden_act__that_names_nobody__revives_nobody_who_was_out(office: Office) -> None:
    post(
        office,
        """2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with
        2023-02-05 claim.trial_commenced item_id=k1 !
        2023-02-06 claim.judgment_entered item_id=k1 kind=jury for=claimant""",
    )
    assert pairs(office, "oak") == ["dismissed with prejudice"]
    assert pairs(office, "pine")[0].startswith("jury judgment against")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2023-03", "2023-03-20"),
        ("a: 2023-04-15", "b: 2023-04-15"),
        ("z: 2023-04-15", "a: 2023-04-15"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_chain__of_successors__whoever_is_replaced_was_there_before(
    office: Office, first: str, second: str, turned: bool
) -> None:
    lines = [line.format(day) for line, day in zip(CHAIN, (first, second), strict=True)]
    for line in reversed(lines) if turned else lines:
        office.post(line)
    assert pairs(office, "corp")[0].startswith("substituted by est")
    assert pairs(office, "est") == ["served"]
    office.post("2023-05-01 party.dropped party_id=est")
    assert "dismissed without prejudice (against est)" in pairs(office, "p1")
    assert verify(office.database).sound


@pytest.mark.parametrize(
    ("history", "told"),
    [
        (
            """2023-02-01 party.substituted from=oak to=corp reason=transfer
            2023-03-01 party.parted party_id=corp into=est matters=m1""",
            {"corp": [], "est": ["served"]},
        ),
        (
            """2023-02-01 party.substituted from=oak to=corp reason=transfer
            x: 2023-03-01 party.parted party_id=corp into=est matters=m1
            2023-04-01 claim.answered item_id=k1
            2023-05-01 event.retracted target=x""",
            {"corp": ["answered"], "est": []},
        ),
        (
            """2023-01-15 party.merged from=est into=oak
            2023-02-01 party.substituted from=est to=corp reason=transfer""",
            {"oak": ["substituted by corp on 2023-02-01"], "corp": ["served"]},
        ),
        (
            """2023-01-15 party.merged from=est into=oak
            2023-02-01 party.dropped party_id=est""",
            {"oak": ["dismissed without prejudice"]},
        ),
        (
            """2023-02-01 party.substituted from=oak to=corp reason=transfer
            2023-03-01 party.substituted from=elm to=est reason=transfer
            2023-04-01 party.merged from=elm into=corp""",
            {"corp": ["substituted by est on 2023-03-01"], "est": ["served"]},
        ),
    ],
    ids=["parted", "parting taken back", "under another id", "dropped so", "merged in a chain"],
)
def test_identity__of_a_successor__reaches_the_places_that_it_holds(
    office: Office, history: str, told: dict[str, list[str]]
) -> None:
    office.post("2022-12-01 party.added party_id=elm")
    post(office, history)
    assert {party: pairs(office, party) for party in told} == told
    assert verify(office.database).sound
    rebuild(office.database)
    assert {party: pairs(office, party) for party in told} == told


def test_merge__of_a_successor__is_not_taken_back_under_an_act_in_its_name(office: Office) -> None:
    post(
        office,
        """2023-02-01 party.substituted from=oak to=corp reason=transfer
        m: 2023-03-01 party.merged from=est into=corp
        2023-04-01 claim.dismissed item_id=k1 parties=est prejudice=with""",
    )
    office.refused("2023-05-01 event.retracted target=m", "party.not_on_item")


@pytest.mark.parametrize(
    ("passed", "acted"),
    [("2023-03", "2023-03-05"), ("2023-03-01T14:00", "2023-03-01T09:00")],
)
def test_act__of_a_co_party_before_it_certainly_has_another_place__is_for_its_own(
    office: Office, passed: str, acted: str
) -> None:
    office.post(f"{passed} party.substituted from=oak to=pine reason=transfer")
    office.post(f"{acted} claim.dismissed item_id=k1 parties=pine prejudice=with")
    assert sorted(pairs(office, "pine")) == [
        "dismissed with prejudice (on the claim of p1)",
        "served (on the claim of p1)",
    ]


@pytest.mark.parametrize(
    "history",
    [
        """2022-12-20 claim.filed item_id=k9 claimants=p1 against=corp (announced)
        2023-01-01 claim.filed item_id=k9 claimants=p1 against=oak,pine
        2023-01-10 party.substituted from=oak to=corp reason=transfer""",
        """2023-01-01 claim.filed item_id=k9 claimants=p1 against=oak,pine
        2023-01-10 party.substituted from=oak to=corp reason=transfer
        2022-12-15 claim.filed item_id=k9 claimants=p1 against=corp (reported)""",
    ],
    ids=["announced", "reported"],
)
def test_successor__whom_others_had_named_before__is_one_party(
    office: Office, history: str
) -> None:
    post(office, history)
    told = [one for one in office.tracks(party="corp")["civil"]["items"] if one["item_id"] == "k9"]
    assert [one["label"] for one in told] == ["filed"]
    assert verify(office.database).sound


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("claim.answered item_id=k1 parties=oak", "answered"),
        ("party.dropped party_id=oak", "dismissed without prejudice"),
    ],
)
def test_parted_id__named_later__means_the_other(office: Office, line: str, told: str) -> None:
    office.post("2023-02-01 party.parted party_id=oak into=est matters=m1")
    office.post(f"2023-03-01 {line}")
    assert pairs(office, "est") == [told]
    assert pairs(office, "oak") == []


def test_reported_act__on_all__stands_against_those_who_are_left(office: Office) -> None:
    office.post("2023-02-01 claim.answered item_id=k1")
    office.post("2023-03-01 claim.judgment_entered item_id=k1 kind=jury for=claimant (reported)")
    office.post("2023-02-10 claim.dismissed item_id=k1 parties=oak prejudice=with")
    assert "source_conflict" in office.flags(party="pine")
    reported = office.tracks(party="pine")["civil"]["as_reported"]
    assert reported["label"].startswith("jury judgment against")


def test_conflict__recorded_of_one_pair__is_flagged_there(office: Office) -> None:
    post(
        office,
        """a: 2023-02-01 claim.dismissed item_id=k1 parties=oak prejudice=with
        b: 2023-02-01 claim.settled item_id=k1 parties=oak (reported)
        2023-03-01 source.conflict_recorded events=a,b""",
    )
    assert "source_conflict" in office.flags(party="oak")
    assert office.flags(party="pine") == []


def test_overridden_act__naming_a_stranger_too__is_for_whom_else_it_names(office: Office) -> None:
    office.post("2023-02-01 claim.dismissed item_id=k1 parties=corp,oak prejudice=with !")
    assert pairs(office, "oak") == ["dismissed with prejudice"]
    assert "irregular" in office.flags(party="oak")
    assert office.flags(party="pine") == []


def test_drop__proves_nothing_of_when_a_claim_was_filed(office: Office) -> None:
    post(
        office,
        """2023-03-10 party.dropped party_id=corp
        2023-04-01 party.added party_id=corp
        2023 claim.filed item_id=k8 claimants=p1 against=corp,pine""",
    )
    assert pairs(office, "corp", "2023-03-15") == ["none"]
    assert pairs(office, "corp") == ["filed"]


def test_party__dropped_who_takes_a_place_later__is_one_again(office: Office) -> None:
    post(
        office,
        """2023-01-15 claim.filed item_id=k2 claimants=p1 against=corp
        2023-02-01 party.dropped party_id=corp
        2023-03-01 party.substituted from=oak to=corp reason=transfer""",
    )
    with office.database.read() as connection:
        known = known_in(connection)
        assert presence("m1", "corp", date(2023, 12, 31), known).state == "party"
        assert stands_for("m1", "oak", date(2023, 12, 31), known) == "corp"


@pytest.mark.parametrize(
    "line",
    [
        "claim.reinstated item_id=k1 parties=oak",
        "claim.filed item_id=k7 claimants=p1 against=oak",
    ],
)
def test_party__dropped_who_is_sued_again__is_one_again(office: Office, line: str) -> None:
    office.post("2023-02-01 party.dropped party_id=oak")
    office.post(f"2023-03-01 {line}")
    with office.database.read() as connection:
        known = known_in(connection)
        assert presence("m1", "oak", date(2023, 2, 15), known).state == "dropped"
        assert presence("m1", "oak", date(2023, 3, 15), known).state == "party"


def test_matter__on_a_day__lists_who_is_a_party_of_the_claim_then(office: Office) -> None:
    office.post("2023-02-01 party.substituted from=oak to=corp reason=transfer")
    answers = Answers(office.database)
    for on, there in (
        ("2023-01-15", {"p1", "oak", "pine"}),
        ("2023-12-31", {"p1", "corp", "pine"}),
    ):
        (item,) = answers.matter("m1", as_of=on)["items"]
        assert {one["party_id"] for one in item["parties"]} == there


def test_label__against_a_successor_of_two__names_it_once(office: Office) -> None:
    post(
        office,
        """2023-01-01 claim.filed item_id=k3 claimants=p1 against=oak,pine,est
        2023-02-01 party.substituted from=oak to=corp reason=transfer
        2023-02-02 party.substituted from=pine to=corp reason=transfer
        2023-03-01 claim.dismissed item_id=k3 parties=est prejudice=with""",
    )
    told = [one for one in office.tracks(party="p1")["civil"]["items"] if one["item_id"] == "k3"]
    assert "filed against corp" in [one["label"] for one in told]


def test_opposite__replaced_under_another_id__is_the_successor(office: Office) -> None:
    post(
        office,
        """2023-01-09 party.added party_id=elm
        2023-01-11 party.merged from=elm into=oak
        2023-02-01 party.substituted from=elm to=corp reason=transfer
        2023-03-01 claim.dismissed item_id=k1 parties=pine prejudice=with""",
    )
    assert "served on corp" in pairs(office, "p1")


def elsewhere(office: Office, parties: str) -> None:
    """Open another matter with parties of the first."""
    office.open("m2", parties=["p1"])
    for party in parties.split(","):
        office.post(f"2022-12-01 party.added party_id={party} @m2")


def test_transferred__to_where_somebody_else_has_the_claim_by_now__is_not_pending(
    office: Office,
) -> None:
    elsewhere(office, "oak,est")
    post(
        office,
        """2023-02-02 claim.transferred item_id=k1 to=m2/k9
        2023-02-10 claim.filed item_id=k9 claimants=p1 against=oak @m2
        2023-03-01 party.substituted from=p1 to=est reason=death @m2""",
    )
    assert office.tracks(party="p1")["civil"]["label"] == "substituted by est on 2023-03-01"


def test_transferred__pair_that_came_back_alone__goes_on_here_and_the_other_does_not(
    office: Office,
) -> None:
    elsewhere(office, "oak,pine")
    post(
        office,
        """2023-02-01 claim.answered item_id=k1
        2023-02-02 claim.transferred item_id=k1 to=m2/k9
        2023-02-10 claim.filed item_id=k9 claimants=p1 against=oak,pine @m2
        2023-03-11 claim.transferred item_id=k9 parties=oak to=m1/k1 @m2
        2023-03-11 claim.returned item_id=k1 parties=oak
        2023-03-12 claim.dismissed item_id=k9 parties=pine prejudice=with @m2""",
    )
    assert pairs(office, "p1") == [
        "answered by oak",
        "transferred to k9 in m2 on 2023-02-02 (against pine)",
        "transferred to k1 in m1 on 2023-03-11 (against oak)",
        "dismissed with prejudice (against pine)",
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
    merges = st.tuples(days, names, names).map(
        lambda told: f"{told[0]} party.merged from={told[1]} into={told[2]}"
    )
    partings = st.tuples(days, names, names).map(
        lambda told: f"{told[0]} party.parted party_id={told[1]} into={told[2]} matters=m1"
    )
    lines = swaps | acts | drops | merges | partings

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
            told = {party: office.tracks(party=party) for party in EVERYBODY}
            # What has nothing to say changes no answer: none was left behind by what came before.
            office.post("2023-02-01 note.recorded item_id=k1 text=Note !")
            assert {party: office.tracks(party=party) for party in EVERYBODY} == told
            assert verify(office.database).sound
            rebuild(office.database)
            assert verify(office.database).sound

    examine(databases, st.lists(lines, max_size=8), examine_one)


def died(office: Office, party: str, on: str) -> list[str]:
    """Return what is told of deaths beside a party's status."""
    civil = office.tracks(on, party=party)["civil"]
    return [one["sentence"] for one in civil["flags"] if one["code"] == "party_died"]


def test_death__with_a_claim_open__is_told_of_both_sides_until_another_stands_there(
    office: Office,
) -> None:
    office.post("2023-02-01 party.died party_id=oak")
    office.post("2023-03-01 party.substituted from=oak to=corp reason=death")
    told = ["oak died on 2023-02-01, and nobody stands in that place yet."]
    assert died(office, "oak", "2023-01-31") == []
    assert died(office, "oak", "2023-02-28") == told
    assert died(office, "p1", "2023-02-28") == told
    assert died(office, "p1", "2023-03-01") == []


def test_death__of_whoever_was_replaced_or_whose_claim_has_ended__is_not_told(
    office: Office,
) -> None:
    office.post("2023-02-01 party.substituted from=oak to=corp reason=transfer")
    office.post("2023-02-15 party.died party_id=oak")
    office.post("2023-02-20 party.died party_id=pine")
    office.post("2023-03-01 claim.dismissed item_id=k1 prejudice=with")
    assert died(office, "p1", "2023-02-28") == [
        "pine died on 2023-02-20, and nobody stands in that place yet."
    ]
    assert died(office, "p1", "2023-03-01") == []
