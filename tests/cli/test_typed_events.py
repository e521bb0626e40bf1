"""What a paralegal types for the events of a week: what is read of it, and what is asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from casefile.law.catalogue import CATALOGUE, OWN_SUBJECTS, fields_of, posted_types
from casefile.words.kinds import names
from casefile.words.new_ids import makes
from tests.cli.conftest import Terminal
from tests.cli.test_typed_week import of
from tests.once import once

ON = ("--effective", "2025-09-05")


@pytest.fixture
@once
def store(terminal: Terminal) -> Terminal:
    """Return the program on a suit of two plaintiffs against two defendants."""
    day = ("--effective", "2025-09-02")
    opened = ("matter.opened", "title=Garcia v. MegaMart", "category=civil", "jurisdiction=NM")
    terminal("post", "garcia", *opened, *day)
    for name, role in (
        ("Maria Garcia", "plaintiff"),
        ("Jose Garcia", "plaintiff"),
        ("MegaMart Inc.", "defendant"),
        ("CleanCo LLC", "defendant"),
    ):
        terminal("post", "garcia", "party.added", f"name={name}", f"role={role}", *day)
    both = ("against=MegaMart", "against=CleanCo")
    terminal("post", "garcia", "sued", "by=Maria", *both, "cause=negligence", *day)
    terminal("post", "garcia", "sued", "by=Jose", "against=MegaMart", "cause=consortium", *day)
    return terminal


@pytest.fixture
@once
def case(terminal: Terminal) -> Terminal:
    """Return the program on a prosecution, with nothing charged yet."""
    day = ("--effective", "2025-09-05")
    opened = ("matter.opened", "title=State v. Ortega", "category=criminal", "jurisdiction=NM")
    terminal("post", "ortega", *opened, *day)
    terminal("post", "ortega", "party.added", "name=Luis Ortega", "role=defendant", *day)
    return terminal


def test_served__on_one_of_several_claims__is_all_that_are_against_it(store: Terminal) -> None:
    store("post", "garcia", "served", "on=MegaMart", *ON)
    assert "Read as on = parties" in store.error
    assert {one["item_id"] for one in of(store, "claim.served")} == {"consortium", "negligence"}
    store("post", "garcia", "served", "on=CleanCo", "--effective", "2025-09-08")
    assert [one["item_id"] for one in of(store, "claim.served")][2:] == ["negligence"]


def test_answered__by_one_who_brings_a_claim_too__is_not_of_its_own(store: Terminal) -> None:
    store("post", "garcia", "served", "on=MegaMart", *ON)
    store("post", "garcia", "crossclaim", "by=MegaMart", "against=CleanCo", "cause=indemnity", *ON)
    store("post", "garcia", "answer filed", "by=MegaMart", "--effective", "2025-09-29")
    assert {one["item_id"] for one in of(store, "claim.answered")} == {"consortium", "negligence"}


def test_dropped__by_one_of_the_claimants__is_its_own_claim(store: Terminal) -> None:
    dropped = ("claim dropped", "by=Jose", "prejudice=without prejudice")
    store("post", "garcia", *dropped, "--effective", "2025-11-17")
    (one,) = of(store, "claim.dismissed")
    assert (one["item_id"], one["prejudice"]) == ("consortium", "without")
    assert one["how"] == "unknown"
    store("post", "garcia", "claim.dismissed", "item=negligence", "by=the court")
    assert of(store, "claim.dismissed")[1]["how"] == "court_order"


def test_hearing__moved__takes_the_place_of_the_one_that_stands(store: Terminal) -> None:
    at = ("at=November 3, 2025, 1:30 pm",)
    store("post", "garcia", "hearing set", "hearing=motion to dismiss", *at, *ON)
    store("post", "garcia", "hearing moved", "at=November 10, 2025, 1:30 pm", *ON)
    (_, moved) = of(store, "hearing.scheduled")
    assert (moved["kind"], moved["replaces"]) == ("motion to dismiss", "motion-dismiss")
    store("post", "garcia", "trial set", "at=March 9, 2026 9 am", *ON)
    store("post", "garcia", "trial moved", "at=April 13, 2026 9 am", *ON)
    store("post", "garcia", "hearing moved", "hearing=trial", "at=May 4, 2026 9 am", *ON)
    assert [one.get("replaces") for one in of(store, "hearing.scheduled")[2:]] == [
        None,
        "trial",
        "trial-2",
    ]
    store("post", "garcia", "hearing moved", "at=June 1, 2026 9 am", *ON, code=2)
    assert "replaces: Several hearings answer to 'hearing'" in store.error


def test_hearing__of_no_kind__is_a_hearing(case: Terminal) -> None:
    case("post", "ortega", "hearing set", "at=October 20, 2025", *ON)
    case("post", "ortega", "hearing held", "--effective", "2025-10-20")
    (held,) = of(case, "hearing.held")
    assert held == {"kind": "hearing", "hearing_id": "hearing"}
    case("post", "ortega", "hearing held", "--effective", "2025-10-21")
    assert of(case, "hearing.held")[1]["kind"] == "hearing"


def test_deadline__counted_from_a_hearing__names_it_in_words(store: Terminal) -> None:
    store("post", "garcia", "trial set", "at=March 9, 2026 9 am", *ON)
    before = ("deadline", "set", "garcia", "witness lists", "--trigger", "trial")
    store(*before, "--period", "30 days before", "--counting", "nm-crim", code=1)
    assert "Give the day that is due" in store.error
    told = store(*before, "--period", "30 days before", "--dry-run", *ON)
    assert "(Rule 1-006(A) NMRA, Rule 1-006(A)(6) NMRA)" in told
    store(*before, "--period", "thirty days before the trial", "--counting", "calendar", *ON)
    (deadline,) = of(store, "deadline.set")
    assert (deadline["kind"], deadline["due"]) == ("witness lists", "2026-02-07")
    store(*before[:-1], "mediation", "--period", "3 days", code=3)
    assert "Write its number in the log, like 12, or what a hearing is called: trial" in store.error
    store(*before[:-2], "--period", "3 days", code=2)
    assert "Say from what it is counted: --trigger EVENT" in store.error
    counted = ("post", "garcia", "deadline set", "deadline=reply")
    store(*counted, "due=10 days after the trial", *ON)
    assert of(store, "deadline.set")[1]["due"] == "2026-03-23"
    store("post", "garcia", "deadline set", "deadline=list", "due=30 days before the trial", *ON)
    assert of(store, "deadline.set")[2]["due"] == "2026-02-06"  # the 7th is a Saturday
    store(*counted, "due=3 days after the picnic", *ON, code=2)
    assert "due: There is no event picnic. Write its number in the log, like 12, or" in store.error
    store("post", "garcia", "deadline set", "deadline=exhibits", *ON, code=2)
    assert 'due: Say by when, like due="14 March 2026"' in store.error
    assert "deadline set garcia exhibits --trigger EVENT" in store.error


def test_deadline__that_is_called_an_answer__is_met_by_the_answer(store: Terminal) -> None:
    typed = ("post", "garcia", "deadline set", "of=MegaMart", "due=2025-10-10", *ON)
    store(*typed, "deadline=answer to the complaint")
    assert "Read as met_by = claim.answered (by what it is called)" in store.error
    store(*typed, "deadline=answer to interrogatories")
    store(*typed, "deadline=MegaMart's answer", "met_by=citation.contested")
    store("post", "garcia", "answered", "by=MegaMart", "--effective", "2025-09-30")
    found = store.json("calendar", "--from", "2025-01-01")["entries"]
    assert {one["kind"]: one["status"] for one in found if one["entry"] == "deadline"} == {
        "answer to the complaint": "met",
        "answer to interrogatories": "open",
        "MegaMart's answer": "open",
    }


def test_deadline__counted_from_an_event__names_it_by_what_it_is(store: Terminal) -> None:
    store("post", "garcia", "served", "on=CleanCo", *ON)
    store("deadline", "set", "garcia", "answer", "--period", "30 days after service", *ON)
    assert "Read as 'service' = " in store.error
    store("post", "garcia", "deadline set", "deadline=reply", "due=10 days after service", *ON)
    assert [one["due"] for one in of(store, "deadline.set")] == ["2025-10-06", "2025-09-19"]
    store("post", "garcia", "served", "on=MegaMart", "--effective", "2025-09-08")
    again = ("deadline", "set", "garcia", "answer 2", "--period", "30 days")
    store(*again, "--trigger", "claim served", *ON, code=2)
    assert "Several events answer to 'claim served': say which by its number." in store.error
    assert '"8": no. 8, 2025-09-05: Claim Maria Garcia v. ' in store.error
    for taken_back in ("11", "12"):
        store("retract", taken_back, "--reason", "error")
    store(*again, "--trigger", "claim served", *ON)


@pytest.mark.parametrize(
    ("degree", "severity", "rest"),
    [
        ("fourth degree felony", "felony", "fourth degree"),
        ("petty misdemeanor", "petty", None),
        ("full misdemeanor", "misdemeanor", "full"),
        ("second degree", "unknown", "second degree"),
    ],
)
def test_charge__whose_degree_says_how_severe_it_is__is_so(
    case: Terminal, degree: str, severity: str, rest: str | None
) -> None:
    case("post", "ortega", "charge", "count=7", "offense=forgery", f"degree={degree}", *ON)
    filed = of(case, "charge.filed")[-1]
    assert (filed["severity"], filed.get("degree")) == (severity, rest)


def test_event__of_which_no_day_is_typed__says_that_it_is_of_today(case: Terminal) -> None:
    case("post", "ortega", "note", "text=He called.")
    assert "(today, as no day was typed)" in case.error
    case("post", "ortega", "note", "text=He called again.", *ON)
    assert "no day was typed" not in case.error
    # Who is added is in the matter by today, and nobody has said since when.
    case("post", "ortega", "party added", "name=Ida Vale", "kind=person", "role=witness")
    assert "(by today, as no day was typed)" in case.error
    status = case("matters", "ortega", "--as-of", "2020-01-01")
    assert "no party yet" not in status.split("Ida Vale")[1].splitlines()[0]


def test_enhancement__by_its_name__is_one_of_the_count_whose_number_it_has(case: Terminal) -> None:
    case("post", "ortega", "charge", "count=7", "offense=forgery", *ON)
    case("post", "ortega", "charge", "count=7", "offense=firearm enhancement", *ON)
    assert "Read as kind = enhancement (by its name)" in case.error
    added = of(case, "charge.filed")[-1]
    assert (added["kind"], added["attaches_to"]) == ("enhancement", "count-7")


def test_correction__says_why(store: Terminal) -> None:
    settled = ("claim.settled", "item=negligence", "with=MegaMart", "amount=$85,000")
    store("post", "garcia", *settled, *ON)
    number = str(store.json("events")["head"])
    store("correct", number, "amount=$58,000", "reason=I misread the letter")
    store("correct", number, "amount=$59,000", "--reason", "once more")
    first, second = of(store, "event.corrected")
    assert (first["reason"], second["reason"]) == ("I misread the letter", "once more")
    listed = store("events", "garcia")
    assert "because:" in listed
    assert "misread" in listed
    store("retract", number, "--reason", "error", "--why", "settled with nobody")
    (taken_back,) = of(store, "event.retracted")
    assert taken_back["explanation"] == "settled with nobody"


def test_correction__of_a_field_that_is_called_reason__is_of_that_field(case: Terminal) -> None:
    case("post", "ortega", "hearing set", "at=October 20, 2025", *ON)
    case("post", "ortega", "hearing cancelled", "reason=he is ill", *ON)
    number = str(case.json("events")["head"])
    case("correct", number, "reason=she is ill", "--reason", "a slip")
    (one,) = of(case, "event.corrected")
    assert one["changes"] == {"reason": "she is ill"}
    assert one["reason"] == "a slip"
    assert "(she is ill)" in case("events", number)


def test_correction__of_a_day_with_a_reason__asks_whose_reason_it_is(case: Terminal) -> None:
    """What is said of why the office corrects is never put into the court's own words."""
    case("post", "ortega", "hearing set", "at=October 20, 2025", *ON)
    case("post", "ortega", "hearing cancelled", "reason=he is ill", *ON)
    number = str(case.json("events")["head"])
    day = "date=2025-09-04"
    case("correct", number, day, "reason=the docket says so", code=2)
    assert "Write --reason 'the docket says so' for the first" in " ".join(case.error.split())
    assert of(case, "event.corrected") == []
    case("correct", number, day, "--reason", "the docket says so")
    (one,) = of(case, "event.corrected")
    assert one["reason"] == "the docket says so"
    assert "(he is ill)" in case("events", number)


def test_correction__of_the_client__is_to_somebody_who_is_a_party(store: Terminal) -> None:
    store("correct", "1", "for=Ann Vale", code=2)
    assert "There is no party Ann Vale. Say who it is first: casefile post" in store.error
    store("correct", "1", "for=Maria Garcia")


def test_party__changed__takes_what_changes_beside_the_rest(store: Terminal) -> None:
    changed = ("post", "garcia", "party changed", "party=Maria Garcia", "name=Maria Vale")
    store(*changed, code=2)
    assert 'reason: If it has changed, say why, like reason="she married"' in store.error
    assert "correct it where it was recorded: casefile correct 2 name='Maria Vale'" in store.error
    store(*changed, "reason=she married")
    assert "Read as name = Maria Vale (called Maria Garcia before)" in store.error
    (one,) = of(store, "party.changed")
    assert one["changes"] == {"name": "Maria Vale"}


@pytest.mark.parametrize("typed", ["2", "@2", "№ 2", "#2", "no. 2"])
def test_events__of_a_number__is_that_event(store: Terminal, typed: str) -> None:
    assert store("events", typed).startswith("Maria Garcia added as plaintiff")
    store("events", "garcia")


def test_newspaper__says_what_it_reports(case: Terminal) -> None:
    case("post", "ortega", "charge", "offense=battery", *ON)
    dropped = ("post", "ortega", "charge dropped", "--source-kind", "news")
    case(*dropped, "--effective", "2025-10-30")
    assert "Read as assertion = reported (a newspaper's word)" in case.error
    case("post", "ortega", "note", "text=read it", "--source-kind", "news")
    case(*dropped, "--assertion", "alleged", "--effective", "2025-10-31")
    told = [one["assertion"] for one in case.json("events", "ortega")["events"]][-3:]
    assert told == ["reported", "occurred", "alleged"]
    assert "charged" in case("status", "Luis Ortega")


@pytest.mark.parametrize(
    ("typed", "source", "assertion"),
    [
        (("source=newspaper",), {"kind": "news"}, "reported"),
        (
            ("source=Albuquerque Journal",),
            {"kind": "news", "document": "Albuquerque Journal"},
            "reported",
        ),
        (
            ("--source-document", "Santa Fe News"),
            {"kind": "other", "document": "Santa Fe News"},
            "reported",
        ),
        (("source=order",), {"kind": "order"}, "occurred"),
        (("--source-document", "Letter"), {"kind": "other", "document": "Letter"}, "occurred"),
        (
            ("source=client", "privileged=yes"),
            {"kind": "client", "privilege": "attorney_client"},
            "occurred",
        ),
    ],
)
def test_source__typed_among_the_fields__is_that_of_the_event(
    case: Terminal, typed: tuple[str, ...], source: dict[str, str], assertion: str
) -> None:
    case("post", "ortega", "charge", "offense=battery", *ON)
    case("post", "ortega", "charge dropped", *typed, *ON)
    (one,) = case.json("events", "--type", "charge.dismissed")["events"]
    assert {name: one["source"].get(name) for name in source} == source
    assert one["assertion"] == assertion


def test_found_guilty__is_what_it_can_be_as_the_charges_stand(case: Terminal) -> None:
    for number in (1, 2):
        case("post", "ortega", "charge", f"offense=battery {number}", f"count={number}", *ON)
    case("post", "ortega", "found guilty", "count=1", *ON, code=2)
    assert "'found guilty' can be charge.conviction_entered or charge.verdict" in case.error
    case("post", "ortega", "plea", "plea=guilty", "count=1", *ON)
    case("post", "ortega", "finds him guilty", "count=1", *ON)
    assert of(case, "charge.conviction_entered")[0]["basis"] == "plea_guilty"
    case("post", "ortega", "jury trial began", "count=2", *ON)
    case("post", "ortega", "found guilty", "count=2", *ON)
    assert of(case, "charge.verdict_returned")[0]["verdict"] == "guilty"


def test_source__of_which_nobody_says_the_kind__is_asked(case: Terminal) -> None:
    case("post", "ortega", "charge", "offense=battery", *ON)
    case("post", "ortega", "charge dropped", "source=Blue Folder", *ON, code=2)
    assert "Of what kind is this source? Write --source-kind with one of: order," in case.error
    assert "and --source-document 'Blue Folder'." in case.error


def test_charge__of_the_name_of_another_one__is_by_another_instrument_or_asked(
    case: Terminal,
) -> None:
    case("post", "ortega", "criminal complaint", "charge=larceny", *ON)
    case("post", "ortega", "criminal complaint", "charge=larceny", *ON, code=2)
    assert "There is one already: item=larceny (larceny (Luis Ortega), charged)" in case.error
    case("post", "ortega", "indictment", "charge=larceny", *ON)
    filed = [(one["item_id"], one["offense"]) for one in of(case, "charge.filed")]
    assert filed == [("larceny", "larceny"), ("larceny-2", "larceny")]


# What is typed for a hearing, a charge or a party, its type, and a part of its data.
FURTHER = [
    (("preliminary hearing", "at=October 20, 2025"), "hearing.scheduled", {}),
    (
        ("hearing on motion to suppress", "when=October 20, 2025"),
        "hearing.scheduled",
        {"kind": "hearing on motion to suppress"},
    ),
    (
        ("hearing set", "on=motion to suppress", "at=October 20, 2025"),
        "hearing.scheduled",
        {"kind": "motion to suppress"},
    ),
    (("trial set", "for=October 20, 2025"), "hearing.scheduled", {"at": "2025-10-20"}),
    (("mediation took place",), "hearing.held", {"kind": "mediation"}),
    (("phone call", "text=he is ill"), "note.recorded", {"text": "Phone call: he is ill"}),
    (("add victim", "name=Bo Lee"), "party.added", {"name": "Bo Lee", "role": "victim"}),
    (
        ("charge", "offense=battery", "grade=third degree felony"),
        "charge.filed",
        {"severity": "felony", "degree": "third degree"},
    ),
]


@pytest.mark.parametrize(("typed", "tag", "data"), FURTHER)
def test_event__as_people_say_it__is_read(
    case: Terminal, typed: tuple[str, ...], tag: str, data: dict[str, str]
) -> None:
    case("post", "ortega", *typed, *ON)
    one = of(case, tag)[-1]
    assert {name: one.get(name) for name in data} == data


def test_counts__that_only_have_numbers__are_no_offense(case: Terminal) -> None:
    case("post", "ortega", "indictment", "counts=1 and 2", *ON, code=2)
    assert "offense: Say what is charged, a command for each count" in case.error


def test_indicted__on_what_was_charged_before__is_told_how_it_takes_its_place(
    case: Terminal,
) -> None:
    charged = ("count=1", "offense=battery", "severity=third degree felony")
    case("post", "ortega", "criminal complaint", *charged, *ON)
    (one,) = of(case, "charge.filed")
    assert (one["severity"], one["degree"]) == ("felony", "third degree")
    case("post", "ortega", "indicted", *ON, code=2)
    assert "charge count=1 offense=... instrument=indictment" in case.error
    assert '"charges superseded" old=count-1 new=... instrument=indictment' in case.error
    case("post", "ortega", "indictment", *charged, "--effective", "2025-09-15")
    superseded = ("charges superseded", "old=count 1", "new=count 1", "by=indictment")
    case("post", "ortega", *superseded, "--effective", "2025-09-15")
    assert "Read as old 1 = count-1 (the one that was recorded first)" in case.error
    (said,) = of(case, "charges.superseded")
    assert (said["old"], said["new"]) == (["count-1"], ["count-1-2"])
    case("post", "ortega", "plea", "item=count 1", "plea=not guilty")
    assert of(case, "charge.plea_entered")[0]["item_id"] == "count-1-2"


def test_missing__of_every_type_that_needs_it__is_the_type_that_makes_it(case: Terminal) -> None:
    asked = 0
    for tag, cls in posted_types():
        for field in fields_of(CATALOGUE[tag]):
            kind = names(field.type)
            needed = field.required and kind in OWN_SUBJECTS
            if not needed or makes(CATALOGUE[tag], field.encode_name, kind):
                continue
            asked += 1
            first = {
                "motion": "motion.filed",
                "hearing": "hearing.scheduled",
                "retention": "evidence.retained",
            }
            case("post", "ortega", tag, f"{kind}=no such one", code=2)
            assert f"post ortega {first.get(kind, 'deadline.set')} " in case.error, cls
            case("post", "ortega", tag, code=2)
            told = re.search(r"record that first: casefile post ortega (\S+)", case.error)
            assert told
            assert told[1] == first.get(kind, "deadline.set")
    assert asked > len(OWN_SUBJECTS) - 1


def test_correction__of_the_day__is_called_as_it_was_typed(case: Terminal) -> None:
    case("post", "ortega", "note", "text=He called.", "date=Sept 5, 2025")
    case("correct", str(case.json("events")["head"]), "date=Sept 6, 2025")
    (one,) = of(case, "event.corrected")
    changes = one["changes"]
    assert isinstance(changes, dict)
    assert changes["effective"] == "2025-09-06"


def test_day__without_a_year__in_a_matter_that_has_begun_in_another_one__is_asked(
    terminal: Terminal,
) -> None:
    opened = ("matter.opened", "title=A v. B", "category=civil", "jurisdiction=US")
    near = datetime.now(UTC).date() - timedelta(days=20)
    begun = (near - timedelta(days=2 * 365)).replace(month=near.month, day=min(near.day, 28))
    terminal("post", "a-v-b", *opened, "--effective", begun.isoformat())
    typed = f"{near:%B} {near.day}"
    terminal("post", "a-v-b", "note", "text=x", "--effective", typed, code=2)
    assert f"In which year? Write {begun} (" in terminal.error


def test_motion__by_a_part_of_a_name__is_that_party_s(store: Terminal) -> None:
    store("post", "garcia", "motion filed", "motion=to set aside", "by=megamart", *ON)
    assert "Read as by = MegaMart Inc." in store.error
    (motion,) = of(store, "motion.filed")
    assert motion["by"] == "MegaMart Inc."
    assert "set aside" in store("events", "--party", "MegaMart")
    store("post", "garcia", "document filed", "title=Report", "by=the expert", *ON)
    assert of(store, "document.filed")[0]["filed_by"] == "the expert"
