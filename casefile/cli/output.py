"""The output: a file that is there whole or not at all, or the standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from casefile.errors import Malformed

STANDARD = "-"
OWNER_ONLY = 0o600  # what is exported names people


def write_output(target: str, parts: Iterable[bytes]) -> None:
    """Write the parts to a file, which takes its name when it is whole, or to the output.

    Raises click.FileError where the file cannot be written; what was begun is then taken away.
    """
    if target == STANDARD:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    begun = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(begun, flags, OWNER_ONLY), "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(path)
    except OSError as error:
        raise click.FileError(target, hint=error.strerror or str(error)) from error
    finally:
        begun.unlink(missing_ok=True)


def check_free(path: str, *, force: bool) -> None:
    """Refuse a file that is there, unless it may be replaced; raises Malformed."""
    if path != STANDARD and not force and Path(path).exists():
        raise Malformed(f"There is a file {path}; --force replaces it.", code="output.exists")


output_option = click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, allow_dash=True),
    required=True,
    metavar="FILE|-",
    help="The file to write, which nobody else may read; - is the standard output.",
)
