"""Dispositions: what the table of rules reads, what it leaves unread, and that it never guesses."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
import pytest

from casefile.importers.pacer.dispositions import read
from casefile.law.catalogue import CATALOGUE
from tests.importers.judgments import AS_WRITTEN, PARTLY, WHOLE, in_short
from tests.length import at_length

ODD = at_length(short=1_000, long=4_000)  # times that the same is said


def said(text: str, label: str = "1") -> list[str]:
    """Return the events of a disposition in short."""
    return [f"{type_} {_short(data)}".strip() for type_, data in read(text, label).events]


def _short(data: dict[str, Any]) -> str:
    if "components" not in data:
        return " ".join(str(value) for value in data.values())
    return ", ".join(
        " ".join(
            str(value["amount"]) if isinstance(value, dict) else str(value)
            for value in one.values()
        )
        for one in data["components"]
    )


IMPOSED = "charge.conviction_entered unknown; sentence.imposed "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BOP 37 months", "incarceration P37M"),
        ("Custody of the BOP for thirty-six months", "incarceration P36M"),
        ("Imprisonment for a term of 12 months and 1 day", "incarceration P12M1D"),
        ("Twelve (12) months imprisonment", "incarceration P12M"),
        ("Bureau of Prisons - 15 YEARS", "incarceration P15Y"),
        ("Deft is sentenced to 90 days custody", "incarceration P90D"),
        ("CBOP time served", "time_served"),
        ("TIME SERVED", "time_served"),
        ("Supervised Release - 5 yrs.", "supervised_release P5Y"),
        ("LIFETIME supervised release", "supervised_release life"),
        ("Probation for a term of 5 years", "probation P5Y"),
        ("two years of probation", "probation P2Y"),
        ("Fine - $2,000.00", "fine 2000.00"),
        ("$100 penalty assessment", "fee 100"),
        ("pay $9,999.00 Restitution", "restitution 9999.00"),
        ("BOP 5 years, to run concurrently", "incarceration P5Y concurrent"),
        (
            "10 mos. BOP followed by 2 yrs supervised release. No fine. $25 assessment.",
            "incarceration P10M, supervised_release P2Y, fee 25",
        ),
        ("Time served; $100 Special Assessment (remitted); Fine - WAIVED", "time_served"),
        (
            "12 months imprisonment on Count 1 and 24 months imprisonment on Count 2",
            "incarceration P12M",
        ),
    ],
)
def test_disposition__penalty__is_a_sentence_on_a_conviction(text: str, wanted: str) -> None:
    assert "; ".join(said(text)) == f"{IMPOSED}{wanted}".strip()
    assert read(text, "1").unread == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dismissed", "charge.dismissed unknown unknown"),
        ("Dismissed.", "charge.dismissed unknown unknown"),
        ("DISMISSED WITH PREJUDICE", "charge.dismissed unknown with"),
        ("Dismissed on motion of the government", "charge.dismissed prosecution unknown"),
        (
            "Dismissed without prejudice on the government's oral motion",
            "charge.dismissed prosecution without",
        ),
        ("Count I is dismissed on the court's own motion.", "charge.dismissed court unknown"),
        ("Dismissed upon motion of the defendant", "charge.dismissed court unknown"),
        ("dismissed pursuant to the plea agreement", "charge.dismissed agreement unknown"),
        ("Nolle prosequi", "charge.dismissed prosecution unknown"),
        ("Found guilty", "charge.conviction_entered unknown"),
        (
            "Found guilty by jury",
            "charge.trial_commenced True; charge.verdict_returned guilty",
        ),
        (
            "Found guilty by the court",
            "charge.trial_commenced False; charge.conviction_entered bench",
        ),
        ("Plea of guilty", "charge.plea_entered guilty"),
        (
            "Pled guilty; 5 years probation",
            (
                "charge.plea_entered guilty; charge.conviction_entered plea_guilty; "
                "sentence.imposed probation P5Y"
            ),
        ),
        ("Not guilty", "charge.trial_commenced; charge.verdict_returned not_guilty"),
        ("Acquitted by jury", "charge.trial_commenced; charge.verdict_returned not_guilty"),
        (
            "Judgment of acquittal pursuant to Rule 29",
            "charge.trial_commenced; charge.verdict_returned directed_acquittal",
        ),
        ("Mistrial declared", "charge.trial_commenced; charge.mistrial_declared"),
        (
            "Case transferred to the District of Utah",
            "charge.moved transferred the District of Utah",
        ),
        ("Merged with Count 2", "charge.moved merged 2"),
        ("Superseded by indictment", "charges.superseded"),
    ],
)
def test_disposition__other_ending__is_read(text: str, wanted: str) -> None:
    assert "; ".join(said(text)) == wanted
    assert read(text, "1").unread == ()


@pytest.mark.parametrize(
    "text",
    [
        "Held in abeyance",
        "between 12 and 18 months imprisonment",
        "Motion to dismiss denied",
        "Dismissed. Dismissal vacated",
        "Dismissed with prejudice; dismissed without prejudice",
        "Dismissed; BOP 5 years",
        "BOP 5 years; sentence vacated",
        "BOP 5 years, 3 suspended",
        "Adjudication withheld; 12 months probation",
        "Adjudication withheld; $25 assessment",
        "Deferred adjudication; $25 assessment",
        "Enrolled in the program; 12 months probation; fine $500",
        "Pretrial diversion, 12 months; pay $500 restitution",
        "12 months probation under 18 USC 3607(a); $25 assessment",
        "12 months probation as the court has said",
        "Proceedings without judgment of conviction; fine $500",
        "Transferred",
        "Transferred to pretrial services",
        "Transferred to District of Utah for supervision",
        "Rule 20 transfer; $100 assessment",
        "Verdict guilty; new trial granted",
        "BOP 5 years; fine $500 suspended",
        "Count 2 is dismissed",
        "Found guilty by jury; pled guilty",
        "Dismissed, see order",
        "not dismissed",
        "",
    ],
)
def test_disposition__that_could_mean_something_else__gives_no_event(text: str) -> None:
    assert read(text, "1").events == ()
    assert read(text, "1").unread != ()


def test_disposition__clause_that_no_rule_reads__is_handed_back_beside_the_rest() -> None:
    reading = read("BOP 36 months, supervised release for three with conditions. No fine.", "1")

    assert [type_ for type_, _ in reading.events] == [
        "charge.conviction_entered",
        "sentence.imposed",
    ]
    assert reading.events[1][1]["components"] == [{"kind": "incarceration", "term": "P36M"}]
    assert reading.unread == ("supervised release for three with conditions",)


def imposed(text: str, label: str = "1") -> tuple[str, bool]:
    """Return the penalties that a disposition is read as, and whether it is read in part."""
    reading = read(text, label)
    data = dict(reading.events)["sentence.imposed"]
    partly = data.get("partly_read", False)
    assert partly == bool(reading.unread)
    return _short(data), partly


PART = [
    ("BOP 30 months; Restitution - DEFERRED", "incarceration P30M"),
    ("1 year, 6 months imprisonment; 3 years supervised release", "supervised_release P3Y"),
    ("12 to 18 months imprisonment; $100 assessment", "fee 100"),
    ("Twelve (10) months imprisonment", ""),
    ("BOP 10 months, time served", "incarceration"),
    ("Time served or 8 months imprisonment; $100 assessment", "fee 100"),
    ("BOP 57 months, consecutive to case 22CR100", "incarceration P57M"),
    ("BOP 57 months, to be served after any other term", "incarceration P57M"),
    (
        "BOP 60 months, 3 years supervised release, to run concurrently",
        "incarceration P60M, supervised_release P3Y",
    ),
    ("Defendant is sentenced to 60 months as the court has said", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), PART)
def test_disposition__of_which_not_all_is_read__is_read_in_part(text: str, wanted: str) -> None:
    assert imposed(text) == (wanted, True)


ON_EACH = "60 months imprisonment on each of Counts 1 and 2"
ON_ONE_EACH = "60 months imprisonment on Count 1; 24 months imprisonment on Count 2, consecutive"
BY_COUNT = "Count 1: BOP 60 months; 3 years supervised release. Count 2: BOP 1 year; $9 fine"


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        (f"{ON_EACH}; 3 years probation", "2", "incarceration P60M, probation P3Y"),
        (ON_ONE_EACH, "2", "incarceration P24M consecutive"),
        (f"{ON_EACH}; $200 special assessment", "1", "incarceration P60M, more"),
        (
            "BOP 9 months on each of Counts 1, 2 and 4; 3 years probation",
            "4",
            "incarceration P9M, probation P3Y",
        ),
        (ON_EACH.replace("each of ", ""), "1", ", more"),
        (BY_COUNT, "1", "incarceration P60M, more"),
        (BY_COUNT.replace("1:", "One:").replace("2:", "Two:"), "2", "incarceration P1Y, more"),
        (ON_ONE_EACH, "1", "incarceration P60M, more"),
        (f"BOP 120 months. {ON_EACH}, consecutive", "1", "incarceration, more"),
    ],
)
def test_disposition__of_several_counts__gives_none_what_is_another_s_or_of_all(
    text: str, label: str, wanted: str
) -> None:
    said, partly = imposed(text, label)
    assert said + ", more" * partly == wanted


@pytest.mark.parametrize(
    "text",
    [
        "60 months imprisonment on Count 2",
        "BOP 5 years on Counts 2-4",
        "Count 2: BOP 5 years with conditions",
    ],
)
def test_disposition__of_other_counts__is_no_conviction_on_this_one(text: str) -> None:
    assert read(text, "1").events == ()


def test_disposition__later_judgments__change_the_sentence_and_stay_unread() -> None:
    text = (
        "60 months imprisonment; $200 assessment. AMENDED JUDGMENT: Amended as to page 5. "
        "REVOCATION JUDGMENT: 8 months; 2 years supervised release."
    )
    reading = read(text, "1")

    assert [type_ for type_, _ in reading.events[1:]] == ["sentence.imposed"] + [
        "sentence.modified"
    ] * 2
    assert [data for _, data in reading.events[2:]] == [
        {"kind": "corrected", "partly_read": True},
        {
            "kind": "revoked",
            "components": [
                {"kind": "incarceration", "term": "P8M"},
                {"kind": "supervised_release", "term": "P2Y"},
            ],
        },
    ]
    assert reading.unread == ("Amended as to page 5",)


@pytest.mark.parametrize(
    ("label", "term"), [("1", "P60M"), ("34", "P76M")], ids=["its own count", "the other count"]
)
def test_disposition__of_two_counts__says_each_count_its_own(label: str, term: str) -> None:
    text = (
        "60 months imprisonment on Count 1 and 76 months imprisonment on Count 34, to run "
        "concurrently; 3 years supervised release on each of Counts 1 and 34"
    )
    events = dict(read(text, label).events)

    assert events["sentence.imposed"]["components"] == [
        {"kind": "incarceration", "term": term, "relation": "concurrent"},
        {"kind": "supervised_release", "term": "P3Y"},
    ]


def test_disposition__in_roman_figures__is_of_that_count() -> None:
    assert said("Count IV is dismissed", "4") == ["charge.dismissed unknown unknown"]
    assert said("Count IV is dismissed", "6") == []


@pytest.mark.parametrize(
    "text", ["BOP 5 years", "Fine $100", "Not guilty", "Plea of no contest", "Mistrial"]
)
def test_disposition__what_is_read__fits_its_type_of_event(text: str) -> None:
    for type_, data in read(text, "1").events:
        named = "item_ids" if type_.startswith("sentence.") else "item_id"
        value = ["ct-1"] if named == "item_ids" else "ct-1"
        assert msgspec.convert({named: value} | data, CATALOGUE[type_]).tag == type_


# The places that have a federal district.
DISTRICTS = (
    "Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Columbia, Delaware, "
    "Florida, Georgia, Guam, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, "
    "Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana, "
    "Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, "
    "North Dakota, the Northern Mariana Islands, Ohio, Oklahoma, Oregon, Pennsylvania, "
    "Puerto Rico, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, "
    "Virginia, the Virgin Islands, Washington, West Virginia, Wisconsin, Wyoming"
)


@pytest.mark.parametrize("place", DISTRICTS.split(", "))
def test_disposition__transferred_to_any_federal_district__is_moved(place: str) -> None:
    parts = ("", "Northern ", "Southern ", "Eastern ", "Western ", "Middle ", "Central ")
    for part in parts:
        court = f"{part}District of {place}"
        moved = [f"charge.moved transferred the {court}"]
        assert said(f"Transferred to the {court}") == moved
        assert said(f"Case transferred to the {court} under Rule 20") == moved


@pytest.mark.parametrize(("text", "label", "wanted"), WHOLE)
def test_judgment__in_the_wordings_of_dockets__is_read_whole(
    text: str, label: str, wanted: str
) -> None:
    found = read(text, label)
    assert in_short(found) == wanted
    # A day that is none, and a first sentence that is not told, are not read.
    assert found.unread == () or "more" in wanted


@pytest.mark.parametrize(("text", "label", "wanted"), PARTLY)
def test_judgment__of_which_a_clause_is_left_over__says_that_there_is_more(
    text: str, label: str, wanted: str
) -> None:
    found = read(text, label)
    assert in_short(found) == wanted
    assert all(words.lower() in text.lower() for words in found.unread)
    assert found.unread


@pytest.mark.parametrize(("text", "label"), AS_WRITTEN)
def test_judgment__that_can_mean_something_else__stays_as_written(text: str, label: str) -> None:
    found = read(text, label)
    assert (found.events, "; ".join(found.unread) != "") == ((), True)


def test_judgment__every_clause__is_read_or_left_over() -> None:
    every = [read(text, label) for text, label, _ in (*WHOLE, *PARTLY)]
    every += [read(text, label) for text, label in AS_WRITTEN]
    clauses, left = sum(one.clauses for one in every), sum(len(one.unread) for one in every)
    sys.stdout.write(f"{clauses - left} of {clauses} clauses of {len(every)} judgments are read\n")
    assert all(len(one.unread) <= one.clauses for one in every)


def test_judgment__of_odd_words__takes_no_time() -> None:
    """A grammar that tries every cut of a long text would take minutes here."""
    for text in (
        "BOP 5 years and " * ODD,
        "3 months " * ODD,
        "count 1, 2 and " * ODD,
        "(" * 10 * ODD,
    ):
        assert read(text, "1").clauses
