"""types: the catalogue of event types, and the fields of one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from casefile.cli.called import type_called
from casefile.cli.screen import print_json, print_table, say
from casefile.law.catalogue import CATALOGUE
from casefile.law.catalogue_page import catalogue_page
from casefile.law.published import EventType, event_type, event_types

Answer = Mapping[str, Any]


def beginning(
    _context: click.Context, _argument: click.Parameter, incomplete: str
) -> Sequence[str]:
    """Return the types of events that begin like this, for a shell to complete."""
    return [tag for tag in CATALOGUE if tag.startswith(incomplete)]


@click.command("types")
@click.argument("type_", required=False, metavar="[TYPE]", shell_complete=beginning)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, as the API does.")
@click.option("--markdown", is_flag=True, help="Print the whole catalogue as the page that it is.")
def command(type_: str | None, as_json: bool, markdown: bool) -> None:
    """List the types of events, or show the fields of one."""
    if markdown:
        click.echo(catalogue_page(), nl=False)
        return
    if type_ is None:
        catalogue = event_types()
        if as_json:
            print_json(catalogue)
        else:
            every = catalogue.event_types
            rows = [(one.type, one.description.partition("\n")[0]) for one in every]
            print_table(("Type", "What it is"), rows)
        return
    found = event_type(type_ if type_ in CATALOGUE else type_called(type_))
    if as_json:
        print_json(found)
    else:
        _print_type(found)


def _print_type(found: EventType) -> None:
    schemas = found.schema["$defs"]
    own = schemas[found.schema["$ref"].rpartition("/")[2]]
    say(f"{found.type} (version {found.schema_version})", style="bold")
    say(found.description)
    needed = own.get("required", ())
    rows = [
        (
            name,
            _kind(field, schemas),
            "needed" if name in needed else "",
            "personal" if any(one.split(".")[0] == name for one in found.personal) else "",
        )
        for name, field in own["properties"].items()
    ]
    print_table(("Field", "Takes", "", ""), rows)


def _kind(field: Answer, schemas: Mapping[str, Answer]) -> str:
    """Return in words what a field takes."""
    if "$ref" in field:
        return _kind(schemas[field["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in field:
        kinds = [_kind(one, schemas) for one in field["anyOf"] if one.get("type") != "null"]
        return " or ".join(kinds)
    if "enum" in field:
        return ", ".join(field["enum"])
    if field.get("type") == "array":
        return f"a list: {_kind(field.get('items') or {}, schemas)}"
    if field.get("type") == "object" and "properties" not in field:
        return "an object"
    if field.get("type") == "object":
        return f"{{{', '.join(field['properties'])}}}"
    said = field.get("description") or {"boolean": "yes or no", "integer": "a number"}.get(
        field.get("type", ""), "text"
    )
    return str(said).rstrip(".")
