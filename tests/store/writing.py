"""What the tests of the log write: the smallest matter, and entries on its docket."""

from zoneinfo import ZoneInfo

from casefile.event import Draft
from casefile.recording.recorder import Recorder
from casefile.store.database import Database

UTC = ZoneInfo("UTC")


def opened(matter_id: str, event_id: str | None = None) -> Draft:
    """Return the draft that opens a matter."""
    data = {"title": matter_id, "category": "civil", "jurisdiction": "US"}
    return Draft(
        matter_id=matter_id, type="matter.opened", effective="2023-01-02", data=data,
        event_id=event_id,
    )  # fmt: skip


def entry(matter_id: str, event_id: str | None = None, text: str = "Entry.") -> Draft:
    """Return the draft of one docket entry."""
    return Draft(
        matter_id=matter_id, type="docket.entry_recorded", effective="2023-01-03",
        data={"text": text}, event_id=event_id,
    )  # fmt: skip


def recorder(database: Database, now_us: int | None = None) -> Recorder:
    """Return a recorder, with its clock standing still where an instant is given."""
    if now_us is None:
        return Recorder(database)
    return Recorder(database, lambda: now_us)
