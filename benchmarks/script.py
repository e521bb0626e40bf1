"""The command line that every figure's script has."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from benchmarks import report
from benchmarks.comparison import FULL, MILLION, SHORT, Comparison, Database, Size
from benchmarks.databases import open_office
from benchmarks.machine import describe
from benchmarks.rounds import measure

Comparisons = Callable[[Size], Sequence[Comparison]]


def script(*figures: Comparisons, summary: bool = False) -> None:
    """Run figures as the command line says, and print what came of them."""

    @click.command()
    @click.option("--short", "size", flag_value="short", help="Small sizes, for a first look.")
    @click.option(
        "--million", "size", flag_value="million", help="Rebuild and verify 1,000,000 events."
    )
    @click.option("--rounds", type=int, help="How often each contender has its turn.")
    @click.option("--database", type=click.Choice(["sqlite", "postgresql"]), help="Only this one.")
    @click.option("--only", multiple=True, help="Only contenders with this in their name.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON, for benchmarks.results.")
    @click.option(
        "--place",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Where databases are made; in memory where there is enough of it.",
    )
    def command(
        size: str | None,
        rounds: int | None,
        database: Database | None,
        only: tuple[str, ...],
        as_json: bool,
        place: Path | None,
    ) -> None:
        chosen = {"short": SHORT, "million": MILLION, None: FULL}[size]
        if rounds:
            chosen = chosen._replace(rounds=rounds)
        wanted = [
            _narrowed(one, only)
            for figure in figures
            for one in figure(chosen)
            if database in (None, one.database)
        ]
        wanted = [one for one in wanted if one.contenders]
        with open_office(place) as office:
            outcomes = [report.as_json(measure(one, chosen, office)) for one in wanted]
            machine = describe(office, {one.database for one in wanted})
        machine.append(f"{(size or 'full').capitalize()} sizes, {chosen.rounds} rounds each.")
        click.echo(_printed(outcomes, machine, as_json, summary))

    command()


def _narrowed(comparison: Comparison, only: Sequence[str]) -> Comparison:
    if not only:
        return comparison
    kept = [one for one in comparison.contenders if any(word in one.name for word in only)]
    return replace(comparison, contenders=kept)


def _printed(
    outcomes: Sequence[report.Json], machine: Sequence[str], as_json: bool, brief: bool
) -> str:
    if as_json:
        return json.dumps({"machine": machine, "outcomes": outcomes}, indent=2)
    parts = [report.text(outcomes), *machine, ""]
    if brief:
        parts.append(report.summary(outcomes))
    return "\n".join(parts)
