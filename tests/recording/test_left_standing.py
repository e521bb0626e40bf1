"""Left standing: what stays as it was is told of, with the event that follows."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.recording.afterwards.corrected_beside import OTHER_PLEA, SAME_DAY
from casefile.recording.afterwards.left_standing import (
    CODE,
    COUNTS_AGAIN,
    NOT_LIVE,
    OF_EARLIER,
    STILL_STAYED,
    with_left_standing,
)
from casefile.recording.receipt import Proposed, Warned
from tests.histories import Office

BEFORE = """2023-01-01 charge.filed instrument=complaint
e: 2023-01-01 charge.filed item_id=e1 kind=enhancement attaches_to=c1 offense=firearm
2023-01-09 charge.filed item_id=c2 instrument=indictment"""
ENDS = [
    ("charges.superseded old=c1 new=c2", {"old": ["e1"]}, "is superseded"),
    ("charge.dismissed", {"item_id": "e1"}, "is dismissed"),
    ("charge.rejected", {"item_id": "e1"}, "is turned down"),
]
KEPT = [
    "2023-02-01 charges.superseded old=c1,e1 new=c2",
    "2023-02-01 charge.dismissed\n2023-02-01 charge.dismissed item_id=e1",
    "2023-02-01 charge.dismissed item_id=c2",
    "2023-02-01 charge.dismissed (reported)",
]


def warned(office: Office, lines: str, *, dry_run: bool = False, code: str = CODE) -> list[Warned]:
    asking = Asking(office.database, office.recorder.clock.now_us)
    receipt = office.post(lines, dry_run=dry_run)
    found = with_left_standing(asking, receipt, dry_run=dry_run).warnings
    return [one for one in found if one.code == code]


@pytest.mark.parametrize(("ends", "data", "said"), ENDS)
def test_enhancement__of_what_has_ended__is_told_of(
    office: Office, ends: str, data: dict[str, Any], said: str
) -> None:
    office.post(BEFORE)
    line = f"2023-02-01 {ends}"
    (tried,) = warned(office, line, dry_run=True)
    (one,) = warned(office, line)
    assert one.sentence == tried.sentence
    assert one.sentence == (
        f"The firearm against Pat Doe stands as before, and the charge that it enhances {said}."
    )
    assert (one.item_id, one.events[1], tried.proposes) == ("e1", "e", UNSET)
    assert one.proposes == Proposed(type=ends.partition(" ")[0], matter_id="m1", data=data)


@pytest.mark.parametrize("ends", KEPT)
def test_enhancement__that_ends_as_well__or_of_what_goes_on__is_not(
    office: Office, ends: str
) -> None:
    office.post(BEFORE)
    assert warned(office, ends) == []


def test_enhancement__of_whose_offense_there_is_a_new_one__is_superseded_by_that(
    office: Office,
) -> None:
    office.post(BEFORE)
    enhancement = "2023-01-09 charge.filed kind=enhancement"
    office.post(f"{enhancement} item_id=e2 attaches_to=c2 offense=firearm")
    office.post(f"{enhancement} item_id=e3 attaches_to=c2 offense=gang")
    (one,) = warned(office, "2023-02-01 charges.superseded old=c1 new=c2")
    data = {"old": ["e1"], "new": ["e2"]}
    assert one.proposes == Proposed(type="charges.superseded", matter_id="m1", data=data)


def test_enhancement__that_has_ended_before__is_not(office: Office) -> None:
    office.post(f"{BEFORE}\n2023-01-20 charge.dismissed item_id=e1")
    assert warned(office, "2023-02-01 charge.dismissed") == []


@pytest.mark.parametrize(
    ("basis", "plea", "now"),
    [
        ("plea_guilty", "no_contest", "plea_no_contest"),
        ("plea_no_contest", "guilty", "plea_guilty"),
        ("plea_guilty", "not_guilty", None),
        ("unknown", "no_contest", None),
    ],
)
def test_conviction__on_a_plea_that_is_corrected__is_told_of(
    office: Office, basis: str, plea: str, now: str | None
) -> None:
    first = {"plea_guilty": "guilty", "plea_no_contest": "no_contest"}.get(basis, "guilty")
    office.post(
        f"2023-01-01 charge.filed\np: 2023-01-09 charge.plea_entered plea={first}\n"
        f"c: 2023-01-09 charge.conviction_entered basis={basis} !"
    )
    line = f'2023-12-31 event.corrected target=p changes={{"data":{{"plea":"{plea}"}}}} !'
    found = warned(office, line, code=OTHER_PLEA)
    changes = {"target": "c", "changes": {"basis": now}}
    proposed = Proposed(type="event.corrected", matter_id="m1", data=changes)
    assert [one.proposes for one in found] == ([proposed] if now else [])


def test_conviction__on_a_plea_whose_day_alone_is_corrected__is_not(office: Office) -> None:
    office.post(
        "2023-01-01 charge.filed\np: 2023-01-09 charge.plea_entered plea=guilty\n"
        "2023-01-09 charge.conviction_entered basis=plea_guilty"
    )
    line = '2023-12-31 event.corrected target=p changes={"effective":"2023-01-08"}'
    assert warned(office, line, code=OTHER_PLEA) == []


def test_conviction__of_the_day_of_a_sentence_that_is_corrected__is_told_of(office: Office) -> None:
    office.post(
        "2023-01-01 charge.filed\n2023-01-08 charge.plea_entered plea=guilty\n"
        "c: 2023-01-09 charge.conviction_entered basis=plea_guilty\n"
        "s: 2023-01-09 sentence.imposed"
    )
    line = '2023-12-31 event.corrected target=s changes={"effective":"2023-01-10"}'
    (one,) = warned(office, line, code=SAME_DAY)
    assert "is still of 2023-01-09, the day that is corrected" in one.sentence
    assert "if it is of 2023-01-10" in one.sentence
    changes = {"target": "c", "changes": {"effective": "2023-01-10"}}
    assert one.proposes == Proposed(type="event.corrected", matter_id="m1", data=changes)


@pytest.mark.parametrize(
    ("target", "changes"),
    [("s", '{"confidence":"inferred"}'), ("f", '{"effective":"2023-01-02"}')],
)
def test_conviction__where_another_day_or_no_day_is_corrected__is_not(
    office: Office, target: str, changes: str
) -> None:
    office.post(
        "f: 2023-01-01 charge.filed\n2023-01-01 charge.conviction_entered basis=plea_guilty !\n"
        "s: 2023-01-01 sentence.imposed"
    )
    line = f"2023-12-31 event.corrected target={target} changes={changes} !"
    assert warned(office, line, code=SAME_DAY) == []


TWICE = """2023-01-01 charge.filed offense=battery instrument=information
2023-01-01 charge.filed item_id=c2 offense=theft instrument=information
2023-01-09 charge.filed item_id=n1 offense=battery instrument=indictment
2023-01-09 charge.filed item_id=n2 offense=theft instrument=indictment
2023-01-09 charges.superseded old=c1,c2 new=n1,n2"""


APART = """2023-01-09 charges.superseded old=c1 new=n1
2023-01-09 charges.superseded old=c2 new=n2"""


@pytest.mark.parametrize("taken", [TWICE.splitlines()[-1], APART])
def test_charge__whose_successor_is_dismissed__counts_again_and_is_told_of(
    office: Office, taken: str
) -> None:
    """Superseded together or one by one, each goes on in that of its own offense alone."""
    office.post(TWICE.replace(TWICE.splitlines()[-1], taken))
    (one,) = warned(office, "2023-02-01 charge.dismissed item_id=n2", code=COUNTS_AGAIN)
    assert one.sentence == (
        "The theft (by information) against Pat Doe counts again, because the theft (by "
        "indictment) against Pat Doe took its place and has ended; only if the order "
        "or notice is of both, record that, too."
    )
    proposed = Proposed(type="charge.dismissed", matter_id="m1", data={"item_id": "c2"})
    assert (one.item_id, one.proposes) == ("c2", proposed)
    # The matter says the same as the status of the party.
    view = matters.view(Asking(office.database, office.recorder.clock.now_us), "m1")
    (there,) = [item for item in view.items if item.item_id == "c2"]
    assert there.label == (
        "charged (superseded by theft (by indictment) against Pat Doe on 2023-01-09, "
        "which was dismissed)"
    )
    assert (there.state, office.state("c2")) == ("charged", "charged")
    assert office.state("c1") == "superseded"
    assert warned(office, "2023-02-01 charge.dismissed item_id=c2", code=COUNTS_AGAIN) == []
    assert office.state("c2") == "dismissed"


@pytest.mark.parametrize("said", [{"by": "prosecution"}, {"prejudice": "without"}])
def test_charge__whose_successor_is_dismissed__is_proposed_as_that_was(
    office: Office, said: dict[str, str]
) -> None:
    office.post(TWICE)
    (how,) = (f"{name}={value}" for name, value in said.items())
    (one,) = warned(office, f"2023-02-01 charge.dismissed item_id=n2 {how}", code=COUNTS_AGAIN)
    data = {"item_id": "c2", **said}
    assert one.proposes == Proposed(type="charge.dismissed", matter_id="m1", data=data)


def test_enhancement__dismissed_where_its_count_lives_on__brings_nothing_back(
    office: Office,
) -> None:
    """Neither its own older one, nor another charge that counts again since before."""
    taken = "2023-01-09 charges.superseded old=c1,c2,e1 new=n1,n2,e2"
    of_both = "charge.filed kind=enhancement offense=firearm"
    office.post(
        TWICE.replace(
            TWICE.splitlines()[-1],
            f"2023-01-01 {of_both} item_id=e1 attaches_to=c1\n"
            f"2023-01-09 {of_both} item_id=e2 attaches_to=n1\n{taken}",
        )
    )
    office.post("2023-02-01 charge.dismissed item_id=n2")
    assert warned(office, "2023-02-02 charge.dismissed item_id=e2", code=COUNTS_AGAIN) == []
    (one,) = [one for one in office.status()["enhancements"] if one["item_id"] == "e1"]
    assert one["label"] == "superseded by e2 on 2023-01-09; enhances c1"
    (one,) = warned(office, "2023-02-03 charge.dismissed item_id=n1", code=COUNTS_AGAIN)[:1]
    assert one.item_id == "c1"
    (one,) = [one for one in office.status()["enhancements"] if one["item_id"] == "e1"]
    assert one["state"] == "charged"


def test_matter__whose_charges_were_superseded_together__says_which_took_whose_place(
    office: Office,
) -> None:
    office.post(TWICE)
    view = matters.view(Asking(office.database, office.recorder.clock.now_us), "m1")
    told = {item.item_id: item.label for item in view.items}
    assert "(by indictment)" in told["c2"]
    assert "n1" not in told["c2"]


def test_charge__dismissed_after_it_was_superseded__tells_of_the_one_that_stands(
    office: Office,
) -> None:
    office.post(TWICE)
    (one,) = warned(office, "2023-02-01 charge.dismissed item_id=c2", code=NOT_LIVE)
    assert one.sentence == (
        "The theft (by indictment) against Pat Doe took the place of the theft (by information) "
        "against Pat Doe, and stands as before: if that is the one that has ended, take this back "
        "and record it there."
    )
    proposed = Proposed(type="charge.dismissed", matter_id="m1", data={"item_id": "n2"})
    assert (one.item_id, one.proposes) == ("n2", proposed)


@pytest.mark.parametrize(
    "lines",
    [
        "2023-02-01 charge.dismissed item_id=c2\n2023-02-01 charge.dismissed item_id=n2",
        "2023-02-01 charge.plea_entered item_id=n2 plea=not_guilty",
    ],
)
def test_charge__of_a_pair_that_ends_together__or_goes_on__is_not(
    office: Office, lines: str
) -> None:
    office.post(TWICE)
    found = [warned(office, lines, code=code, dry_run=True) for code in (COUNTS_AGAIN, NOT_LIVE)]
    assert found == [[], []]


CLAIM = "2023-01-01 claim.filed\n2023-01-02 claim.answered"
NOTICE = "2023-01-10 appeal.filed"
JUDGED = "2023-01-20 claim.judgment_entered kind=summary for=claimant"


@pytest.mark.parametrize(
    ("history", "outcome", "told"),
    [
        ((CLAIM, NOTICE, JUDGED), "vacated", ["c1"]),
        ((CLAIM, NOTICE, JUDGED), "dismissed", []),
        ((CLAIM, JUDGED, "2023-01-25 appeal.filed"), "vacated", []),
        ((CLAIM, NOTICE), "vacated", []),
    ],
)
def test_appeal__vacated_on_a_notice_before_the_decision__is_told_of(
    office: Office, history: tuple[str, ...], outcome: str, told: list[str]
) -> None:
    office.post("\n".join(history))
    receipt = office.post(f"2023-05-01 appeal.decided decided={outcome}")
    asking = Asking(office.database)
    found = with_left_standing(asking, receipt, dry_run=False).warnings
    assert [one.item_id for one in found if one.code == OF_EARLIER] == told


@pytest.mark.parametrize(
    ("reason", "vacated", "told"),
    [
        ("judgment", "claim.judgment_vacated by=agreement", 1),
        ("bankruptcy", "claim.judgment_vacated by=agreement", 0),
        ("judgment", "claim.satisfied", 0),
    ],
)
def test_stay__of_a_judgment_that_is_gone__is_told_of(
    office: Office, reason: str, vacated: str, told: int
) -> None:
    office.post(f"{CLAIM}\n{JUDGED}\n2023-01-21 matter.stay_changed reason={reason}")
    assert ("The judgment is stayed." in str(office.status())) is (reason != "bankruptcy")
    found = warned(office, f"2023-02-01 {vacated}", code=STILL_STAYED)
    assert len(found) == told
    lifts = Proposed(type="matter.stay_changed", matter_id="m1", data={"on": False})
    assert [one.proposes for one in found] == [lifts] * told


def test_charge__of_a_complaint_whose_indictment_is_dismissed__is_not_told_to_count_again(
    office: Office,
) -> None:
    office.post(TWICE.replace("information", "complaint"))
    assert not list(warned(office, "2023-02-01 charge.dismissed item_id=n2", code=COUNTS_AGAIN))
