"""Hearings and trials that are told as held on a day, with what was done at them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_days import choose
from tests.once import once

DAY = ("--effective", "2025-04-01")
PROBABLE = "The preliminary hearing took place on May 12, 2025, and the judge found probable cause."
ADVISED = "The hearing on the motion in limine was held on May 12, 2025 and the judge reserved."
TRIED = "Roe's trial began on May 12, 2025, and on May 14, 2025 the jury found her guilty of {}."


@pytest.fixture
@once
def office(terminal: Terminal) -> Terminal:
    """Return the program with a matter in which two are charged."""
    choose(terminal, date_order="month_first", chosen=True)
    opened = ("title=State v. Roe", "type=criminal", "state=NM", "client=Dora Roe")
    terminal("post", "c", "open matter", *opened, *DAY)
    terminal("post", "c", "Dora Roe and Terrence Vale are the defendants", *DAY)
    terminal("post", "c", "Roe was charged with larceny and arson, and Vale with burglary", *DAY)
    terminal("post", "c", "motion in limine filed", "by=Roe", *DAY)
    return terminal


def recorded(office: Terminal, typed: str) -> list[tuple[str, str]]:
    """Return the type and the day of each event that a sentence recorded."""
    before = len(office.json("events")["events"])
    office("post", "c", typed)
    every = office.json("events")["events"][before:]
    return [(one["type"], one["effective"]) for one in every]


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("The preliminary hearing was held on May 12, 2025.", False),
        (PROBABLE, True),
        (ADVISED, True),
        ("The arraignment of both defendants was on May 12, 2025.", True),
    ],
)
def test_hearing__that_took_place__is_held_on_its_day(
    office: Terminal, typed: str, noted: bool
) -> None:
    note = [("note.recorded", "2025-05-12")] if noted else []
    assert recorded(office, typed) == [("hearing.held", "2025-05-12"), *note]


@pytest.mark.parametrize("apart", ["; both defendants", ". All defendants"])
def test_hearing__with_acts_at_it__is_recorded_with_them(office: Terminal, apart: str) -> None:
    found = recorded(office, f"The arraignment was held on May 12, 2025{apart} pleaded not guilty")
    assert [tag for tag, _ in found] == ["hearing.held", *["charge.plea_entered"] * 3]
    assert {day for _, day in found} == {"2025-05-12"}


def test_hearing__with_what_may_be_an_act__is_asked_of_each(office: Terminal) -> None:
    typed = (
        "A status conference was held on May 12, 2025, and both defendants were put on probation"
    )
    office("post", "c", typed, code=2)
    assert "status conference held on May 12, 2025'" in office.error
    assert "both defendants were put on probation on May 12, 2025'" in office.error


def test_hearing__with_who_was_bound_over__is_told_with_a_note(office: Terminal) -> None:
    typed = "A preliminary hearing was held on May 12, 2025, and both defendants were bound over"
    day = "2025-05-12"
    assert recorded(office, typed) == [("hearing.held", day), ("note.recorded", day)]


@pytest.mark.parametrize(
    ("rest", "verdicts"),
    [("larceny", 1), ("larceny and not guilty of arson", 2)],
)
def test_trial__that_began_before_its_verdicts__is_told_on_its_days(
    office: Terminal, rest: str, verdicts: int
) -> None:
    assert recorded(office, TRIED.format(rest)) == [
        *[("charge.trial_commenced", "2025-05-12")] * verdicts,
        *[("charge.verdict_returned", "2025-05-14")] * verdicts,
    ]


def test_notes__each_with_its_day_behind__are_of_their_days(office: Terminal) -> None:
    typed = "Roe was arrested on May 12, 2025, and Vale was arrested on May 14, 2025."
    assert recorded(office, typed) == [
        ("note.recorded", "2025-05-12"),
        ("note.recorded", "2025-05-14"),
    ]


def test_effects__of_a_dry_run__have_each_item_behind_its_party(office: Terminal) -> None:
    typed = "Roe was charged with theft on May 12, 2025, and Vale was charged with theft on May 12."
    shown = office("post", "c", typed, "--dry-run").partition("Effect on every status")[2]
    lines = [line.strip() for line in shown.splitlines()]
    places = [place for place, line in enumerate(lines) if "(criminal)" in line]
    assert len(places) == 2
    assert all(lines[place + 1].startswith(("theft", "larceny", "burglary")) for place in places)


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("The trial date of February 9, 2026 was vacated on May 12, 2025.", "hearing.cancelled"),
        ("On May 12, 2025 the February 9 trial was vacated", "hearing.cancelled"),
        (
            "On May 12, 2025 the trial of February 9 was continued to April 13, 2026",
            "hearing.scheduled",
        ),
    ],
)
def test_hearing__called_by_its_day__is_that_one_of_two(
    office: Terminal, typed: str, becomes: str
) -> None:
    for day in ("February 9, 2026", "March 9, 2026"):
        office("post", "c", f"trial set for {day}", *DAY)
    first, _ = (one["data"]["hearing_id"] for one in office.json("events")["events"][-2:])
    assert recorded(office, typed) == [(becomes, "2025-05-12")]
    (*_, done) = office.json("events")["events"]
    field = "hearing_id" if becomes == "hearing.cancelled" else "replaces"
    assert done["data"][field] == first


def test_hearing__called_by_a_day_for_which_none_is_set__is_asked(office: Terminal) -> None:
    office("post", "c", "trial set for February 9, 2026", *DAY)
    office("post", "c", "The trial of February 16, 2026 was vacated on May 12, 2025", code=2)
    assert "No trial is set for February 16, 2026 here" in office.error
