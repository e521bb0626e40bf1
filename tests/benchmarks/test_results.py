"""The benchmarks' judgement of a goal, and the page that figures are written into."""

from typing import Any

import pytest

from benchmarks import report
from benchmarks.comparison import Comparison, Contender, Goal, Outcome, Result, Round
from benchmarks.results import BEGIN, END, RESULTS, blocks, filled

OURS = Contender(name="ours", program="casefile_office", do="post")
RATE = Goal(of="ours", beside="theirs", least=2, aim=3)


def result(*rates: int, database_cpu: float | None = None) -> Result:
    return Result([Round(one, 1, 0.5, (), database_cpu_seconds=database_cpu) for one in rates])


def measured(
    goal: Goal = RATE, ours: tuple[int, ...] = (200, 500, 900), work: str = "a post"
) -> dict[str, Any]:
    comparison = Comparison(work=work, database="postgresql", contenders=(OURS,), goals=(goal,))
    results = {"ours": result(*ours, database_cpu=0.1), "theirs": result(100, 200, 300)}
    outcome = report.as_json(Outcome(comparison, results, {}))
    return {"machine": ["Two cores."], "outcomes": [outcome]}


def cells(run: dict[str, Any]) -> list[str]:
    line = report.summary(run["outcomes"], markdown=True).splitlines()[-1]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_ratio__of_three_rounds__is_the_median_of_their_ratios() -> None:
    assert cells(measured())[2:] == [
        *("theirs 200/s", "ours 500/s"),
        *("2.50", "at least 2", "yes", "3"),
    ]


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        (Goal(of="ours", beside="theirs", least=2.6), ["2.50", "at least 2.6", "NO", "-"]),
        (Goal(of="ours", beside="theirs", most=2.5), ["2.50", "at most 2.5", "yes", "-"]),
        (Goal(of="ours", figure="seconds", most=0.9), ["1.0 s", "at most 0.9 s", "NO", "-"]),
        (Goal(of="ours", beside="theirs", aim=1), ["2.50", "-", "-", "1"]),
        (Goal(of="ours", beside="absent", least=2), ["not measured", "at least 2", "-", "-"]),
    ],
)
def test_goal__of_any_kind__says_what_was_measured_and_whether_that_is_enough(
    goal: Goal, told: list[str]
) -> None:
    assert cells(measured(goal))[4:] == told


def test_cpu__of_the_database__stands_beside_that_of_the_client() -> None:
    figures = measured(ours=(100, 100, 100))["outcomes"][0]["results"]
    assert (figures["ours"]["cpu_us"], figures["ours"]["database_cpu_us"]) == (5_000, 1_000)
    assert figures["theirs"]["database_cpu_us"] is None


def test_results__of_one_figure_in_two_files__are_those_of_the_later_one() -> None:
    runs = [measured(work="a load"), measured(), measured(ours=(100, 100, 100))]
    table = blocks(runs)["table"].splitlines()[2:]
    assert [line.split(" | ")[0] for line in table] == ["| a load", "| a post"]
    assert "ours 100/s" in table[1]


def test_page__filled_twice__keeps_what_stands_around_its_places() -> None:
    page = f"Before.\n\n{BEGIN.format('table')}\n{END.format('table')}\n\nAfter.\n"
    once = filled(page, {"table": "first"})
    assert filled(once, {"table": "second"}) == once.replace("first", "second")
    assert once.startswith("Before.\n")
    assert once.endswith("\nAfter.\n")


def test_page__without_a_place__is_refused() -> None:
    with pytest.raises(ValueError, match="no place for the table"):
        filled("Nothing here.", {"table": "lost"})


def test_page_of_this_repository__has_every_place() -> None:
    assert "ours 500/s" in filled(RESULTS.read_text(), blocks([measured()]))
