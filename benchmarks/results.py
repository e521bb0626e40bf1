"""Writes measured figures into RESULTS.md: python -m benchmarks.results FILE.json..."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks import report

RESULTS = Path(__file__).with_name("RESULTS.md")
BEGIN, END = "<!-- benchmarks.results: {} -->", "<!-- the end of {} -->"


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def command(files: Sequence[Path]) -> None:
    """Write the figures that scripts printed with --json into RESULTS.md, in this order.

    Where two files have the same figure, the later one counts.
    """
    runs = [json.loads(file.read_text()) for file in files]
    RESULTS.write_text(filled(RESULTS.read_text(), blocks(runs)))


def blocks(runs: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return what is written of some runs, by the name of its place on the page."""
    by_figure = {(one["work"], one["database"]): one for run in runs for one in run["outcomes"]}
    outcomes = list(by_figure.values())
    return {
        "table": report.summary(outcomes, markdown=True),
        "machine": "\n\n".join(dict.fromkeys("\n".join(run["machine"]) for run in runs)),
        "figures": report.text(outcomes, markdown=True),
    }


def filled(page: str, written: Mapping[str, str]) -> str:
    """Return the page with its places filled anew; what stands around them stays.

    Raises ValueError where the page lacks a place.
    """
    for name, block in written.items():
        begin, end = BEGIN.format(name), END.format(name)
        before, found, rest = page.partition(begin)
        _, ended, after = rest.partition(end)
        if not (found and ended):
            raise ValueError(f"The page has no place for the {name}: {begin} and {end}.")
        page = f"{before}{begin}\n\n{block.strip()}\n\n{end}{after}"
    return page


if __name__ == "__main__":
    command()
