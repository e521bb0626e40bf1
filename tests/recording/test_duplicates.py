"""Duplicates: what a matter has already is told of when it is recorded once more, and kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy import select

from casefile.answers.asking import Asking
from casefile.event import Links
from casefile.recording.afterwards import duplicates
from casefile.recording.afterwards.duplicates import of_draft, repeatable, with_duplicates
from casefile.recording.afterwards.namesakes import with_namesakes
from casefile.recording.receipt import Proposed, Warned
from casefile.store.tables import events
from tests.histories import Office, draft

# Each line stands; the one behind it says the same, or does not.
SAME = {
    "charge": [
        ("charge.filed", "charge.filed item_id=c2"),
        ("charge.filed", "charge.filed item_id=c2 offense=MANSLÁUGHTER"),
        ('charge.filed statute=["30-2-3"]', 'charge.filed item_id=c2 offense=x statute=["30-2-3"]'),
        (
            'charge.filed statute=["NMSA\\u002030-2-3"]',
            'charge.filed item_id=c2 statute=["30-2-3"]',
        ),
        (
            'charge.filed statute=["30-2-3"]',
            'charge.filed item_id=c2 statute=["NMSA\\u00201978,\\u0020Section\\u002030-2-3"]',
        ),
        ("charge.filed degree=1", "charge.filed item_id=c2"),
        ("charge.filed (announced)", "charge.filed item_id=c2 (announced)"),
    ],
    "claim": [("claim.filed", "claim.filed item_id=c2")],
    "citation": [
        ('citation.issued standards=["1910.1"]', 'citation.issued item_id=c2 standards=["1910.1"]')
    ],
    "party": [("party.added party_id=p4 name=Lee", "party.added party_id=p3 name=LEE")],
    "motion": [("motion.filed motion_id=a by=Lee", "motion.filed motion_id=b by=Lee")],
    "hearing": [
        (
            "hearing.scheduled hearing_id=a kind=plea at=2023-04-01T09:00",
            "hearing.scheduled hearing_id=b kind=Plea at=2023-04-01T09:00",
        ),
        ("hearing.held kind=plea", "hearing.held kind=plea"),
    ],
    "document": [
        ("document.filed title=Answer", "document.filed title=answer"),
        (
            f"document.filed title=A sha256={'a' * 64}",
            f"document.filed title=B sha256={'a' * 64}",
        ),
    ],
    "note": [("note.recorded text=A", "note.recorded text=a.")],
    "docket_entry": [
        ("docket.entry_recorded number=12 text=A", "docket.entry_recorded number=12 text=B"),
        ("docket.entry_recorded text=Order", "docket.entry_recorded text=ORDER."),
        ("docket.entry_recorded text=Order", "docket.entry_recorded number=12 text=Order"),
    ],
}
APART = [
    ("charge.filed", "charge.filed item_id=c2 offense=arson"),
    ("charge.filed", "charge.filed item_id=c2 party_id=p2"),
    ("charge.filed", "charge.filed item_id=c2 @m2"),
    ("charge.filed", "charge.filed item_id=c2 (announced)"),
    ("charge.filed degree=1", "charge.filed item_id=c2 degree=2"),
    ("charge.filed attaches_to=c8", "charge.filed item_id=c2 attaches_to=c9"),
    ('charge.filed statute=["30-2-3"]', 'charge.filed item_id=c2 statute=["30-2-4"]'),
    ("claim.filed", "claim.filed item_id=c2 against=p2"),
    ("party.added party_id=p3 name=Lee", "party.added party_id=p4 name=Lee role=witness"),
    ("party.added party_id=p3 name=Lee", "party.added party_id=p3 name=Lee"),
    (
        "hearing.scheduled hearing_id=a kind=plea at=2023-04-01T09:00",
        "hearing.scheduled hearing_id=b kind=trial at=2023-04-01T10:00",
    ),
    (
        "hearing.scheduled hearing_id=a at=2023-01-31T09:00",
        "hearing.scheduled hearing_id=b at=2023-04-01T10:00",
    ),
    (
        "hearing.scheduled hearing_id=a at=2023-04-01T09:00",
        "hearing.scheduled hearing_id=b at=2023-04-01T09:00 replaces=a",
    ),
    (
        "hearing.scheduled hearing_id=a at=2023-04-01T09:00",
        "hearing.scheduled hearing_id=b at=2023-05-01T09:00 replaces=a",
    ),
    ("document.filed title=Answer filed_by=A", "document.filed title=Answer filed_by=B"),
    ("docket.entry_recorded number=1 text=A", "docket.entry_recorded number=2 text=A"),
    ("docket.entry_recorded text=A", "2023-02-02 docket.entry_recorded text=A"),
    ("note.recorded text=A", "note.recorded text=B"),
    ("note.recorded text=A", "2023-02-02 note.recorded text=A"),
    ("note.recorded text=A party_id=p1", "note.recorded text=A party_id=p2"),
]
# What is on record, an act on it, another one, and what of both is told as being there twice.
DENIED, PLED = "charge.plea_entered plea=not_guilty", "charge.plea_entered plea=guilty"
CONVICTED = "charge.conviction_entered basis=plea_guilty"
GUILTY = f"charge.filed\n{PLED}\n{CONVICTED}"
DEFERRED = "charge.deferral_ordered kind=diversion"
APPEALED, LATER = "appeal.filed", "2023-03-01 "
SATISFIED = "claim.satisfied"
PAID = "citation.obligation_performed what=penalty complied=true"
INSTALMENT = f'{PAID} amount={{"amount":"500","currency":"USD"}}'
AGAIN = [
    ("charge.filed", DENIED, DENIED, "plea"),
    ("charge.filed", DENIED, LATER + DENIED, "plea"),
    ("charge.filed", LATER + DENIED, DENIED, "plea"),
    ("charge.filed", DENIED, LATER + PLED, ""),
    ("charge.filed", DENIED, f"{LATER}charge.plea_entered plea=stands_mute", ""),
    ("charge.filed\ncharge.filed item_id=c2 offense=arson", DENIED, f"{DENIED} item_id=c2", ""),
    ("charge.filed\n2023-02-20 charge.amended", DENIED, LATER + DENIED, ""),
    (
        f"charge.filed\n2023-02-10 {PLED}\n2023-02-20 charge.plea_rejected",
        DENIED,
        LATER + DENIED,
        "",
    ),
    (f"charge.filed\n{PLED}", CONVICTED, CONVICTED, "conviction"),
    (f"charge.filed\n{PLED}", DEFERRED, DEFERRED, "deferral"),
    (f"charge.filed\n{PLED}", f"{DEFERRED} ends=2023-06-01", f"{DEFERRED} ends=2023-12-01", ""),
    (GUILTY, APPEALED, LATER + APPEALED, "appeal"),
    (GUILTY, APPEALED, f"{APPEALED} appellant=State", ""),
    (
        f"{GUILTY}\n{APPEALED} appellant=State\n2023-02-20 appeal.decided decided=remanded",
        *(APPEALED, LATER + APPEALED, ""),
    ),
    ("claim.filed\nclaim.settled", SATISFIED, LATER + SATISFIED, "satisfaction"),
    ("claim.filed\nclaim.settled", f"{SATISFIED} parties=p1", SATISFIED, ""),
    ("citation.issued", PAID, PAID, "performance"),
    ("citation.issued", INSTALMENT, INSTALMENT, "performance"),
    ("citation.issued", INSTALMENT, LATER + INSTALMENT, ""),
    ("citation.issued", PAID, "citation.obligation_performed what=abatement complied=true", ""),
]
MANSLAUGHTER = 'charge.filed instrument=complaint statute=["NMSA\\u002030-2-3"]'


@pytest.fixture
def office(office: Office) -> Office:
    office.post(
        "2021-01-01 party.added party_id=p2 name=Kim\n"
        "2021-01-01 matter.opened @m2\n"
        "2021-01-01 party.added @m2"
    )
    return office


def post(office: Office, line: str, **how: Any) -> Sequence[Warned]:
    """Record one event and return what is said of it, as a door says it."""
    dated = line if line[0] == "2" or ": " in line else f"2023-02-01 {line}"
    asking = Asking(office.database, office.recorder.clock.now_us)
    receipt = with_duplicates(asking, office.post(dated, **how), dry_run=how.get("dry_run", False))
    return [
        one
        for one in with_namesakes(asking, receipt).warnings
        if one.code.startswith("duplicate.") or one.code == "like_name"
    ]


@pytest.mark.parametrize(
    ("what", "first", "again"), [(what, *pair) for what, some in SAME.items() for pair in some]
)
def test_post__what_is_there_already__is_recorded_and_told(
    office: Office, what: str, first: str, again: str
) -> None:
    assert not post(office, f"first: 2023-02-01 {first}")
    tried = post(office, f"again: 2023-02-01 {again}", dry_run=True)
    (said,) = post(office, f"again: 2023-02-01 {again}")
    assert (said.code, said.events) == (f"duplicate.{what}", ("again", "first"))
    assert [one.code for one in tried] == [said.code]
    called = what.replace("_", " ")
    assert said.sentence.startswith(f"This {called} is on record already: ")
    assert f"@{office.position - 1})" in said.sentence
    assert not re.search(r"[a-z]\.[a-z]|_", said.sentence.partition(") ")[2])  # no name of the API
    assert said.proposes == Proposed(
        type="event.retracted",
        matter_id="m1",
        data={"target": "again", "reason": "duplicate"},
    )
    assert [one.proposes for one in tried] == [UNSET]
    assert post(office, f"again: 2023-02-01 {again}") == []  # it has been recorded before


@pytest.mark.parametrize(("before", "first", "again", "what"), AGAIN)
def test_act__that_can_happen_but_once__is_told_where_it_is_recorded_again(
    office: Office, before: str, first: str, again: str, what: str
) -> None:

    def on(day: str, line: str) -> str:
        return line if line[0] == "2" else f"{day} {line}"

    office.post("\n".join(on("2023-01-01", line) for line in before.splitlines()))
    assert not post(office, f"first: {on('2023-02-01', first)}")
    told = [(one.code, one.events) for one in post(office, f"again: {on('2023-02-01', again)}")]
    assert told == ([(f"duplicate.{what}", ("again", "first"))] if what else [])


def test_post__of_a_hearing_in_place_of_another__asks_of_no_move_whatever_its_day(
    office: Office,
) -> None:
    assert not post(office, "hearing.scheduled hearing_id=a kind=trial at=2023-04-01T09:00")
    moved = "hearing.scheduled hearing_id=b kind=trial at=2023-05-01T09:00 replaces=a"
    assert not post(office, f"2021-01-02 {moved}")


@pytest.mark.parametrize(
    "again",
    [
        'charge.filed item_id=c2 instrument=indictment statute=["30-2-3"]',
        "charge.filed item_id=c2 instrument=indictment attaches_to=c9",
        'charge.filed item_id=c2 instrument=indictment degree="third"',
    ],
)
def test_post__what_another_instrument_charges__is_superseded_and_not_taken_back(
    office: Office, again: str
) -> None:
    assert not post(office, f"{MANSLAUGHTER} attaches_to=c8")
    (said,) = post(office, again)
    assert said.code == "duplicate.charge"
    assert said.sentence.endswith(duplicates.SUPERSEDES)
    by: dict[str, Any] = {"old": ["c1"], "new": ["c2"], "instrument": "indictment"}
    assert said.proposes == Proposed(type="charges.superseded", matter_id="m1", data=by)


def test_post__of_a_hearing_that_is_set_already_for_another_day__asks_whether_it_is_moved(
    office: Office,
) -> None:
    assert not post(office, "hearing.scheduled hearing_id=a kind=trial at=2023-04-01T09:00")
    again = "hearing.scheduled hearing_id=b kind=Trial at=2023-05-01T09:00"
    (said,) = post(office, again)
    assert said.code == "duplicate.hearing"
    assert said.sentence.startswith("Such a hearing is set already: Trial set for Saturday 1 April")
    assert "Is it moved? Then write replaces=a." in said.sentence
    assert said.sentence.endswith(duplicates.MOVED)
    (again,) = said.events[:1]
    assert said.proposes == Proposed(
        type="event.corrected",
        matter_id="m1",
        data={"target": again, "changes": {"replaces": "a"}},
    )


@pytest.mark.parametrize(
    ("first", "again", "told"),
    [
        ("docket_no=D-1 court_id=A", "matter.opened @m3 docket_no=d-1 court_id=a", True),
        ("docket_no=D-1", "matter.opened @m3 docket_no=D-1 court_id=A", True),
        ("docket_no=D-1 court_id=A", "matter.opened @m3 docket_no=D-1 court_id=B", False),
        ("docket_no=D-1", "matter.opened @m3 docket_no=D-2", False),
        ("docket_no=D-1", "matter.docket_number_assigned docket_no=D-1", True),
        ("docket_no=D-1", "matter.docket_number_assigned @m4 docket_no=D-1", False),
    ],
)
def test_post__of_the_docket_number_of_another_matter__is_told(
    office: Office, first: str, again: str, told: bool
) -> None:
    assert not post(office, f"2022-01-01 matter.opened @m4 title=Roe {first}")
    tried = post(office, f"again: 2023-02-01 {again}", dry_run=True)
    said = post(office, f"again: 2023-02-01 {again}")
    codes = ["duplicate.docket_number"] * told
    assert [one.code for one in said] == [one.code for one in tried] == codes
    assert all(one.sentence.startswith("Roe (D-1) has the docket number") for one in said)


@pytest.mark.parametrize(("first", "again"), APART)
def test_post__what_only_looks_alike__is_not_told_of(
    office: Office, first: str, again: str
) -> None:
    assert not post(office, first)
    assert not [one for one in post(office, again) if one.code != "like_name"]


@pytest.mark.parametrize(
    ("first", "ending", "again"),
    [
        ("charge.filed", "charge.dismissed", "charge.filed item_id=c2"),
        ("charge.filed", "event.retracted target=first", "charge.filed item_id=c2"),
        (
            "charge.filed",
            'event.corrected target=first changes={"offense":"arson"}',
            "charge.filed item_id=c2",
        ),
        (
            "hearing.scheduled hearing_id=a at=2023-04-01T09:00",
            "hearing.cancelled hearing_id=a",
            "hearing.scheduled hearing_id=b at=2023-04-01T09:00",
        ),
        (
            "party.added party_id=p3 name=Lee",
            "party.merged from=p3 into=p4",
            "party.added party_id=p4 name=Lee",
        ),
    ],
)
def test_post__of_what_has_ended_or_does_not_stand__is_not_told_of(
    office: Office, first: str, ending: str, again: str
) -> None:
    if "merged" in ending:
        office.post("2021-01-01 party.added @m2 party_id=p4 name=Lee")
    post(office, f"first: 2023-02-01 {first}")
    post(office, f"2023-02-01 {ending}")
    assert not post(office, again)


@pytest.mark.parametrize(
    ("day", "count", "told"), [("2023-02-01", 1, 1), ("2023-02-01", 2, 0), ("2023-05-01", 1, 0)]
)
def test_charge__of_the_count_and_the_day_of_one_that_has_ended__is_told_of(
    office: Office, day: str, count: int, told: int
) -> None:
    asking = Asking(office.database, office.recorder.clock.now_us)
    drafts = draft("2023-02-01 charge.filed"), draft(f"{day} charge.filed item_id=c2")
    first, again = (
        replace(one, data=one.data | {"count_no": number})
        for one, number in zip(drafts, (1, count), strict=True)
    )
    office.recorder.record([first], by="tester")
    office.post("2023-03-01 charge.dismissed")
    assert len(of_draft(asking, again)) == told


def test_post__of_what_may_have_been_filed_by_now__is_told_of(office: Office) -> None:
    office.today = "2023-12-10"
    post(office, "first: 2023-12 charge.filed")
    (said,) = post(office, "2023-12 charge.filed item_id=c2")
    assert said.events[1] == "first"


def test_post__corrected_into_the_same__is_told_of_the_next(office: Office) -> None:
    post(office, "first: 2023-02-01 docket.entry_recorded number=1 text=A")
    post(office, 'fixed: 2023-02-01 event.corrected target=first changes={"number":"12"}')
    (said,) = post(office, "docket.entry_recorded number=12 text=B")
    assert said.events[1] == "first"
    assert not post(office, "docket.entry_recorded number=1 text=C")


def test_party__of_the_same_name_and_role__is_told_of_once(office: Office) -> None:
    post(office, "2023-02-01 party.added party_id=p3 name=Lee")
    office.post("2023-02-01 party.added @m2 party_id=p5 name=Lee")
    said = post(office, "2023-02-01 party.added party_id=p4 name=Lee")
    assert [one.code for one in said] == ["duplicate.party", "like_name"]
    assert "p5" in said[1].sentence
    assert "(p3)" not in said[1].sentence


def test_batch__with_the_same_twice__is_told_of_the_second(office: Office) -> None:
    lines = "a: 2023-02-01 charge.filed\nb: 2023-02-01 charge.filed item_id=c2"
    asking = Asking(office.database, office.recorder.clock.now_us)
    for dry_run in (True, False):
        receipt = with_duplicates(asking, office.post(lines, dry_run=dry_run), dry_run=dry_run)
        (said,) = (one for one in receipt.warnings if one.code == "duplicate.charge")
        assert said.events == ("b", "a")


def test_batch__whose_correction_makes_it_the_same__is_told_of(office: Office) -> None:
    post(office, "first: 2023-02-01 charge.filed offense=arson")
    asking = Asking(office.database, office.recorder.clock.now_us)
    lines = (
        "again: 2023-02-01 charge.filed item_id=c2\n"
        'fixed: 2023-02-01 event.corrected target=again changes={"offense":"arson"}'
    )
    receipt = with_duplicates(asking, office.post(lines), dry_run=False)
    (said,) = (one for one in receipt.warnings if one.code == "duplicate.charge")
    assert said.events == ("again", "first")


def test_charge__against_whom_an_id_means_now__is_told_of(office: Office) -> None:
    office.post("2023-02-01 party.added @m2 party_id=p2 name=Kim")
    office.post("2023-02-01 party.parted party_id=p1 into=p2 matters=m2")
    post(office, "first: 2023-02-01 charge.filed @m2 party_id=p1")
    (said,) = post(office, "2023-02-01 charge.filed @m2 item_id=c2 party_id=p2")
    assert said.events[1] == "first"


def test_draft__of_what_is_there_already__is_known_before_it_is_recorded(office: Office) -> None:
    asking = Asking(office.database, office.recorder.clock.now_us)
    assert not of_draft(asking, draft("first: 2023-02-01 charge.filed"))
    post(office, "first: 2023-02-01 charge.filed")
    before = office.everything()
    (found,) = of_draft(asking, draft("2023-02-01 charge.filed item_id=c2"))
    assert isinstance(found, duplicates.Duplicate)
    assert (found.what, found.first.event_id) == ("charge", "first")
    assert not of_draft(asking, draft("first: 2023-02-01 charge.filed"))
    assert office.everything() == before


def test_event__that_names_what_it_repeats__is_meant(office: Office) -> None:
    post(office, "first: 2023-02-01 charge.filed")
    asking = Asking(office.database, office.recorder.clock.now_us)
    for named, told in (("first", 0), ("m1-p1", 1)):
        one = draft(f"2023-02-01 charge.filed item_id=c-{named}")
        linked = replace(one, links=Links(duplicates=named))
        receipt = office.recorder.record([linked], by="tester")
        found = duplicates.duplicates(asking, repeatable(receipt.entries))
        assert len(found) == told
        office.post(f"2023-02-02 charge.dismissed item_id=c-{named}")


@pytest.mark.parametrize(("counts", "told"), [((1, 2), 0), ((1, 1), 1), ((None, 2), 1)])
def test_charges__of_one_statute__are_as_many_as_their_counts(
    office: Office, counts: tuple[int | None, int | None], told: int
) -> None:
    asking = Asking(office.database, office.recorder.clock.now_us)
    drafts = (draft(f"2023-02-01 charge.filed item_id=c{number}") for number in range(2))
    for one, count in zip(drafts, counts, strict=True):
        counted = replace(one, data=one.data | {"count_no": count})
        office.recorder.record([counted], by="tester")
    with office.database.read() as connection:
        filed = connection.execute(select(events).order_by(events.c.position.desc())).first()
    assert filed
    last = duplicates.Repeatable(filed.matter_id, filed.type, filed.event_id)
    assert len(duplicates.duplicates(asking, [last])) == told


def test_repeatable__without_acts__has_what_is_filed_alone(office: Office) -> None:
    receipt = office.post(f"2023-01-02 charge.filed\n2023-01-03 {DENIED}")
    assert [one.type for one in repeatable(receipt.entries)] == [
        "charge.filed",
        "charge.plea_entered",
    ]
    assert [one.type for one in repeatable(receipt.entries, acts=False)] == ["charge.filed"]
