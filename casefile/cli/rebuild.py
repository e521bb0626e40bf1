"""rebuild: folding the read tables anew, and holding the live ones against that."""

from __future__ import annotations

import click

from casefile.cli.main import REFUSED
from casefile.cli.office import open_office
from casefile.cli.screen import print_json, print_table, progress, say
from casefile.projections.rebuild import rebuild


@click.command("rebuild")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def command(context: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    """Fold the whole log anew, compare every read table with it, and mend what differs.

    Exits with 1 where a live table differed, which should never be; `verify` compares without
    mending.
    """
    with open_office() as office, progress("Folding") as told:
        found = rebuild(office.database, names, told)
    rows = [
        {
            "name": one.name,
            "rows": one.rows,
            "equal": one.equal,
            "missing": len(one.missing),
            "surplus": len(one.surplus),
        }
        for one in found
    ]
    if as_json:
        print_json({"projections": rows})
    else:
        print_table(
            ("Read table", "Rows", "Live table was"),
            [
                (
                    str(one["name"]),
                    str(one["rows"]),
                    "equal"
                    if one["equal"]
                    else f"mended: {one['missing']} rows missing, {one['surplus']} too many",
                )
                for one in rows
            ],
        )
        say("Every read table equals the log." if all(one.equal for one in found) else "Mended.")
    if not all(one.equal for one in found):
        context.exit(REFUSED)
