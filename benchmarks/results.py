"""Writes measured figures into RESULTS.md: python -m benchmarks.results FILE.json..."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks import report

RESULTS = Path(__file__).with_name("RESULTS.md")
BEGIN, END = "<!-- What follows is written by benchmarks.results. -->", "<!-- Until here. -->"


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def command(files: Sequence[Path]) -> None:
    """Write the figures that scripts printed with --json into RESULTS.md, in this order."""
    runs = [json.loads(file.read_text()) for file in files]
    outcomes = [outcome for run in runs for outcome in run["outcomes"]]
    machines = list(dict.fromkeys("\n".join(run["machine"]) for run in runs))
    parts = [
        "## The table",
        report.summary([one for one in outcomes if one["goals"]], markdown=True),
        "## The machine",
        "\n\n".join(machines),
        "## Every figure",
        report.text(outcomes, markdown=True),
    ]
    before, _, rest = RESULTS.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    written = "\n\n".join(part.strip() for part in parts)
    RESULTS.write_text(f"{before}{BEGIN}\n\n{written}\n\n{END}{after}")


if __name__ == "__main__":
    command()
