"""The status rule: the highest remaining legal exposure of a party, on each track."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from casefile.answers.standing.status import status_of_party
from casefile.law.item import LIFECYCLES, Item
from casefile.law.seen import Seen
from casefile.law.status import by_track
from casefile.store import log
from tests.asking import unnamed
from tests.histories import Office

ON = date(2023, 6, 1)
# The ladders, the highest exposure first; states on one rung are equal. A dismissal reads
# dismissed(prejudice), or dismissed(without, last day for filing again).
CRIMINAL = """
convicted = sentenced = sentence_completed
adjudicated
de_novo
deferred
in_trial
plea_tendered
pleaded_not_guilty = vacated = mistried
charged
liable
ticket_paid
dismissed(without,2023-06-01) = dismissed(without,)
dismissed(unknown)
deferral_completed
dismissed(with) = dismissed(without,2023-05-31) = acquitted = not_liable = abated = rejected
none
"""
CIVIL = """
judgment(against)
settled_pending_approval
in_trial
answered = defaulted = vacated
served
filed
settled
determined
judgment(for)
transferred
dismissed(without)
dismissed(unknown)
dismissed(with)
none
"""
REGULATORY = """
final
settled_pending_approval = litigated = contested
cited
settled
withdrawn
none
"""


def rungs(ladder: str) -> list[list[str]]:
    """Read a ladder as lists of standings."""
    return [rung.split(" = ") for rung in ladder.strip().splitlines()]


def standing(text: str) -> Item:
    """Return an item that stands so."""
    state, _, rest = text.rstrip(")").partition("(")
    if state == "judgment":
        detail = {"judgment_for": "defendant" if rest == "for" else "claimant"}
        return Item(state=state, side="defendant", detail=detail)
    prejudice, comma, last = rest.partition(",")
    refilable = (last, last) if comma else None
    return Item(state=state, prejudice=prejudice, refilable=refilable)


def seen(track: str, **items: Item) -> list[Seen]:
    """Return a party's items on one track, by their ids."""
    return [
        Seen(matter_id="m1", item_id=name, track=track, item=item) for name, item in items.items()
    ]


def headline(track: str, on: date = ON, **items: Item) -> dict:
    """Return the status of a party with these items."""
    found: dict = unnamed(by_track(seen(track, **items), on)[track])
    return found


LADDERS = [("criminal", CRIMINAL), ("civil", CIVIL), ("regulatory", REGULATORY)]


@pytest.mark.parametrize(
    ("track", "higher", "lower"),
    [
        (track, one, other)
        for track, ladder in LADDERS
        for above, below in pairwise(rungs(ladder))
        for one in above
        for other in below
    ],
)
def test_headline__two_rungs__the_higher_one(track: str, higher: str, lower: str) -> None:
    expected = standing(higher)
    for names in (("a", "b"), ("b", "a")):
        items = dict(zip(names, map(standing, (higher, lower)), strict=True))
        said = headline(track, ON, **items)
        assert (said["status"], said["prejudice"]) == (expected.state, expected.prejudice or None)


@pytest.mark.parametrize(
    ("track", "one", "other"),
    [
        (track, one, other)
        for track, ladder in LADDERS
        for rung in rungs(ladder)
        for one in rung
        for other in rung
        if one != other
    ],
)
def test_headline__one_rung__the_item_that_comes_first_by_id(
    track: str, one: str, other: str
) -> None:
    said = headline(track, b=standing(other), a=standing(one))
    assert said["status"] == standing(one).state


@pytest.mark.parametrize(("track", "ladder"), LADDERS)
def test_ladder__each_track__holds_every_state(track: str, ladder: str) -> None:
    # What lives on elsewhere is no exposure of its own, and has no rung in the law.
    states = {standing(one).state for rung in rungs(ladder) for one in rung}
    assert states == set(LIFECYCLES[track].states) - {"superseded", "moved"}


def charge(state: str, severity: str, since: str) -> Item:
    """Return a charge of a severity that has been in a state since a day."""
    return Item(state=state, severity=severity, since=(since, since), prejudice="with")


def test_tie__of_exposure__most_serious_severity() -> None:
    order = ["felony", "misdemeanor", "petty", "infraction", "unknown"]
    for grave, light in pairwise(order):
        said = headline(
            "criminal",
            a=charge("acquitted", light, "2023-03-01"),
            b=charge("dismissed", grave, "2023-01-01"),
        )
        assert said["status"] == "dismissed"


def test_tie__of_severity__latest_certain_day() -> None:
    said = headline(
        "criminal",
        a=charge("mistried", "felony", "2023-01-01"),
        b=charge("vacated", "felony", "2023-01-02"),
    )
    assert said["status"] == "vacated"


def test_tie__of_different_states_in_the_lowest_rank__both_named() -> None:
    said = headline(
        "criminal",
        a=charge("acquitted", "felony", "2023-01-02"),
        b=charge("dismissed", "felony", "2023-01-01"),
        c=charge("acquitted", "misdemeanor", "2023-01-03"),
    )
    assert said["status"] == "acquitted"
    assert said["label"] == "acquitted and dismissed with prejudice"


def test_tie__in_a_higher_rank__one_named() -> None:
    said = headline(
        "criminal",
        a=charge("mistried", "felony", "2023-01-01"),
        b=charge("vacated", "felony", "2023-01-01"),
    )
    assert said["label"] == "mistrial declared"


@pytest.mark.parametrize(
    ("last_days", "on", "refilable"),
    [
        (("2026-10-21", "2026-10-21"), "2026-10-21", True),
        (("2026-10-21", "2026-10-21"), "2026-10-22", False),
        (("2023-10-21", "2026-10-21"), "2026-10-21", True),
        (("2023-10-21", "2026-10-21"), "2026-10-22", False),
        (("2023-10-21", ""), "9999-01-01", True),
        (("", ""), "9999-01-01", True),
    ],
)
def test_refilable__over_time__until_the_latest_end(
    last_days: tuple[str, str], on: str, refilable: bool
) -> None:
    dismissed = Item(state="dismissed", prejudice="without", refilable=last_days)
    unknown = Item(state="dismissed", prejudice="unknown")
    said = headline("criminal", date.fromisoformat(on), a=unknown, b=dismissed)
    assert said["prejudice"] == ("without" if refilable else "unknown")


def test_plea__withdrawn_and_never_denied__is_not_counted_as_denied() -> None:
    withdrawn = Item(state="pleaded_not_guilty", detail={"plea_label": "plea withdrawn"})
    said = headline("criminal", a=withdrawn, b=Item(state="pleaded_not_guilty"))
    assert said["breakdown"] == {"plea_withdrawn": 1, "pleaded_not_guilty": 1}


def test_alternative_group__in_the_headline__one_item_in_its_highest_state() -> None:
    group = [Item(state=state, group="g", severity="felony") for state in ("charged", "in_trial")]
    said = headline("criminal", a=group[0], b=group[1], c=Item(state="plea_tendered"))
    assert said["status"] == "in_trial"
    assert said["breakdown"] == {"in_trial": 1, "plea_tendered": 1}


def test_alternative_group__in_another_matter__another_group() -> None:
    both = [
        Seen(
            matter_id=matter,
            item_id="a",
            track="criminal",
            item=Item(state="convicted", group="g"),
        )
        for matter in ("m1", "m2")
    ]
    assert by_track(both, ON)["criminal"].flags == []


def test_enhancement__convicted__listed_and_never_the_headline() -> None:
    said = headline(
        "criminal",
        a=Item(state="charged"),
        b=Item(state="convicted", kind="enhancement", attaches_to="a"),
    )
    assert said["status"] == "charged"
    assert [one["item_id"] for one in said["enhancements"]] == ["b"]
    assert [one["item_id"] for one in said["items"]] == ["a"]
    assert said["breakdown"] == {"charged": 1}


def test_enhancement__alone__track_present_with_no_status() -> None:
    assert headline("criminal", b=Item(state="charged", kind="enhancement"))["status"] == "none"


def test_tracks__of_one_party__never_merged(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-02-01 claim.filed item_id=k1
        2023-03-01 citation.issued item_id=z1
        """
    )
    said = office.tracks()
    assert {track: status["status"] for track, status in said.items()} == {
        "civil": "filed",
        "criminal": "charged",
        "regulatory": "cited",
    }
    before = {track: status["status"] for track, status in office.tracks("2022-12-31").items()}
    assert before == {"civil": "none", "criminal": "none", "regulatory": "none"}


def test_limitation__felony_of_the_fourth_degree__refilable_then_barred(office: Office) -> None:
    office.post(
        """
        2021-10-21 matter.incident_occurred
        2023-01-31 charge.filed severity=felony degree=fourth
        2023-04-21 charge.dismissed prejudice=without
        """
    )
    assert office.status()["label"] == "dismissed without prejudice (refilable until 2026-10-21)"
    assert "time-barred" not in office.status("2026-10-21")["label"]
    assert "time-barred" in office.status("2026-10-22")["label"]
    (flag,) = office.flagged()
    assert flag["until"] == {"earliest": "2026-10-21", "latest": "2026-10-21"}


def test_limitation__tolled_by_a_stay__later(office: Office) -> None:
    office.post(
        """
        2021-10-21 matter.incident_occurred
        2023-01-31 charge.filed severity=felony degree=fourth
        2023-02-01 matter.stay_changed on=true tolls=true
        2023-02-11 matter.stay_changed on=false
        2023-04-21 charge.dismissed prejudice=without
        """
    )
    assert "until 2026-10-31" in office.status()["label"]


def test_death__of_a_party__abates_open_charges_in_every_matter(office: Office) -> None:
    office.open("m2", "m3").post(
        """
        2023-01-01 charge.filed
        2023-01-01 charge.filed @m2 item_id=open
        2023-01-01 charge.filed @m2 item_id=done
        2023-01-02 charge.plea_entered @m2 item_id=done plea=guilty
        2023-01-03 charge.conviction_entered @m2 item_id=done basis=plea_guilty
        2023-01-01 claim.filed @m3 item_id=k1
        """
    )
    office.post("2023-05-01 party.died @m3")
    assert [office.state(item) for item in ("c1", "open", "done", "k1")] == [
        "abated",
        "abated",
        "convicted",
        "filed",
    ]
    assert office.state("c1", on="2023-04-30") == "charged"


def test_death__before_an_item_is_recorded__abates_it_too(office: Office) -> None:
    office.open("m2").post("2023-05-01 party.died @m2")
    office.post("2023-01-01 charge.filed")
    assert office.state() == "abated"


def test_death__retracted__charges_open_again(office: Office) -> None:
    office.post("2023-01-01 charge.filed\ndeath: 2023-05-01 party.died")
    office.post("2023-12-31 event.retracted target=death")
    assert office.state() == "charged"


@pytest.mark.parametrize("assertion", ["reported", "announced", "opinion"])
def test_death__not_on_the_record__abates_nothing(office: Office, assertion: str) -> None:
    office.post(f"2023-01-01 charge.filed\n2023-05-01 party.died ({assertion})")
    assert office.state() == "charged"


def test_merged__two_ids__answered_as_one_from_its_position_on(office: Office) -> None:
    office.open("m2", parties=("p2",)).post(
        "2023-01-01 charge.filed\n2023-01-01 charge.filed @m2 item_id=c2 party_id=p2"
    )
    known = office.position
    office.post("merge: 2023-06-01 party.merged from=p2 into=p1 @m2")
    for party in ("p1", "p2"):
        assert office.status(party=party)["breakdown"] == {"charged": 2}
        assert office.status(party=party, known=known)["breakdown"] == {"charged": 1}
    office.post("2023-12-31 event.retracted target=merge @m2")
    assert office.status()["breakdown"] == {"charged": 1}
    assert office.status(known=known + 1)["breakdown"] == {"charged": 2}


def test_merged__death_under_one_id__abates_under_both(office: Office) -> None:
    office.open("m2", parties=("p2",)).post(
        """
        2023-01-01 charge.filed
        2023-05-01 party.died @m2 party_id=p2
        """
    )
    assert office.state() == "charged"
    office.post("merge: 2023-06-01 party.merged @m2 from=p2 into=p1")
    assert office.state() == "abated"
    office.post("2023-12-31 event.retracted target=merge @m2")
    assert office.state() == "charged"


def test_merged__both_ids_on_one_item__item_and_its_flags_once(office: Office) -> None:
    office.open("m2", parties=("p2",)).post(
        """
        2023-01-01 party.added party_id=p2
        2023-01-01 claim.filed against=p1,p2
        2023-02-01 matter.stay_changed
        2023-06-01 party.merged from=p2 into=p1
        """
    )
    assert office.flags() == ["stayed"]
    assert office.status()["breakdown"] == {"filed": 1}


def test_merged__only_said__answered_apart(office: Office) -> None:
    office.open("m2", parties=("p2",)).post(
        """
        2023-01-01 charge.filed
        2023-06-01 party.merged @m2 from=p2 into=p1 (alleged)
        """
    )
    assert office.tracks(party="p2") == {}


@pytest.mark.parametrize(
    "assertion", ["statement", "opinion", "prediction", "alleged", "scheduled"]
)
def test_assertion__that_is_no_record__moves_nothing_on_either_basis(
    office: Office, assertion: str
) -> None:
    office.post(f"2023-01-01 charge.filed\n2023-02-01 charge.dismissed ({assertion})")
    assert office.state() == "charged"
    assert office.status(basis="reported")["status"] == "charged"
    assert office.status()["as_reported"] is None


def test_reported__what_the_record_lacks__moves_the_as_reported_status_alone(
    office: Office,
) -> None:
    office.post("2023-01-01 charge.filed\n2023-02-01 charge.dismissed prejudice=without (reported)")
    said = office.status()
    assert said["status"] == "charged"
    assert said["as_reported"]["status"] == "dismissed"
    assert said["as_reported"]["prejudice"] == "without"
    assert office.status(basis="reported")["status"] == "dismissed"
    assert office.status("2023-01-31")["as_reported"] is None


def test_reported__once_an_occurred_event_of_its_type_is_certain__left_out(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-02-01 charge.dismissed prejudice=without (reported)
        2023-03-01 charge.dismissed prejudice=with
        """
    )
    assert office.status("2023-02-28")["as_reported"]["prejudice"] == "without"
    assert office.status("2023-03-01")["as_reported"] is None
    assert office.status("2023-03-01", basis="reported")["prejudice"] == "with"


def test_reported__filing__item_on_the_track_with_status_none(office: Office) -> None:
    office.post("2023-02-01 charge.filed (reported)")
    said = office.status()
    assert said["status"] == "none"
    assert said["as_reported"]["status"] == "charged"


def test_evidence__of_a_headline__the_events_that_it_rests_on(office: Office) -> None:
    office.post(
        """
        filing: 2023-01-01 charge.filed
        note: 2023-01-02 note.recorded item_id=c1
        plea: 2023-02-01 charge.plea_entered plea=not_guilty
        """
    )
    office.post('mend: 2023-12-31 event.corrected target=plea changes={"plea":"stands_mute"}')
    assert office.item(on="2023-01-31")["evidence"] == ["filing"]
    assert office.item()["evidence"] == ["filing", "plea", "mend"]
    assert office.item()["since"] == {"effective": "2023-02-01", "certain_from": "2023-02-01"}


def test_since__beside_what_came_later__is_of_the_state_alone(office: Office) -> None:
    office.open(parties=("p1", "p2"))
    office.post(
        "2023-01-01 claim.filed claimants=p1 against=p2 cause=debt\n2023-02-01 claim.settled"
    )
    with office.database.read() as connection:
        (track,) = status_of_party(connection, "p1", ON, log.head(connection).position).values()
    assert [one.holds_since for one in track.items] == [""]
    office.post("2023-03-01 claim.satisfied")
    with office.database.read() as connection:
        (track,) = status_of_party(connection, "p1", ON, log.head(connection).position).values()
    assert [(one.since and one.since.effective, one.holds_since) for one in track.items] == [
        ("2023-02-01", "settled")
    ]


GUILTY = "2023-01-01 charge.filed\n2023-02-01 charge.plea_entered plea=guilty"
CONVICTED = f"{GUILTY}\n2023-02-01 charge.conviction_entered basis=plea_guilty"
# What else is on record of one who is convicted, and what the headline says of it.
BESIDE_A_CONVICTION = {
    "the jury could not agree": (
        """2023-01-01 charge.filed item_id=c2
2023-02-01 charge.trial_commenced item_id=c2
2023-02-05 charge.mistrial_declared item_id=c2""",
        "; still open: c2 (mistrial declared)",
    ),
    "charged in another matter": (
        "2023-01-01 charge.filed @m2 item_id=c2",
        "; still open: c2 (charged)",
    ),
    "several": (
        "\n".join(f"2023-01-01 charge.filed item_id=c{number}" for number in range(2, 6)),
        "; still open: c2 (charged), c3 (charged), c4 (charged) and 1 more",
    ),
    "an enhancement": ("2023-01-01 charge.filed item_id=c2 kind=enhancement", ""),
    "dismissed": (
        """2023-01-01 charge.filed item_id=c2
2023-02-05 charge.dismissed item_id=c2""",
        "",
    ),
    "superseded": (
        """2023-01-01 charge.filed item_id=c2
2023-01-05 charges.superseded old=c2 new=c1""",
        "",
    ),
}


@pytest.mark.parametrize("case", BESIDE_A_CONVICTION)
def test_headline__of_a_conviction__tells_what_is_still_open(office: Office, case: str) -> None:
    beside, told = BESIDE_A_CONVICTION[case]
    office.open("m2").post(f"{CONVICTED}\n{beside}")
    assert office.status()["label"] == f"pleaded guilty; convicted{told}"


def test_headline__of_two_that_are_open__names_the_one(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-01-01 charge.filed item_id=c2")
    office.post("2023-02-01 charge.plea_entered plea=not_guilty item_id=c2")
    assert office.status()["label"] == "pleaded not guilty"
