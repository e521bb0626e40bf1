"""What is due while a matter or a party is stayed: said beside it, and no day moves by it."""

from __future__ import annotations

from collections.abc import Iterator

import icalendar
import pytest

from casefile.answers.due.appointments import Appointment, appointments
from casefile.answers.due.calendar import Window, page
from casefile.answers.overview import worklist
from casefile.exports.ics import ics
from casefile.upkeep.verify import verify
from tests.asking import Answers
from tests.histories import Office, open_office

SUIT = "s: 2023-01-02 claim.filed claimants=vance against=kerr,bell"
BANKRUPT = "b: 2023-02-01 matter.stay_changed parties=kerr reason=bankruptcy"
RELIEF = "r: 2023-05-01 matter.stay_changed on=false parties=kerr reason=relief"
WHOLE = "w: 2023-02-01 matter.stay_changed reason=appeal"
GOES_ON = "g: 2023-05-01 matter.stay_changed on=false reason=remand"
KERR = "Pat Doe (kerr)"
CLOSED = "matter.status_changed status=closed"
IS, AS_TO = "the matter is stayed since 2023-02-01", f"the matter is stayed as to {KERR}"
UNLESS = "OVERDUE unless the stay tolls it"


def due(day: str, of: str = "", on: str = "2023-01-10") -> str:
    whose = f" of={of}" if of else ""
    return f"d: {on} deadline.set deadline_id=d kind=brief due={day}{whose}"


@pytest.fixture
def suit(database_url: str) -> Iterator[Office]:
    """Yield an office with a suit of one against two."""
    with open_office(database_url, parties=("vance", "kerr", "bell")) as office:
        office.post(SUIT)
        yield office
        assert verify(office.database).sound


def told(office: Office, on: str, entry_id: str = "d") -> str:
    """Return how an entry stands on a day."""
    found = page(Answers(office.database, office._clock_us), Window(), as_of=on, limit=99).entries
    (one,) = [one for one in found if one.entry_id == entry_id]
    return one.label


@pytest.mark.parametrize(
    ("history", "days"),
    [
        (
            f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n{RELIEF}",
            {
                "2023-01-20": "open",
                "2023-02-01": f"open ({AS_TO} since 2023-02-01)",
                "2023-02-05": f"open ({AS_TO} since 2023-02-01)",
                "2023-03-01": f"{UNLESS} ({AS_TO} since 2023-02-01)",
                "2023-05-01": (
                    f"{UNLESS} (the matter was stayed as to {KERR} from 2023-02-01 to 2023-05-01)"
                ),
                "2023-06-01": (
                    f"{UNLESS} (the matter was stayed as to {KERR} from 2023-02-01 to 2023-05-01)"
                ),
            },
        ),
        (  # A time that had ended by then is no longer by a stay (11 U.S.C. 108(b), (c)).
            f"{due('2023-01-20', 'kerr')}\n{BANKRUPT}\n{RELIEF}",
            {
                "2023-01-25": "OVERDUE",
                "2023-03-01": f"OVERDUE ({AS_TO} since 2023-02-01)",
                "2023-06-01": "OVERDUE",
            },
        ),
        (  # It had not ended before that day.
            f"{due('2023-02-01', 'kerr')}\n{BANKRUPT}",
            {"2023-02-05": f"{UNLESS} ({AS_TO} since 2023-02-01)"},
        ),
        (
            f"{due('2023-05-20', 'kerr', '2023-05-01')}\n{BANKRUPT}\n{RELIEF}",
            {"2023-06-01": "OVERDUE"},
        ),
        (  # Nothing ran while it was stayed.
            f"{due('2023-06-20', 'kerr', '2023-06-10')}\n{BANKRUPT}\n{RELIEF}",
            {"2023-06-15": "open", "2023-07-01": "OVERDUE"},
        ),
        (  # Its time is longer than the stay in it, which has ended.
            f"{due('2023-09-01', 'kerr')}\n{BANKRUPT}\n{RELIEF}",
            {
                "2023-06-01": (
                    f"open (the matter was stayed as to {KERR} from 2023-02-01 to 2023-05-01)"
                ),
                "2023-10-01": (
                    f"{UNLESS} (the matter was stayed as to {KERR} from 2023-02-01 to 2023-05-01)"
                ),
            },
        ),
        (  # What is against one does not stay another (11 U.S.C. 362(a)).
            f"{due('2023-02-15', 'bell')}\n{BANKRUPT}\n{RELIEF}",
            {
                "2023-03-01": f"OVERDUE ({AS_TO} since 2023-02-01)",
                "2023-06-01": "OVERDUE",
            },
        ),
        (  # Nobody has said whose it is.
            f"{due('2023-02-15')}\n{BANKRUPT}",
            {"2023-03-01": f"{UNLESS} ({AS_TO} since 2023-02-01)"},
        ),
        (
            f"{due('2023-02-15', 'bell')}\n{WHOLE}\n{GOES_ON}",
            {
                "2023-02-10": f"open ({IS})",
                "2023-03-01": f"{UNLESS} ({IS})",
                "2023-06-01": f"{UNLESS} (the matter was stayed from 2023-02-01 to 2023-05-01)",
            },
        ),
        (
            f"{due('2023-02-15', 'kerr')}\n{WHOLE}\n{RELIEF}",
            {
                "2023-04-01": f"{UNLESS} ({IS})",
                "2023-06-01": (
                    f"{UNLESS} ({IS}, but not as to {KERR}; "
                    "the matter was stayed from 2023-02-01 to 2023-05-01)"
                ),
            },
        ),
        (
            f"{due('2023-02-15', 'bell')}\n{WHOLE}\n{RELIEF}",
            {"2023-06-01": f"{UNLESS} ({IS}, but not as to {KERR})"},
        ),
        (
            (
                f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n"
                "2023-02-10 matter.stay_changed parties=kerr reason=appeal stay_id=appeal"
            ),
            {
                "2023-03-01": (
                    f"{UNLESS} ({AS_TO} since 2023-02-01; {AS_TO} (appeal) since 2023-02-10)"
                )
            },
        ),
        (  # Met, vacated: nothing is awaited.
            (
                f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n"
                "2023-02-20 deadline.closed deadline_id=d how=met"
            ),
            {"2023-03-01": "met late"},
        ),
        (
            (
                f"{due('2023-02-10', 'kerr')}\n"
                "2023-02-01/2023-02-28 matter.stay_changed parties=kerr reason=bankruptcy"
            ),
            {
                "2023-02-15": (
                    f"{UNLESS} (the matter may be stayed as to {KERR} since 2023-02-01/2023-02-28)"
                ),
                "2023-03-01": f"{UNLESS} ({AS_TO} since 2023-02-01/2023-02-28)",
            },
        ),
        (
            (
                f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n"
                "2023-05-01/2023-05-31 matter.stay_changed on=false parties=kerr reason=relief"
            ),
            {
                "2023-05-15": (
                    f"{UNLESS} ({AS_TO} since 2023-02-01; "
                    f"the stay of the matter may have been lifted as to {KERR})"
                )
            },
        ),
        (
            f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n2023-03-10 {CLOSED}",
            {
                "2023-03-15": f"{UNLESS} (the matter is closed; {AS_TO} since 2023-02-01)",
            },
        ),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_deadline__while_something_is_stayed__says_so(
    suit: Office, history: str, days: dict[str, str], *, backwards: bool
) -> None:
    lines = history.splitlines()
    deadline = [line for line in lines if " deadline." in line]
    others = [line for line in lines if " deadline." not in line]
    for line in (*reversed(others), *deadline) if backwards else lines:
        suit.post(line)
    assert {day: told(suit, day) for day in days} == days


def test_deadline__as_known_before_the_stay__says_nothing_of_it(suit: Office) -> None:
    suit.post(due("2023-02-15", "kerr"))
    before = suit.position
    suit.post(BANKRUPT)
    (one,) = page(Answers(suit.database), Window(known_at=f"@{before}"), as_of="2023-03-01").entries
    assert one.label == "OVERDUE"


def test_deadline__typed_in_after_the_stay__runs_from_what_it_is_counted_from(
    suit: Office,
) -> None:
    suit.post(f"f: 2023-01-31 claim.served parties=kerr\n{BANKRUPT}")
    suit.post("2023-02-10 matter.stay_changed on=false parties=kerr reason=dismissed")
    suit.post(
        "2023-02-15 deadline.set deadline_id=d kind=answer rule=frcp-12a1ai trigger=f of=kerr"
    )
    was = f"the matter was stayed as to {KERR} from 2023-02-01 to 2023-02-10"
    assert told(suit, "2023-03-01") == f"{UNLESS} ({was})"


def test_deadline__of_whoever_took_the_place_of_the_stayed__is_stayed(suit: Office) -> None:
    suit.post(f"2023-01-03 party.added party_id=est\n{BANKRUPT}\n{due('2023-02-15', 'est')}")
    assert told(suit, "2023-03-01") == f"OVERDUE ({AS_TO} since 2023-02-01)"
    suit.post("2023-02-10 party.substituted from=kerr to=est reason=death")
    assert told(suit, "2023-03-01") == f"{UNLESS} ({AS_TO} since 2023-02-01)"


def test_deadline__that_is_open_again__is_overdue_unless(suit: Office) -> None:
    suit.post(f"f: 2023-01-31 claim.served parties=kerr\n{BANKRUPT}")
    suit.post(
        "2023-01-31 deadline.set deadline_id=d kind=answer rule=frcp-12a1ai trigger=f of=kerr"
    )
    suit.post("2023-02-15 claim.answered parties=kerr")
    suit.post("2023-03-01 claim.answer_stricken parties=kerr")
    again = "open again since 2023-03-01 (answer stricken)"
    assert told(suit, "2023-03-05") == f"{UNLESS}, {again} ({AS_TO} since 2023-02-01)"


def test_hearing__while_something_is_stayed__says_so(suit: Office) -> None:
    suit.post(f"2023-01-10 hearing.scheduled hearing_id=h kind=trial at=2023-02-20\n{BANKRUPT}")
    beside = f"({AS_TO} since 2023-02-01)"
    assert told(suit, "2023-02-10", "h") == f"scheduled {beside}"
    assert told(suit, "2023-03-01", "h") == f"no outcome on record {beside}"


def test_motion__while_the_matter_is_stayed__says_so(suit: Office) -> None:
    suit.post(f"2023-01-10 motion.filed motion_id=mo kind=compel by=bell due=2023-02-20\n{WHOLE}")
    assert told(suit, "2023-02-10", "mo") == f"pending ({IS})"


def test_worklist__of_what_is_late_while_stayed__says_so(suit: Office) -> None:
    suit.post(f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}")
    suit.post("2023-01-10 hearing.scheduled hearing_id=h kind=trial at=2023-02-20")
    found = worklist.page(Answers(suit.database), as_of="2023-03-01").entries
    assert [one.sentence for one in found] == [
        (
            "The deadline was due by 2023-02-15 and is open: brief. The matter is stayed as to "
            f"{KERR} since 2023-02-01; it is overdue unless the stay tolls it."
        ),
        (
            "The hearing was set for 2023-02-20 and has no outcome on record: trial. The matter is "
            f"stayed as to {KERR} since 2023-02-01."
        ),
    ]


def appointed(office: Office) -> Appointment:
    found = appointments(Answers(office.database, office._clock_us), Window()).found
    (one,) = [one for one in found if one.entry == "deadline"]
    return one


def test_calendar_file__while_stayed__says_so_and_counts_it_as_a_change(suit: Office) -> None:
    suit.post(due("2023-02-15", "kerr"))
    numbers = [appointed(suit).revision.number]
    suit.post(BANKRUPT)
    numbers.append(appointed(suit).revision.number)
    (event,) = icalendar.Calendar.from_ical(ics(iter([appointed(suit)]), "x")).walk("VEVENT")
    assert f"Deadline d: open ({AS_TO} since 2023-02-01)" in str(event["DESCRIPTION"])
    suit.post('2023-12-31 event.corrected target=b changes={"effective":"2023-02-03"}')
    numbers.append(appointed(suit).revision.number)
    suit.post("2024-01-01 matter.stay_changed on=false parties=kerr reason=relief")
    assert appointed(suit).said == f"open ({AS_TO} since 2023-02-03)"
    numbers.append(appointed(suit).revision.number)
    suit.today = "2024-01-01"
    assert "was stayed" in appointed(suit).said
    numbers.append(appointed(suit).revision.number)
    assert numbers == sorted(set(numbers))


def test_calendar_file__of_a_sealed_matter__says_nothing_of_whom(suit: Office) -> None:
    suit.post(
        f"{due('2023-02-15', 'kerr')}\n{BANKRUPT}\n2023-02-02 matter.access_changed to=sealed"
    )
    assert appointed(suit).said == "open"
