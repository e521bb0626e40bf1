"""Caption: the court, the parties' title and the docket number, as a paper for a court begins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casefile.answers.chronicle import Audience, Heading


@cache
def court_name(court_id: str) -> str:
    """Return a court by its name; one whose id courts-db does not have is called by that."""
    if not court_id:
        return ""
    from courts_db import courts  # type: ignore[import-untyped]  # noqa: PLC0415 - it reads 2 MB

    return next((one["name"] for one in courts if one["id"] == court_id), court_id)


def caption(heading: Heading) -> Iterator[str]:
    """Yield the lines of the caption of a matter's chronology for a court."""
    if heading.kind == "matter" and heading.audience is Audience.COURT:
        about = heading.matters[heading.subject_id]
        yield from filter(None, (court_name(about.court_id).upper(), about.title))
        if about.docket_no:
            yield f"No. {about.docket_no}"
