"""Caption: the court, the parties' title and the docket number, as a paper for a court begins."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.answers.facts.chronicle import Audience, Heading
from casefile.answers.names.courts import court_name


def caption(heading: Heading) -> Iterator[str]:
    """Yield the lines of the caption of a matter's chronology for a court."""
    if heading.kind == "matter" and heading.audience is Audience.COURT:
        about = heading.matters[heading.subject_id]
        yield from filter(None, (court_name(about.court_id).upper(), about.title))
        if about.docket_no:
            yield f"No. {about.docket_no}"
