"""Succession: who is left out of a headline, once what an item goes on as stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.item import Item
from casefile.law.seen import Seen
from casefile.law.status import by_track, headlines
from tests.asking import Answers, unnamed
from tests.histories import Office, with_ids

ON = date(2023, 6, 1)
BOUND_OVER = """2023-01-01 charge.filed severity=felony
2023-02-01 charge.moved how=bound_over to=m2/c2"""
SUPERSEDED = """2023-01-01 charge.filed
2023-01-15 charge.plea_entered plea=not_guilty
2023-03-01 charges.superseded old=c1 new=c5"""
DISMISSED = "2023-01-01 charge.filed\n2023-02-01 charge.dismissed prejudice=without"
REFILED = f"{DISMISSED}\n2023-03-01 charge.filed item_id=c2 refiles=c1"


def said(office: Office, on: str = "2023-12-31") -> tuple[str, str, dict[str, int]]:
    """Return a party's status, its label and what was counted of what had been filed."""
    found = office.status(on)
    filed = {state: count for state, count in found["breakdown"].items() if state != "none"}
    return found["status"], found["label"], filed


def counted(*seen: Seen, elsewhere: tuple[Seen, ...] = ()) -> dict[str, Any]:
    """Return the status of a party with these items on the one track that it has."""
    ((track, found),) = by_track(seen, ON, elsewhere=elsewhere).items()
    of_report = headlines(seen, ON, elsewhere=elsewhere)[track]
    assert of_report.code.partition(":")[0] == found.status
    answer: dict[str, Any] = with_ids(unnamed(found))
    return answer


def seen(key: str, state: str, track: str = "criminal", **item: Any) -> Seen:
    """Return an item of a party, given as matter_id/item_id, in a state."""
    matter_id, item_id = key.split("/")
    stands = Item(state=state, track=track, **item)
    return Seen(matter_id=matter_id, item_id=item_id, track=track, item=stands)


def labels(status: dict[str, Any]) -> list[str]:
    """Return how each item of a status reads."""
    return [one["label"] for one in status["items"]]


def test_moved__successor_not_filed_yet__still_faced_in_its_last_open_state(
    office: Office,
) -> None:
    office.open("m2").post(f"{BOUND_OVER}\n2023-02-10 charge.filed @m2 item_id=c2 severity=felony")
    label = "charged (bound_over to c2 in m2 on 2023-02-01, pending)"
    assert said(office, "2023-02-09") == ("charged", label, {"charged": 1})
    assert office.item(on="2023-02-09")["state"] == "charged"
    assert said(office, "2023-02-10") == ("charged", "charged", {"charged": 1})
    assert office.item(on="2023-02-10")["label"] == "bound_over to c2 in m2 on 2023-02-01"


def test_moved__beside_a_dismissal__keeps_its_rank(office: Office) -> None:
    office.open("m2").post(
        f"{BOUND_OVER}\n2023-01-01 charge.filed item_id=c3\n2023-02-01 charge.dismissed item_id=c3"
    )
    assert said(office)[0] == "charged"


def test_moved__never_filed_there__still_faced_for_good(office: Office) -> None:
    office.open("m2").post(BOUND_OVER)
    assert office.status("2099-01-01")["status"] == "charged"


def test_superseded__successor_filed_later__keeps_its_plea_until_then(office: Office) -> None:
    office.post(f"{SUPERSEDED}\n2023-03-05 charge.filed item_id=c5")
    label = "pleaded not guilty (superseded by c5 on 2023-03-01, pending)"
    assert said(office, "2023-03-04") == ("pleaded_not_guilty", label, {"pleaded_not_guilty": 1})
    assert said(office, "2023-03-05") == ("charged", "charged", {"charged": 1})


def test_superseded__one_of_two_successors_filed__left_out(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-03-01 charges.superseded old=c1 new=c5,c6
        2023-03-02 charge.filed item_id=c6
        2023-04-01 charge.rejected item_id=c6
        2023-05-01 charge.filed item_id=c5
        """
    )
    pending = "charged (superseded by c5 and c6 on 2023-03-01, pending)"
    assert said(office, "2023-03-01")[1] == pending
    assert said(office, "2023-04-30") == ("rejected", "rejected", {"rejected": 1})


def test_superseded__successor_dismissed__counts_again(office: Office) -> None:
    office.post(
        f"{SUPERSEDED}\n2023-03-01 charge.filed item_id=c5\n2023-05-01 charge.dismissed item_id=c5"
    )
    assert said(office, "2023-04-30")[:2] == ("charged", "charged")
    stands = "pleaded not guilty (superseded by c5 on 2023-03-01, which was dismissed)"
    assert office.item("c1")["label"] == stands
    label = f"c1 counts again: {stands}"
    counts = {"dismissed": 1, "pleaded_not_guilty": 1}
    assert said(office) == ("pleaded_not_guilty", label, counts)


@pytest.mark.parametrize(
    ("older", "newer", "again"),
    [
        ("complaint", "indictment", False),
        ("complaint", "information", False),
        ("indictment", "indictment", True),
        ("information", "indictment", True),
        ("complaint", "complaint", True),
    ],
)
def test_superseded__successor_dismissed__a_spent_complaint_does_not_count_again(
    office: Office, older: str, newer: str, *, again: bool
) -> None:
    office.post(
        f"2023-01-01 charge.filed instrument={older}\n"
        f"2023-03-01 charge.filed item_id=c5 instrument={newer}\n"
        "2023-03-01 charges.superseded old=c1 new=c5\n"
        "2023-05-01 charge.dismissed item_id=c5 prejudice=without"
    )
    status, label, counts = said(office)
    assert ("counts again" in label) is again
    assert counts == ({"charged": 1, "dismissed": 1} if again else {"dismissed": 1})
    assert status == ("charged" if again else "dismissed")
    assert office.status("2023-04-30")["status"] == "charged"


def test_superseded__itself_dismissed_too__is_dismissed(office: Office) -> None:
    office.post(
        f"""
        {SUPERSEDED}
        2023-03-01 charge.filed item_id=c5
        2023-05-01 charge.dismissed item_id=c5
        2023-05-01 charge.dismissed prejudice=with
        """
    )
    assert office.item()["label"] == "dismissed with prejudice (went on as c5)"
    assert said(office)[2] == {"dismissed": 1}


CONVICTED = """2023-03-01 charge.filed item_id=c5 instrument=indictment
2023-04-01 charge.plea_entered item_id=c5 plea=guilty
2023-04-01 charge.conviction_entered item_id=c5 basis=plea_guilty
2023-05-01 charge.dismissed prejudice=without"""


def test_superseded__dismissed_once_it_is_decided_elsewhere__is_not_filed_again(
    office: Office,
) -> None:
    office.post(f"{SUPERSEDED}\n{CONVICTED}")
    assert said(office)[2] == {"convicted": 1}
    assert office.item()["label"] == "dismissed without prejudice (went on as c5)"
    assert "refilable_until" not in office.flags()
    asking = Answers(office.database, office.recorder.clock.now_us)
    of_matter = asking.matter("m1", as_of="2023-12-31")
    assert "refilable_until" not in [flag["code"] for flag in of_matter["flags"]]
    spans = asking.history("p1")["spans"]
    last = [one["label"] for one in spans if one["item_id"] == "c1"][-1]
    assert last.startswith("dismissed without prejudice (went on as ")


def test_superseded__dismissed_less_finally_than_another_offense__still_counts() -> None:
    lesser: dict[str, Any] = {"prejudice": "without", "refilable": ("2030-01-01", "2030-01-01")}
    old = seen(
        "m1/c1", "dismissed", successors=("m1/c2",), detail={"offense": "burglary"}, **lesser
    )
    ended = seen("m1/c2", "dismissed", prejudice="with", detail={"offense": "arson"})
    status = counted(old, ended)
    assert status["label"] == "dismissed without prejudice (refilable until 2030-01-01)"
    assert status["breakdown"] == {"dismissed": 2}


@pytest.mark.parametrize(("offense", "count"), [("fraud", 1), ("theft", 2)])
def test_federal__complaint_and_indictment_dismissed__one_charge_of_one_offense(
    offense: str, count: int
) -> None:
    of_complaint = {"instrument": "complaint", "offense": "fraud"}
    old = seen("m1/c1", "dismissed", jurisdiction="US", prejudice="without", detail=of_complaint)
    detail = {"instrument": "indictment", "offense": offense}
    new = seen("m1/i1", "dismissed", jurisdiction="US", prejudice="without", detail=detail)
    assert counted(old, new)["breakdown"] == {"dismissed": count}


def test_superseded__by_several__names_two_and_how_many_more() -> None:
    others = tuple(f"m1/c{number}" for number in range(5, 9))
    old = seen("m1/c1", "superseded", last_open="charged", successors=others)
    status = counted(old, *(seen(one, "charged") for one in others))
    assert labels(status)[0] == "superseded by c5, c6 and 2 more"


def test_superseded__every_successor_dismissed__counts_again_and_not_before() -> None:
    old = seen(
        "m1/c1", "superseded", last_open="charged", successors=("m1/c5", "m1/c6"), severity="felony"
    )
    both = [seen("m1/c5", "dismissed", prejudice="with"), seen("m1/c6", "charged")]
    assert counted(old, *both)["breakdown"] == {"charged": 1, "dismissed": 1}
    both[1] = seen("m1/c6", "dismissed", prejudice="with")
    status = counted(old, *both)
    stands = "charged (superseded by c5 and c6, which were dismissed)"
    assert status["label"] == f"c1 counts again: {stands}"


def test_superseded__counting_again_beside_a_live_one__headline_says_both() -> None:
    old = seen("m1/c1", "superseded", last_open="pleaded_not_guilty", successors=("m1/c5",))
    ended = seen("m1/c5", "dismissed", prejudice="without")
    status = counted(old, ended, seen("m1/c6", "charged", severity="felony"))
    assert status["status"] == "pleaded_not_guilty"
    assert status["label"] == (
        "c1 counts again: pleaded not guilty (superseded by c5, which was dismissed); "
        "beside that charged"
    )


def test_superseded__counting_again__rests_on_what_ended_its_successor(office: Office) -> None:
    office.post(
        f"{SUPERSEDED}\n2023-03-01 charge.filed item_id=c5\n"
        "end: 2023-05-01 charge.dismissed item_id=c5"
    )
    assert "end" in office.item("c1")["evidence"]
    assert "end" not in office.item("c1", on="2023-04-30")["evidence"]


def test_superseded__successor_reported_dismissed__does_not_count_again(office: Office) -> None:
    office.post(
        f"{SUPERSEDED}\n2023-03-01 charge.filed item_id=c5\n"
        "2023-05-01 charge.dismissed item_id=c5 (reported)\n"
        "2023-03-01 charge.filed item_id=c6"
    )
    assert office.status()["as_reported"] is None
    reported = office.status(basis="reported")
    assert (reported["status"], reported["label"]) == ("charged", "charged")
    assert "pleaded_not_guilty" not in reported["breakdown"]


def test_superseded__successor_dismissed_and_filed_again__left_out() -> None:
    old = seen("m1/c1", "superseded", last_open="in_trial", successors=("m1/c5",))
    again = seen(
        "m1/c5", "dismissed", prejudice="without", marks=("refiled",), successors=("m1/c7",)
    )
    assert counted(old, again, seen("m1/c7", "charged"))["label"] == "charged"
    ended = seen("m1/c7", "dismissed", prejudice="without")
    assert counted(old, again, ended)["status"] == "in_trial"


def test_superseded__in_a_chain__only_the_last_counts() -> None:
    first = seen("m1/c1", "superseded", last_open="in_trial", successors=("m1/c2",))
    then = seen("m1/c2", "superseded", last_open="in_trial", successors=("m1/c3",))
    assert counted(first, then, seen("m1/c3", "charged"))["breakdown"] == {"charged": 1}
    pending = counted(first, then)
    assert pending["breakdown"] == {"in_trial": 1}
    assert pending["label"] == "in trial (superseded by c3, pending)"


def test_superseded__by_each_other__neither_is_lost() -> None:
    one = seen("m1/c1", "superseded", last_open="charged", successors=("m1/c2",))
    other = seen("m1/c2", "superseded", last_open="in_trial", successors=("m1/c1",))
    assert counted(one, other)["status"] == "in_trial"


def test_superseded__never_open__named_in_the_lowest_rank() -> None:
    status = counted(seen("m1/c1", "superseded", successors=("m1/c2",)))
    assert (status["status"], status["label"]) == ("superseded", "superseded by c2, pending")


def test_superseded__nothing_named__not_followed_in_the_lowest_rank(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-03-01 charges.superseded old=c1
        2023-01-01 charge.filed item_id=c2
        2023-04-01 charge.dismissed item_id=c2 prejudice=unknown
        """
    )
    assert said(office, "2023-03-31")[0] == "charged"
    status, label, counts = said(office)
    assert (status, label) == ("dismissed", "dismissed (prejudice unknown)")
    assert counts == {"dismissed": 1, "superseded": 1}
    assert office.item()["label"] == "superseded on 2023-03-01; not followed here"


def test_moved__to_a_matter__no_older_charge_there_is_its_successor(office: Office) -> None:
    office.open("m2").post(
        """
        2022-01-01 charge.filed @m2
        2022-02-01 charge.dismissed @m2 prejudice=with
        2023-01-01 charge.filed severity=felony
        2023-03-01 charge.moved to=m2
        """
    )
    both = "moved to m2 on 2023-03-01; not followed here and dismissed with prejudice"
    assert said(office) == ("moved", both, {"dismissed": 1, "moved": 1})


def test_moved__successor_in_scope__left_out(office: Office) -> None:
    office.open("m2").post("2023-01-01 charge.filed\n2023-03-01 charge.moved to=m2/c1")
    office.post("2023-03-01 charge.filed @m2\n2023-04-01 charge.rejected @m2")
    assert office.status("2023-03-31")["status"] == "charged"
    assert said(office) == ("rejected", "rejected", {"rejected": 1})


def test_moved__successor_of_another_party__still_faced(office: Office) -> None:
    office.open("m2", parties=("p2",)).post(
        """
        2023-01-01 charge.filed
        2023-03-01 charge.moved to=m2/c1
        2023-03-01 charge.filed @m2 party_id=p2
        """
    )
    assert office.status()["status"] == "charged"


def test_moved__a_second_time__goes_on_as_the_last_one_says(office: Office) -> None:
    office.open("m2", "m3").post(
        """
        2023-01-01 charge.filed
        2023-02-01 charge.moved to=m2/c1
        2023-02-01 charge.filed @m2
        2023-03-01 charge.dismissed prejudice=without
        2023-04-01 charge.reinstated
        2023-05-01 charge.moved to=m3/c1
        """
    )
    assert office.item()["label"].endswith("to c1 in m3 on 2023-05-01, pending)")


def test_moved__successor_out_of_scope__goes_on_there_in_the_lowest_rank() -> None:
    old = seen("m1/c1", "moved", last_open="charged", successors=("m2/c2",))
    there = seen("m2/c2", "convicted")
    beside = seen("m1/c3", "dismissed", prejudice="unknown")
    status = counted(old, elsewhere=(there,))
    assert (status["status"], status["label"]) == ("moved", "goes on as c2 in m2")
    assert status["breakdown"] == {"moved": 1}
    assert counted(old, beside, elsewhere=(there,))["status"] == "dismissed"
    ended = seen("m2/c2", "dismissed", prejudice="without")
    assert counted(old, elsewhere=(ended,))["label"].endswith("to c2 in m2, which was dismissed)")


# How a charge that was sent on can end there so that nothing of it is left to answer.
FOR_GOOD = (
    {"prejudice": "with"},
    {"prejudice": "unknown", "detail": {"deferral_completed": "diversion", "offense": "Theft"}},
    {"prejudice": "with", "detail": {"deferral_completed": "supervision", "offense": "Theft"}},
)


@pytest.mark.parametrize("ended", FOR_GOOD)
def test_moved__successor_ended_for_good__is_not_faced_again(ended: dict[str, Any]) -> None:
    old = seen("m1/c1", "moved", last_open="charged", successors=("m2/c2",))
    assert counted(old, seen("m2/c2", "dismissed", **ended))["breakdown"] == {"dismissed": 1}


@pytest.mark.parametrize(("offense", "status"), [("theft", "dismissed"), ("arson", "charged")])
def test_superseded__successor_dismissed_with_prejudice__of_the_same_offense_alone_ends_it(
    offense: str, status: str
) -> None:
    detail = {"offense": offense}
    old = seen("m1/c1", "superseded", last_open="charged", successors=("m1/c2",), detail=detail)
    ended = seen("m1/c2", "dismissed", prejudice="with", detail={"offense": "Theft"})
    assert counted(old, ended)["status"] == status


@pytest.mark.parametrize(("prejudice", "status"), [("with", "dismissed"), ("without", "charged")])
def test_federal__indictment_dismissed__with_prejudice_the_complaint_has_ended_too(
    prejudice: str, status: str
) -> None:
    detail = {"instrument": "indictment"}
    ended = seen("m1/c1", "dismissed", jurisdiction="US", prejudice=prejudice, detail=detail)
    assert counted(complaint(), ended)["status"] == status


@pytest.mark.parametrize("elsewhere", [False, True])
def test_returned__charge_back_where_it_was__successor_leaves_scope(*, elsewhere: bool) -> None:
    home = seen("m1/c1", "charged", returned=("m2/c2",))
    there = seen("m2/c2", "in_trial")
    if elsewhere:
        assert counted(there, elsewhere=(home,))["label"] == "goes on as c1 in m1"
        return
    status = counted(home, there)
    assert status["breakdown"] == {"charged": 1}
    assert labels(status) == ["charged", "in trial (returned to c1 in m1)"]


def test_transferred__claim_to_a_named_one__still_faced_until_it_is_filed(office: Office) -> None:
    office.open("m2").post(
        """
        2023-01-01 claim.filed item_id=k1
        2023-02-01 claim.served item_id=k1
        2023-03-01 claim.transferred item_id=k1 to=m2/k1
        """
    )
    assert said(office)[:2] == ("served", "served (transferred to k1 in m2 on 2023-03-01, pending)")
    office.post("2023-03-05 claim.filed item_id=k1 @m2")
    assert said(office) == ("filed", "filed", {"filed": 1})


def test_transferred__claim_dismissed_where_it_went__has_ended(office: Office) -> None:
    office.open("m2").post(
        """
        2023-01-01 claim.filed item_id=k1
        2023-02-01 claim.answered item_id=k1
        2023-03-01 claim.transferred item_id=k1 to=m2/k1
        2023-03-05 claim.filed item_id=k1 @m2
        2023-04-01 claim.dismissed item_id=k1 prejudice=with @m2
        """
    )
    assert said(office) == ("dismissed", "dismissed with prejudice", {"dismissed": 1})


def test_transferred__claim_to_nothing_named__stands_as_transferred(office: Office) -> None:
    office.post("2023-01-01 claim.filed item_id=k1\n2023-03-01 claim.transferred item_id=k1")
    assert said(office) == ("transferred", "transferred to another court", {"transferred": 1})


@pytest.mark.parametrize(("matter", "old"), [("@m1", "c1"), ("@m2", "m1/c1")])
def test_refiled__in_this_matter_or_another__old_one_leaves_the_headline(
    office: Office, matter: str, old: str
) -> None:
    office.open("m2").post(
        f"""
        {DISMISSED}
        2023-03-01 charge.filed {matter} item_id=c2 refiles={old}
        2023-04-01 charge.rejected {matter} item_id=c2
        """
    )
    assert office.status("2023-02-28")["label"] == "dismissed without prejudice (refilable)"
    assert office.status("2023-03-31")["status"] == "charged"
    assert said(office) == ("rejected", "rejected", {"rejected": 1})
    assert (office.item("c1")["marks"], office.item("c1")["state"]) == (["refiled"], "dismissed")


def test_refiled__from_then_on__reads_so_and_can_be_filed_no_more(office: Office) -> None:
    office.post(
        "2021-10-21 matter.incident_occurred\n"
        + REFILED.replace("charge.filed\n", "charge.filed severity=felony degree=fourth\n")
    )
    assert office.item(on="2023-02-28")["label"].endswith("(refilable until 2026-10-21)")
    assert office.flags("2023-02-28") == ["refilable_until"]
    assert office.item()["label"] == "dismissed without prejudice; refiled as c2"
    assert office.flags() == []


def test_refiled__new_one_out_of_scope__lowest_rank_and_no_more_refilable() -> None:
    old = seen("m1/c1", "dismissed", prejudice="without", marks=("refiled",), successors=("m2/c1",))
    there, beside = seen("m2/c1", "charged"), seen("m1/c3", "dismissed", prejudice="unknown")
    assert counted(old, elsewhere=(there,))["label"].endswith("; refiled as c1 in m2")
    assert headlines([old], ON, elsewhere=[there])["criminal"].code == "dismissed:without:refiled"
    assert counted(old, beside, elsewhere=(there,))["prejudice"] == "unknown"


def test_refiled__after_a_rejection__reads_so(office: Office) -> None:
    office.post(
        """
        2023-01-01 charge.filed
        2023-02-01 charge.rejected
        2023-03-01 charge.filed item_id=c2 refiles=c1
        """
    )
    assert office.item()["label"] == "rejected; refiled as c2"


def test_refiled__after_it_was_superseded__names_the_new_one_alone(office: Office) -> None:
    office.post(
        f"""
        {SUPERSEDED}
        2023-03-01 charge.filed item_id=c5
        2023-04-01 charge.dismissed prejudice=without
        2023-05-01 charge.filed item_id=c9 refiles=c1
        """
    )
    assert office.item()["label"].endswith("; refiled as c9")


def test_refiled__filing_retracted__old_one_is_back(office: Office) -> None:
    office.post(REFILED.replace("2023-03-01", "again: 2023-03-01"))
    office.post("2023-12-31 event.retracted target=again")
    assert office.status()["label"] == "dismissed without prejudice (refilable)"
    assert office.item("c1")["marks"] == []


def complaint(jurisdiction: str = "US", state: str = "charged", key: str = "m1/k1") -> Seen:
    """Return a charge of a complaint."""
    detail = {"instrument": "complaint"}
    return seen(key, state, jurisdiction=jurisdiction, detail=detail, severity="felony")


def brought_by(instrument: str, state: str = "charged", key: str = "m1/c1") -> Seen:
    """Return a charge of another instrument in a federal matter."""
    return seen(key, state, jurisdiction="US", detail={"instrument": instrument})


@pytest.mark.parametrize("instrument", ["information", "indictment"])
def test_federal__instrument_filed__takes_the_place_of_the_complaint(instrument: str) -> None:
    status = counted(complaint(state="pleaded_not_guilty"), brought_by(instrument))
    assert (status["status"], status["breakdown"]) == ("charged", {"charged": 1})
    assert labels(status)[1] == f"pleaded not guilty (the {instrument} takes its place)"


@pytest.mark.parametrize(
    "other",
    [
        brought_by("complaint"),
        brought_by("citation"),
        brought_by("indictment", state="none"),
        brought_by("indictment", key="m2/c1"),
    ],
)
def test_federal__no_instrument_filed_in_the_matter__complaint_counts(other: Seen) -> None:
    assert counted(complaint(), other)["breakdown"]["charged"] >= 1
    assert labels(counted(complaint(), other))[-1 if other.matter_id == "m1" else 0] == "charged"


def test_federal__complaint_filed_after_the_indictment__stands(office: Office) -> None:
    office.post(
        """
        2023-01-01 matter.opened @us jurisdiction=US
        2023-01-01 party.added @us
        2023-02-01 charge.filed @us item_id=old instrument=complaint
        2023-03-01 charge.filed @us item_id=count instrument=indictment
        2023-04-01 charge.filed @us item_id=new instrument=complaint
        """
    )
    assert said(office)[2] == {"charged": 2}


@pytest.mark.parametrize("before", [complaint("US-NM"), complaint(state="convicted")])
def test_complaint__of_a_state_or_no_longer_open__counts_beside_the_indictment(
    before: Seen,
) -> None:
    after = brought_by("indictment")
    assert sum(counted(before, after)["breakdown"].values()) == 2


def test_federal__matter_as_recorded__follows_its_jurisdiction(office: Office) -> None:
    office.post(
        """
        2023-01-01 matter.opened @fed jurisdiction=US
        2023-01-01 party.added @fed
        2023-01-01 charge.filed @fed item_id=k1 instrument=complaint
        2023-02-01 charge.filed @fed item_id=c1 instrument=indictment
        """
    )
    assert said(office, "2023-01-31")[2] == {"charged": 1}
    assert said(office)[2] == {"charged": 1}


def test_sides__party_on_both__every_label_says_which(office: Office) -> None:
    office.post(
        """
        2023-01-01 claim.filed item_id=k1 claimants=p1
        2023-02-01 claim.filed item_id=k2 against=p1
        2023-02-02 claim.served item_id=k2
        """
    )
    assert said(office)[1] == "as defendant: served; as claimant: filed"
    assert labels(office.status()) == ["as claimant: filed", "as defendant: served"]


def test_sides__party_on_one__not_said(office: Office) -> None:
    office.post("2023-01-01 claim.filed item_id=k1\n2023-02-01 claim.filed item_id=k2")
    assert said(office)[1] == "filed"


def test_superseded__by_several_of_which_one_is_the_same_offense__is_said_to_be_by_that_one(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-01 charge.filed offense=battery
        2023-01-01 charge.filed item_id=c2 offense=theft
        2023-03-01 charge.filed item_id=c5 offense=Battery
        2023-03-01 charge.filed item_id=c6 offense=theft
        2023-03-01 charges.superseded old=c1,c2 new=c5,c6
        """
    )
    found = office.status("2023-12-31")
    labels = {one["item_id"]: one["label"] for one in found["items"]}
    assert labels["c1"].startswith("superseded by c5 on")
    assert labels["c2"].startswith("superseded by c6 on")


def test_superseded__by_several_of_which_its_own_is_amended_later__is_said_to_be_by_that_one(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-01 charge.filed offense=theft
        2023-01-01 charge.filed item_id=c2 offense=battery
        2023-03-01 charge.filed item_id=c5 offense=theft
        2023-03-01 charge.filed item_id=c6 offense=battery
        2023-03-01 charges.superseded old=c1,c2 new=c5,c6
        2023-04-01 charge.amended item_id=c5 changes={"offense":"trespass"}
        2023-05-01 charge.amended item_id=c5 changes={"offense":"littering"}
        """
    )
    found = office.status("2023-12-31")
    labels = {one["item_id"]: one["label"] for one in found["items"]}
    assert labels["c1"].startswith("superseded by c5 on")


def test_returned__dismissed_where_it_had_been_sent__is_no_second_charge() -> None:
    home = seen("m1/c1", "charged", returned=("m2/c2",))
    there = seen("m2/c2", "dismissed", prejudice="without", refilable=("", ""))
    status = counted(home, there)
    assert status["breakdown"] == {"charged": 1}
    assert labels(status)[1] == "dismissed without prejudice (returned to c1 in m1)"


def test_dismissed__gone_on_out_of_scope__is_not_filed_again_here_in_the_lowest_rank() -> None:
    ended: dict[str, Any] = {"prejudice": "without", "refilable": ("2030-01-01", "2030-01-01")}
    old = seen("m1/c1", "dismissed", successors=("m2/c2",), **ended)
    status = counted(old, elsewhere=(seen("m2/c2", "charged"),))
    assert status["label"] == "dismissed without prejudice (went on as c2 in m2)"
    beside = seen("m1/c3", "dismissed", prejudice="unknown")
    assert counted(old, beside, elsewhere=(seen("m2/c2", "charged"),))["prejudice"] == "unknown"


def test_federal__complaint_dismissed_with_prejudice__did_not_go_on_in_an_indictment() -> None:
    said = {"instrument": "complaint", "offense": "fraud"}
    old = seen("m1/c1", "dismissed", jurisdiction="US", prejudice="with", detail=said)
    detail = {"instrument": "indictment", "offense": "fraud"}
    new = seen("m1/i1", "charged", jurisdiction="US", detail=detail)
    assert labels(counted(old, new)) == ["dismissed with prejudice", "charged"]


@pytest.mark.parametrize(
    ("theirs", "label"),
    [
        ("claim.settled", "as claimant: filed; as defendant: settled"),
        (
            "claim.dismissed how=notice prejudice=with",
            "as claimant: filed; as defendant: dismissed with prejudice",
        ),
        (
            "claim.settled parties=p3",
            (
                "as claimant: filed; as defendant: filed (on the claim of p2); settled "
                "(on the claim of p3)"
            ),
        ),
    ],
)
def test_sides__party_on_both__headline_says_how_it_stands_on_each(
    office: Office, theirs: str, label: str
) -> None:
    office.open("m1", parties=("p2", "p3"))
    office.post(
        "2023-01-01 claim.filed item_id=k1 claimants=p1\n"
        "2023-01-01 claim.filed item_id=k2 claimants=p2,p3 against=p1\n"
        f"2023-02-02 {theirs} item_id=k2"
    )
    assert sorted(said(office)[1].split("; ")) == sorted(label.split("; "))


def test_dismissed_and_gone_on__in_a_narrower_scope__is_no_charge_to_be_filed_again(
    office: Office,
) -> None:
    office.open("m2")
    office.post(
        f"{BOUND_OVER}\n2023-02-02 charge.filed @m2 item_id=c2\n2023-02-03 charge.dismissed"
    )
    gone = seen("m1/c1", "dismissed", prejudice="without", successors=("m2/c2",))
    on = seen("m2/c2", "charged")
    ((_, found),) = headlines([gone], ON, elsewhere=[on]).items()
    assert found.code == "dismissed:elsewhere"
    ((_, again),) = headlines([gone], ON, elsewhere=[]).items()
    assert again.code == "dismissed:without:refilable"


def test_since__that_the_label_says_itself__is_not_told_twice() -> None:
    sent = seen("m1/c1", "superseded", since=("2023-03-01", "2023-03-01"), successors=("m1/c5",))
    stands = seen("m1/c5", "charged", since=("2023-03-01", "2023-03-01"))
    ((_, found),) = by_track([sent, stands], ON).items()
    assert [bool(one.since) for one in found.items] == [True, True]
    assert [bool(one.untold_since) for one in found.items] == [False, True]


def test_superseded__charges_of_two_by_one_paper__go_on_in_those_against_their_own(
    office: Office,
) -> None:
    office.post(
        """
        2021-01-01 party.added party_id=p2
        2023-01-01 charge.filed offense=larceny instrument=complaint
        2023-01-01 charge.filed item_id=c2 offense=larceny instrument=complaint party_id=p2
        2023-03-01 charge.filed item_id=n1 offense=larceny instrument=indictment
        2023-03-01 charge.filed item_id=n2 offense=larceny instrument=indictment party_id=p2
        2023-03-01 charges.superseded old=c1,c2 new=n1,n2
        """
    )
    view = matters.view(Asking(office.database, office.recorder.clock.now_us), "m1")
    there = {one.item_id: with_ids(unnamed(one))["label"] for one in view.items}
    taken = "superseded by larceny (by indictment) against {} on 2023-03-01"
    assert there["c1"] == taken.format("Pat Doe (p1)")
    assert there["c2"] == taken.format("Pat Doe (p2)")
