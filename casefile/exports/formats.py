"""Formats: the register of what a chronology can be written as."""

from __future__ import annotations

from importlib import import_module
from typing import BinaryIO, NamedTuple, Protocol, cast

from casefile.answers.chronicle import Audience, Chronicle, Heading
from casefile.answers.coordinates import RECEIVED


class Writer(Protocol):
    """Writes a chronology to a file that is open for bytes."""

    def __call__(self, chronicle: Chronicle, file: BinaryIO) -> None:
        """Write all of it."""


class Format(NamedTuple):
    """One format; its module's `write` is its writer, imported only when it is asked for."""

    suffix: str
    media_type: str
    module: str

    @property
    def write(self) -> Writer:
        """Return the writer."""
        return cast("Writer", import_module(f"casefile.exports.{self.module}").write)

    def file_name(self, heading: Heading) -> str:
        """Return a name for the file, in ASCII: the id, the coordinates, for whom it is."""
        known = f"-at-{heading.known.position}" if heading.audience is Audience.OFFICE else ""
        if heading.known_by == RECEIVED:
            known = f"-received-{heading.known.known_at}"
        at = f"{heading.as_of}{known}-for-{heading.audience.value}"
        return f"chronology-{heading.kind}-{heading.subject_id}-{at}.{self.suffix}"


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    one.suffix: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", "table"),
        Format("docx", f"{_OFFICE}.wordprocessingml.document", "word"),
        Format("pdf", "application/pdf", "pdf"),
        Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "spreadsheet"),
    )
}
