"""Chronicle: which facts belong to a chronology, in which order, and what is marked about them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casefile.answers.facts import chronicle
from casefile.answers.facts.marks import KEY
from casefile.errors import Malformed, Unknown
from casefile.store.sqlite import journal_mode, sqlite3
from tests.asking import Answers
from tests.exports.conftest import DAY, asking, entry, fill, lines
from tests.histories import Office


@pytest.fixture
def answers(office: Office) -> Answers:
    fill(office)
    return asking(office)


def of_matter(answers: Answers, **query: Any) -> dict[str, chronicle.Line]:
    return lines(chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, **query))


def marks(answers: Answers, event_id: str, on: str = DAY) -> dict[str, str]:
    """Return what is marked about an event: the words, each with what it says."""
    line = of_matter(answers, as_of=on)[event_id]
    return {mark.code: mark.sentence for mark in line.marks}


def test_matter__as_of_a_day__has_what_can_have_begun_in_order_and_no_more(
    answers: Answers,
) -> None:
    found = of_matter(answers, as_of=DAY)

    dates = [(line.latest, int(line.fact.data.rank)) for line in found.values()]
    assert dates == sorted(dates)
    assert [line.number for line in found.values()] == list(range(1, len(found) + 1))
    assert {"plea", "before", "filing", "told"} <= set(found)  # the plea is possible
    assert not {"hearing", "gone", "mend", "take"} & set(found)  # later, taken back, no facts
    assert "hearing" in of_matter(answers, as_of="2023-06-20")
    with chronicle.of_matter(
        answers, "m1", audience=chronicle.Audience.OFFICE, as_of=DAY
    ) as opened:
        assert opened.most == len(found)


def test_matter__same_facts_as_the_questions_answer(answers: Answers) -> None:
    entries = answers.chronology("m1")["entries"]
    found = of_matter(answers, as_of="2023-12-31")

    said = {"announced": "Announced: ", "reported": "Reported: "}
    assert [
        (one["event_id"], said.get(one["assertion"], "") + one["sentence"]) for one in entries
    ] == [(event_id, line.sentence) for event_id, line in found.items()]
    assert [(one["earliest"], one["latest"]) for one in entries] == [
        (str(line.earliest), str(line.latest)) for line in found.values()
    ]


def test_matter__open_start__closes_at_the_incident(answers: Answers, office: Office) -> None:
    assert "before" not in of_matter(answers, as_of="2020-10-20")
    assert str(of_matter(answers, as_of="2020-10-21")["before"].earliest) == "2020-10-21"

    office.open("m2")
    office.post(
        "2021-01-01 matter.related @m2 other=m1\n"
        "there: ../2021-05-01 docket.entry_recorded @m2 text=x"
    )
    found = lines(
        chronicle.of_matter(answers, "m2", audience=chronicle.Audience.OFFICE, as_of="2020-10-21")
    )
    assert str(found["there"].earliest) == "2020-10-21"


def test_matter__as_known_before_a_correction__stands_as_it_was(
    answers: Answers, office: Office
) -> None:
    now = of_matter(answers, as_of=DAY)["filing"]
    before = of_matter(answers, as_of=DAY, known_at=f"@{office.position - 3}")

    assert (now.fact.when.text, now.sentence) == (
        "2021-02-03",
        "Charge filed against Pat Doe: arson, felony",
    )
    assert before["filing"].fact.when.text == "2021-02-01"
    assert not before["filing"].marks
    assert "gone" in before  # its retraction was not known yet


def test_matter__more_than_a_page__every_fact_once(office: Office) -> None:
    count = 2 * chronicle.PAGE + 7
    made = [entry(f"n{number}", f"Entry {number}") for number in range(count)]
    office.recorder.record(made, by="tester")
    found = of_matter(asking(office))

    assert [name for name in found if name.startswith("n")] == [one.event_id for one in made]


def test_matter__while_somebody_posts__has_what_was_known_when_it_was_opened(
    office: Office,
) -> None:
    if office.database.is_sqlite and journal_mode(sqlite3.sqlite_version_info) != "WAL":
        pytest.skip("This SQLite lets nobody write while somebody reads.")
    made = [entry(f"n{number}", f"Entry {number}") for number in range(chronicle.PAGE + 1)]
    office.recorder.record(made, by="tester")
    with chronicle.of_matter(asking(office), "m1", audience=chronicle.Audience.OFFICE) as found:
        next(found.lines)
        office.recorder.record([entry("late", "Late")], by="tester")
        rest = [line.fact.event_id for line in found.lines]
    assert rest[-1] == f"n{chronicle.PAGE}"


def test_marks__of_each_kind__say_what_it_is(answers: Answers) -> None:
    assert marks(answers, "convicted")["irregular"].startswith("Recorded although irregular:")
    assert marks(answers, "convicted")["override"] == (
        "Reason: The docket says so. Authority: Lead attorney"
    )
    assert marks(answers, "disputed") == {"disputed": ""}
    assert marks(answers, "inferred") == {"inferred": ""}
    assert marks(answers, "plea") == {"possible": ""}
    assert marks(answers, "plea", "2023-06-30") == {}
    assert marks(answers, "told")["not_occurred"] == "Reported."
    conflict = marks(answers, "told")["source_conflict"]
    assert conflict.startswith("A source reports arson against Pat Doe as dismissed")
    assert marks(answers, "a") == {"source_conflict": "With @15 (recorded as @16)."}
    assert marks(answers, "b") == {"source_conflict": "With @14 (recorded as @16)."}


def test_marks__corrected_twice__each_correction_says_what_it_changed(answers: Answers) -> None:
    mended, again = of_matter(answers, as_of=DAY)["filing"].marks

    assert mended.word == again.word == "CORRECTED"
    assert mended.sentence == (
        "date was “1 February 2021”, now “3 February 2021” (@19, recorded 2023-12-31)."
    )
    assert again.sentence == ("offense was “manslaughter”, now “arson” (@20, recorded 2023-12-31).")


def test_marks__one_field_corrected_twice__each_says_what_was_there_just_before(
    answers: Answers, office: Office
) -> None:
    office.post('2023-12-31 event.corrected target=filing changes={"effective":"2021-02-04"}')
    last = of_matter(answers, as_of=DAY)["filing"].marks[-1]

    assert last.sentence.startswith("date was “3 February 2021”, now “4 February 2021” (")


def test_marks__an_override__is_said_where_anything_on_its_items_is_irregular_or_nothing_can_be(
    office: Office,
) -> None:
    office.post(
        "filed: 2021-01-02 charge.filed !\n"
        "plea: 2021-01-03 charge.plea_entered plea=guilty !\n"
        "sentenced: 2021-01-04 charge.filed item_id=c2 !\n"
        "convicted: 2021-01-05 charge.conviction_entered item_id=c2 basis=bench !\n"
        "told: 2021-01-06 charge.dismissed (reported) !\n"
        "note: 2021-01-07 note.recorded text=Light !"
    )
    found = of_matter(asking(office))
    said = {name: {mark.code for mark in line.marks} for name, line in found.items()}

    assert said["filed"] == said["plea"] == set()
    assert said["sentenced"] == {"override"}  # it may be what makes another irregular
    assert said["convicted"] == {"irregular", "override"}
    assert "override" in said["told"] & said["note"]


def test_marks__a_correction_that_repeats_what_was_there__says_only_what_is_new(
    office: Office,
) -> None:
    office.post(
        "filed: 2021-01-02 charge.filed offense=arson\n"
        '2021-01-03 event.corrected target=filed changes={"data":{"offense":"arson"}}\n'
        '2021-01-03 event.corrected target=filed changes={"effective":"2021-01-02",'
        '"data":{"offense":"theft"}}'
    )
    first, second = of_matter(asking(office))["filed"].marks

    assert first.sentence.startswith("nothing was changed (")
    assert second.sentence.startswith("offense was “arson”, now “theft” (")


def test_marks__steps_counted_again__are_said_sentence_by_sentence(office: Office) -> None:
    office.post(
        "served: 2023-04-20 note.recorded text=Served\n"
        "due: 2023-04-20 deadline.set deadline_id=d kind=answer trigger=served "
        'period={"number":5,"unit":"days","counting":"frcp"}\n'
        '2023-04-21 event.corrected target=served changes={"effective":"2023-04-18"}'
    )
    (mark,) = of_matter(asking(office))["due"].marks

    assert mark.sentence.startswith(
        "due was “Tuesday 25 April 2023”, now “Monday 24 April 2023”; steps was “Legal holidays"
    )
    assert ".," not in mark.sentence
    assert "computed" not in mark.sentence


def test_marks__a_correction_taken_back__is_not_said(answers: Answers, office: Office) -> None:
    office.post("2023-12-31 event.retracted target=mend")
    (only,) = of_matter(answers, as_of=DAY)["filing"].marks

    assert only.sentence.startswith("offense was")


def test_marks__a_long_text_corrected__the_old_text_is_there_in_full(office: Office) -> None:
    old, new = "old " * 4_000, "new " * 4_000
    office.recorder.record([entry("long", old)], by="tester")
    changes = json.dumps({"text": new.replace(" ", "-")}, separators=(",", ":"))
    office.post(f"2023-12-31 event.corrected target=long changes={changes}")
    (mark,) = of_matter(asking(office))["long"].marks

    assert f"text was “{old}”" in mark.sentence
    assert "new" not in mark.sentence


def test_marks__a_conflict_resolved__says_so(answers: Answers, office: Office) -> None:
    resolved = '{"data":{"resolution":"The_first_is_right."},"resolution":"As_told."}'
    office.post(f"2023-12-31 event.corrected target=c changes={resolved}")
    assert marks(answers, "a") == {
        "conflict_resolved": "With @15 (recorded as @16). Resolved: The_first_is_right."
    }
    assert marks(answers, "c")["corrected"].startswith(
        "resolution was not given, now “As_told.”; "
        "resolution was not given, now “The_first_is_right.” ("
    )


def test_marks__parts_of_an_envelope_corrected__told_as_one_reads_them(
    answers: Answers, office: Office
) -> None:
    source = '{"date":"2023-01-02","document":"Doc_1","kind":"order"}'
    override = '{"authority":"a","reason":"r"}'
    changes = f'{{"source":{source},"override":{override}}}'
    office.post(f"2023-12-31 event.corrected target=plea changes={changes}")
    told = marks(answers, "plea")["corrected"]
    assert "source document was not given, now “Doc_1”" in told
    assert "source date was not given, now “2 January 2023”" in told
    assert "override reason was not given, now “r”" in told
    assert "privilege" not in told


def test_marks__the_same_day_and_another_state__the_order_is_ambiguous(office: Office) -> None:
    office.post(
        "2023-03-01 charge.filed\n"
        "a: 2023-03-31 charge.plea_entered plea=not_guilty\n"
        "b: 2023-03-31 charge.plea_entered plea=guilty"
    )
    found = of_matter(asking(office))

    assert {name for name, line in found.items() if "order_ambiguous" in _codes(line)} == {"a", "b"}


def _codes(line: chronicle.Line) -> list[str]:
    return [mark.code for mark in line.marks]


def test_marks__every_one_that_is_given__is_in_the_key(answers: Answers) -> None:
    given = {code for line in of_matter(answers, as_of=DAY).values() for code in _codes(line)}
    assert given <= set(KEY)
    assert len(given) >= 7


def of_party(answers: Answers, party_id: str = "p1", **query: Any) -> set[str]:
    return set(
        lines(chronicle.of_party(answers, party_id, audience=chronicle.Audience.OFFICE, **query))
    )


def test_party__plain__what_names_it_or_its_items_and_the_conflict_about_it(
    answers: Answers,
) -> None:
    found = of_party(answers)

    assert {"m1-p1", "filing", "other", "plea", "convicted", "told", "a", "c"} <= found
    assert not {"open-m1", "incident", "hearing", "disputed", "b"} & found


def test_party__whole_matters__also_what_names_nobody_but_nothing_of_others(
    answers: Answers, office: Office
) -> None:
    office.post(
        "2021-01-01 party.added party_id=p2\n"
        "theirs: 2023-05-04 note.recorded text=Theirs party_id=p2\n"
        "charged: 2023-05-04 charge.filed party_id=p2 item_id=c9"
    )
    found = of_party(answers, whole_matters=True)

    assert {"open-m1", "incident", "hearing", "disputed", "b", "filing"} <= found
    assert not {"theirs", "charged"} & found
    assert {"theirs", "charged"} <= of_party(answers, "p2")


def test_party__merged__is_one_person_in_all_its_matters_from_then_on(
    answers: Answers, office: Office
) -> None:
    office.open("m2", parties=("p2",))
    office.post(
        "there: 2022-01-01 charge.filed @m2 party_id=p2\n"
        "on-item: 2022-01-02 charge.plea_entered @m2 plea=not_guilty\n"
        "on-party: 2022-01-03 note.recorded @m2 text=x party_id=p2"
    )
    before = office.position
    office.post("2022-02-02 party.merged from=p2 into=p1")

    assert {"there", "on-item", "on-party", "filing"} <= of_party(answers)
    assert of_party(answers) == of_party(answers, "p2")
    assert "there" not in of_party(answers, known_at=f"@{before}")


def test_heading__of_a_matter__names_it_and_the_coordinates(
    answers: Answers, office: Office
) -> None:
    head = office.position
    office.post("2023-04-05 matter.docket_number_assigned docket_no=D-2")
    with chronicle.of_matter(
        answers, "m1", audience=chronicle.Audience.OFFICE, as_of=DAY, known_at=f"@{head}"
    ) as found:
        heading = found.heading

    assert (heading.name, heading.matters["m1"].docket_no) == ("State v. Doe", "D-101-CR-2021-7")
    assert (str(heading.as_of), heading.known.position) == (DAY, head)
    assert heading.known_instant is not None
    assert heading.made_at.isoformat() == "2023-12-31T12:00:00+00:00"


def test_heading__before_anything_was_known__has_no_title_and_no_lines(answers: Answers) -> None:
    with chronicle.of_matter(
        answers, "m1", audience=chronicle.Audience.OFFICE, known_at="@0"
    ) as found:
        assert (found.heading.name, found.heading.known_instant) == ("m1", None)
        assert list(found.lines) == []
    with chronicle.of_party(
        answers, "p1", audience=chronicle.Audience.OFFICE, known_at="@0"
    ) as found:
        assert (found.heading.name, list(found.lines)) == ("p1", [])


def test_chronicle__of_what_was_never_recorded__unknown(answers: Answers) -> None:
    with (
        pytest.raises(Unknown),
        chronicle.of_matter(answers, "m9", audience=chronicle.Audience.OFFICE),
    ):
        pass
    with (
        pytest.raises(Unknown),
        chronicle.of_party(answers, "p9", audience=chronicle.Audience.OFFICE),
    ):
        pass


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"known_at": "yesterday"}])
def test_chronicle__coordinates_that_cannot_be_read__malformed(
    answers: Answers, query: dict[str, Any]
) -> None:
    with (
        pytest.raises(Malformed),
        chronicle.of_matter(answers, "m1", audience=chronicle.Audience.OFFICE, **query),
    ):
        pass


def test_marks__of_what_was_announced_or_reported__say_when_it_is_on_record(
    office: Office,
) -> None:
    office.post(
        """
        2023-01-02 charge.filed item_id=x1 offense=theft
        plan: 2023-02-01 intent.announced item_id=x1
        press: 2023-02-01 charge.dismissed item_id=x1 (reported)
        act: 2023-02-10 charge.dismissed item_id=x1
        """
    )
    found = Answers(office.database, office.recorder.clock.now_us)
    for name in ("plan", "press"):
        assert "not_occurred" in marks(found, name, "2023-02-09")
        said = marks(found, name, "2023-02-10")
        assert "not_occurred" not in said
        assert said["borne_out"].endswith(f"See @{office.position}.")
