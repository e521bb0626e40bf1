"""The chronology: by date, and on each item in the legal order by which its state is folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

import hypothesis
import pytest
from hypothesis import assume
from hypothesis import strategies as st
from msgspec.structs import replace

from casefile.answers.dockets import matters
from casefile.answers.facts import chronicle, course
from casefile.event import Privilege, Source, SourceKind
from casefile.law.catalogue import Scope
from casefile.law.folding import Folds
from casefile.law.placing import Placed
from casefile.projections.subjects import known_in
from casefile.store.tables import NEVER
from casefile.upkeep.rebuild import rebuild
from tests.databases import Databases
from tests.exports.conftest import asking
from tests.histories import Office, draft
from tests.recording.test_properties import MATTERS, accepted, dates, examine, histories, opened


def order(office: Office, matter: str = "m1", **how: Any) -> list[str]:
    """Return the events of a matter as its chronology has them, without those that open it."""
    found = [one["event_id"] for one in every(office, matter, **how)]
    return [one for one in found if not one.startswith((f"open-{matter}", f"{matter}-p"))]


def every(office: Office, matter: str = "m1", limit: int = 3, **how: Any) -> list[dict[str, Any]]:
    """Return all entries of a chronology, read page by page."""
    answers, found, after = asking(office), [], None
    while True:
        page = answers.chronology(matter, limit=limit, after=after, **how)
        found += page["entries"]
        after = page["next"]
        if after is None:
            return found


def test_filing__of_some_day_of_a_month__before_the_dismissal_in_it(office: Office) -> None:
    office.post("filed: 2023-11 charge.filed\ngone: 2023-11-20 charge.dismissed")
    filed, gone = every(office)[-2:]

    assert (filed["event_id"], gone["event_id"]) == ("filed", "gone")
    # What the source says stays as it says it; the last day is that of what it stands before.
    assert (filed["effective"], filed["earliest"], filed["latest"]) == (
        *("2023-11", "2023-11-01", "2023-11-20"),
    )
    assert gone["latest"] == "2023-11-20"


def test_filing__before_what_comes_first__and_among_other_facts_by_that_day(
    office: Office,
) -> None:
    office.post(
        "late: 2023-11-26 document.filed title=x\nfiled: 2023-11 charge.filed\n"
        "soon: 2023-11-10 document.filed title=x\nother: 2023-11-20 document.filed title=x\n"
        "month: 2023-11 document.filed title=x\ngone: 2023-11-20 charge.dismissed"
    )
    assert order(office) == ["soon", "other", "filed", "gone", "late", "month"]


def test_filing__dated_wholly_after_an_act__stays_where_the_dates_put_it(office: Office) -> None:
    office.post("gone: 2023-10-20 charge.dismissed !\nfiled: 2023-11 charge.filed !")

    assert order(office) == ["gone", "filed"]
    assert every(office)[-1]["latest"] == "2023-11-30"


def test_link__puts_a_wide_date_before_a_day(office: Office) -> None:
    office.post(
        "filed: 2023-11-01 charge.filed\n"
        "plea: 2023-11 charge.plea_entered plea=not_guilty\n"
        "change: 2023-11-20 charge.amended >plea"
    )
    assert order(office) == ["filed", "plea", "change"]
    assert every(office)[-2]["latest"] == "2023-11-20"


def test_links__on_one_day_against_the_ranks__are_kept(office: Office) -> None:
    office.post(
        "filed: 2023-11-20 charge.filed\n"
        "change: 2023-11-20 charge.amended >plea\n"
        "plea: 2023-11-20 charge.plea_entered plea=not_guilty"
    )
    assert order(office) == ["filed", "plea", "change"]


def test_what_a_court_takes_back__on_one_day__stands_before_what_follows_from_it(
    office: Office,
) -> None:
    office.post(
        "filed: 2023-10-01 claim.filed against=p1\nserved: 2023-10-02 claim.served\n"
        "default: 2023-10-30 claim.default_entered\n"
        "answer: 2023-11-20 claim.answered\n"
        "aside: 2023-11-20 claim.default_set_aside"
    )
    assert order(office) == ["filed", "served", "default", "aside", "answer"]


def test_act_on_two_items__takes_the_filings_of_both_with_it(office: Office) -> None:
    office.post(
        "one: 2023-11 charge.filed item_id=c1\ntwo: 2023-11 charge.filed item_id=c2\n"
        "both: 2023-11 sentence.imposed item_ids=c1,c2 !\n"
        "done: 2023-11-20 charge.amended item_id=c2 >both !"
    )
    assert order(office)[2:] == ["both", "done"]
    assert {one["latest"] for one in every(office)[-4:]} == {"2023-11-20"}


def test_names__in_its_sentences__are_those_of_the_day(office: Office) -> None:
    office.post(
        "filed: 2023-02-01 charge.filed offense=murder\n"
        'less: 2023-06-01 charge.amended changes={"offense":"assault"}\n'
        "plea: 2023-08-01 charge.plea_entered plea=not_guilty"
    )
    for day, name in (("2023-05-01", "murder"), ("2023-07-01", "assault")):
        plea = every(office, as_of=day)[-1]
        assert name in plea["sentence"]
        page = course.page(asking(office), "m1", course.CourseFilters(), as_of=day)
        assert page.entries[-1].event.sentence == plea["sentence"]


@pytest.mark.parametrize("audience", chronicle.Audience)
def test_documents__have_the_same_order_and_last_days(
    office: Office, audience: chronicle.Audience
) -> None:
    office.post("filed: 2023-11 charge.filed\ngone: 2023-11-20 charge.dismissed")
    with chronicle.of_matter(
        asking(office), "m1", audience=audience, as_of="2023-11-25"
    ) as document:
        filed, gone = list(document.lines)[-2:]

    assert filed.sentence.startswith("Charge filed")
    assert (str(filed.latest), str(gone.latest)) == ("2023-11-20", "2023-11-20")
    # By then it is as certain as the state that follows from it.
    assert "possible" not in [mark.code for mark in filed.marks]


def test_document__for_a_court__has_no_day_of_what_is_left_out(office: Office) -> None:
    office.post("filed: 2023-11 charge.filed")
    secret = draft("gone: 2023-11-20 charge.dismissed")
    source = Source(kind=SourceKind.OTHER, privilege=Privilege.WORK_PRODUCT)
    office.recorder.record([replace(secret, source=source)], by="tester")
    with chronicle.of_matter(asking(office), "m1") as document:
        *_, last = document.lines

    assert last.sentence.startswith("Charge filed")
    assert str(last.latest) == "2023-11-30"


THREE = "\n".join(f"f{n}: 2023-01-01 charge.filed item_id=c{n}" for n in (1, 2, 3))
ACROSS = """
x: WHEN charge.amended item_id=c1
both: 2023 appeal.filed item_ids=c1,c2 >x !
done: 2023-02-10 charge.amended item_id=c2 >both !
"""


def test_link__to_an_act_that_another_item_puts_earlier__goes_with_it(office: Office) -> None:
    office.post(THREE + ACROSS.replace("WHEN", "2023-02"))

    assert order(office)[3:] == ["x", "both", "done"]


def test_items_that_contradict_each_other__dates_decide(office: Office) -> None:
    office.post(THREE + ACROSS.replace("WHEN", "2023-02-20/2023-02-28"))

    assert order(office)[3:] == ["both", "done", "x"]
    assert every(office)[-1]["latest"] == "2023-02-28"


def test_items_that_lead_in_a_circle__stand_by_their_dates(office: Office) -> None:
    office.post(
        f"{THREE}\n"
        "a: 2023-02-10 appeal.filed item_ids=c1,c2 >d !\n"
        "b: 2023-02-10 appeal.filed item_ids=c2,c3 >a !\n"
        "d: 2023-02-10 appeal.filed item_ids=c3,c1 >b !\n"
        "apart: 2023-02 charge.filed item_id=c4\n"
        "gone: 2023-02-05 charge.dismissed item_id=c4"
    )
    assert order(office)[3:] == ["apart", "gone", "a", "b", "d"]


def test_reported__stands_after_the_filing_that_it_follows(office: Office) -> None:
    office.post("filed: 2023-11 charge.filed\nsaid: 2023-11-20 charge.dismissed (reported)")

    assert order(office) == ["filed", "said"]


def test_correction__moves_what_stood_before__and_nothing_as_known_before(office: Office) -> None:
    office.post("filed: 2023-11 charge.filed")
    before = office.position
    office.post("gone: 2023-11-20 charge.dismissed")
    then = office.position
    office.post(
        'right: 2023-12-01 event.corrected target=gone changes={"effective":"2023-12-09"}\n'
        "note: 2023-11-25 note.recorded"
    )
    assert order(office) == ["note", "filed", "gone"]
    assert [one["latest"] for one in every(office)[-2:]] == ["2023-11-30", "2023-12-09"]
    assert order(office, known_at=f"@{then}") == ["filed", "gone"]
    assert every(office, known_at=f"@{before}")[-1]["latest"] == "2023-11-30"
    office.post("back: 2023-12-02 event.retracted target=gone")
    assert order(office) == ["note", "filed"]


def test_pages__of_any_size__go_on_before_and_behind_what_was_moved(office: Office) -> None:
    office.post(
        "\n".join(
            f"f{number}: 2023-11 charge.filed item_id=c{number}\n"
            f"a{number}: 2023-11-20 charge.amended item_id=c{number}"
            for number in range(3)
        )
    )
    whole = every(office, limit=100)
    assert [one["event_id"] for one in whole[-6:]] == ["f0", "a0", "f1", "a1", "f2", "a2"]
    for limit in (1, 2, 5):
        assert every(office, limit=limit) == whole
    assert course_of(office, kind="charge") == [one["event_id"] for one in whole[-6:]]
    assert course_of(office, kind="charge.filed") == ["f0", "f1", "f2"]


def course_of(office: Office, **wanted: str) -> list[str]:
    """Return the events of m1 as its page has them, two at a time."""
    found: list[str] = []
    after = None
    while True:
        filters = course.CourseFilters(**wanted)
        page = course.page(asking(office), "m1", filters, after=after, limit=2)
        found += [one.event.event_id for one in page.entries]
        after = page.next
        if after is None:
            return found


ITEMS = [f"{matter}/{item}" for matter in MATTERS for item in ("c0", "c1", "c2", "c9", "again")]
Stated = set[tuple[str, str]]


@st.composite
def linked(draw: st.DrawFn) -> list[str]:
    """Draw a history in which links lead back and forth, and acts are on several items."""
    lines = []
    for line in draw(histories()):
        told = line
        if line[0] == "e" and draw(st.booleans()):
            told = f"{line} >e{draw(st.integers(0, 9))}"
        if "item_ids=" in line and draw(st.booleans()):
            told = re.sub(r"item_ids=\S+", "item_ids=c0,c1,c2", told)
        lines.append(told if "!" in told or told[0] == "x" else f"{told} !")
    return lines


ACTS = (
    "charge.amended item_id=ONE",
    "charge.dismissed item_id=ONE",
    "charge.reinstated item_id=ONE",
    "sentence.imposed item_ids=SOME",
    "appeal.filed item_ids=SOME",
    "party.died party_id=p1",
)


@st.composite
def crossed(draw: st.DrawFn) -> list[str]:
    """Draw charges that share many of their acts, on few days, with links among them."""
    acts = [f"charge.filed item_id=c{number}" for number in range(3)]
    acts += [draw(st.sampled_from(ACTS)) for _ in range(draw(st.integers(3, 7)))]
    lines = []
    for number, act in enumerate(acts):
        some = draw(st.lists(st.sampled_from(("c0", "c1", "c2")), min_size=2, unique=True))
        when = draw(dates).partition(" ")[0]
        about = act.replace("ONE", some[0]).replace("SOME", ",".join(some))
        link = f" >e{draw(st.integers(0, number - 1))}" if number and draw(st.booleans()) else ""
        lines.append(f"e{number}: {when} {about} @m1{link} !")
    return lines


def legal_orders(office: Office, known: int) -> list[list[Placed]]:
    """Return the order of each part of each item, by all that is on the record or reported."""
    with office.database.read() as connection:
        folds = Folds(known_in(connection, upto=known))
        parts = [part for key in ITEMS for part in folds.fold(key).each]
        return [list((part.reported or part.record).fold.placed) for part in parts]


def stated(ordered: Sequence[Placed]) -> Stated:
    """Return which act stands before which on an item because it files it, or by a link."""
    place = {one.fact.event_id: number for number, one in enumerate(ordered)}
    filing = next((one.fact for one in ordered if one.files), None)
    every = ordered if filing else ()
    found = [(filing, one) for one in every if one.fact.data.scope is not Scope.PARTY_HERE]
    pairs = {(first.event_id, one.fact.event_id) for first, one in found if first}
    pairs |= {(first, one.fact.event_id) for one in ordered for first in one.after}
    return {(one, other) for one, other in pairs if place.get(one, NEVER) < place[other]}


def dates_allow(orders: Sequence[Sequence[Placed]], pairs: Stated) -> bool:
    """Tell whether no item contradicts another one, and the days of the facts allow all of this."""
    first: dict[str, date] = {}
    last: dict[str, date] = {}
    for one in (one for ordered in orders for one in ordered):
        event_id = one.fact.event_id
        first[event_id], _ = one.fact.bounds(None)
        last[event_id] = min(one.latest, last.get(event_id, one.latest))
    for _ in last:
        for earlier, later in pairs:
            last[earlier] = min(last[earlier], last[later])
    circles = TopologicalSorter[str]()
    for ordered in orders:
        for before, after in pairwise(ordered):
            circles.add(after.fact.event_id, before.fact.event_id)
    try:
        circles.prepare()
    except CycleError:
        return False
    return all(first[event_id] <= last[event_id] for event_id in last)


def check_order(office: Office, known: int) -> None:
    """Check the chronologies, as known at a position, against the legal order of every item."""
    orders = legal_orders(office, known)
    acts = Counter(one.fact.event_id for ordered in orders for one in ordered)
    allowed = dates_allow(orders, {pair for ordered in orders for pair in stated(ordered)})
    for matter in MATTERS:
        entries = every(office, matter, limit=100, known_at=f"@{known}")
        found = [one["event_id"] for one in entries]
        assert [one["latest"] for one in entries] == sorted(one["latest"] for one in entries)
        for ordered in orders:
            here = [one.fact.event_id for one in ordered if one.fact.matter_id == matter]
            if all(acts[event_id] == 1 for event_id in here):
                assert [one for one in found if one in here] == here
            for one, other in stated(ordered) if allowed else ():
                if one in here and other in here:
                    assert found.index(one) < found.index(other)


def test_order__of_every_item_at_every_position__is_the_legal_one(databases: Databases) -> None:
    def examine_one(lines: list[str]) -> None:
        with opened(databases) as office:
            hypothesis.note("\n".join(accepted(office, lines)))
            last = office.position
            for known in range(1, last + 1):
                check_order(office, known)
            seen = [order(office, matter) for matter in MATTERS]
            rebuild(office.database)
            assert [order(office, matter) for matter in MATTERS] == seen

    examine(databases, linked() | crossed(), examine_one)


def test_arrival__in_any_order__same_order_on_items_and_same_last_days(
    databases: Databases,
) -> None:
    def examine_one(drawn: tuple[list[str], Any]) -> None:
        lines, random = drawn
        with opened(databases) as office:
            taken = accepted(office, lines)
            hypothesis.note("\n".join(taken))
            expected = told(office)
        facts = [line for line in taken if line[0] == "e"]
        amendments = taken[len(facts) :]
        random.shuffle(facts)
        assume(len(facts) > 1)
        with opened(databases) as office:
            assume(accepted(office, ["\n".join([*facts, *amendments])]))
            check_order(office, office.position)
            assert told(office) == expected

    drawn = st.tuples(linked() | crossed(), st.randoms(use_true_random=False))
    examine(databases, drawn, examine_one)


def told(office: Office) -> dict[str, tuple[str, str]]:
    """Return the days of each entry."""
    entries = [one for matter in MATTERS for one in every(office, matter, limit=100)]
    return {one["event_id"]: (one["earliest"], one["latest"]) for one in entries}


def test_day__of_one_hearing__has_parties_first_and_what_the_office_notes_last(
    office: Office,
) -> None:
    """Restitution that is noted, and a deadline that ends with what it was for, follow the act."""
    day = "2023-03-01"
    office.post(
        f"""
        note: {day} note.recorded text=restitution
        late: {day} deadline.set deadline_id=d1 kind=appeal due=2023-03-31
        gone: {day} deadline.closed deadline_id=d1 how=vacated
        filed: {day} charge.filed
        added: {day} party.added party_id=p9 name="Roe" kind=person role=victim
        plea: {day} charge.plea_entered plea=guilty
        found: {day} charge.conviction_entered basis=plea_guilty
        undone: {day} charge.conviction_vacated by=trial_court
        """
    )
    expected = ["added", "filed", "plea", "found", "undone", "note", "late", "gone"]
    assert order(office)[-8:] == expected


AFTERWARDS = """
filed: 2023-02-01 charge.filed
judge: 2023-02-02 official.assigned office=judge name=Hale
month: 2023-05 document.filed title=x
trial: 2024-03-01 hearing.scheduled hearing_id=t at=2024-03-01 (scheduled)
later: 2023-06-01 document.filed title=y
other: 2023-06-01 official.assigned office=prosecutor name=Cole
counsel: 2023-06-02 counsel.appeared names=["Reed"] for=p1 capacity=retained
joined: 2023-06-03 matter.related other=m2 relation=consolidated
more: 2023-06-04 charge.filed item_id=c2
"""


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023-04-30", ["filed", "judge"]),
        ("2023-05-10", ["filed", "judge", "month"]),
        ("2023-06-01", ["filed", "judge", "month", "later", "other"]),
    ],
)
def test_chronology__as_of_a_day__has_nothing_that_came_after_it(
    office: Office, as_of: str, expected: list[str]
) -> None:
    office.open("m2").post(AFTERWARDS)
    assert order(office, as_of=as_of) == expected
    told = course.page(asking(office), "m1", course.CourseFilters(), as_of=as_of)
    assert [one.event.event_id for one in told.entries][-len(expected) :] == expected
    assert told.count == len(expected) + 2


def test_chronology__as_of_a_day__has_what_was_known_to_come_by_then(office: Office) -> None:
    office.open("m2").post(AFTERWARDS)
    office.today = "2024-05-01"
    office.post("done: 2024-04-01 document.filed title=z")
    assert order(office, as_of="2023-12-31")[-1] == "trial"
    assert order(office)[-1] == "done"


def test_matter__as_of_a_day__has_nobody_and_nothing_that_came_after_it(office: Office) -> None:
    office.open("m2").post(AFTERWARDS)
    before, after = (
        matters.view(asking(office), "m1", as_of=day) for day in ("2023-05-10", "2023-06-04")
    )
    assert [[one.office for one in each.officials] for each in (before, after)] == [
        ["judge"],
        ["judge", "prosecutor"],
    ]
    assert [len(each.counsel) for each in (before, after)] == [0, 1]
    assert [len(each.related) for each in (before, after)] == [0, 1]
    assert [len(each.by_then) for each in (before, after)] == [1, 2]


def test_matter__before_anything_was_filed__has_no_item(office: Office) -> None:
    office.post("2023-02-01 charge.filed")
    assert not matters.view(asking(office), "m1", as_of="2023-01-31").by_then
