"""The worklist: everything that has to be looked at, by matter and person, on both axes of time."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from casefile.answers.asking import Asking
from casefile.answers.overview import by_court, worklist
from casefile.errors import Malformed, Unknown
from casefile.event import Source, SourceKind
from casefile.projections.parked import Failed, park
from tests.histories import Office, drafts

AS_OF = "2023-12-31"


@pytest.fixture
def office(office: Office) -> Office:
    """Return an office with one thing to do of each kind, in two matters."""
    office.post(
        """
        2023-01-01 matter.opened @m2 title=Roe court_id=nmd
        2023-01-01 party.added @m2 party_id=p2 name=Roe
        2023-01-02 charge.filed
        2023-01-02 charge.filed @m2 party_id=p2 item_id=d1
        2023-01-02 charge.filed @m2 party_id=p2 item_id=d2
        unread: 2023-02-01 charge.disposition_recorded text=Struck
        odd: 2023-03-01 charge.verdict_returned @m2 item_id=d1 verdict=guilty !
        said: 2023-04-01 charge.dismissed @m2 item_id=d2 (reported)
        soon: 2023-12-20 intent.announced @m2 item_id=d2
        set: 2023-05-01 deadline.set @m2 deadline_id=reply kind=reply due=2023-06-01 responsible=Ana
        tried: 2023-05-01 hearing.scheduled @m2 hearing_id=reply kind=trial at=2023-06-02
        """
    )
    return office


def page(office: Office, **asked: Any) -> worklist.Worklist:
    """Return a page of the worklist as of the end of the year."""
    return worklist.page(asking(office), **{"as_of": AS_OF, **asked})


def asking(office: Office) -> Asking:
    """Return where questions are asked."""
    return Asking(office.database, office.recorder.clock.now_us)


def works(found: worklist.Worklist) -> list[tuple[str, str]]:
    """Return (matter, kind of work) of each entry, in their order."""
    return [(one.matter_id, one.work) for one in found.entries]


EVERY = [
    ("m1", "unread_disposition"),
    ("m2", "irregular"),
    ("m2", "announced_not_filed"),
    ("m2", "source_conflict"),
    ("m2", "overdue"),
    ("m2", "no_outcome"),
]


def test_worklist__one_of_each_kind__by_matter_in_sentences_with_names(office: Office) -> None:
    found = page(office)
    assert works(found) == EVERY
    unread, odd, soon, differ, due, tried = found.entries
    assert unread.sentence.endswith('has not been read: "Struck".')
    assert [one.name for one in unread.parties] == ["Pat Doe"]
    assert unread.matter.startswith("State v. Doe")
    assert [one.event_id for one in unread.events] == ["unread"]
    assert [one.event_id for one in odd.events] == ["odd"]
    assert soon.since == "2023-12-20"
    assert "said" in [one.event_id for one in differ.events]
    assert len(differ.events) == 3  # the report, the announcement, and the filing that stands
    assert (due.entry_id, due.since) == ("reply", "2023-06-01")
    assert due.sentence == (
        "The deadline was due by 2023-06-01 and is open: reply (Ana sees to it)."
    )
    assert [one.event_id for one in due.events] == ["set"]
    assert (tried.entry_id, tried.since) == ("reply", "2023-06-02")
    assert (
        tried.sentence == "The hearing was set for 2023-06-02 and has no outcome on record: trial."
    )
    assert [one.event_id for one in tried.events] == ["tried"]


def test_worklist__on_other_days_and_as_known_before__what_was_so_then(office: Office) -> None:
    assert works(page(office, as_of="2023-01-31")) == []
    assert works(page(office, as_of="2023-06-01")) == [EVERY[0], EVERY[1], EVERY[3]]
    assert works(page(office, as_of="2023-06-02")) == [EVERY[0], EVERY[1], EVERY[3], EVERY[4]]
    assert works(page(office, as_of="2023-06-03"))[3:] == EVERY[4:]
    before = office.position
    office.post("2023-02-01 charge.dismissed prejudice=with")
    office.post("2023-05-20 deadline.closed @m2 deadline_id=reply how=met")
    office.post("2023-06-02 hearing.held @m2 hearing_id=reply kind=trial")
    assert works(page(office)) == EVERY[1:4]
    assert works(page(office, known_at=f"@{before}")) == EVERY


def test_worklist__of_a_matter_a_person_or_a_kind__only_that(office: Office) -> None:
    assert works(page(office, matter_id="m1")) == EVERY[:1]
    assert works(page(office, party_id="p2")) == EVERY[1:4]
    assert works(page(office, work="overdue")) == EVERY[4:5]
    assert works(page(office, work="no_outcome")) == EVERY[5:]
    assert works(page(office, work="irregular", matter_id="m2")) == [EVERY[1]]
    assert works(page(office, party_id="p1", matter_id="m2")) == []


OPPOSED = "2023-01-02 deadline.set deadline_id=d kind={} due=2023-03-01 @m2"


@pytest.mark.parametrize(
    ("kind", "done", "asked"),
    [
        ("response-to-the-motion-to-dismiss", "document.filed title=Opposition", True),
        ("response-to-the-motion-to-dismiss", "document.filed title=Opposition-to-dismiss", True),
        ("response-to-the-motion-to-dismiss", "document.filed title=Opposition-to-sever", False),
        ("response-to-the-motion-to-dismiss", "document.filed title=Reply", False),
        ("expert-disclosures", "note.recorded text=we-disclosed-our-expert", True),
        ("expert-disclosures", "note.recorded text=our-expert-called", False),
        ("witness-list", "document.filed title=Our-witness-list", True),
        ("file-suit of=p1", "claim.filed claimants=p1 against=p2 cause=theft item_id=x", True),
        ("file-suit of=p2", "claim.filed claimants=p1 against=p2 cause=theft item_id=x", False),
        ("file-reply of=p1", "claim.filed claimants=p1 against=p2 cause=theft item_id=x", False),
    ],
)
def test_deadline__that_a_paper_may_have_met__is_asked_about_and_stays_open(
    office: Office, kind: str, done: str, asked: bool
) -> None:
    office.post(OPPOSED.format(kind))
    office.post(f"done: 2023-02-20 {done} @m2")
    (one,) = (one for one in page(office, work="overdue").entries if one.entry_id == "d")
    assert ("Was it met by what is on record of 2023-02-20?" in one.sentence) == asked
    assert ("done" in [event.event_id for event in one.events]) == asked


@pytest.mark.parametrize(
    ("kind", "ruled", "asked"),
    [
        ("hearing-on-the-motion-to-suppress", "2023-02-20", True),
        ("hearing-on-the-motion-to-suppress", "2023-02-01", False),
        ("hearing-on-the-motion-to-sever", "2023-02-20", False),
        ("status-conference", "2023-02-20", False),
    ],
)
def test_hearing__of_a_motion_that_was_decided_since__is_asked_about(
    office: Office, kind: str, ruled: str, asked: bool
) -> None:
    office.post(
        f"2023-01-02 motion.filed motion_id=s kind=to-suppress @m2\n"
        f"2023-01-03 hearing.scheduled hearing_id=h9 kind={kind} at=2023-02-15 @m2\n"
        f"{ruled} motion.decided motion_id=s outcome=denied @m2"
    )
    (one,) = (one for one in page(office, work="no_outcome").entries if one.entry_id == "h9")
    assert (f"A ruling on that motion is on record of {ruled}." in one.sentence) == asked


def test_worklist__person_under_two_ids__found_under_either(office: Office) -> None:
    office.post("2023-06-01 party.merged @m2 from=p2 into=p1")
    assert works(page(office, party_id="p2")) == works(page(office, party_id="p1")) == EVERY[:4]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_worklist__in_pages__every_entry_once_while_others_post(office: Office, limit: int) -> None:
    found, after = [], None
    while True:
        part = page(office, limit=limit, after=after)
        found += works(part)
        if part.next is None:
            break
        after = part.next
        office.post("2023-02-01 charge.disposition_recorded text=Again")
    assert found == EVERY


def test_worklist__parked_matter__stands_before_what_else_is_in_it(office: Office) -> None:
    with office.database.write() as connection:
        park(connection, [Failed(["m2"], 7, "it failed")], "")
    found = page(office)
    assert works(found) == [EVERY[0], ("m2", "parked"), *EVERY[1:]]
    assert "since event 7" in found.entries[1].sentence
    assert works(page(office, matter_id="m1")) == EVERY[:1]


def test_worklist__matter_or_party_that_there_is_not__unknown(office: Office) -> None:
    with pytest.raises(Unknown):
        page(office, matter_id="m9")
    with pytest.raises(Unknown):
        page(office, party_id="p9")
    with pytest.raises(Malformed):
        page(office, after="m1/1/c1")


def test_worklist__sentence_read_in_part__in_the_words_of_its_source(office: Office) -> None:
    office.post("2023-02-01 charge.conviction_entered basis=bench !")
    (sentence,) = drafts("2023-02-01 sentence.imposed components=[] partly_read=true")
    source = Source(
        kind=SourceKind.DOCKET, document="Docket 1", locator="docket entry 42", quote="BOP 5 y."
    )
    office.recorder.record([replace(sentence, source=source)], by="tester")
    found = [one for one in page(office).entries if one.work == "partly_read"]
    assert [one.sentence.partition(" was ")[2] for one in found] == [
        'read only in part: "BOP 5 y." (docket entry 42).'
    ]
    assert found[0].events[0].source == source


def test_courts__each__counts_what_has_to_be_looked_at(office: Office) -> None:
    found = by_court.report(asking(office), as_of=AS_OF).courts
    told = {
        one.court: (
            *(one.matters, one.items, one.parties),
            *(one.unread, one.partly_read, one.irregular, one.conflicting),
        )
        for one in found
    }
    assert told == {None: (1, 1, 1, 1, 0, 0, 0), "nmd": (1, 2, 1, 0, 0, 1, 1)}
    assert by_court.report(asking(office), as_of=AS_OF, category="civil").courts == []
    before = f"@{office.position - 10}"
    early = by_court.report(asking(office), as_of=AS_OF, known_at=before).courts
    assert [(one.court, one.items) for one in early] == [(None, 0)]


def test_worklist__on_sqlite__reads_by_the_indexes_of_what_there_is_to_do(office: Office) -> None:
    given = dict.fromkeys(("day", "after_matter", "after_of", "after_name"), "")
    values = given | {"position": 1, "limit": 1, "codes": "[]"}
    with office.database.read() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("A plan is a matter of SQLite's alone where there are no statistics.")
        plans = []
        for statement in (worklist._flagged(()), worklist._due((), "deadline")):
            text, names, constants = statement.compiled(connection.dialect)
            cursor = connection.connection.cursor()
            asked = [{**constants, **values}[name] for name in names]
            cursor.execute(f"EXPLAIN QUERY PLAN {text}", asked)
            plans.append(" ".join(row[3] for row in cursor.fetchall()))
    assert "item_spans USING INDEX item_spans_flags" in plans[0]
    assert "calendar USING INDEX calendar_due" in plans[1]
    assert "calendar USING INDEX calendar_until" in plans[1]


def test_worklist__act_that_names_nobody__is_told_once_of_all_its_parts(office: Office) -> None:
    office.post(
        """
        2022-01-01 matter.opened @m3 category=civil
        2022-01-01 party.added @m3 party_id=ann
        2022-01-01 party.added @m3 party_id=oak
        2022-01-01 party.added @m3 party_id=elm
        2023-01-02 claim.filed @m3 item_id=k1 claimants=ann against=oak,elm
        2023-02-02 claim.dismissed @m3 item_id=k1 parties=oak prejudice=without
        2023-03-02 claim.dismissed @m3 item_id=k1 parties=elm prejudice=without
        back: 2023-04-02 claim.reinstated @m3 item_id=k1
        """
    )
    (entry,) = page(office, matter_id="m3").entries
    assert (entry.work, [one.event_id for one in entry.events]) == ("parties_unsaid", ["back"])


def test_worklist__of_a_settlement_for_a_sum__tells_it_of_both_sides_until_it_is_paid(
    office: Office,
) -> None:
    office.post(
        "2021-01-01 party.added @m2 party_id=p3 name=Kim\n"
        "2023-01-02 claim.filed @m2 item_id=k1 claimants=p3 against=p2\n"
        '2023-03-01 claim.settled @m2 item_id=k1 amount={"amount":"85000"}\n'
        "2023-04-01 claim.dismissed @m2 item_id=k1 how=stipulation prejudice=with"
    )

    def owed(**asked: Any) -> list[tuple[str | None, str]]:
        found = page(office, work=str(worklist.Work.UNPAID), **asked)
        return [(one.item_id, one.since) for one in found.entries]

    assert owed(party_id="p2") == owed(party_id="p3") == [("k1", "2023-03-01")]
    assert owed(as_of="2023-02-28") == owed(party_id="p1") == []
    office.post("2023-05-01 claim.satisfied @m2 item_id=k1")
    assert owed(as_of="2023-04-30") == [("k1", "2023-03-01")]
    assert owed() == []


def test_worklist__of_what_is_announced_for_one_of_several__is_about_that_one(
    office: Office,
) -> None:
    office.post(
        "2021-01-01 party.added @m2 party_id=p3 name=Kim\n"
        "2021-01-01 party.added @m2 party_id=p4 name=Lee\n"
        "2023-01-02 claim.filed @m2 item_id=k1 claimants=p3 against=p2,p4\n"
        "2023-12-20 intent.announced @m2 item_id=k1 intended_event=claim.dismissed party_id=p4"
    )
    found = page(office, matter_id="m2", work=str(worklist.Work.ANNOUNCED)).entries
    (one,) = (one for one in found if one.item_id == "k1")
    assert [party.party_id for party in one.parties] == ["p3", "p4"]
    assert '"Claim dismissed" was announced for' in one.sentence
    assert "(as to Lee)" in one.sentence
