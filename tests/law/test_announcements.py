"""Announcements of what nobody has filed yet: whose they are, until when, and what ends them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from casefile.upkeep.rebuild import rebuild
from tests.asking import Answers
from tests.histories import Office

INTENT = "said: 2023-04-20 intent.announced intended_event=charge.filed party_id=p1"
OTHER = "m1-p2: 2021-01-01 party.added party_id=p2"
NOT_FILED = ["announced_not_filed"]


def known(office: Office, party: str, *days: str) -> list[list[str]]:
    """Return the codes of a party's flags on some days."""
    return [office.flags(day, party=party) for day in days]


def headline(office: Office, party: str, on: str = "2023-12-31", **how: Any) -> str:
    """Return the label of the one track of a party."""
    return str(office.status(on, party=party, **how)["label"])


@pytest.mark.parametrize(
    ("announcement", "track", "side"),
    [
        (INTENT, "criminal", "defendant"),
        (INTENT.replace("charge.filed", "claim.filed"), "civil", "defendant"),
        (INTENT.replace("charge.filed", "citation.issued"), "regulatory", "respondent"),
        ("said: 2023-04-20 charge.filed (announced)", "criminal", "defendant"),
        ("said: 2023-04-20 claim.filed claimants=p1 (announced)", "civil", "claimant"),
        ("said: 2023-04-20 citation.issued (announced)", "regulatory", "respondent"),
    ],
)
def test_announced__before_anything_is_filed__track_is_there_and_flagged_for_thirty_days(
    office: Office, announcement: str, track: str, side: str
) -> None:
    office.post(announcement)
    days = ("2023-04-19", "2023-04-20", "2023-05-19", "2023-05-20")
    assert known(office, "p1", *days) == [[], NOT_FILED, NOT_FILED, []]
    (name,) = office.tracks("2023-04-20")
    status = office.status("2023-04-20")
    assert (name, status["status"], status["certain"]) == (track, "none", True)
    (item,) = status["items"]
    assert (item["item_id"], item["state"], item["side"]) == ("c1", "none", side)
    assert [flag["events"] for flag in status["flags"]] == [["said"]]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2024-03-01", "2024-03-30"),
        ("2024-03", "2024-04-29"),
        ("2023-04-20", "2023-05-19"),
    ],
)
@pytest.mark.parametrize("kind", ["charge.dismissed", "intent.announced"])
def test_announced__for_a_day_to_come__is_awaited_until_thirty_days_after_that(
    office: Office, kind: str, day: str, last: str
) -> None:
    office.post(f"2023-01-01 charge.filed\nsaid: {day} {kind} (announced)")
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    said = min(day, "2023-12-31")
    assert known(office, "p1", said, last, after) == [NOT_FILED, NOT_FILED, []]


@pytest.mark.parametrize("filed", ["2023-04-25", "2023-04-19"])
def test_announced__then_filed_under_the_same_id__filing_takes_its_place(
    office: Office, filed: str
) -> None:
    office.post(INTENT)
    before = office.position
    office.post(f"{filed} charge.filed")
    assert office.flags(filed) == []
    assert office.flags("2023-04-26") == []
    assert headline(office, "p1") == "charged"
    assert office.flags("2023-04-26", known=before) == NOT_FILED
    assert headline(office, "p1", known=before) == "none"


def test_announced__beside_what_is_filed__never_the_headline(office: Office) -> None:
    office.post(f"2023-01-01 charge.filed item_id=c0\n{INTENT}")
    office.post("2023-02-01 charge.dismissed item_id=c0 prejudice=with")
    status = office.status("2023-04-20")
    assert (status["status"], status["prejudice"]) == ("dismissed", "with")
    assert [flag["item_id"] for flag in status["flags"]] == ["c1"]


def test_announced__withdrawn_by_its_actor__flag_ends(office: Office) -> None:
    office.post(f"{INTENT} actor=the_prosecution")
    office.post("2023-04-28 intent.withdrawn actor=the_prosecution")
    assert known(office, "p1", "2023-04-27", "2023-04-28") == [NOT_FILED, []]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("2023-04-20 intent.announced intended_event=charge.filed", "charge.not_filed", "party_id"),
        ("2023-04-20 intent.announced intended_event=claim.filed", "item.wrong_state", "party_id"),
        ("2023-04-20 intent.announced party_id=p1", "charge.not_filed", "not been filed"),
        (INTENT.replace("p1", "p9"), "party.unknown", "party.added"),
        (INTENT.replace("p1", "p3"), "party.unknown", "party.added"),
        ("2023-04-20 charge.filed party_id=p3 (announced)", "party.unknown", "party.added"),
        ("2023-04-20 claim.filed against=p1,p3 (announced)", "party.unknown", "party.added"),
    ],
)
def test_announced__without_a_party_of_the_matter__refused_with_what_to_give(
    office: Office, line: str, code: str, says: str
) -> None:
    office.open("m2", parties=["p3"])
    assert says in office.refused(line, code).sentence


def test_announced__under_the_id_of_an_item_of_another_track__refused(office: Office) -> None:
    office.post("2023-01-01 charge.filed")
    office.refused(INTENT.replace("charge.filed", "claim.filed"), "item.wrong_state")


def test_plea__on_what_is_merely_announced__refused(office: Office) -> None:
    office.post(INTENT)
    office.refused("2023-04-21 charge.plea_entered plea=guilty", "charge.not_filed")


def test_dismissal_announced__on_what_is_merely_announced__flagged_beside_it(
    office: Office,
) -> None:
    office.post(f"{INTENT}\n2023-04-21 intent.announced")
    assert office.flags("2023-04-21") == NOT_FILED * 2


ANNOUNCEMENTS = [INTENT, "said: 2023-04-20 charge.filed (announced)"]


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
@pytest.mark.parametrize("last", [0, 1])
def test_announced__then_filed_against_another__nothing_but_the_announcement_is_about_the_first(
    office: Office, announcement: str, last: int
) -> None:
    """A charge against somebody else leaves whom it was announced against uncharged."""
    filing = "2023-04-25 charge.filed party_id=p2"
    office.post(OTHER)
    for line in (filing, announcement) if last else (announcement, filing):
        office.post(line)
    office.post("2023-04-26 charge.plea_entered plea=guilty")
    assert headline(office, "p1") == "none"
    assert known(office, "p1", "2023-04-26", "2023-05-20") == [NOT_FILED, []]
    assert headline(office, "p2") == "pleaded guilty; plea not yet accepted"
    assert known(office, "p2", "2023-04-24", "2023-04-26") == [[], []]


def test_dry_run__announced_against_another_than_it_is_filed_against__shows_what_becomes_of_both(
    office: Office,
) -> None:
    office.post(f"{OTHER}\n2023-04-25 charge.filed party_id=p2")
    receipt = office.post(INTENT, dry_run=True)
    found = {one.party_id: (one.before, one.after, one.changes) for one in receipt.effects}
    assert found == {"p1": ("none", "none", True), "p2": ("charged", "charged", False)}


def test_claim_announced__then_filed_against_one_of_two__flag_stays_for_the_other(
    office: Office,
) -> None:
    office.post(f"{OTHER}\n2023-04-20 claim.filed against=p1,p2 (announced)")
    office.post("2023-04-25 claim.filed against=p2")
    assert (headline(office, "p1"), headline(office, "p2")) == ("none", "filed")
    days = ("2023-04-24", "2023-04-26", "2023-05-20")
    assert known(office, "p1", *days) == [NOT_FILED, NOT_FILED, []]
    assert known(office, "p2", *days) == [NOT_FILED, [], []]


def test_announced__against_two_one_after_the_other__each_flag_is_of_its_own_party(
    office: Office,
) -> None:
    later = "2023-05-10 intent.announced intended_event=claim.filed party_id=p2"
    office.post(f"{OTHER}\n{INTENT.replace('charge.filed', 'claim.filed')}\n{later}")
    days = ("2023-05-01", "2023-05-15", "2023-05-25")
    assert known(office, "p1", *days) == [NOT_FILED, NOT_FILED, []]
    assert known(office, "p2", *days) == [[], NOT_FILED, NOT_FILED]


def test_matter__with_an_item_filed_against_one_and_announced_against_another__shows_both(
    office: Office,
) -> None:
    """The item is shown as the record has it, whatever the ids of the parties."""
    office.post(f"{OTHER}\n{INTENT}")
    office.post("2023-04-25 charge.filed party_id=p2")
    asking = Answers(office.database)
    view = asking.matter("m1", as_of="2023-04-26")
    assert [item["state"] for item in view["items"]] == ["charged"]
    assert [flag["events"] for flag in view["flags"]] == [["said"]]


def test_matter__with_one_announcement_against_two__tells_it_once(office: Office) -> None:
    office.post(f"{OTHER}\nsaid: 2023-04-20 claim.filed against=p1,p2 (announced)")
    view = Answers(office.database).matter("m1", as_of="2023-04-26")
    assert [flag["events"] for flag in view["flags"]] == [["said"]]


def test_reported__against_another_than_it_is_filed_against__not_on_his_record(
    office: Office,
) -> None:
    office.post(f"{OTHER}\n2023-04-20 charge.filed (reported)")
    office.post("2023-04-25 charge.filed party_id=p2")
    status = office.status(party="p1")
    assert (status["label"], status["as_reported"]["label"]) == ("none", "charged")
    assert office.flags(party="p1") == ["source_conflict"]
    assert office.flags(party="p2") == []


def test_died__whom_a_charge_was_merely_announced_against__abates_nothing(office: Office) -> None:
    office.post(f"{OTHER}\n{INTENT}\n2023-04-22 party.died party_id=p1")
    assert headline(office, "p1") == "none"
    assert office.flags("2023-04-23") == NOT_FILED
    office.post("2023-04-25 charge.filed party_id=p2")
    assert (headline(office, "p1"), headline(office, "p2")) == ("none", "charged")


MERGED = "merged: 2023-05-01 party.merged from=p2 into=p1"


@pytest.mark.parametrize(
    "lines", list(permutations([INTENT, "2023-04-25 charge.filed party_id=p2", MERGED]))
)
def test_merged__announced_under_one_id_and_filed_under_the_other__one_person_charged(
    office: Office, lines: tuple[str, ...]
) -> None:
    office.post(OTHER)
    for line in lines:
        office.post(line)
    for party in ("p1", "p2"):
        assert headline(office, party) == "charged"
        assert known(office, party, "2023-04-24", "2023-04-26") == [NOT_FILED, []]
        assert len(office.status(party=party)["items"]) == 1
    office.post("2023-12-31 event.retracted target=merged")
    assert (headline(office, "p1"), headline(office, "p2")) == ("none", "charged")
    assert known(office, "p1", "2023-04-24", "2023-04-26") == [NOT_FILED, NOT_FILED]


def test_corrected__day_of_the_announcement__moves_its_flag(office: Office) -> None:
    office.post(INTENT)
    before = office.position
    office.post('2023-12-31 event.corrected target=said changes={"effective":"2023-03-01"}')
    assert known(office, "p1", "2023-03-01", "2023-04-20") == [NOT_FILED, []]
    assert office.flags("2023-04-20", known=before) == NOT_FILED


@pytest.mark.parametrize(
    "changes", ['{"party_id":"p2"}', '{"party_id":null}', '{"intended_event":"charge.dismissed"}']
)
def test_corrected__whom_or_what_an_announcement_is_about__refused(
    office: Office, changes: str
) -> None:
    office.post(f"{OTHER}\n{INTENT}")
    correction = f"2023-12-31 event.corrected target=said changes={changes}"
    office.refused(correction, "correction.field_fixed")


def test_corrected__announced_filing_that_has_occurred__is_one(office: Office) -> None:
    office.post(ANNOUNCEMENTS[1])
    office.post('2023-12-31 event.corrected target=said changes={"assertion":"occurred"}')
    assert (headline(office, "p1"), office.flags("2023-04-20")) == ("charged", [])


@pytest.mark.parametrize("announcement", ANNOUNCEMENTS)
def test_retracted__announcement__leaves_nothing(office: Office, announcement: str) -> None:
    office.post(announcement)
    before = office.position
    office.post("2023-12-31 event.retracted target=said")
    assert office.tracks("2023-04-20") == {}
    assert office.flags("2023-04-20", known=before) == NOT_FILED


def test_retracted__party_that_something_was_announced_against__refused(office: Office) -> None:
    office.post(INTENT)
    office.refused("2023-12-31 event.retracted target=m1-p1", "party.in_use")


def test_stayed__matter_of_what_is_merely_announced__flagged_on_it(office: Office) -> None:
    """What is about all items of a matter reaches those that are announced."""
    office.post(INTENT)
    office.post("2023-04-22 matter.stay_changed")
    assert office.flags("2023-04-22") == ["announced_not_filed", "stayed"]


def test_announcements__rebuilt_from_the_log__are_those_of_the_live_tables(office: Office) -> None:
    office.post(f"{OTHER}\n{INTENT}")
    office.post("2023-04-25 charge.filed party_id=p2")
    office.post(MERGED)
    office.post("2023-12-31 event.retracted target=merged")
    assert rebuild(office.database).sound


@pytest.mark.parametrize("first", [0, 1])
def test_announcements__in_any_order_of_arrival__are_told_in_that_of_their_days(
    office: Office, first: int
) -> None:
    said = [
        "e1: 2023-01-09 charge.filed (announced)",
        "e2: 2023-01-11 charge.plea_entered plea=guilty (announced)",
    ]
    office.post("\n".join((said[first], said[1 - first])))
    told = [one["events"] for one in office.flagged("2023-02-01")]
    assert told == [["e1"], ["e2"]]


def test_announcement__of_a_trial__is_that_it_will_be_tried(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-02-01 charge.trial_commenced (announced)")
    (flag,) = office.flagged("2023-02-02")
    assert '"That it will be tried" was announced for ' in flag["sentence"]


TRIED = "2023-01-01 charge.filed\n2023-02-01 charge.trial_commenced"
DISMISSAL = "2023-04-20 intent.announced"


@pytest.mark.parametrize(
    ("history", "flagged"),
    [
        (f"{TRIED}\n2023-04-25 charge.verdict_returned verdict=not_guilty", [True, False]),
        (f"{TRIED}\n2023-04-25 charge.verdict_returned verdict=guilty", [True, True]),
        ("2023-01-01 charge.filed\n2023-04-25 charge.rejected", [True, False]),
        ("2023-01-01 charge.filed\n2023-04-25 party.died", [True, False]),
        ("2023-01-01 charge.filed\n2023-04-19 charge.dismissed", [False, False]),
        (
            (
                "2023-01-01 charge.filed\n2023-02-01 charge.dismissed prejudice=without\n"
                "2023-03-01 charge.reinstated"
            ),
            [True, True],
        ),
        ("2023-01-01 charge.filed\n2023-04-25 charge.moved", [True, True]),
    ],
)
def test_announced__dismissal_of_what_has_ended__is_not_awaited(
    office: Office, history: str, flagged: list[bool]
) -> None:
    office.post(f"{history}\n{DISMISSAL}")
    days = ("2023-04-20", "2023-04-25")
    assert ["announced_not_filed" in codes for codes in known(office, "p1", *days)] == flagged


@pytest.mark.parametrize(
    ("intended", "awaited"),
    [
        ("charge.plea_entered", False),
        ("sentence.imposed", False),
        ("charge.reinstated", True),
        ("charge.dismissal_vacated", True),
        ("appeal.filed", True),
        ("motion.filed", True),
    ],
)
def test_announced__after_a_dismissal__only_what_can_follow_it_is_awaited(
    office: Office, intended: str, awaited: bool
) -> None:
    office.post(
        "2023-01-01 charge.filed\n2023-04-19 charge.dismissed prejudice=without\n"
        f"{DISMISSAL} intended_event={intended}"
    )
    assert ("announced_not_filed" in office.flags("2023-04-20")) is awaited


def test_announced__dismissal_of_a_citation_that_was_withdrawn__is_not_awaited(
    office: Office,
) -> None:
    office.post(
        "2023-01-01 citation.issued\n2023-04-19 citation.withdrawn by=agency\n"
        "2023-04-20 intent.announced intended_event=citation.settled"
    )
    assert office.flags("2023-04-20") == []


CHARGED = """
2023-01-01 charge.filed
2023-01-01 charge.filed item_id=c2
m1-p2: 2021-01-01 party.added party_id=p2
2023-01-01 charge.filed item_id=c3 party_id=p2
2023-02-01 charge.plea_entered item_id=c2 plea=guilty
2023-02-01 charge.conviction_entered item_id=c2 basis=plea_guilty
2023-02-01 charge.plea_entered item_id=c3 plea=guilty
2023-02-01 charge.conviction_entered item_id=c3 basis=plea_guilty
"""
AT_SENTENCING = "said: 2023-02-01 intent.announced occasion=sentencing"


def test_announced__for_a_sentencing__is_awaited_until_thirty_days_after_that_of_the_same_party(
    office: Office,
) -> None:
    office.post(f"{CHARGED}{AT_SENTENCING}")
    assert known(office, "p1", "2023-01-31", "2023-02-01", "2023-12-31") == [
        [],
        NOT_FILED,
        NOT_FILED,
    ]
    (flag,) = office.flagged("2023-12-31")
    assert "(2023-02-01, to come at sentencing) and is not on record" in flag["sentence"]
    office.post("2023-03-01 sentence.imposed item_ids=c3")
    assert known(office, "p1", "2023-12-31") == [NOT_FILED]
    before = office.position
    office.post("sentence: 2023-08-01 sentence.imposed item_ids=c2")
    days = ("2023-07-31", "2023-08-30", "2023-08-31")
    assert known(office, "p1", *days) == [NOT_FILED, NOT_FILED, []]
    assert office.flags("2023-12-31", known=before) == NOT_FILED
    assert rebuild(office.database).sound
    assert known(office, "p1", *days) == [NOT_FILED, NOT_FILED, []]
    office.post('2023-12-01 event.corrected target=sentence changes={"effective":"2023-10-01"}')
    assert known(office, "p1", *days) == [NOT_FILED] * 3
    office.post("2023-12-01 event.retracted target=sentence")
    assert known(office, "p1", "2023-12-31") == [NOT_FILED]


def test_announced__that_is_expected_by_a_day__is_overdue_from_then_on_for_thirty_days(
    office: Office,
) -> None:
    office.post("2023-01-01 charge.filed")
    office.post("2023-02-01 intent.announced expected=2023-05 actor=the_prosecution")
    days = ("2023-02-01", "2023-05-31", "2023-06-01", "2023-06-29", "2023-06-30")
    assert known(office, "p1", *days) == [NOT_FILED] * 4 + [[]]
    said = "was announced for c1 (2023-02-01, expected 2023-05)"
    for day, told in (("2023-05-31", " and is not on record."), ("2023-06-01", ": it is overdue")):
        (flag,) = office.flagged(day)
        assert f"{said}{told}" in flag["sentence"], flag["sentence"]
    office.post("2023-05-20 charge.dismissed prejudice=with")
    assert known(office, "p1", "2023-05-19", "2023-05-20", "2023-06-01") == [NOT_FILED, [], []]


def test_announced__at_an_occasion_that_is_expected_by_a_day__is_awaited_until_that(
    office: Office,
) -> None:
    office.post(f"{CHARGED}{AT_SENTENCING} expected=2023-07-13")
    assert known(office, "p1", "2023-12-31") == [NOT_FILED]
    (flag,) = office.flagged("2023-12-31")
    assert "(2023-02-01, to come at sentencing, expected 2023-07-13): it is o" in flag["sentence"]
    office.post("2023-07-10 sentence.imposed item_ids=c2")
    assert known(office, "p1", "2023-08-08", "2023-08-09") == [NOT_FILED, []]


@pytest.mark.parametrize("occasion", ["sentencing", "plea", "trial", "other"])
@pytest.mark.parametrize(
    "end",
    [
        "2023-07-01 charge.dismissed prejudice=with",
        "2023-07-01 intent.withdrawn actor=the_prosecution",
        "2023-07-01 charge.rejected",
    ],
)
def test_announced__for_an_occasion__ends_with_what_was_announced_or_what_bars_it(
    office: Office, occasion: str, end: str
) -> None:
    office.post("2023-01-01 charge.filed")
    office.post(f"2023-02-01 intent.announced occasion={occasion} actor=the_prosecution\n{end}")
    assert known(office, "p1", "2023-06-30", "2023-07-01") == [NOT_FILED, []]


@pytest.mark.parametrize(
    ("occasion", "act", "ends"),
    [
        ("plea", "charge.plea_entered plea=guilty", True),
        ("trial", "charge.trial_commenced jury=true", True),
        ("sentencing", "charge.plea_entered plea=guilty", False),
        ("other", "charge.plea_entered plea=guilty", False),
    ],
)
def test_announced__for_an_occasion__waits_for_that_one_alone(
    office: Office, occasion: str, act: str, ends: bool
) -> None:
    office.post("2023-01-01 charge.filed\n2023-01-01 charge.filed item_id=c2")
    office.post(f"2023-02-01 intent.announced occasion={occasion}\n2023-07-01 {act} item_id=c2")
    assert known(office, "p1", "2023-07-30", "2023-07-31") == [NOT_FILED, [] if ends else NOT_FILED]


def test_occasion__before_the_announcement__is_not_the_one_that_is_awaited(office: Office) -> None:
    office.post(f"{CHARGED}2023-01-15 charge.filed item_id=c4")
    office.post("2023-01-20 charge.plea_entered item_id=c4 plea=guilty")
    office.post("2023-02-05 intent.announced occasion=plea")
    assert known(office, "p1", "2023-12-31") == [NOT_FILED]


RETRIED = """2023-01-01 charge.filed
2023-02-01 charge.trial_commenced
2023-02-05 charge.mistrial_declared retrial=true
2023-02-05 intent.announced intended_event=charge.trial_commenced actor=the_prosecution"""


@pytest.mark.parametrize(
    "end",
    [
        "2023-09-01 charge.trial_commenced",
        "2023-09-01 charge.dismissed",
        "2023-09-01 charge.plea_entered plea=guilty\n2023-09-01 charge.conviction_entered",
        "2023-09-01 intent.withdrawn actor=the_prosecution",
    ],
)
def test_announced__that_it_is_tried_again__until_that_or_what_decides_it(
    office: Office, end: str
) -> None:
    office.post(RETRIED)
    assert known(office, "p1", "2023-08-31", "2099-01-01") == [NOT_FILED, NOT_FILED]
    office.post(end)
    before, after = known(office, "p1", "2023-08-31", "2023-09-01")
    assert ("announced_not_filed" in before, "announced_not_filed" in after) == (True, False)


def test_announced__trial_of_what_is_decided_already__for_thirty_days(office: Office) -> None:
    office.post("2023-01-01 charge.filed\n2023-02-01 charge.plea_entered plea=guilty")
    office.post("2023-02-02 charge.conviction_entered basis=plea_guilty")
    office.post("2023-02-05 intent.announced intended_event=charge.trial_commenced")
    assert known(office, "p1", "2023-03-06", "2023-03-07") == [NOT_FILED, []]
