"""Formats: the register of what a chronology can be written as."""

from __future__ import annotations

import re
from importlib import import_module
from typing import BinaryIO, NamedTuple, Protocol, cast
from uuid import UUID

from casefile.answers.coordinates import RECEIVED
from casefile.answers.facts.chronicle import Audience, Chronicle, Heading
from casefile.projections.letters import plain


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
        """Return a name for the file, in ASCII: what it is of, the coordinates, for whom it is."""
        known = f"-at-{heading.known.position}" if heading.audience is Audience.OFFICE else ""
        if heading.known_by == RECEIVED:
            known = f"-received-{heading.known.known_at}"
        at = f"{heading.as_of}{known}-for-{heading.audience.value}"
        return f"chronology-{heading.kind}-{_subject(heading)}-{at}.{self.suffix}"


def _subject(heading: Heading) -> str:
    """Return the id of what a chronology is of, or in place of a made one what that is called.

    A matter is called by its docket number where it has one, or else by its title.
    """
    try:
        UUID(heading.subject_id)
    except ValueError:
        return heading.subject_id
    about = heading.matters.get(heading.subject_id)
    called = plain((about.docket_no if about else "") or heading.name)
    return "-".join(re.findall(r"[a-z0-9]+", called)) or heading.subject_id


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
