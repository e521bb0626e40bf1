"""The report: what was compared, ratios first and absolute figures after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.comparison import TITLES, Goal, Outcome, Result

Row = tuple[str, ...]

GOALS = ("Ratio", "Reached", "To reach", "")
FIGURES = ("Contender", "Events/s", "p50 ms", "p99 ms", "CPU µs", "Peak MB")
SUMMARY = ("Work", "Database", "Others", "casefile", "Ratio", "To reach", "Reached?")


def text(outcomes: Sequence[Outcome], *, markdown: bool = False) -> str:
    """Return every outcome, as plain tables or as Markdown."""
    parts = []
    for outcome in outcomes:
        title = outcome.comparison.title
        parts.append(f"### {title}\n" if markdown else f"\n{title}\n{'=' * len(title)}")
        if outcome.comparison.goals:
            parts.append(table(GOALS, list(goal_rows(outcome)), markdown=markdown))
        parts.append(table(FIGURES, list(figure_rows(outcome)), markdown=markdown))
        parts += [f"Left out: {_first_line(one)}" for one in outcome.left_out.values()]
    return "\n".join(parts)


def summary(outcomes: Sequence[Outcome], *, markdown: bool = False) -> str:
    """Return the one table: each goal beside what was reached."""
    rows = []
    for outcome in outcomes:
        comparison, results = outcome.comparison, outcome.results
        mine = {goal.of for goal in comparison.goals}
        others = "; ".join(
            f"{name} {_amount(result)}" for name, result in results.items() if name not in mine
        )
        own = "; ".join(f"{name} {_amount(results[name])}" for name in results if name in mine)
        for goal in comparison.goals:
            _, value, bound, reached = goal_row(goal, results)
            database = TITLES[comparison.database]
            name = f"{goal.figure} of {goal.of}" if goal.figure != "rate" else goal.of
            ratio = f"{value} of {goal.beside}" if goal.beside else f"{name}: {value}"
            rows.append((comparison.work, database, others, own, ratio, bound, reached))
            others = own = '"'
    return table(SUMMARY, rows, markdown=markdown)


def goal_rows(outcome: Outcome) -> Iterator[Row]:
    """Yield what was to be reached and what was."""
    for goal in outcome.comparison.goals:
        yield goal_row(goal, outcome.results)


def goal_row(goal: Goal, results: Mapping[str, Result]) -> Row:
    """Return one goal: what is compared, the value, the bound, and whether it is reached."""
    figure = "" if goal.figure == "rate" else f" ({goal.figure})"
    name = f"{goal.of} : {goal.beside}{figure}" if goal.beside else f"{goal.of}{figure}"
    value = goal.value(results)
    if value is None:
        return name, "-", goal.bound(), "not measured"
    shown = f"{value:,.2f}" if goal.beside or goal.figure != "rate" else f"{value:,.0f}"
    return name, shown, goal.bound(), "yes" if goal.reached(value) else "NO"


def figure_rows(outcome: Outcome) -> Iterator[Row]:
    """Yield the absolute figures of each contender."""
    for name, result in outcome.results.items():
        quantiles = ("-", "-")
        if result.has_latencies:
            quantiles = (f"{result.figure('p50'):.3f}", f"{result.figure('p99'):.3f}")
        cpu = "-" if result.cpu_us is None else f"{result.cpu_us:,.0f}"
        peak = "-" if result.peak_mb is None else f"{result.peak_mb:,.0f}"
        yield name, f"{result.figure('rate'):,.0f}", *quantiles, cpu, peak


def as_json(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return every outcome as JSON values."""
    found = []
    for outcome in outcomes:
        results = {
            name: {
                "rates": [round(one.figure("rate"), 1) for one in result.rounds],
                "rate": round(result.figure("rate"), 1),
                "p50_ms": round(result.figure("p50"), 4) if result.has_latencies else None,
                "p99_ms": round(result.figure("p99"), 4) if result.has_latencies else None,
                "cpu_us": result.cpu_us and round(result.cpu_us, 1),
                "peak_mb": result.peak_mb and round(result.peak_mb, 1),
            }
            for name, result in outcome.results.items()
        }
        goals = [
            dict(zip(("ratio", "value", "to_reach", "reached"), row, strict=True))
            for row in goal_rows(outcome)
        ]
        one = {"work": outcome.comparison.work, "database": outcome.comparison.database}
        found.append(one | {"results": results, "goals": goals, "left_out": dict(outcome.left_out)})
    return found


def table(heads: Row, rows: Sequence[Row], *, markdown: bool) -> str:
    """Return rows under their heads, in columns."""
    if markdown:
        lines = [heads, ("---",) * len(heads), *rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


def _amount(result: Result) -> str:
    if result.has_latencies:
        return f"{result.figure('rate'):,.0f}/s ({result.figure('p50'):.2f} ms)"
    return f"{result.figure('rate'):,.0f}/s"


def _first_line(reason: str) -> str:
    return f"{reason.splitlines()[0]} {reason.splitlines()[-1]}" if "\n" in reason else reason
