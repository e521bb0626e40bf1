"""The report: what was compared, ratios first and absolute figures after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.comparison import TITLES, UNITS, Figure, Goal, Outcome, Result

Json = dict[str, Any]
Row = tuple[str, ...]

GOALS = ("Ratio or figure", "Measured", "To reach", "Reached?", "Aim")
FIGURES = ("Contender", "Events/s", "p50 ms", "p99 ms", "CPU µs", "Database's CPU µs", "Peak MB")
REACHED = {True: "yes", False: "NO", None: "-"}
DIGITS: Mapping[Figure, int] = {"p50": 2, "p99": 2, "seconds": 1}
SUMMARY = ("Work", "Database", "Beside", "casefile", *GOALS[1:])


def as_json(outcome: Outcome) -> Json:
    """Return an outcome as JSON values, from which everything else is printed."""
    comparison = outcome.comparison
    return {
        "work": comparison.work,
        "database": comparison.database,
        "results": {name: _figures(result) for name, result in outcome.results.items()},
        "goals": [_goal(goal, outcome) for goal in comparison.goals],
        "left_out": {name: _brief(reason) for name, reason in outcome.left_out.items()},
    }


def text(outcomes: Sequence[Json], *, markdown: bool = False) -> str:
    """Return every outcome, as plain tables or as Markdown."""
    parts = []
    for outcome in outcomes:
        title = _title(outcome)
        parts.append(f"### {title}\n" if markdown else f"{title}\n{'=' * len(title)}\n")
        if outcome["goals"]:
            parts.append(table(GOALS, [_goal_row(goal) for goal in outcome["goals"]], markdown))
        parts.append(table(FIGURES, list(_figure_rows(outcome)), markdown))
        parts += [f"Left out: {name}: {why}\n" for name, why in outcome["left_out"].items()]
    return "\n".join(parts)


def summary(outcomes: Sequence[Json], *, markdown: bool = False) -> str:
    """Return the one table: each goal beside what was reached."""
    return table(SUMMARY, [row for one in outcomes for row in _summary_rows(one)], markdown)


def table(heads: Row, rows: Sequence[Row], markdown: bool) -> str:
    """Return rows under their heads, in columns."""
    if markdown:
        lines = [heads, ("---",) * len(heads), *rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    lines = [heads, tuple("-" * width for width in widths), *rows]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _figures(result: Result) -> Json:
    timed = result.has_latencies
    return {
        "rate": round(result.figure("rate"), 1),
        "seconds": round(result.figure("seconds"), 4),
        "rates": [round(one.figure("rate"), 1) for one in result.rounds],
        "p50": round(result.figure("p50"), 4) if timed else None,
        "p99": round(result.figure("p99"), 4) if timed else None,
        "cpu_us": result.cpu_us and round(result.cpu_us, 1),
        "database_cpu_us": result.database_cpu_us and round(result.database_cpu_us, 1),
        "peak_mb": result.peak_mb and round(result.peak_mb, 1),
    }


def _goal(goal: Goal, outcome: Outcome) -> Json:
    value = goal.value(outcome.results)
    return {
        "of": goal.of,
        "beside": goal.beside,
        "figure": goal.figure,
        "value": value,
        "to_reach": goal.bound(),
        "reached": goal.reached(value),
        "aim": goal.aim,
    }


def _goal_row(goal: Json) -> Row:
    name = goal["of"] if goal["beside"] is None else f"{goal['of']} : {goal['beside']}"
    name += "" if goal["figure"] == "rate" else f" ({goal['figure']})"
    value, ratio = goal["value"], goal["beside"] is not None
    if value is None:
        shown = "not measured"
    else:
        shown = f"{value:,.2f}" if ratio else _amount(value, goal["figure"])
    aim = "-" if goal["aim"] is None else f"{goal['aim']:g}"
    return name, shown, goal["to_reach"], REACHED[goal["reached"]], aim


def _figure_rows(outcome: Json) -> Iterator[Row]:
    for name, one in outcome["results"].items():
        yield (
            name,
            f"{one['rate']:,.0f}",
            _number(one["p50"], 3),
            _number(one["p99"], 3),
            _number(one["cpu_us"], 0),
            _number(one["database_cpu_us"], 0),
            _number(one["peak_mb"], 0),
        )


def _summary_rows(outcome: Json) -> Iterator[Row]:
    for goal in outcome["goals"]:
        _, *judged = _goal_row(goal)
        theirs, mine = (_beside(outcome, goal[who], goal["figure"]) for who in ("beside", "of"))
        yield outcome["work"], TITLES[outcome["database"]], theirs, mine, *judged


def _title(outcome: Json) -> str:
    return f"{outcome['work']}, {TITLES[outcome['database']]}"


def _beside(outcome: Json, name: str | None, figure: Figure) -> str:
    if name is None:
        return "-"
    one = outcome["results"].get(name)
    return f"{name} {_amount(one[figure], figure) if one else '(left out)'}"


def _amount(value: float, figure: Figure) -> str:
    return f"{value:,.{DIGITS.get(figure, 0)}f}{UNITS[figure]}"


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _brief(reason: str) -> str:
    """Return the first and the last line of a reason, which can be a whole traceback."""
    lines = reason.strip().splitlines()
    return lines[0] if len(lines) == 1 else f"{lines[0]} {lines[-1].strip()}"
