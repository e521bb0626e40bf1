"""The intake: nothing disappears, nothing is added twice, and changed words are corrections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from casefile.errors import Refused
from casefile.event import Draft
from casefile.importers.faults import Faults
from casefile.importers.intake import GROUP, Intake
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.tally import Tally
from tests.asking import Answers
from tests.histories import Office
from tests.importers.streams import answered

DOCKET = "Docket report of 1:23-cr-00001"
OPENED = {"title": "United States v. Doe", "category": "criminal", "jurisdiction": "US"}
DOE = {"party_id": "doe", "name": "Pat Doe", "kind": "person", "role": "Defendant"}
COUNT = {"party_id": "doe", "item_id": "ct-1", "offense": "wire fraud"}
COURT = {"reason": "Recorded as the court has it.", "authority": DOCKET}


def draft(event_id: str, type_: str, /, effective: str = "2023-01-05", **more: Any) -> Draft:
    """Return an imported event of the matter d1; what is no part of an envelope is its data."""
    own: dict[str, Any] = {
        name: more.pop(name)
        for name in ("override", "matter_id", "source", "confidence")
        if name in more
    }
    source = {"kind": "docket", "document": DOCKET}
    built = {"matter_id": "d1", "source": source, **own, "data": more}
    named = {"event_id": event_id, "type": type_, "effective": effective}
    return msgspec.convert(built | named, Draft)


def entry(number: int, text: str = "MOTION", **more: Any) -> Record:
    """Return a docket entry as a record with its event."""
    more.setdefault("effective", "2023-01-05")
    event_id = f"{more.get('matter_id', 'd1')}.entry-{number}"
    made = draft(event_id, "docket.entry_recorded", number=str(number), text=text, **more)
    return Record(f"docket.json, entry {number}", "docket entry", (made,))


def docket(*records: Record, matter: str = "d1", whole: bool = False) -> Bundle:
    """Return a docket: its matter, and these records."""
    opened = Record(
        f"{matter}.json",
        "docket",
        (draft(f"{matter}.opened", "matter.opened", matter_id=matter, **OPENED),),
    )
    return Bundle(matter, (opened, *records), DOCKET if whole else "")


def take(office: Office, *bundles: Bundle, **how: Any) -> Tally:
    """Take bundles in."""
    return Intake(office.database, office.recorder).take(bundles, by="importer", **how)


def answers(office: Office) -> Answers:
    """Return the questions that can be asked of an office."""
    return Answers(office.database, office.recorder.clock.now_us)


def texts(office: Office, matter_id: str = "d1") -> dict[str, Any]:
    """Return the words of each docket entry of a matter, as they stand."""
    found = {}
    for one in answers(office).events(matter_id=matter_id)["events"]:
        if one["type"] == "docket.entry_recorded":
            shown = answers(office).event(one["event_id"])
            found[one["event_id"]] = (shown["as_corrected"] or shown)["data"]["text"]
    return found


def outcomes(tally: Tally, kind: str = "docket entry") -> dict[str, int]:
    """Return how many records of a kind came to what."""
    return {name: count for name, count in tally.outcomes.get(kind, {}).items() if count}


def test_take__same_material_again__adds_nothing(office: Office) -> None:
    bundle = docket(entry(1), entry(2))
    first = take(office, bundle)
    assert (outcomes(first), first.events.total()) == ({"recorded": 2}, 3)
    position = office.position
    again = take(office, bundle)
    assert (outcomes(again), again.events.total(), again.changed) == ({"already": 2}, 0, [])
    assert office.position == position


def test_take__what_happened_years_before__is_not_called_late(office: Office) -> None:
    party = draft("d1.doe", "party.added", "2019-01-05", **DOE)
    filed = draft("d1.filed", "charge.filed", "2019-01-05", **COUNT)
    tally = take(office, docket(Record("docket.json, count 1", "count", (party, filed))))
    assert tally.warned == []
    assert office.flags(party="doe") == []


def test_take__newer_copy__adds_what_is_new_and_corrects_what_changed(office: Office) -> None:
    take(office, docket(entry(1, "MOTION to dismis"), entry(2)))
    known = office.position
    newer = docket(entry(1, "MOTION to dismiss"), entry(2), entry(3))
    tally = take(office, newer)
    assert outcomes(tally) == {"changed": 1, "already": 1, "recorded": 1}
    assert [(one.event_id, one.fields) for one in tally.changed] == [("d1.entry-1", ("text",))]
    assert texts(office)["d1.entry-1"] == "MOTION to dismiss"
    old = answers(office).chronology("d1", known_at=f"@{known}")["entries"]
    assert any("dismis (" in f"{one['sentence']} (" for one in old)
    assert take(office, newer).events.total() == 0


def test_take__older_copy_after_a_newer_one__does_not_take_it_back(office: Office) -> None:
    old, new = docket(entry(1, "old words")), docket(entry(1, "new words"))
    take(office, old)
    take(office, new)
    assert take(office, old).events.total() == 0
    assert texts(office)["d1.entry-1"] == "new words"


def test_take__version_before_the_last_again__does_not_take_it_back(office: Office) -> None:
    for text in ("one", "two", "three"):
        take(office, docket(entry(1, text)))
    tally = take(office, docket(entry(1, "two")))
    assert (tally.events.total(), outcomes(tally)) == (0, {"already": 1})
    assert texts(office)["d1.entry-1"] == "three"


@pytest.mark.parametrize("at_once", [False, True])
def test_take__field_changed_and_changed_back__follows_the_source(
    office: Office, at_once: bool
) -> None:
    copies = [
        docket(entry(1, "one")),
        docket(entry(1, "two", effective="2023-01-04")),
        docket(entry(1, "three")),
    ]
    for part in [copies] if at_once else [[copy] for copy in copies]:
        take(office, *part)
    shown = answers(office).event("d1.entry-1")["as_corrected"]
    assert (shown["effective"], shown["data"]["text"]) == ("2023-01-05", "three")


@pytest.mark.parametrize("at_once", [False, True])
@pytest.mark.parametrize(
    ("order", "came"),
    [
        (("stated", "inferred"), {"recorded": 2}),
        (("inferred", "stated"), {"recorded": 1, "changed": 1}),
    ],
)
def test_take__stated_and_inferred__what_is_stated_stands_in_either_order(
    office: Office, at_once: bool, order: tuple[str, str], came: dict[str, int]
) -> None:
    copies = [docket(entry(1, how, confidence=how)) for how in order]
    tallies = [
        take(office, *part) for part in ([copies] if at_once else [[copy] for copy in copies])
    ]
    assert texts(office)["d1.entry-1"] == "stated"
    if at_once:
        assert outcomes(tallies[0]) == came
    assert take(office, *copies).events.total() == 0


def test_take__deadline_counted_here__its_day_stays_when_other_words_change(
    office: Office,
) -> None:
    period = {"number": 14, "unit": "days"}

    def due(kind: str) -> Record:
        data: dict[str, Any] = {"deadline_id": "dl-1", "kind": kind, "period": period}
        data["trigger"] = "d1.entry-1"
        return Record("due.csv, row 2", "deadline", (draft("d1.due", "deadline.set", **data),))

    take(office, docket(entry(1), due("response")))
    assert take(office, docket(entry(1), due("response"))).events.total() == 0
    tally = take(office, docket(entry(1), due("reply")))
    assert [one.fields for one in tally.changed] == [("kind",)]
    shown = answers(office).event("d1.due")["as_corrected"]["data"]
    assert (shown["kind"], shown["due"]) == ("reply", "2023-01-19")


def test_take__record_that_repeats_another__counted_as_it(office: Office) -> None:
    assert outcomes(take(office, docket(entry(1), entry(1)))) == {"recorded": 2}
    assert len(texts(office)) == 1


def test_take__three_versions__each_is_corrected_from_the_one_before(office: Office) -> None:
    for text in ("one", "two", "three"):
        take(office, docket(entry(1, text)))
    assert texts(office)["d1.entry-1"] == "three"
    assert len(answers(office).event("d1.entry-1")["corrections"]) == 2


def test_take__two_versions_at_once__as_one_after_the_other(office: Office) -> None:
    tally = take(office, docket(entry(1, "one")), docket(entry(1, "two")))
    assert outcomes(tally) == {"recorded": 1, "changed": 1}
    assert texts(office)["d1.entry-1"] == "two"
    assert take(office, docket(entry(1, "one")), docket(entry(1, "two"))).events.total() == 0


def test_take__corrected_here__a_newer_copy_with_other_changes_keeps_it(office: Office) -> None:
    take(office, docket(entry(1, "words")))
    office.post(
        '2023-02-01 event.corrected @d1 target=d1.entry-1 changes={"effective":"2023-01-04"}'
    )
    take(office, docket(entry(1, "other words")))
    shown = answers(office).event("d1.entry-1")["as_corrected"]
    assert (shown["effective"], shown["data"]["text"]) == ("2023-01-04", "other words")


def test_take__taken_back_here__stays_so(office: Office) -> None:
    take(office, docket(entry(1)))
    office.post(
        """
        2023-02-01 event.retracted @d1 target=d1.entry-1
        2023-02-01 source.conflict_recorded @d1 events=d1.entry-1,d1.entry-1
        """
    )
    tally = take(office, docket(entry(1, "other words")))
    assert (tally.events.total(), outcomes(tally), tally.refused) == (0, {"already": 1}, [])


def test_take__gone_from_a_whole_document__told_and_kept(office: Office) -> None:
    take(office, docket(entry(1), entry(2, "ORDER"), whole=True))
    office.post("2023-02-01 note.recorded @d1")
    tally = take(office, docket(entry(1), whole=True))
    assert [one.event_id for one in tally.vanished] == ["d1.entry-2"]
    assert "ORDER" in tally.vanished[0].sentence
    assert set(texts(office)) == {"d1.entry-1", "d1.entry-2"}
    assert take(office, docket(entry(1))).vanished == []


def test_take__record_left_out__stands_in_the_tally_with_its_reason(office: Office) -> None:
    left = Record("docket.json, party 3", "party", left_out="It has no name.")
    tally = take(office, docket(left))
    assert outcomes(tally, "party") == {"left_out": 1}
    assert [(one.where, one.sentence) for one in tally.left_out] == [
        ("docket.json, party 3", "It has no name.")
    ]


def test_take__record_without_event_or_reason__is_a_fault(office: Office) -> None:
    before = office.everything()
    with pytest.raises(ValueError, match="neither made an event"):
        take(office, docket(Record("docket.json, party 3", "party")))
    assert office.everything() == before


@pytest.mark.parametrize(
    "broken",
    [
        entry(2, "x" * 20_001),
        Record("docket.json, entry 2", "docket entry", (draft("x", "docket.entry_recorded"),)),
        Record("docket.json, entry 2", "docket entry", (draft("x", "no.such_type"),)),
        Record(
            "docket.json, entry 2",
            "docket entry",
            (draft("x", "docket.entry_recorded", "2023-02-30", text="MOTION"),),
        ),
    ],
    ids=("too long", "lacks a field", "unknown type", "impossible date"),
)
def test_take__one_event_unreadable__nothing_is_recorded(office: Office, broken: Record) -> None:
    before = office.everything()
    with pytest.raises(Unreadable, match=r"^docket\.json, entry 2: "):
        take(office, docket(entry(1)), docket(broken, matter="d2"))
    assert office.everything() == before


def test_take__a_bundle_refused__the_others_are_recorded(office: Office) -> None:
    stray = Record("two.json, count 1", "count", (draft("stray", "charge.filed", **COUNT),))
    bundles = (
        docket(entry(1)),
        Bundle("two", (stray._replace(drafts=(_elsewhere(stray.drafts[0]),)),)),
        docket(entry(1, matter_id="d3"), matter="d3"),
    )
    tally = take(office, *bundles)
    assert [one.where for one in tally.refused] == ["two.json, count 1"]
    assert "There is no matter nowhere." in tally.refused[0].sentence
    assert outcomes(tally, "count") == {"refused": 1}
    assert (set(texts(office)), set(texts(office, "d3"))) == ({"d1.entry-1"}, {"d3.entry-1"})


def _elsewhere(one: Draft) -> Draft:
    return msgspec.structs.replace(one, matter_id="nowhere")


def charges(*facts: Draft) -> Bundle:
    """Return a docket with one defendant, one count, and what came of it."""
    party = Record("d1.json, party 1", "party", (draft("d1.p1", "party.added", **DOE),))
    filed = draft("d1.ct-1", "charge.filed", override=COURT, **COUNT)
    return docket(party, Record("d1.json, count 1", "count", (filed, *facts)))


SENTENCED = draft("d1.s", "sentence.imposed", "2023-03-01", override=COURT, item_ids=["ct-1"])
DISMISSED = draft("d1.d", "charge.dismissed", "2023-02-01", override=COURT, item_id="ct-1")


def test_take__what_the_law_refuses__recorded_as_irregular_with_its_rule(office: Office) -> None:
    tally = take(office, charges(DISMISSED, SENTENCED))
    (irregular,) = tally.warnings("irregular")
    assert "sentence.no_conviction" in irregular.sentence
    assert (irregular.where, irregular.events) == ("d1.json, count 1", ("d1.s",))
    assert office.state("ct-1", party="doe") == "sentenced"


def test_take__in_either_order__same_state(office: Office) -> None:
    take(office, charges(SENTENCED))
    take(office, charges(DISMISSED, SENTENCED))
    assert office.state("ct-1", party="doe") == "sentenced"


def test_take__dry_run__tells_everything_and_writes_nothing(office: Office) -> None:
    before = office.everything()
    bundles = (charges(DISMISSED, SENTENCED), docket(entry(1, "one")), docket(entry(1, "two")))
    told = take(office, *bundles, dry_run=True)
    assert office.everything() == before
    done = take(office, *bundles)
    assert (told.outcomes, told.changed, told.events) == (done.outcomes, done.changed, done.events)
    would = "It would be recorded, although irregular"
    tried = [
        one._replace(sentence=one.sentence.replace(would, "Recorded although irregular"))
        for one in told.warnings("irregular")
    ]
    assert tried == done.warnings("irregular")
    assert all(one.sentence.startswith(would) for one in told.warnings("irregular"))


def far_apart(*bundles: Bundle) -> list[Bundle]:
    """Return bundles with one between them that fills a transaction by itself."""
    full = docket(*(entry(n, matter_id="full") for n in range(GROUP)), matter="full")
    first, *rest = bundles
    return [first, full, *rest]


def test_take__dry_run_of_bundles_far_apart__those_of_one_matter_are_tried_together(
    office: Office,
) -> None:
    both = Bundle("both", (*docket(entry(1, "one")).records, *docket(matter="d2").records))
    second = docket(entry(9, matter_id="d2"), matter="d2")
    third = docket(entry(1, "two"))
    tally = take(office, *far_apart(both, second, third), dry_run=True)
    assert outcomes(tally) == {"recorded": GROUP + 2, "changed": 1}
    assert outcomes(tally, "docket") == {"recorded": 5}
    assert tally.events["matter.opened"] == 3


def test_take__much_on_one_item__in_one_transaction_a_bundle(office: Office) -> None:
    def entries(first: int) -> Bundle:
        facts = (
            draft(f"a{first + n}", "charge.amended", item_id="ct-1", changes={"degree": f"{n}"})
            for n in range(60)
        )
        return Bundle(f"from {first}", (Record(f"d1.json, {first}", "count", tuple(facts)),))

    tally = take(office, charges(), entries(0), entries(60))
    assert (tally.refused, tally.events["charge.amended"]) == ([], 120)


def test_take__as_recorded__each_has_the_instant_of_its_source(office: Office) -> None:
    office.today = "2024-12-31"

    def at(one: Record, instant: str) -> Record:
        return one._replace(recorded_at=instant)

    def days(texts_of: Iterable[str]) -> list[Bundle]:
        bundle = docket(*(entry(1, text) for text in texts_of))
        return [
            bundle._replace(
                records=tuple(
                    at(one, f"2024-0{number}-01T09:00:00-05:00")
                    for number, one in enumerate(bundle.records, 1)
                )
            )
        ]

    take(office, *days(["one", "two"]), as_recorded=True)
    events = answers(office).events(matter_id="d1")["events"]
    assert [one["recorded_at"][:10] for one in events] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert events[2]["effective"] == "2024-03-01"
    assert answers(office).chronology("d1", known_at="2024-02-01")["entries"][-1]["sentence"] == (
        "Docket entry 1: one"
    )


def test_take__as_recorded_changed_at_the_instant_of_the_head__known_from_the_newest_record(
    office: Office,
) -> None:
    office.today = "2024-12-31"

    def entered(one: Record, instant: str) -> Bundle:
        records = (*docket().records, one)
        return docket()._replace(
            records=tuple(record._replace(recorded_at=instant) for record in records)
        )

    first, second, third = "2024-01-01T09:00Z", "2024-02-01T01:00Z", "2024-01-31T23:30-05:00"
    take(office, entered(entry(1), first), as_recorded=True)
    newer = [entered(entry(1, "ORDER"), first), entered(entry(2), second), entered(entry(3), third)]
    take(office, *newer, as_recorded=True)
    told = {one["type"]: one["recorded_at"] for one in answers(office).events()["events"]}
    assert told["event.corrected"].startswith("2024-02-01T04:30")


def test_take__all_or_nothing_of_which_the_last_is_refused__nothing_recorded(
    office: Office,
) -> None:
    many = [
        docket(*(entry(n, matter_id=matter) for n in range(GROUP // 2 + 1)), matter=matter)
        for matter in ("d1", "d2")
    ]
    stray = Record("two.json, count 1", "count", (_elsewhere(draft("s", "charge.filed", **COUNT)),))
    before = office.everything()
    with pytest.raises(Refused, match=r"^two\.json, count 1: .* So nothing comes in\.$"):
        take(office, *many, Bundle("two", (stray,)), faults=Faults(), all_or_nothing=True)
    assert office.everything() == before


def test_take__as_recorded_without_an_instant__unreadable(office: Office) -> None:
    before = office.everything()
    timed = docket(*(entry(n) for n in range(GROUP)))
    at = tuple(one._replace(recorded_at="2024-01-01T09:00:00Z") for one in timed.records)
    office.today = "2024-12-31"
    with pytest.raises(Unreadable, match=r"^d2\.json: .* does not say when it recorded"):
        take(office, timed._replace(records=at), docket(matter="d2"), as_recorded=True)
    assert office.everything() == before


def test_take__many_bundles__in_groups_that_tell_their_progress(office: Office) -> None:
    told: list[tuple[int, int]] = []
    size = GROUP // 2 + 1
    bundles = [
        docket(*(entry(n, matter_id=matter) for n in range(size - 1)), matter=matter)
        for matter in ("d1", "d2")
    ]
    take(office, *bundles, progress=lambda done, every: told.append((done, every)))
    assert told == [(size, 2 * size), (2 * size, 2 * size)]


def test_take__repeated_across_transactions__counted_and_told_as_the_dry_run_does(
    office: Office,
) -> None:
    full = docket(*(entry(n) for n in range(GROUP)))
    bundles = far_apart(full, docket(entry(1)), docket(entry(2), matter="d2"))
    told = take(office, *bundles, dry_run=True)
    done = take(office, *bundles)
    assert outcomes(done) == {"recorded": 2 * GROUP + 2}
    assert answered(told) == answered(done)


@pytest.mark.parametrize("at_once", [False, True])
def test_take__copies_of_one_document_together__gone_is_what_all_of_them_lack(
    office: Office, at_once: bool
) -> None:
    longer = docket(entry(1), entry(2), entry(3), whole=True)
    copies = docket(entry(1), entry(2), whole=True), docket(entry(1), whole=True)
    take(office, longer)
    found = take(office, *(copies if at_once else far_apart(*copies)))
    assert [one.event_id for one in found.vanished] == ["d1.entry-3"]
    assert take(office, longer, *copies).vanished == []


def test_take__another_page_of_the_docket_beside_it__what_it_has_is_not_gone(
    office: Office,
) -> None:
    whole, page = docket(entry(1), whole=True), docket(entry(1), entry(2))
    take(office, whole, page)
    assert take(office, page, whole).vanished == []
    assert [one.event_id for one in take(office, whole).vanished] == ["d1.entry-2"]


def test_take__as_recorded_dry_run_of_matters_in_turn__tells_what_the_import_does(
    office: Office,
) -> None:
    office.today = "2024-12-31"

    def entered(number: int, matter: str) -> Bundle:
        bundle = docket(entry(number, matter_id=matter), matter=matter)
        at = f"2024-01-0{number}T09:00:00Z"
        return bundle._replace(
            records=tuple(one._replace(recorded_at=at) for one in bundle.records)
        )

    bundles = [entered(number, f"d{1 + number % 2}") for number in range(1, 7)]
    told = take(office, *bundles, as_recorded=True, dry_run=True)
    done = take(office, *bundles, as_recorded=True)
    assert (done.refused, outcomes(done)) == ([], {"recorded": 6})
    assert answered(told) == answered(done)


def test_take__stopped_in_between__whole_bundles_are_in(office: Office) -> None:
    matters = ("d1", "d2", "d3")
    bundles = [
        docket(*(entry(n, matter_id=matter) for n in range(GROUP // 2 + 1)), matter=matter)
        for matter in matters
    ]

    def stop(done: int, every: int) -> None:
        if done > every / 2:
            raise KeyboardInterrupt

    before = office.position
    with pytest.raises(KeyboardInterrupt):
        take(office, *bundles, progress=stop)
    size = GROUP // 2 + 2  # with the event that opens the matter
    assert office.position - before == 2 * size
    assert outcomes(take(office, *bundles)) == {"already": 2 * (size - 1), "recorded": size - 1}


def test_take__faults_given__bundle_that_cannot_be_recorded_joins_them(office: Office) -> None:
    faults = Faults()
    odd = entry(1, effective="one day", matter_id="d2")
    found = take(office, docket(entry(1)), docket(odd, entry(2), matter="d2"), faults=faults)
    assert outcomes(found) == {"recorded": 1}
    assert [(one.file, one.number) for one in found.broken] == [("d2", 1)]
    with pytest.raises(Unreadable, match=r"^docket\.json, entry 1: "):
        take(office, docket(entry(1)), docket(odd, matter="d2"))
