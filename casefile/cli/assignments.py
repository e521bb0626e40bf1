"""Assignments: fields of an event as they are typed, like plea="not guilty" or count_no:=2."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import Any

import click

from casefile.canonical import check_text, decode
from casefile.cli.prompt import STANDARD, read_line
from casefile.words.typed.fields import Typed
from casefile.words.typed.of_several import AsJson

HELP = """\b
  plea="not guilty"             a code in words, a number, yes or no, a name, a text
  penalty="$2,500"              an amount; a term, like "6 months"; a state, like NM
  names="A. Smith" names="B"    a list: the same field again
  changes.offense=larceny       a field within a field
  components:='[{"kind": "fine"}]'   anything, as JSON
  name=-                        asked for, or a line of the standard input
"""


# What a shell leaves of $1,850 or $500 in double quotes.
_torn = re.compile(
    r"(?:^|[\s=]),\d{3}\b|(?:^|[\s=])00(?=[\s,;]|$)"
    r"|(?<=\bfined )(?:(?:him|her|them) )?\d{1,2}(?=[\s,;]|$)(?! (?:times|days|people))"
    r"|(?<![\w$.,-])\d{1,2} (?=(?:in )?(?:court costs|fines?|restitution)\b)",
    re.IGNORECASE,
)
FLAGS = ("confidential", "privileged")  # what is said by its name alone


def is_word(typed: str) -> bool:
    """Tell whether what was typed is neither a field nor said by its name alone."""
    return "=" not in typed and typed.casefold() not in FLAGS


def read_typed(typed: Sequence[str]) -> dict[str, Typed]:
    """Return what was typed for each field; raises click.UsageError or Malformed."""
    fields: dict[str, Typed] = {}
    for one in (f"{one}=yes" if one.casefold() in FLAGS else one for one in typed):
        name, sign, text = one.partition("=")
        if not sign or not name.strip(":"):
            like = f"note={shlex.quote(one)}"
            message = f"{one!r} is no field: write NAME=VALUE, or NAME:=JSON, like {like}."
            raise click.UsageError(message)
        if text == STANDARD:
            text = read_line(name)
        check_text(text)
        value = AsJson(decode(text)) if name.endswith(":") else text
        _put(fields, name.removesuffix(":").split("."), value, one)
    return fields


def check_dollars(typed: Sequence[str]) -> None:
    """Say of what is left of a sum that the shell took its beginning; raises click.UsageError."""
    for one in typed:
        if found := _torn.search(one):
            message = (
                f"Is {found[0].strip()!r} in {one!r} the end of a sum? In double quotes the shell "
                "takes $ and the figure behind it away: type it in single quotes, like '$1,850'."
            )
            raise click.UsageError(message)


def _put(fields: dict[str, Any], path: Sequence[str], value: str | AsJson, typed: str) -> None:
    *outer, last = path
    for name in outer:
        within = fields.setdefault(name, {})
        if not isinstance(within, dict):
            message = f"{typed!r}: {name} was given a value of its own already."
            raise click.UsageError(message)
        fields = within
    values = fields.setdefault(last, [])
    if not isinstance(values, list):
        message = f"{typed!r}: {last} was given fields of its own already."
        raise click.UsageError(message)
    values.append(value)
