"""The limitation table: the last day for a charge, and the range where something is not known."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.deadlines.limitation import degree_name, is_untimely, last_days, unknown_here
from casefile.law.edtf import parse
from tests.histories import Office

DAY = "2021-10-21"


def years(number: int) -> date:
    """Return the day that many years after the incident of these tests."""
    return date(2021 + number, 10, 21)


@pytest.mark.parametrize(
    ("severity", "degree", "number"),
    [
        ("felony", "second", 6),
        ("felony", "third", 5),
        ("felony", "4", 5),
        ("misdemeanor", "", 2),
        ("petty", "", 1),
    ],
)
def test_new_mexico__severity_and_degree_known__one_day(
    severity: str, degree: str, number: int
) -> None:
    ends = years(number)
    assert last_days("US-NM", severity, degree, parse(DAY), ()) == (ends, ends)


@pytest.mark.parametrize("degree", ["capital", "Capital felony", "first", "1st degree"])
def test_new_mexico__gravest_felonies__no_end(degree: str) -> None:
    assert last_days("US-NM", "felony", degree, parse(DAY), ()) == (None, None)


@pytest.mark.parametrize("degree", ["", "aggravated", "fifth", "44th"])
def test_new_mexico__felony_of_unknown_degree__no_end_but_a_first_day(degree: str) -> None:
    assert last_days("US-NM", "felony", degree, parse(DAY), ()) == (years(5), None)


def test_new_mexico__unknown_severity__range_over_all() -> None:
    assert last_days("US-NM", "unknown", "", parse(DAY), ()) == (years(1), None)
    assert last_days("US-NM", "unknown", "fourth", parse(DAY), ()) == (years(1), years(5))


@pytest.mark.parametrize("severity", ["felony", "misdemeanor", "petty", "infraction", "unknown"])
def test_federal__any_severity__five_years(severity: str) -> None:
    assert last_days("US", severity, "", parse(DAY), ()) == (years(5), years(5))
    assert last_days("US", severity, "Class C", parse(DAY), ()) == (years(5), years(5))


def test_federal__capital__no_end() -> None:
    assert last_days("US", "felony", "capital", parse(DAY), ()) == (None, None)


@pytest.mark.parametrize(
    "text", ["4", "4th", "fourth", "Fourth degree", "fourth-degree", "4th deg."]
)
def test_degree__however_written__one_name(text: str) -> None:
    assert degree_name(text) == "fourth"


@pytest.mark.parametrize("text", ["", "unknown", "Class A", "14th", "40"])
def test_degree__not_readable__unknown(text: str) -> None:
    assert degree_name(text) == ""


def test_incident__in_an_interval__range() -> None:
    first, last = last_days("US-NM", "felony", "4", parse("2021-10"), ())
    assert (first, last) == (date(2026, 10, 1), date(2026, 10, 31))


def test_incident__open_at_one_end__range_open_there() -> None:
    assert last_days("US-NM", "felony", "4", parse(f"../{DAY}"), ()) == (None, years(5))
    assert last_days("US-NM", "felony", "4", parse(f"{DAY}/.."), ()) == (years(5), None)


def test_incident__unknown__no_end() -> None:
    assert last_days("US-NM", "felony", "4", None, ()) == (None, None)


@pytest.mark.parametrize("jurisdiction", ["", "FR", "US-XX", "us-nm"])
def test_jurisdiction__not_in_the_table__no_end(jurisdiction: str) -> None:
    assert last_days(jurisdiction, "felony", "4", parse(DAY), ()) == (None, None)


STILL = (date(2021, 1, 1), date(2023, 1, 2))  # 731 days
LONG = (date(2022, 1, 1), date(9999, 12, 30))


def test_stay__that_tolled__lengthens_both_ends() -> None:
    ends = date(2026, 10, 31)
    stay = (date(2023, 2, 1), date(2023, 2, 11))
    assert last_days("US-NM", "felony", "4", parse(DAY), [stay]) == (ends, ends)


def test_stay__that_began_when_the_period_was_over__lengthens_nothing() -> None:
    ends = date(2026, 10, 21)
    late = (date(2026, 10, 22), date(2027, 1, 1))
    assert last_days("US-NM", "felony", "4", parse(DAY), [late]) == (ends, ends)


def test_stay__that_goes_on__no_end() -> None:
    assert last_days("US-NM", "felony", "4", parse(DAY), [(date(2023, 2, 1), date.max)]) == (
        None,
        None,
    )


def test_incident__on_29_february__ends_on_the_last_day_of_that_month() -> None:
    common, leap = date(2025, 2, 28), date(2024, 2, 29)
    assert last_days("US", "felony", "", parse("2020-02-29"), ()) == (common, common)
    assert last_days("US-NM", "misdemeanor", "", parse("2020-02-29"), [STILL]) == (
        date(2024, 2, 29),
        leap,
    )


def test_calendar__ends_before_the_period__its_last_day() -> None:
    assert last_days("US", "felony", "", parse("9998-01-01"), ()) == (date.max, date.max)
    assert last_days("US", "felony", "", parse(DAY), [LONG]) == (date.max, date.max)


# Section, and whether 720 ILCS 5/3-5 ends its period after three years, never, or may do either.
ILLINOIS = """
720 ILCS 5/19-1                | ends
720 ILCS 5/19-1(a)             | ends
720  ILCS 5/19-1 (a)           | ends
720 ILCS 5/19-2(a)             | ends
720 ILCS 5/9-1(a)(1)           | never
720 ILCS 5/9-2(a)(2)           | never
720 ILCS 5/9-3(a)              | never
720 ILCS 5/9-3.4(a)            | never
720 ILCS 5/17-3(a)(2)          | never
720 ILCS 5/20-1(b)             | never
720 ILCS 5/20-1.1(a)           | never
720 ILCS 5/11-20.1(a)(1)(i)    | never
625 ILCS 5/11-401(b)           | never
625 ILCS 5/11-501(d)(1)(F)     | never
720 ILCS 5/9-1.2               | either
720 ILCS 5/9-3.3(a)            | either
720 ILCS 5/11-20.1(a)(6)       | either
625 ILCS 5/11-501(a)           | either
720 ILCS 5/8-4(a)(720-5/9-1)   | either
720 ILCS 570/402(c)            | either
730 ILCS 5/19-1                | either
"""
THREE_YEARS = date(2024, 10, 21)


@pytest.mark.parametrize("line", ILLINOIS.strip().splitlines())
def test_illinois__felony__ends_as_its_statute_does(line: str) -> None:
    statute, ends = (part.strip() for part in line.split("|"))
    days = {
        "ends": (THREE_YEARS, THREE_YEARS),
        "never": (None, None),
        "either": (THREE_YEARS, None),
    }
    assert last_days("US-IL", "felony", "4", parse(DAY), (), [statute]) == days[ends]


def test_illinois__felony_of_several_statutes__range_over_them() -> None:
    burglary, murder = "720 ILCS 5/19-1", "720 ILCS 5/9-1"
    asked = ("US-IL", "felony", "", parse(DAY), ())
    assert last_days(*asked, [burglary, murder]) == (THREE_YEARS, None)
    assert last_days(*asked, [burglary, "730 ILCS 5/5-8-1"]) == (THREE_YEARS, None)
    assert last_days(*asked, []) == (THREE_YEARS, None)


def test_illinois__misdemeanor__eighteen_months() -> None:
    ends = date(2023, 4, 21)
    assert last_days("US-IL", "misdemeanor", "A", parse(DAY), ()) == (ends, ends)
    short = date(2023, 2, 28)
    assert last_days("US-IL", "misdemeanor", "", parse("2021-08-31"), ()) == (short, short)


def test_illinois__unknown_severity__from_eighteen_months_to_no_end() -> None:
    assert last_days("US-IL", "unknown", "", parse(DAY), ()) == (date(2023, 4, 21), None)


@pytest.mark.parametrize(
    ("jurisdiction", "said"),
    [
        ("US-NC", "no limitation rule for US-NC is known here"),
        ("", "no limitation rule is known here"),
        ("US-NM", ""),
    ],
)
def test_jurisdiction__not_in_the_table__said(jurisdiction: str, said: str) -> None:
    assert unknown_here(jurisdiction) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("Barred by the statute of limitations", True),
        ("Time-barred", True),
        ("The indictment was untimely", True),
        ("Defective grand jury", False),
        (None, False),
    ],
)
def test_dismissal__for_untimeliness__told_by_its_reason(reason: str | None, said: bool) -> None:
    assert is_untimely(reason) is said


def of(office: Office, jurisdiction: str, incident: str, *events: str) -> Office:
    """Return the office with another matter, of this jurisdiction, in which these happen."""
    lines = [
        f"2010-01-01 matter.opened @m9 jurisdiction={jurisdiction}",
        "2010-01-01 party.added @m9 party_id=p1",
        f"{incident} matter.incident_occurred @m9",
        *(f"{event} @m9" for event in events),
    ]
    office.post("\n".join(lines))
    return office


INDICTED = "2014-06-01 charge.filed severity=felony instrument=indictment"
GONE = "charge.dismissed prejudice=without"


# 18 U.S.C. 3288 and 3289: incident | filed | dismissed | what the label says in the year 2015.
FEDERAL = {
    "ended before the dismissal": ("2010-01-10", INDICTED, f"2015-03-31 {GONE}", "2015-09-30"),
    "ends on the day of the dismissal": (
        *("2010-03-31", INDICTED, f"2015-03-31 {GONE}"),
        "2015-09-30",
    ),
    "ends within six months": ("2010-06-30", INDICTED, f"2015-03-31 {GONE}", "2015-12-30"),
    "ends on the last day of six months": (
        *("2010-09-30", INDICTED, f"2015-03-31 {GONE}"),
        "2016-03-30",
    ),
    "ends later": ("2010-10-01", INDICTED, f"2015-03-31 {GONE}", "2015-10-01"),
    "by an information": (
        *("2010-01-10", INDICTED.replace("indictment", "information"), f"2015-03-31 {GONE}"),
        "2015-09-30",
    ),
    "of unknown instrument": (
        *("2010-10-15", INDICTED.replace("indictment", "unknown"), f"2015-06-01 {GONE}"),
        "2015-10-15 to 2016-04-15",
    ),
    "of unknown severity": (
        *("2010-10-15", INDICTED.replace("felony", "unknown"), f"2015-06-01 {GONE}"),
        "2015-10-15 to 2016-04-15",
    ),
    "by a complaint": (
        *("2010-10-15", INDICTED.replace("indictment", "complaint"), f"2015-06-01 {GONE}"),
        "2015-10-15",
    ),
    "a misdemeanor": (
        *("2010-10-15", INDICTED.replace("felony", "misdemeanor"), f"2015-06-01 {GONE}"),
        "2015-10-15",
    ),
    "too late": ("2010-10-15", INDICTED, f"2015-06-01 {GONE} reason=untimely", "2015-10-15"),
    "in a month": ("2010-01-10", INDICTED, f"2015-03 {GONE}", "2015-09-01 to 2015-09-30"),
    "of a wide incident": (
        *("2010-09/2010-12", INDICTED, f"2015-03-31 {GONE}"),
        "2015-10-01 to 2016-03-30",
    ),
}


@pytest.mark.parametrize("way", FEDERAL)
def test_federal__felony_dismissed_from_an_indictment__kept_open(office: Office, way: str) -> None:
    incident, filed, dismissed, until = FEDERAL[way]
    label = of(office, "US", incident, filed, dismissed).status("2015-07-01")["label"]
    assert label == f"dismissed without prejudice (refilable until {until})"


def test_federal__dismissal_under_appeal__no_end_until_it_is_decided(office: Office) -> None:
    of(office, "US", "2010-01-10", INDICTED, f"2015-03-31 {GONE}", "2015-04-01 appeal.filed")
    assert office.status()["label"] == "dismissed without prejudice (refilable); on appeal"


def test_federal__filed_again_after_the_period__warned_with_what_may_save_it(
    office: Office,
) -> None:
    again = INDICTED.replace("2014-06-01", "2015-06-01")
    of(office, "US", "2010-01-10", INDICTED, f"2015-03-31 {GONE}", f"{again} item_id=c2 refiles=c1")
    (flag,) = [one for one in office.flagged() if one["code"] == "limitation_passed"]
    assert flag["sentence"] == (
        "c2 was filed again after the limitation period ended (2015-01-10), unless it was kept "
        "open (18 U.S.C. 3288 and 3289)."
    )


def test_illinois__dismissed__the_time_of_the_prosecution_may_not_count(office: Office) -> None:
    filed = "2021-06-01 charge.filed severity=misdemeanor"
    of(office, "US-IL", "2021-01-10", filed, f"2021-09-10 {GONE}")
    assert office.status("2022-01-01")["label"] == (
        "dismissed without prejudice (refilable until 2022-07-10 to 2023-03-10)"
    )


def test_illinois__incident_open_at_its_start__no_known_end(office: Office) -> None:
    filed = "2021-06-01 charge.filed severity=misdemeanor"
    of(office, "US-IL", "../2021-01-10", filed, f"2021-09-10 {GONE}")
    assert office.status("2022-01-01")["label"] == "dismissed without prejudice (refilable)"


def test_dismissal__with_unknown_prejudice__is_not_said_to_allow_another_filing(
    office: Office,
) -> None:
    unknown = GONE.replace("prejudice=without", "prejudice=unknown")
    of(
        office,
        "US-NM",
        "2021-01-10",
        "2021-06-01 charge.filed severity=felony",
        f"2021-09-10 {unknown}",
    )
    (flag,) = [one for one in office.flagged("2022-01-01") if one["code"] == "refilable_until"]
    assert flag["sentence"].startswith(
        "If it was dismissed without prejudice, it can be filed again "
    )
    assert flag["sentence"].endswith(": c1.")


def test_place_without_a_rule__label_and_flag_say_so(office: Office) -> None:
    of(office, "US-NC", "2021-01-10", "2021-06-01 charge.filed", f"2021-09-10 {GONE}")
    status = office.status("2022-01-01")
    assert status["label"] == (
        "dismissed without prejudice (no limitation rule for US-NC is known here)"
    )
    (flag,) = [one for one in status["flags"] if one["code"] == "refilable_until"]
    assert flag["sentence"] == (
        "It can be filed again; no limitation rule for US-NC is known here: c1."
    )
