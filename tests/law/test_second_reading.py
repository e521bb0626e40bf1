"""Deadlines counted by a second reader, by hand and before casefile was asked."""

from __future__ import annotations

import pytest

from casefile.law.deadlines.count import ServedBy, count
from casefile.law.due_days import Court, find_terms
from casefile.law.edtf import parse
from casefile.law.events.process import DeadlineSet

# rule | from | how it was served, or whose holidays count | due | how it was counted
COUNTED = """
frcp-12a1ai | 2026-06-13 | | 2026-07-06 | the 21st day is Saturday, 4 July; forward, so Friday is no help
frcp-12a1ai | 2026-06-12 | | 2026-07-06 | the 21st day is Friday, 3 July, kept for the 4th; then a weekend
frcp-6c2 | 2027-07-12 | | 2027-07-02 | back to Monday, 5 July, kept for the 4th; back to Friday
frcp-33b2 | 2024-01-31 | mail | 2024-03-04 | 29 February is day 29, Friday the 1st day 30; three days to Monday
frap-4a1a | 2025-12-02 | | 2026-01-02 | the 30th day is New Year's Day, a Thursday
frap-4a1b | 2024-11-20 | | 2025-01-21 | the 60th day is Sunday the 19th, then Martin Luther King's day
frcp-54d2b | 2025-11-13 | | 2025-11-28 | Thanksgiving is the 27th; the day after is no federal holiday
frcp-54d2b | 2025-11-13 | US-TX | 2025-12-01 | where a state keeps the day after, it is Monday
frcp-4m | 2023-12-01 | | 2024-02-29 | 30, 61, 90: the leap day, a Thursday
frcp-60c1 | 2026-02-28 | | 2027-03-01 | 28 February 2027 is a Sunday
frcp-59e | 2026-01-19 | | 2026-02-17 | four weeks from a holiday to a holiday, the third Monday
frcrp-33b1 | 2024-02-29 | | 2027-03-01 | no such day in 2027, and the 28th is a Sunday
usc-29-659a | 2024-12-16 | | 2025-01-08 | fifteen days without weekends, Christmas and New Year's Day
frbp-8002a1 | 2027-06-04 | | 2027-06-21 | Juneteenth is a Saturday, kept on Friday the 18th
usc-18-3161c1 | 2025-09-02 | | 2025-11-12 | the 70th day is Veterans Day, a Tuesday
frap-27a3a | 2024-12-12 | mail | 2024-12-26 | a Sunday, so Monday the 23rd, and only then three days
frcp-26f1 | 2025-03-10 | | 2025-02-14 | back to Washington's Birthday; back over the weekend
frcp-56b | 2023-08-05 | | 2023-09-05 | the 30th day is Labor Day
nm-1-012a | 2026-10-12 | | 2026-11-12 | the 30th day is Veterans Day, a Wednesday
nm-5-614c | 2023-05-19 | | 2023-06-05 | ten days without weekends and Memorial Day
nm-12-404a | 2024-02-04 | | 2024-02-19 | Presidents' Day is kept in November there, so this Monday counts
nm-12-201a1a | 2025-11-21 | | 2025-12-09 | ten days without Thanksgiving and the Friday that is kept for Presidents
nm-6-506b | 2024-01-05 | | 2024-07-05 | 182 days, a Friday
nm-5-801a | 2023-10-31 | | 2024-01-29 | 30, 61, 90: a Monday
il-181a | 2024-10-06 | | 2024-11-06 | the general election of 2024 was a state holiday (10 ILCS 5/1-24)
il-303a1 | 2025-01-13 | | 2025-02-13 | Lincoln's birthday, a Wednesday
il-2-1203a | 2026-01-31 | | 2026-03-03 | Casimir Pulaski's day, the first Monday of March (5 ILCS 490/15)
il-2-1202c | 2027-01-16 | | 2027-02-16 | Washington's Birthday
nc-59b | 2026-05-15 | | 2026-05-26 | ten days count every day; Memorial Day
nc-12a1-crossclaim | 2024-05-23 | mail | 2024-06-25 | 33 days, a Tuesday; not Saturday's Monday and three days
nc-app-3c1 | 2025-03-19 | | 2025-04-21 | Good Friday, kept there
nc-12a1 | 2023-05-20 | | 2023-06-19 | 30 days, a Monday; G.S. 103-4(a) has no Juneteenth
frcrp-12-1b2 | 2024-12-11 | | 2024-12-26 | the 14th day is Christmas, a Wednesday
frcrp-12-1b2-trial | 2026-03-02 | | 2026-02-13 | back to Washington's Birthday; back over the weekend
frcrp-12-3a3-trial | 2026-07-28 | | 2026-07-07 | back three weeks, a Tuesday
usc-18-3600a-c | 2026-01-05 | | 2026-07-06 | the 180th day is Saturday, 4 July
nm-1-055b | 2026-12-01 | | 2026-11-24 | Monday; then over Presidents' Day and Thanksgiving; Wednesday; Tuesday
nm-1-056d2 | 2024-02-14 | mail | 2024-03-04 | 29 February, a Thursday; three days end on Sunday
il-181a | 2027-05-19 | | 2027-06-18 | 30 days, a Friday; Juneteenth is the Saturday and moves nowhere
il-181a | 2026-05-20 | | 2026-06-22 | 30 days, Juneteenth, a Friday; then a weekend
"""  # noqa: E501 - one line, one deadline


@pytest.mark.parametrize("line", COUNTED.strip().splitlines())
def test_deadline__counted_by_a_second_reader__is_due_on_his_day(line: str) -> None:
    rule, begins, how, due, why = (part.strip() for part in line.split("|"))
    data = DeadlineSet(
        deadline_id="d",
        kind="x",
        rule=rule,
        trigger="t",
        served_by=ServedBy.MAIL if how == "mail" else None,
        holidays_of=("US", how) if how.startswith("US-") else (),
    )
    terms, _ = find_terms(data, Court())
    assert count("the event", parse(begins), terms).due == due, why
