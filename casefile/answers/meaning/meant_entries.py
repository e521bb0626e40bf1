"""Meant entries: which motion, hearing or deadline of a matter somebody means by what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import bindparam, select

from casefile.answers.asking import Asking, At
from casefile.answers.meaning.meant import LAST, Meant, hits, near, none_of, one_of
from casefile.errors import Candidate, Unknown
from casefile.law import subjects
from casefile.law.calendar import life_of
from casefile.law.edtf import parse
from casefile.law.entry import STANDING
from casefile.law.events.process import MotionFiled
from casefile.projections.names import name_key
from casefile.projections.subjects import event_subjects, known_in
from casefile.store.statement import Statement


class EntrySet(Struct, frozen=True, kw_only=True):
    """A motion, hearing or deadline as it stands; `at` is its day or hour, or empty.

    `set_by` is the event that sets it, `place` where it is, and `time_zone` whose clocks tell its
    hour, if it has them of its own.
    """

    entry: str
    entry_id: str
    kind: str
    at: str
    by: str
    status: str
    set_by: str
    place: str = ""
    time_zone: str = ""

    @property
    def open(self) -> bool:
        """Tell whether something is still to come of it."""
        return self.status in STANDING

    @property
    def words(self) -> str:
        """Return the words by which it is found: of what kind it is, and by whom."""
        return f"{self.kind} by {self.by}" if self.by else self.kind

    @property
    def said(self) -> str:
        """Return in words which one it is."""
        by = f"by {self.by}" if self.by else ""
        at = parse(self.at, offset=True).shown if self.at else ""
        return ", ".join(filter(None, (self.kind, by, at, self.status)))


def entries(asking: Asking, matter_id: str, kind: str) -> list[EntrySet]:
    """Return the motions, hearings or deadlines of a matter, by their ids."""
    with asking.gate() as at:
        known = known_in(at.connection, upto=at.position)
        every = _subjects(at, kind, matter_id)
        known.fetch(every)
        found = [(one, life_of(one, known).last) for one in every]
    return [
        EntrySet(
            entry=kind,
            entry_id=subjects.ids_of(one)[1],
            kind=last.entry.kind,
            at=last.entry.at,
            by=last.set_by.data.by if isinstance(last.set_by.data, MotionFiled) else "",
            status=last.entry.status,
            set_by=last.set_by.event_id,
            place=last.entry.place,
            time_zone=last.entry.time_zone,
        )
        for one, last in found
        if last.set_by and last.set_by.data.entry(subjects.ids_of(one)[1])
    ]


def ids_taken(asking: Asking, matter_id: str, kind: str) -> set[str]:
    """Return the ids of a kind that events of a matter name, also those taken back since."""
    with asking.gate() as at:
        return {subjects.ids_of(one)[1] for one in _subjects(at, kind, matter_id)}


def entry(asking: Asking, matter_id: str, typed: str, kind: str) -> Meant:
    """Return the motion, hearing or deadline that a text means: its id, or what it is.

    Those of which something is still to come go before all others. Raises Several or Unknown.
    """
    told = {one.entry_id: one for one in entries(asking, matter_id, kind)}
    still_open = {one: some for one, some in told.items() if some.open}
    if typed in still_open:
        return Meant(typed)

    def tell(some: Sequence[str]) -> Iterable[str]:
        return (told[one].said for one in some)

    for some in (still_open, told):
        if some is told and typed in told:
            return Meant(typed)
        if meant := one_of(typed, hits(typed, _called_each(some)), f"{kind}s", tell):
            return meant
    likely = [Candidate(one, told[one].said) for one in near(typed, _called_each(told))]
    what = typed if kind in name_key(typed).split() else f"{kind} {typed}"
    raise none_of(typed, f"{what} in this matter", likely, code="process.unknown")


def setting_of(asking: Asking, matter_id: str, typed: str, kind: str) -> Meant:
    """Return the event that sets the hearing or deadline that a text means.

    Raises Several or Unknown, which says that an event is meant by its number as well.
    """
    told = {one.entry_id: one for one in entries(asking, matter_id, kind)}
    try:
        found = entry(asking, matter_id, typed, kind)
    except Unknown as unknown:
        there = " or ".join(one.kind for one in told.values() if one.open and one.kind)
        words = f", or what a {kind} is called: {there}" if there else ""
        sentence = f"There is no event {typed}. Write its number in the log, like 12{words}."
        raise Unknown(sentence, code="event.unknown") from unknown
    return Meant(told[found.id].set_by, told[found.id].said)


def _called_each(some: Mapping[str, EntrySet]) -> dict[str, list[str]]:
    return {one: list(map(name_key, _called(each))) for one, each in some.items()}


def _called(one: EntrySet) -> Iterator[str]:
    """Yield what an entry is called: its id, what it is, and this with its kind and its mover."""
    yield one.entry_id
    yield one.kind
    yield one.words
    yield f"{one.entry} to {one.kind}"
    yield f"{one.words} {one.entry}"


_SUBJECTS = Statement(
    select(event_subjects.c.subject)
    .where(
        event_subjects.c.subject >= bindparam("begins"),
        event_subjects.c.subject < bindparam("ends"),
    )
    .distinct()
    .order_by(event_subjects.c.subject)
)


def _subjects(at: At, kind: str, matter_id: str) -> list[str]:
    """Return the subjects of a kind in a matter."""
    begins = f"{kind}/{matter_id}/"
    rows = _SUBJECTS.rows(at.connection, begins=begins, ends=f"{begins}{LAST}")
    return [subject for (subject,) in rows]
