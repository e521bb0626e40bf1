"""Several stays of one party or of one matter, each lifted by itself, under whichever id of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.due.calendar import Window, page
from casefile.law.placeholders import plain
from casefile.recording.afterwards.left_standing import (
    STILL_STAYED,
    TAKEN_FOR_ONE,
    with_left_standing,
)
from casefile.upkeep.verify import verify
from tests.histories import Office, open_office

PARTIES = ("vance", "kerr", "bell", "est")
SUIT = "s: 2023-01-02 claim.filed claimants=vance against=kerr,bell"
BANKRUPT = "b: 2023-02-01 matter.stay_changed parties=kerr reason=bankruptcy until=2024-02-01"
APPEAL = (
    "a: 2023-03-01 matter.stay_changed parties=kerr reason=appeal stay_id=appeal until=2024-03-01"
)
RELIEF = "r: 2023-05-01 matter.stay_changed on=false parties=kerr reason=relief"
DECIDED = "d: 2023-06-01 matter.stay_changed on=false parties=kerr reason=moot stay_id=appeal"
DAYS = ("2023-01-15", "2023-02-15", "2023-03-15", "2023-05-15", "2023-06-15")
OF_BANKRUPTCY, OF_APPEAL = (
    "The matter is stayed as to kerr.",
    "The matter is stayed as to kerr (appeal).",
)
ALL, ALL_OF_APPEAL = "The matter is stayed.", "The matter is stayed (appeal)."


@pytest.fixture
def suit(database_url: str) -> Iterator[Office]:
    """Yield an office with a suit of one against two; what it comes to is rebuilt as it is."""
    with open_office(database_url, parties=PARTIES) as office:
        office.post(SUIT)
        yield office
        assert verify(office.database).sound


def told(office: Office, party: str, on: str = "2023-12-31") -> list[str]:
    """Return what is said of stays to a party, on all of its items."""
    found = office.flagged(on, party=party)
    return sorted({one["sentence"] for one in found if one["code"].startswith("stay")})


def over_time(office: Office, party: str) -> list[list[str]]:
    return [told(office, party, day) for day in DAYS]


def lines(office: Office, on: str = "2023-12-31") -> dict[str, str]:
    """Return how each stay stands on the calendar, by its id."""
    found = page(Asking(office.database), Window(), as_of=on, limit=1_000).entries
    return {one.entry_id: one.status for one in found if one.entry == "stay"}


def summary(office: Office) -> tuple[bool, list[str], list[str]]:
    (one,) = matters.page(Asking(office.database)).matters
    return one.stayed, list(one.stayed_for), list(one.not_stayed_for)


@pytest.mark.parametrize("order", list(permutations((BANKRUPT, APPEAL, RELIEF, DECIDED)))[::5])
def test_two_stays_of_one__in_any_order__each_has_its_end(
    suit: Office, order: Sequence[str]
) -> None:
    for line in order:
        suit.post(line)
    both = [OF_APPEAL, OF_BANKRUPTCY]
    assert over_time(suit, "kerr") == [[], [OF_BANKRUPTCY], both, [OF_APPEAL], []]
    assert over_time(suit, "bell") == [[], [], [], [], []]
    assert lines(suit, "2023-04-01") == {"stay.kerr": "running", "stay.kerr:appeal": "running"}
    assert lines(suit, "2023-05-15") == {"stay.kerr": "lifted", "stay.kerr:appeal": "running"}
    assert lines(suit) == {"stay.kerr": "lifted", "stay.kerr:appeal": "lifted"}
    assert summary(suit) == (False, [], [])


def test_two_stays_of_one__while_either_runs__it_is_stayed_once(suit: Office) -> None:
    suit.post(f"{BANKRUPT}\n{APPEAL}")
    assert summary(suit) == (False, ["kerr"], [])
    suit.post(DECIDED)
    assert summary(suit) == (False, ["kerr"], [])
    assert told(suit, "kerr") == [OF_BANKRUPTCY]


def test_lift_without_an_id__of_one_that_has_an_id__leaves_it(suit: Office) -> None:
    suit.post(f"{APPEAL}\n{RELIEF}")
    assert told(suit, "kerr") == [OF_APPEAL]
    assert lines(suit) == {"stay.kerr:appeal": "running"}


@pytest.mark.parametrize("backwards", [False, True])
def test_two_stays_of_the_matter__each_has_its_end(suit: Office, *, backwards: bool) -> None:
    acts = (
        "2023-02-01 matter.stay_changed reason=mediation",
        "2023-03-01 matter.stay_changed reason=appeal stay_id=appeal",
        "2023-05-01 matter.stay_changed on=false reason=settled parties=kerr stay_id=appeal",
        "2023-06-01 matter.stay_changed on=false reason=over",
    )
    for line in reversed(acts) if backwards else acts:
        suit.post(line)
    out = "The matter is stayed (appeal), but not as to kerr."
    both = [ALL_OF_APPEAL, ALL]
    assert over_time(suit, "bell") == [[], [ALL], both, [out, ALL], [out]]
    assert over_time(suit, "kerr") == [[], [ALL], both, [ALL], []]
    assert summary(suit) == (True, [], ["kerr"])


def test_party_out_of_one_of_two_stays_of_the_matter__is_stayed_by_the_other(suit: Office) -> None:
    suit.post(
        """
        2023-02-01 matter.stay_changed reason=mediation
        2023-03-01 matter.stay_changed reason=appeal stay_id=appeal
        2023-05-01 matter.stay_changed on=false parties=kerr reason=relief
        """
    )
    assert summary(suit) == (True, [], [])
    assert told(suit, "kerr") == [ALL_OF_APPEAL]


def test_stay_of_some_days__beside_another__is_possible_by_its_id(suit: Office) -> None:
    suit.post(
        f"{BANKRUPT}\n2023-06-01/2023-06-30 matter.stay_changed parties=kerr stay_id=x\n"
        "2023-08-01/2023-08-31 matter.stay_changed on=false parties=kerr stay_id=x"
    )
    assert told(suit, "kerr", "2023-06-15") == [
        "The matter is stayed as to kerr.",
        "The matter may be stayed as to kerr (x).",
    ]
    assert told(suit, "kerr", "2023-08-15") == [
        "The matter is stayed as to kerr (x).",
        "The matter is stayed as to kerr.",
        "The stay of the matter (x) may have been lifted as to kerr.",
    ]


MERGED = (
    "2023-01-03 party.added party_id=kerr2 name=Kerr",
    "m: 2023-01-04 party.merged from=kerr2 into=kerr",
)
LIFT_KERR2 = "l: 2023-05-01 matter.stay_changed on=false parties=kerr2 reason=relief"


@pytest.mark.parametrize("order", list(permutations((BANKRUPT, MERGED[1], LIFT_KERR2))))
def test_stay__lifted_under_another_id_of_the_party__ends_on_the_calendar(
    suit: Office, order: Sequence[str]
) -> None:
    suit.post(MERGED[0])
    for line in order:
        suit.post(line)
    assert over_time(suit, "kerr")[2:4] == [[OF_BANKRUPTCY], []]
    assert lines(suit, "2023-04-01") == {"stay.kerr": "running"}
    assert lines(suit, "2023-05-15") == {"stay.kerr": "lifted"}


def test_stay__told_under_two_ids_of_the_party__is_one_line(suit: Office) -> None:
    suit.post(f"{MERGED[0]}\n{BANKRUPT}")
    suit.post(BANKRUPT.replace("b:", "b2:").replace("parties=kerr", "parties=kerr2"))
    assert lines(suit) == {"stay.kerr": "running", "stay.kerr2": "running"}
    suit.post(MERGED[1])
    assert lines(suit) == {"stay.kerr": "running"}
    suit.post(LIFT_KERR2)
    assert lines(suit) == {"stay.kerr": "lifted"}
    suit.post("2023-07-01 event.retracted target=m")
    assert lines(suit) == {"stay.kerr": "running", "stay.kerr2": "lifted"}


SUBSTITUTED = "u: 2023-04-01 party.substituted from=kerr to=est reason=death"
LIFT_EST = "l: 2023-05-01 matter.stay_changed on=false parties=est reason=relief"


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_stay__lifted_as_to_whoever_took_the_place_of_the_party__ends_on_the_calendar(
    suit: Office, order: Sequence[int]
) -> None:
    acts = (BANKRUPT, SUBSTITUTED, LIFT_EST)
    for number in order:
        suit.post(acts[number])
    assert told(suit, "est") == []
    assert lines(suit, "2023-04-15") == {"stay.kerr": "running"}
    assert lines(suit) == {"stay.kerr": "lifted"}


def test_stay__of_an_id_that_turns_out_to_be_another_party__is_that_ones(suit: Office) -> None:
    suit.post(BANKRUPT)
    suit.post("2023-06-01 party.parted party_id=kerr into=est matters=m1")
    assert lines(suit) == {"stay.est": "running"}
    suit.post("2023-07-01 matter.stay_changed on=false parties=est reason=relief")
    assert lines(suit) == {"stay.est": "lifted"}


def test_lift__of_one_of_two_stays__the_other_is_warned_of(suit: Office) -> None:
    asking = Asking(suit.database)

    def warned(history: str) -> list[tuple[str, str]]:
        found = with_left_standing(asking, suit.post(history), dry_run=False).warnings
        said = [(one.code, plain(one.sentence)) for one in found]
        return [one for one in said if one[0].startswith("stay.")]

    assert warned(BANKRUPT) == []
    [(code, sentence)] = warned("2023-03-01 matter.stay_changed parties=kerr reason=appeal")
    assert code == TAKEN_FOR_ONE
    assert "is stayed as to Pat Doe (kerr) since 2023-02-01 already (bankruptcy)" in sentence
    assert warned("2023-03-02 matter.stay_changed parties=kerr reason=Bankruptcy") == []
    assert warned(APPEAL) == []
    [(code, sentence)] = warned(RELIEF)
    assert code == STILL_STAYED
    assert sentence.startswith("As to Pat Doe (kerr) the matter is still stayed by itself (appeal)")
    assert "stay_id=appeal" in sentence
    assert warned(DECIDED) == []
