"""Stays: of a whole matter, and of some of its parties alone (11 U.S.C. 362(a))."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import icalendar
import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.due.appointments import appointments
from casefile.answers.due.calendar import Window, page
from casefile.exports.ics import ics
from casefile.law.placeholders import plain
from casefile.recording.afterwards.left_standing import STILL_STAYED, with_left_standing
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office, open_office

PARTIES = ("vance", "kerr", "bell", "est")
SUIT = "s: 2023-01-02 claim.filed claimants=vance against=kerr,bell"
COUNTER = "2023-01-02 claim.filed item_id=cc claimants=kerr against=vance kind=counterclaim"
KERR = "k: 2023-02-01 matter.stay_changed parties=kerr reason=bankruptcy"
WHOLE = "w: 2023-03-01 matter.stay_changed reason=mediation"
LIFT_KERR = "lk: 2023-05-01 matter.stay_changed on=false parties=kerr reason=relief"
LIFT = "lw: 2023-06-01 matter.stay_changed on=false reason=remand"
DAYS = ("2023-01-15", "2023-02-15", "2023-03-15", "2023-05-15", "2023-06-15")


@pytest.fixture
def suit(database_url: str) -> Iterator[Office]:
    """Yield an office with a suit of one against two."""
    with open_office(database_url, parties=PARTIES) as office:
        office.post(SUIT)
        yield office
        assert verify(office.database).sound


def told(office: Office, party: str, on: str = "2023-12-31", **how: int) -> list[str]:
    """Return what is said of stays to a party, on all of its items."""
    found = office.flagged(on, party=party, **how)
    return sorted({one["sentence"] for one in found if one["code"].startswith("stay")})


def over_time(office: Office, party: str) -> list[list[str]]:
    return [told(office, party, day) for day in DAYS]


ALL, ONE = "The matter is stayed.", "The matter is stayed as to kerr."
BUT = "The matter is stayed, but not as to kerr."


def test_stay_of_one__as_to_the_other__none(suit: Office) -> None:
    suit.post(KERR)
    assert over_time(suit, "bell") == [[], [], [], [], []]
    assert over_time(suit, "kerr") == over_time(suit, "vance") == [[], [ONE], [ONE], [ONE], [ONE]]
    assert suit.flags(party="kerr") == ["stayed"]
    assert told(suit, "kerr", known=suit.position - 1) == []


ORDERS = list(permutations((KERR, WHOLE, LIFT_KERR, LIFT)))


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[-1], ORDERS[9]])
def test_stays__of_all_and_of_one__each_has_its_end(suit: Office, order: tuple[str, ...]) -> None:
    for line in order:
        suit.post(line)
    assert over_time(suit, "kerr") == [[], [ONE], [ONE, ALL], [ALL], []]
    assert over_time(suit, "bell") == [[], [], [ALL], [ALL], []]


def test_lift__that_names_nobody__leaves_who_is_stayed_alone(suit: Office) -> None:
    receipt = suit.post(f"{KERR}\n{WHOLE}\n{LIFT}")
    assert told(suit, "kerr") == [ONE]
    assert told(suit, "bell") == []
    assert receipt.entries


def test_lift__of_one_of_the_whole__goes_on_between_it_and_everybody(suit: Office) -> None:
    suit.post(f"{WHOLE}\n{LIFT_KERR}")
    assert over_time(suit, "kerr") == [[], [], [ALL], [], []]
    assert over_time(suit, "bell") == over_time(suit, "vance") == [[], [], [ALL], [BUT], [BUT]]
    suit.post(LIFT_KERR.replace("lk: 2023-05-01", "2023-05-20"))  # it is told once
    assert over_time(suit, "bell") == [[], [], [ALL], [BUT], [BUT]]
    suit.post("2023-06-10 matter.stay_changed reason=appeal")
    assert told(suit, "kerr") == [ALL]


def test_stay__taken_back_and_recorded_as_of_one__is_of_that_one(suit: Office) -> None:
    suit.post("k: 2023-02-01 matter.stay_changed reason=bankruptcy")
    suit.post("2023-07-03 event.retracted target=k\n2023-02-01 matter.stay_changed parties=kerr")
    assert told(suit, "bell", "2023-02-15") == []
    assert told(suit, "kerr", "2023-02-15") == [ONE]
    assert told(suit, "bell", "2023-02-15", known=suit.position - 2) == [ALL]


def test_stay_of_one__of_which_the_day_is_corrected__begins_then(suit: Office) -> None:
    suit.post(f'{KERR}\n2023-07-01 event.corrected target=k changes={{"effective":"2023-03-01"}}')
    assert told(suit, "kerr", "2023-02-15") == []
    assert told(suit, "kerr", "2023-03-01") == [ONE]


def test_stay__between_two_days__is_possible(suit: Office) -> None:
    suit.post("2023-02-01/2023-02-28 matter.stay_changed parties=kerr reason=bankruptcy")
    assert told(suit, "kerr", "2023-02-15") == ["The matter may be stayed as to kerr."]
    assert suit.flags("2023-02-15", party="kerr") == ["stay_uncertain"]
    assert told(suit, "bell", "2023-02-15") == []
    assert told(suit, "kerr", "2023-03-15") == [ONE]
    suit.post("2023-06-01/2023-06-30 matter.stay_changed on=false parties=kerr reason=relief")
    over = "The stay of the matter may have been lifted as to kerr."
    assert told(suit, "kerr", "2023-06-15") == [ONE, over]
    assert told(suit, "kerr", "2023-07-01") == []


def test_lift_of_one__between_two_days__is_possible(suit: Office) -> None:
    suit.post(f"{WHOLE}\n2023-06-01/2023-06-30 matter.stay_changed on=false parties=kerr reason=r")
    over = "The stay of the matter may have been lifted as to kerr."
    assert told(suit, "kerr", "2023-06-15") == [ALL, over]
    assert told(suit, "bell", "2023-06-15") == [ALL]
    assert told(suit, "kerr", "2023-07-01") == []


def test_stay_of_one__what_it_claims_itself__is_not_certain(suit: Office) -> None:
    """Claims by the debtor go on (Maritime Elec. Co. v. United Jersey Bank, 959 F.2d 1194)."""
    suit.post(f"{COUNTER}\n{KERR}")
    by_item = {one["item_id"]: one["code"] for one in suit.flagged(party="vance")}
    assert by_item == {"c1": "stayed", "cc": "stay_uncertain"}


def test_stay_of_both_sides__of_what_is_between_them__certain(suit: Office) -> None:
    suit.post(f"{COUNTER}\n2023-02-01 matter.stay_changed parties=kerr,vance reason=arbitration")
    assert set(suit.flags(party="kerr")) == {"stayed"}


def test_stay_of_one__told_in_its_matter(suit: Office) -> None:
    suit.post(KERR)
    view = matters.view(Asking(suit.database), "m1", as_of="2023-12-31")
    assert view.matter
    assert not view.matter.stayed
    assert list(view.matter.stayed_for) == ["kerr"]
    assert [one.code for one in view.flags] == ["stayed"]
    (one,) = matters.page(Asking(suit.database)).matters
    assert (one.stayed, list(one.stayed_for), list(one.not_stayed_for)) == (False, ["kerr"], [])
    suit.post(f"{WHOLE}\n2023-06-01 matter.stay_changed on=false parties=bell reason=relief")
    (one,) = matters.page(Asking(suit.database)).matters
    assert (one.stayed, list(one.stayed_for), list(one.not_stayed_for)) == (
        *(True, ["kerr"]),
        ["bell"],
    )


def test_stay_of_one__that_tolls__tolls_for_no_other(database_url: str) -> None:
    """What is stayed as to one does not lengthen the time in which another can be charged."""
    with open_office(database_url, parties=("ann", "ben")) as office:
        office.post(
            """
            2022-01-01 matter.incident_occurred
            2023-01-02 charge.filed item_id=a party_id=ann severity=misdemeanor
            2023-01-02 charge.filed item_id=b party_id=ben severity=misdemeanor
            2023-02-01 matter.stay_changed parties=ann tolls=true
            2023-02-11 matter.stay_changed on=false parties=ann
            2023-03-01 charge.dismissed item_id=a prejudice=without
            2023-03-01 charge.dismissed item_id=b prejudice=without
            """
        )
        until = {
            party: [one["until"]["latest"] for one in office.flagged(party=party) if one["until"]]
            for party in ("ann", "ben")
        }
        assert until == {"ann": ["2024-01-11"], "ben": ["2024-01-01"]}


def test_stay_of_one__whose_place_another_takes__is_that_ones(suit: Office) -> None:
    """The successor stands where the other stood (Fed. R. Civ. P. 25)."""
    suit.post(f"{KERR}\n2023-04-01 party.substituted from=kerr to=est reason=death")
    assert told(suit, "kerr", "2023-03-01") == [ONE]
    assert told(suit, "est", "2023-03-01") == []
    assert told(suit, "kerr", "2023-04-15") == []
    assert told(suit, "est", "2023-04-15") == [ONE]
    suit.post("2023-05-01 matter.stay_changed on=false parties=est reason=relief")
    assert told(suit, "est", "2023-05-15") == []
    (one,) = matters.page(Asking(suit.database)).matters
    assert not one.stayed_for


def test_stay_of_one__lifted_under_another_id_of_it__lifted(suit: Office) -> None:
    suit.post(f"{KERR}\n2023-03-01 party.added party_id=kerr2 name=Kerr")
    suit.post("2023-04-01 party.merged from=kerr2 into=kerr")
    suit.post("2023-05-01 matter.stay_changed on=false parties=kerr2 reason=relief")
    assert told(suit, "kerr", "2023-03-15") == [ONE]
    assert told(suit, "kerr", "2023-05-15") == []


@pytest.mark.parametrize(
    ("stayed", "lifted", "now"), [("15:00", "09:00", [ALL]), ("09:00", "15:00", [])]
)
def test_stayed_and_lifted__on_one_day_at_hours__in_their_order(
    suit: Office, stayed: str, lifted: str, now: list[str]
) -> None:
    suit.post(
        f"w: 2023-06-01T{stayed} matter.stay_changed reason=appeal\n"
        f"l: 2023-06-01T{lifted} matter.stay_changed on=false reason=remand"
    )
    assert told(suit, "bell") == now


@pytest.mark.parametrize("ids", ["ab", "ba"])
def test_stayed_and_lifted__on_one_day__in_the_order_that_does_something(
    suit: Office, ids: str
) -> None:
    suit.post(
        f"{ids[0]}: 2023-02-01 matter.stay_changed\n"
        f"{ids[1]}: 2023-02-01 matter.stay_changed on=false"
    )
    assert told(suit, "kerr") == []
    suit.post(
        f"2{ids[0]}: 2023-03-01 matter.stay_changed\n2023-04-01 matter.stay_changed on=false\n"
        f"2{ids[1]}: 2023-04-01 matter.stay_changed"
    )
    assert told(suit, "kerr") == [ALL]


def test_stay_of_one__with_a_day__stands_on_the_calendar_as_its_own(suit: Office) -> None:
    suit.post(f"{KERR} until=2023-09-01\n{WHOLE} until=2023-08-01\n{LIFT}")
    asking = Asking(suit.database)
    entries = page(asking, Window(), as_of="2023-07-01").entries
    found = [(one.at, one.label, one.whose) for one in entries]
    assert ("2023-09-01", "running", "kerr") in found
    assert ("2023-08-01", "lifted", None) in found


def test_stay_of_one__that_is_lifted__is_told_with_the_receipt(suit: Office) -> None:
    suit.post(f"{KERR} until=2023-09-01")
    (told,) = suit.post(LIFT_KERR).calendar
    assert plain(told.sentence).startswith("The stay of Pat Doe (kerr): 2023-09-01, running; now")


def test_stay_of_one__in_a_calendar_file__says_of_whom(suit: Office) -> None:
    suit.post(f"{KERR} until=2024-09-01")
    found = appointments(Answers(suit.database, suit._clock_us), Window()).found
    (event,) = icalendar.Calendar.from_ical(ics(found, "x")).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Stay ends as to Pat Doe")


def test_lift__of_which_another_stay_stands__warned(suit: Office) -> None:
    asking = Asking(suit.database)

    def warned(history: str) -> list[str]:
        found = with_left_standing(asking, suit.post(history), dry_run=False).warnings
        return [plain(one.sentence) for one in found if one.code == STILL_STAYED]

    suit.post(f"{KERR}\n{WHOLE}")
    (sentence,) = warned("2023-04-01 matter.stay_changed on=false reason=remand")
    assert sentence.startswith("As to Pat Doe (kerr) the matter is still stayed by itself")
    suit.post("2023-05-01 matter.stay_changed reason=again")
    assert len(warned("2023-06-01 matter.stay_changed on=false parties=kerr reason=relief")) == 1
    assert warned("2023-07-01 matter.stay_changed on=false parties=kerr reason=relief") == []


def test_stay__of_somebody_who_is_not_there__refused(suit: Office) -> None:
    suit.open("m2", parties=("moe",))
    suit.refused("2023-02-01 matter.stay_changed parties=moe", "party.unknown")


def test_stay_of_one__whose_id_no_longer_means_another__is_on_the_calendar_as_its_own(
    suit: Office,
) -> None:
    for line in (
        "p: 2023-01-15 party.parted party_id=kerr into=est matters=m1",
        "2023-02-01 matter.stay_changed parties=kerr reason=bankruptcy until=2023-08-01",
        "2023-05-01 event.retracted target=p",
    ):
        suit.post(line)
    entries = Answers(suit.database).calendar(as_of="2023-03-01", limit=100)["entries"]
    assert [one["whose"] for one in entries if one["entry"] == "stay"] == ["kerr"]


@pytest.mark.parametrize("number", range(3))
def test_stays__set_twice_and_lifted_on_one_day__are_lifted(suit: Office, number: int) -> None:
    lines = [f"{name}: 2023-03-01 matter.stay_changed reason=block" for name in "ab"]
    lines.insert(number, "c: 2023-03-01 matter.stay_changed on=false reason=block")
    suit.post("\n".join(lines))
    assert told(suit, "kerr") == []
    suit.post(LIFT.replace("2023-06-01", "2023-08-01"))
    suit.post("2023-07-01 matter.stay_changed reason=appeal")
    suit.post("2023-08-01 matter.stay_changed reason=mediation")
    assert told(suit, "kerr") == [ALL]  # lifted and stayed anew
