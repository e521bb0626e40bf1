"""Every rule once, counted by hand from its text on a printed calendar."""

from __future__ import annotations

from itertools import product
from operator import itemgetter

import pytest

from casefile.law.deadlines.count import ServedBy, Terms, Unit, count
from casefile.law.edtf import parse
from casefile.law.rulebook import rulebook

# From Thursday, 20 April 2023: the day that is due, why, and the rules that say so.
SPRING = """
2023-04-27 | Thursday, a week | frap-27a4 frap-41b frcp-54d1 frcp-81c2c
2023-05-01 | the tenth day is a Sunday | frap-5b2 frap-27a3a nc-50b1 nc-50b1-jury nc-59b
2023-05-04 | ten days without weekends | nm-12-201a1a nm-5-614c nm-1-015a
2023-05-04 | ten days without weekends | nm-1-052b
2023-05-04 | Thursday, two weeks | frcp-23f frcp-45d2b frcrp-12-1a2 frcrp-41e2ai nc-app-4a2
2023-05-10 | twenty days, a Wednesday | nm-1-015a-amendment
2023-05-22 | the thirtieth day is a Saturday | nm-1-033c3 nm-1-034b nm-1-036a
2023-06-05 | the 45th day is a Sunday | frcp-23f-us nm-1-033c3-defendant nm-1-034b-defendant
2023-06-05 | the 45th day is a Sunday | nm-1-036a-defendant
2023-05-04 | Thursday, two weeks | frap-4a3 frap-4a6b-notice frap-4b1ai frap-5d1 frap-10b1
2023-05-04 | Thursday, two weeks | frap-10b3b frap-10c frap-40d1 frbp-8002a1
2023-05-04 | Thursday, two weeks | frcp-12a4a frcp-12a4b frcp-15a3 frcp-12e frcp-14a1 frcp-26a1c
2023-05-04 | Thursday, two weeks | frcp-26a3b-objections frcp-26f2 frcp-38b1 frcp-38c frcp-65b2
2023-05-04 | Thursday, two weeks | frcp-68a frcp-54d2b frcp-59c frcp-72a frcp-72b2
2023-05-04 | Thursday, two weeks | frcp-72b2-response frcp-81c3b nm-12-201b1
2023-05-04 | Thursday, two weeks | frcrp-5-1c-custody frcrp-29c1 frcrp-33b2 frcrp-34b frcrp-35a
2023-05-04 | Thursday, two weeks | frcrp-58g2a frcrp-58g2b frcrp-59a frcrp-59b2
2023-05-04 | Thursday, two weeks | frap-39d1 frap-39d2 frap-4a6 frap-4b3aii frbp-8002a3
2023-05-04 | Thursday, two weeks | frcrp-12-1b2 frcrp-12-3a3 frcrp-12-3a4b frcrp-12-3a4c
2023-05-05 | eleven days or more count every day | nm-12-309e nm-12-404a nm-1-059c
2023-05-05 | eleven days or more count every day | nm-1-056d2 nm-1-056d2-reply
2023-05-10 | seven days or more count every day | nc-12a1a nc-12a1b
2023-05-11 | Thursday, three weeks | frap-31a1-reply frcp-12a1ai frcp-12a1b frcp-12a1c frcp-15a1a
2023-05-11 | Thursday, three weeks | frcp-15a1b frcp-12f2 frcp-81c2 frcrp-5-1c
2023-05-11 | Thursday, three weeks | frcp-53f2 frcp-71-1e2 frap-15b2 frap-28-1f4
2023-05-11 | fifteen days without weekends | usc-29-659a
2023-05-18 | Thursday, four weeks | frap-4a4avi frcp-50b frcp-50b-jury frcp-50d frcp-52b frcp-59b
2023-05-18 | Thursday, four weeks | frcp-59e
2023-05-22 | the thirtieth day is a Saturday | frap-4a1a frap-4a5a frap-4b1bi frap-31a1-appellee
2023-05-22 | the thirtieth day is a Saturday | frcp-26a1d frcp-26a2dii frcp-33b2 frcp-34b2a
2023-05-22 | the thirtieth day is a Saturday | frcp-34b2a-early frcp-36a3 frcp-56b frcp-62a
2023-05-22 | the thirtieth day is a Saturday | usc-28-1446b1 usc-18-3161b
2023-05-22 | the thirtieth day is a Saturday | usc-28-1446b3 usc-28-1447c nm-1-050b-jury
2023-05-22 | the thirtieth day is a Saturday | nm-6-506a1 nm-7-506a1
2023-05-22 | the thirtieth day is a Saturday | il-181a il-303a1 il-303d il-606b il-2-1202c
2023-05-22 | the thirtieth day is a Saturday | il-2-1203a nc-app-3c1 nc-app-3c2 nc-12a1
2023-05-22 | the thirtieth day is a Saturday | nc-12a1-crossclaim nc-12a1-reply
2023-05-22 | the thirtieth day is a Saturday | nm-12-201a1b nm-12-501b nm-12-502b nm-12-505c
2023-05-22 | the thirtieth day is a Saturday | nm-1-012a nm-1-050b nm-1-052d nm-1-059b nm-1-059e
2023-05-22 | the thirtieth day is a Saturday | frcp-30e1 frap-15d frap-28-1f2 frap-28-1f3
2023-05-30 | Tuesday after Memorial Day | frap-28-1f1
2023-05-30 | Tuesday after Memorial Day | frap-31a1
2023-06-05 | the 45th day is a Sunday | frap-40d1-us nm-12-210c2a
2023-06-20 | the sixtieth day is Juneteenth | frap-4a1b usc-29-660a frcp-12a1aii frcp-12a2 frcp-12a3
2023-06-29 | Thursday, ten weeks | usc-18-3161c1 usc-18-3161e
2023-07-19 | Wednesday | frcp-4m usc-18-3164b nm-5-601e1 nm-5-801a
2023-10-17 | Tuesday | frap-4a6b usc-18-3600a-c
2023-10-19 | Thursday, 26 weeks | nm-6-506b nm-7-506b
2024-04-22 | 20 April 2024 is a Saturday | frcp-60c1 frcrp-35b1 nm-1-060b
2025-04-21 | 20 April 2025 is a Sunday | nm-5-614c-evidence
2026-04-20 | a Monday | frcrp-33b1
2023-04-17 | back, three working days from Thursday | nm-1-055b
2023-04-06 | back, Thursday | frcp-6c1 frcp-68a-offer frcrp-12-1b2-trial
2023-04-13 | back, Thursday | frcp-6c2 frcp-55b2
2023-03-30 | back, Thursday | frcp-26f1 frcrp-12-3a3-trial frcrp-12-3a4a
2023-03-21 | back, Tuesday | frcp-26a3b
2023-01-20 | back, Friday | frcp-26a2di
"""
# From a day from which a period that is a day longer or shorter ends on another one.
TOLD_APART = """
2023-05-01 | 2023-05-11 | ten days, a Thursday | nc-50b1 nc-50b1-jury nc-59b frap-5b2 frap-27a3a
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | il-181a il-303a1 il-303d il-606b il-2-1202c
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | il-2-1203a nc-12a1 nc-12a1-crossclaim
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | nc-app-3c1 nc-app-3c2 nm-1-012a nm-1-033c3
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | nm-1-034b nm-1-036a nm-1-050b nm-1-050b-jury
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | nm-1-052d nm-1-059b nm-1-059e nm-12-201a1b
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | nm-12-501b nm-12-502b nm-12-505c nm-6-506a1
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | nm-7-506a1 frcp-26a1d frcp-26a2dii frcp-33b2
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | frcp-34b2a frcp-34b2a-early frcp-36a3 frcp-56b
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | frcp-62a usc-28-1446b1 usc-28-1446b3
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | usc-28-1447c frcp-30e1 usc-18-3161b frap-4a1a
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | frap-4a5a frap-4b1bi frap-31a1-appellee
2023-05-01 | 2023-05-31 | thirty days, a Wednesday | frap-15d frap-28-1f2 frap-28-1f3 nc-12a1-reply
2023-05-04 | 2023-06-13 | forty days, a Tuesday | frap-31a1 frap-28-1f1
2023-05-01 | 2023-06-15 | forty-five days, a Thursday | nm-1-033c3-defendant nm-1-034b-defendant
2023-05-01 | 2023-06-15 | forty-five days, a Thursday | nm-1-036a-defendant nm-12-210c2a frcp-23f-us
2023-05-01 | 2023-06-15 | forty-five days, a Thursday | frap-40d1-us
2023-05-01 | 2023-06-30 | sixty days, a Friday | frap-4a1b frcp-12a1aii frcp-12a2 frcp-12a3
2023-05-01 | 2023-06-30 | sixty days, a Friday | usc-29-660a
2023-05-03 | 2023-02-02 | back ninety days, a Thursday | frcp-26a2di
"""
# rule | from | how it was served | due | why: holidays, leap years, ends of months, service by mail
OTHERS = """
frcp-12a1ai     | 2023-12-11 |      | 2024-01-02 | 1 January is New Year's Day
frcp-12a1b      | 2023-12-04 | mail | 2023-12-29 | Christmas, so Tuesday the 26th, and three days
frcp-15a3       | 2024-06-05 |      | 2024-06-20 | Juneteenth
frcp-4m         | 2023-11-30 |      | 2024-02-28 | a Wednesday of a leap year
frcp-59e        | 2024-02-01 |      | 2024-02-29 | the leap day
frcp-60c1       | 2024-02-29 |      | 2025-02-28 | no such day in 2025; a Friday
frcp-33b2       | 2023-03-07 | mail | 2023-04-10 | 6 April, a Thursday, and three days end on Sunday
frcp-54d2b      | 2024-08-19 |      | 2024-09-03 | Labor Day
frcp-6c1        | 2022-01-14 |      | 2021-12-30 | back from New Year's Day as it was kept
frcp-26a2di     | 2023-10-02 |      | 2023-07-03 | back from Independence Day, a Tuesday
frcrp-33b1      | 2020-02-29 |      | 2023-02-28 | no such day in 2023; a Tuesday
frcrp-35a       | 2024-12-11 |      | 2024-12-26 | Christmas
frcp-23f        | 2023-12-18 |      | 2024-01-02 | New Year's Day
frcp-55b2       | 2023-09-11 |      | 2023-09-01 | back from Labor Day, and over the weekend
nm-1-015a       | 2023-11-20 |      | 2023-12-06 | ten days without weekends and two holidays
nm-1-055b       | 2026-11-16 |      | 2026-11-10 | back over a weekend and Veterans Day
nm-1-056d2      | 2026-11-16 | mail | 2026-12-04 | 1 December, a Tuesday, and three days
nm-1-056d2      | 2026-11-12 | mail | 2026-12-03 | Presidents' Day, so 30 November, and three days
nm-1-036a       | 2023-10-25 |      | 2023-11-27 | the Friday after Thanksgiving is kept there
usc-18-3161c1   | 2023-09-15 |      | 2023-11-24 | a Friday that is no federal holiday
frap-4a1a       | 2023-11-30 |      | 2024-01-02 | a Saturday, a Sunday and New Year's Day
frap-4a1b       | 2023-12-31 |      | 2024-02-29 | sixty days over a leap day
frap-39d1       | 2024-12-11 |      | 2024-12-26 | Christmas
frap-28-1f2     | 2024-05-27 | mail | 2024-07-01 | 26 June, a Wednesday; three days end on Saturday
frcp-53f2       | 2023-06-13 | mail | 2023-07-10 | Independence Day; three days end on Saturday
frap-4a3        | 2024-11-14 |      | 2024-11-29 | Thanksgiving
frap-27a3a      | 2023-06-30 | mail | 2023-07-13 | Monday, 10 July, and three days
usc-29-659a     | 2023-06-14 |      | 2023-07-07 | without weekends, Juneteenth and Independence Day
nm-1-012a       | 2023-10-25 |      | 2023-11-27 | the Friday after Thanksgiving is kept there
nm-5-614c       | 2023-06-16 |      | 2023-07-03 | ten days without weekends and Juneteenth
nm-12-201a1a    | 2023-12-20 |      | 2024-01-05 | ten days without weekends and two holidays
nm-12-404a      | 2023-06-19 |      | 2023-07-05 | the fifteenth day is Independence Day
il-303a1        | 2024-01-13 |      | 2024-02-13 | Lincoln's birthday is a state holiday
il-181a         | 2023-12-02 |      | 2024-01-02 | New Year's Day
nc-12a1         | 2023-12-02 |      | 2024-01-02 | New Year's Day
nc-12a1-reply   | 2023-04-20 | mail | 2023-05-23 | Saturday the 20th and three days, a Tuesday
nc-59b          | 2024-03-19 |      | 2024-04-01 | Good Friday is a state holiday, then a weekend
"""


def due(code: str, begins: str, served_by: ServedBy | None = None, *, more: int = 0) -> str:
    """Return when a rule ends that begins with a day, or would if it were so much longer."""
    rule = rulebook().rules[code]
    law = rule.counting
    terms = Terms(rule.number + more, Unit(rule.unit), rule.before, law, law.holidays, served_by)
    return count("the event", parse(begins), terms).due


@pytest.mark.parametrize("line", SPRING.strip().splitlines())
def test_rule__from_a_day_of_spring__ends_as_counted_by_hand(line: str) -> None:
    ends, why, codes = (part.strip() for part in line.split("|"))
    assert {code: due(code, "2023-04-20") for code in codes.split()} == dict.fromkeys(
        codes.split(), ends
    ), why


@pytest.mark.parametrize("line", TOLD_APART.strip().splitlines())
def test_rule__that_ends_on_a_working_day__ends_as_counted_by_hand(line: str) -> None:
    begins, ends, why, codes = (part.strip() for part in line.split("|"))
    assert {code: due(code, begins) for code in codes.split()} == dict.fromkeys(
        codes.split(), ends
    ), why


def test_rules__all__are_counted_by_hand_once() -> None:
    lines = [line.split("|")[2].split() for line in SPRING.strip().splitlines()]
    assert sorted(code for codes in lines for code in codes) == sorted(rulebook().rules)


def test_rules__all__would_end_otherwise_if_they_were_longer_or_shorter() -> None:
    spring = [("2023-04-20", *line.split("|")[::2]) for line in SPRING.strip().splitlines()]
    apart = [itemgetter(0, 1, 3)(line.split("|")) for line in TOLD_APART.strip().splitlines()]
    told: dict[int, set[str]] = {-1: set(), 1: set()}
    for begins, ends, codes in (*spring, *apart):
        for code, more in product(codes.split(), told):
            if due(code, begins.strip(), more=more) != ends.strip():
                told[more].add(code)
    for codes in told.values():
        assert sorted(codes) == sorted(rulebook().rules)


@pytest.mark.parametrize("line", OTHERS.strip().splitlines())
def test_rule__over_holidays_and_leap_days__ends_as_counted_by_hand(line: str) -> None:
    code, begins, served, ends, why = (part.strip() for part in line.split("|"))
    assert due(code, begins, ServedBy(served) if served else None) == ends, why
