"""Deadlines with several beginnings: whichever is later, and motions that restart the time.

Each day is counted by hand from the text of the rule, on the printed calendar of the year.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.law.deadlines.bodies import read_also
from casefile.law.deadlines.count import Due
from casefile.law.due_days import of_several
from casefile.law.rulebook import rulebook
from tests.histories import Office, drafts
from tests.recording.test_deadlines import calendar, data, refused

SUIT = """
filed: 2023-01-09 claim.filed item_id=k1
2023-01-20 claim.served item_id=k1
2023-02-10 claim.answered item_id=k1
2023-04-10 claim.trial_commenced item_id=k1
judgment: 2023-04-20 claim.judgment_entered item_id=k1 kind=bench for=claimant
"""
SET = "2023-12-01 deadline.set deadline_id={} kind={}"
NOTICE = "notice: {} appeal.filed item_ids=k1 appellant=p1"
APPEAL = f"appeal: {SET.format('appeal', 'appeal')} rule=frap-4a1a trigger=judgment"


def filed(day: str, kind: str, motion: str = "mo1") -> str:
    """Return the filing of a motion."""
    words = kind.replace(" ", "_")
    return f"{motion}-filed: {day} motion.filed motion_id={motion} kind={words} by=p1"


def decided(day: str, motion: str = "mo1") -> str:
    """Return the decision of a motion."""
    return f"{motion}-decided: {day} motion.decided motion_id={motion} outcome=denied"


def post(office: Office, *lines: str) -> None:
    """Record events, whose kinds are written without spaces."""
    posted = [
        replace(one, data={**one.data, "kind": one.data["kind"].replace("_", " ")})
        if one.type == "motion.filed"
        else one
        for one in drafts("\n".join(lines))
    ]
    office.recorder.record(posted, by="tester")


@pytest.fixture
def suit(office: Office) -> Office:
    """Return an office in which judgment was entered on Thursday, 20 April 2023."""
    office.post(SUIT)
    return office


def test_appeal__no_motion__thirty_days_after_the_judgment(suit: Office) -> None:
    suit.post(APPEAL)
    assert calendar(suit)["appeal"] == ("2023-05-22", "open")  # the 20th is a Saturday


# kind of motion | filed | decided | due: 30 days after the order on it
TOLLING = """
Rule 59(e) motion to alter the judgment | 2023-05-18 | 2023-07-10 | 2023-08-09
motion for a new trial                  | 2023-04-21 | 2023-06-02 | 2023-07-03
renewed motion for judgment as a matter of law (50(b)) | 2023-05-01 | 2023-06-05 | 2023-07-05
motion to amend findings under 52(b)    | 2023-05-18 | 2023-06-20 | 2023-07-20
motion for relief from the judgment under Rule 60(b) | 2023-05-18 | 2023-06-20 | 2023-07-20
"""


@pytest.mark.parametrize("line", TOLLING.strip().splitlines())
def test_appeal__timely_motion_decided__runs_from_the_order(suit: Office, line: str) -> None:
    # 28 days after 20 April 2023 are Thursday, 18 May.
    kind, at, order, due = (part.strip() for part in line.split("|"))
    post(suit, filed(at, kind), decided(order))
    suit.post(f'{APPEAL} also=["mo1-decided"]')
    assert calendar(suit)["appeal"] == (due, "open")
    steps = data(suit, "appeal")["steps"]
    assert any("restarts the time (Fed. R. App. P. 4(a)(4)(A)" in step for step in steps)
    assert any("its last day was 2023-05-18" in step for step in steps)


def test_appeal__several_motions__runs_from_the_last_order(suit: Office) -> None:
    post(suit, filed("2023-05-01", "new trial"))
    post(suit, filed("2023-05-02", "alter the judgment", "mo2"))
    suit.post("\n".join((decided("2023-06-30", "mo2"), decided("2023-06-01"))))
    suit.post(f'{APPEAL} also=["mo1-decided","mo2-decided"]')
    assert calendar(suit)["appeal"] == ("2023-07-31", "open")  # the 30th is a Sunday


@pytest.mark.parametrize(
    ("kind", "at", "why"),
    [
        ("new trial", "2023-05-19", "too late"),
        ("motion to compel", "2023-05-01", "not on record as one of them"),
    ],
)
def test_appeal__motion_that_restarts_nothing__refused(
    suit: Office, kind: str, at: str, why: str
) -> None:
    post(suit, filed(at, kind), decided("2023-06-01"))
    refusal = refused(suit, f'{APPEAL} also=["mo1-decided"]')
    assert refusal.code == "deadline.trigger"
    assert why in refusal.sentence


def test_appeal__motion_perhaps_in_time__either_end(suit: Office) -> None:
    post(suit, filed("2023-05", "new trial"), decided("2023-06-01"))
    suit.post(f'{APPEAL} also=["mo1-decided"]')
    assert calendar(suit)["appeal"][0] == "2023-05-22/2023-07-03"  # 1 July is a Saturday
    assert any("is not certain" in step for step in data(suit, "appeal")["steps"])


def test_appeal__order_on_the_motion_corrected__counted_again(suit: Office) -> None:
    post(suit, filed("2023-05-01", "new trial"), decided("2023-06-01"))
    suit.post(f'{APPEAL} also=["mo1-decided"]')
    suit.post('2023-12-31 event.corrected target=mo1-decided changes={"effective":"2023-06-08"}')
    assert calendar(suit)["appeal"] == ("2023-07-10", "open")  # the 8th is a Saturday


def test_appeal__motion_that_restarted_it_corrected__counted_again(suit: Office) -> None:
    post(suit, filed("2023-05", "new trial"), decided("2023-06-01"))
    suit.post(f'{APPEAL} also=["mo1-decided"]')
    suit.post('2023-12-31 event.corrected target=mo1-filed changes={"effective":"2023-05-10"}')
    assert calendar(suit)["appeal"] == ("2023-07-03", "open")


def test_cross_appeal__later_of_fourteen_days_and_the_time_otherwise(suit: Office) -> None:
    suit.post(APPEAL)
    suit.post(NOTICE.format("2023-05-01"))
    line = f"cross: {SET.format('cross', 'cross')} rule=frap-4a3 trigger=notice"
    suit.post(f'{line} also=["appeal"]')
    assert calendar(suit)["cross"] == ("2023-05-22", "open")  # 15 May comes before
    late = line.replace("cross:", "late:").replace("deadline_id=cross", "deadline_id=late")
    suit.post('2023-12-31 event.corrected target=notice changes={"effective":"2023-05-12"}')
    suit.post(f'{late} also=["appeal"]')
    assert calendar(suit)["late"] == ("2023-05-26", "open")
    assert calendar(suit)["cross"] == ("2023-05-26", "open")


@pytest.mark.parametrize(
    ("rule", "dues", "due"),
    [
        ("frap-4a3", ["2023-05-15", "2023-05-22/.."], "2023-05-22/.."),
        ("frap-4a3", ["2023-05-15/2023-05-18", "../2023-05-16"], "2023-05-15/2023-05-18"),
        ("frap-4a6b", ["../2023-05-15", "2023-05-10"], "../2023-05-10"),
        ("frap-4a6b", ["2023-05-10/..", "2023-05-12"], "2023-05-10/2023-05-12"),
        ("frap-4a6b", ["2023-05-10/..", "2023-05-12/.."], "2023-05-10/.."),
    ],
)
def test_of_several__with_an_end_that_is_open__is_open_where_it_may_count(
    rule: str, dues: list[str], due: str
) -> None:
    counted = [Due(one, ()) for one in dues]
    assert of_several(counted, rulebook().rules[rule]).due == due


def test_cross_appeal__time_otherwise_not_given__says_so(suit: Office) -> None:
    suit.post(NOTICE.format("2023-05-01"))
    suit.post(f"cross: {SET.format('cross', 'cross')} rule=frap-4a3 trigger=notice")
    assert calendar(suit)["cross"] == ("2023-05-15", "open")
    said = "The later end counts (Fed. R. App. P. 4(a)(3)); the end of the time otherwise"
    assert data(suit, "cross")["steps"][-1].startswith(said)


def test_officer__served_twice__sixty_days_after_the_later(suit: Office) -> None:
    suit.post("officer: 2023-04-10 note.recorded text=Served.")
    suit.post("attorney: 2023-04-20 note.recorded text=Served.")
    line = f"answer: {SET.format('answer', 'answer')} rule=frcp-12a3"
    suit.post(f'{line} trigger=officer also=["attorney"]')
    assert calendar(suit)["answer"] == ("2023-06-20", "open")  # the 19th is Juneteenth


def test_reopening__earlier_of_two_times(suit: Office) -> None:
    suit.post("told: 2023-09-01 note.recorded text=Told.")
    by_notice = f"by: {SET.format('by', 'motion')} rule=frap-4a6b-notice trigger=told"
    suit.post(by_notice)
    suit.post(f'one: {SET.format("one", "m")} rule=frap-4a6b trigger=judgment also=["by"]')
    # 180 days after 20 April are 17 October; 14 days after 1 September are the 15th.
    assert calendar(suit)["one"] == ("2023-09-15", "open")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ('rule=frcp-59e trigger=judgment also=["filed"]', "claim.filed"),
        ('rule=frap-4a1a trigger=judgment also=["filed"]', "claim.filed"),
        ('rule=frap-4a1a trigger=judgment also=["nothing"]', "no earlier event nothing"),
        (
            'period={"number":3,"unit":"days","counting":"frcp"} trigger=judgment also=["filed"]',
            "A period of no rule runs from one event",
        ),
    ],
)
def test_further_event__the_rule_does_not_count_from_it__refused(
    suit: Office, more: str, why: str
) -> None:
    assert why in refused(suit, f"x: {SET.format('x', 'x')} {more}").sentence


@pytest.fixture
def case(office: Office) -> Office:
    """Return an office in which a defendant was found guilty on Friday, 2 June 2023."""
    office.post("""
2023-01-09 charge.filed
2023-06-01 charge.trial_commenced
verdict: 2023-06-02 charge.verdict_returned verdict=guilty
judgment: 2023-09-05 docket.entry_recorded text=Judgment. entered=2023-09-06
""")
    return office


def test_criminal_appeal__government_appeals_later__fourteen_days_after_that(case: Office) -> None:
    line = f"{SET.format('{0}', 'appeal')} rule=frap-4b1ai trigger=judgment"
    case.post(line.replace("{0}", "alone"))
    assert calendar(case)["alone"] == ("2023-09-20", "open")  # from the entry on the 6th
    case.post("theirs: 2023-09-18 docket.entry_recorded text=Notice. entered=2023-09-19")
    case.post(f'{line.replace("{0}", "both")} also=["theirs"]')
    assert calendar(case)["both"] == ("2023-10-02", "open")  # from the filing on the 18th


def test_criminal_appeal__motion_after_the_verdict__in_time_or_not_is_not_counted(
    case: Office,
) -> None:
    post(case, filed("2023-06-12", "new trial"), decided("2023-10-16"))
    line = f"x: {SET.format('x', 'appeal')} rule=frap-4b1ai trigger=judgment"
    case.post(f'{line} also=["mo1-decided"]')
    assert calendar(case)["x"] == ("2023-09-20/2023-10-30", "open")
    assert any("Fed. R. App. P. 4(b)(3)(A)" in step for step in data(case, "x")["steps"])


def test_criminal_appeal__motion_later_than_any_that_restarts_its_time__is_refused(
    case: Office,
) -> None:
    post(case, filed("2023-11-06", "new trial on newly discovered evidence"), decided("2023-12-18"))
    line = f"x: {SET.format('x', 'appeal')} rule=frap-4b1ai trigger=judgment"
    refused = case.refused(f'{line} also=["mo1-decided"]', "deadline.trigger")
    assert "too late to restart the time (Fed. R. App. P. 4(b)(3)(A)(ii)" in refused.sentence


MOTIONS = """
jurisdiction = "US-OR"
title = "Example"
[sources]
example = "this test"
[countings.or-civil]
title = "Example"
excludes = "R. 1"
counts = "R. 1"
rolls = "R. 1"
"""
TIMES = (
    (
        "appeal",
        "30 days after judgment",
        'restarted_by = ["or-ten", "or-twenty"]\nrestarts = "R. 2"',
    ),
    ("ten", "10 days after judgment", ""),
    ("twenty", "20 days after judgment", ""),
)


@pytest.mark.parametrize(
    ("at", "due"), [("2023-05-08", "2023-07-03"), ("2023-05-10", "2023-07-03"), ("2023-05-11", "")]
)
def test_appeal__motion_that_several_rules_time__is_in_time_by_the_longest(
    suit: Office, tmp_path: Path, at: str, due: str
) -> None:
    # Twenty days after 20 April are Wednesday, 10 May; thirty after 1 June are a Saturday.
    rules = "".join(
        f'[rules.or-{name}]\ntitle = "{name}"\ncitation = "R. {name}"\ncounting = "or-civil"\n'
        f'time = "{time}"\nof = "any party"\nmet_by = ["new_trial"]\nread = "example"\n{more}\n'
        for name, time, more in TIMES
    )
    (tmp_path / "us-or.toml").write_text(MOTIONS + rules, "utf-8")
    post(suit, filed(at, "motion for a new trial"), decided("2023-06-01"))
    line = f'{APPEAL.replace("frap-4a1a", "or-appeal")} also=["mo1-decided"]'
    read_also(str(tmp_path))
    try:
        if due:
            suit.post(line)
            assert calendar(suit)["appeal"] == (due, "open")
        else:
            assert "its last day was 2023-05-10" in refused(suit, line).sentence
    finally:
        read_also("")


def test_rule__that_is_read_no_more__its_deadline_stays_and_the_receipt_warns(
    office: Office, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "us-or.toml").write_text(example, "utf-8")
    office.post("served: 2023-04-20 note.recorded text=Served.")
    read_also(str(tmp_path))
    try:
        office.post(f"x: {SET.format('x', 'answer')} rule=or-7c trigger=served")
    finally:
        read_also("")
    corrected = '2023-12-31 event.corrected target=served changes={"effective":"2023-04-25"}'
    receipt = office.post(corrected)
    assert [one.code for one in receipt.warnings] == ["deadline_rule_unknown"]
    assert calendar(office)["x"] == ("2023-05-22", "open")
