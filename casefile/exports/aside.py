"""Aside: where a document waits until it is whole: on disk, or else in memory."""

from __future__ import annotations

from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO, cast


def set_aside() -> BinaryIO:
    """Return a new file for what is not whole yet; it is in memory where no folder takes one."""
    try:
        return cast("BinaryIO", TemporaryFile())
    except OSError:  # there is no temporary folder, or it cannot be written to
        return BytesIO()


def on_disk() -> bool:
    """Tell whether there is a folder for what waits."""
    with set_aside() as file:
        return not isinstance(file, BytesIO)
