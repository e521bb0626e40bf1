"""The output: a file that is there whole or not at all, or the standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import mkstemp
from typing import BinaryIO

import click

from casefile.errors import Malformed
from casefile.exports.aside import set_aside

STANDARD = "-"


@contextmanager
def opened_output(target: str) -> Iterator[BinaryIO]:
    """Open a file that takes its name when it is whole, or what goes to the output when it is.

    It is made beside its place, readable for its owner alone, and taken away if it was not
    finished. What is no plain file stays as it is: nothing is written through a link, and neither
    a device nor a pipe is replaced. Raises click.FileError where it cannot be written.
    """
    if target == STANDARD:
        with set_aside() as waiting:
            yield waiting
            waiting.seek(0)
            copyfileobj(waiting, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    path, begun = Path(target), ""
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            hint = "it is no plain file, and stays as it is; - is the standard output"
            raise click.FileError(target, hint=hint)
        place, begun = mkstemp(prefix=".casefile-", suffix=".part", dir=path.parent)
        with os.fdopen(place, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(begun).replace(path)
    except OSError as error:
        raise click.FileError(target, hint=error.strerror or str(error)) from error
    finally:
        if begun:
            Path(begun).unlink(missing_ok=True)


def write_output(target: str, parts: Iterable[bytes]) -> None:
    """Write the parts to a file, or as they come to the output; raises click.FileError."""
    if target != STANDARD:
        with opened_output(target) as file:
            file.writelines(parts)
        return
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


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
