"""What an event is: the envelope that every legal fact is posted, stored and read in."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self, dataclass_transform

import msgspec
from msgspec import Meta, Struct

MAX_TEXT = 20_000  # a long docket entry has some 8,000 characters

# Every pattern that a text of an event is held to, with what it is in words.
FORMS: dict[str, str] = {}
END = r"\Z"  # Python's own, where a $ alone lets a line break pass


def form(pattern: str, words: str, **more: Any) -> Meta:
    """Hold a text to a pattern from its start to its very end; `words` say what it must be."""
    whole = f"^({pattern}){END}"
    FORMS[whole] = words
    return Meta(pattern=whole, **more)


# Any but "." and "..", which lead elsewhere in an address.
ID = "[A-Za-z0-9._-]{3,64}|[A-Za-z0-9_-][A-Za-z0-9._-]?|[.][A-Za-z0-9_-]"
ID_PATTERN = f"^({ID})$"
ID_WORDS = "1 to 64 letters, digits, '.', '_', '-'"
# The stream of the office's own events, whose id no matter can have.
OFFICE = "~office"

Id = Annotated[str, form(ID, ID_WORDS, description=f"{ID_WORDS}.")]
Text = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]
# An EDTF date, which the law reads. Its published form says how it is written, and not which days
# the calendar has.
EDTF = {"edtf": True}
_OFFSET = "(Z|[+-][0-9]{2}:[0-9]{2})?"


def _written(offset: str = "") -> dict[str, str]:
    """Return the published form of an EDTF date, whose time of day may have such an offset."""
    clock = f"T[0-9]{{2}}:[0-9]{{2}}(:[0-9]{{2}})?{offset}"
    day = f"-([0-9]{{2}}|XX)(-([0-9]{{2}}|XX)({clock})?)?"
    point = f"([0-9]{{4}}({day})?|[0-9]{{2}}[0-9X]X)[~?%]?"
    end = rf"(\.\.|{point})?"
    return {"pattern": f"^({point}|{end}/{end})$"}


WRITTEN, WRITTEN_WITH_OFFSET = _written(), _written(_OFFSET)
# A day of the calendar; which there are is read by the law as well.
Day = Annotated[str, form("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day, like 2023-04-12", extra=EDTF)]
# Text that can say something about a person: whatever somebody words freely. It is declared so that
# it can be kept under a key of its own.
PERSONAL = Meta(extra={"personal": True})
Personal = Annotated[Text, PERSONAL]


def plain(what: str, **more: Any) -> Meta:
    """Declare a text that says nothing about a person, by what it is."""
    return Meta(extra={"plain": what}, **more)


A_DAY = "a day"
AN_ID, INSTANT, DAY = plain("an id"), plain("an instant"), plain(A_DAY)
TYPE_NAME = plain("a type of event")
FieldName = Annotated[str, plain("a field's name")]


class Code(StrEnum):
    """A stored word with its label: `WITH = "with", "with prejudice"`."""

    label: str

    def __new__(cls, value: str, label: str | None = None) -> Self:
        """Make one member; its label is its value with spaces unless another is given."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = value.replace("_", " ") if label is None else label
        return member


class Assertion(Code):
    """What kind of claim the event makes; only `occurred` moves the record status."""

    OCCURRED = "occurred"
    SCHEDULED = "scheduled"
    ANNOUNCED = "announced"
    REPORTED = "reported"
    ALLEGED = "alleged"
    STATEMENT = "statement"
    OPINION = "opinion"
    PREDICTION = "prediction"


class Confidence(Code):
    """How directly the source says it."""

    STATED = "stated"
    INFERRED = "inferred"
    DISPUTED = "disputed"


class SourceKind(Code):
    """Where a fact was read."""

    ORDER = "order"
    MINUTE = "minute"
    FILING = "filing"
    DOCKET = "docket"
    AGENCY = "agency"
    NEWS = "news"
    CLIENT = "client"
    COUNSEL = "counsel"
    TESTIMONY = "testimony"
    OTHER = "other"


class Privilege(Code):
    """What keeps a source in the office: nothing of it leaves but what is asked for by name."""

    NONE = "none", "not privileged"
    CONFIDENTIAL = "confidential"
    WORK_PRODUCT = "work_product"
    ATTORNEY_CLIENT = "attorney_client", "attorney-client"


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class Part(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of an event that has fields of its own."""


# The fields of these three stand in the order in which they are stored and answered.
class Source(Part, kw_only=True):
    """Where the fact was read: the document, the place in it, and its own date (EDTF).

    A source that is privileged leaves the office only when asked for by name.
    """

    date: Annotated[Text, Meta(extra=EDTF, extra_json_schema=WRITTEN)] | None = None
    document: Personal | None = None
    kind: SourceKind
    locator: Personal | None = None
    privilege: Privilege = Privilege.NONE
    quote: Personal | None = None


class Links(Part):
    """Other events that this one stands to: `after` fixes the order, the rest explain."""

    after: tuple[Id, ...] = ()
    causation: Id | None = None
    correlation: Id | None = None
    duplicates: Id | None = None
    refiles: Personal | None = None
    resolves: tuple[Id, ...] = ()
    supersedes: Id | None = None


class Override(Part):
    """Why a refused transition was recorded all the same, and on whose authority."""

    authority: Personal
    reason: Personal


class Draft(Part):
    """An event as it is posted, before casefile gives it its place."""

    matter_id: Id
    type: Annotated[str, Meta(max_length=64), TYPE_NAME]
    effective: Annotated[str, Meta(max_length=64, extra=EDTF, extra_json_schema=WRITTEN)]
    data: dict[FieldName, Any] = {}
    schema_version: int | None = None
    assertion: Assertion | None = None
    asserted_by: Personal | None = None
    confidence: Confidence | None = None
    as_written: Personal | None = None
    resolution: Personal | None = None
    source: Source | None = None
    links: Links | None = None
    override: Override | None = None
    received: Day | None = None
    event_id: Id | None = None


# What a door says of a day that somebody typed in words, and whose words are kept for it.
TYPED = "typed on"
_as_typed = re.compile(rf"{TYPED} \d{{1,2}} \w+ \d{{4}}, and read as ")


class Envelope(Part):
    """An event as it is stored: everything but its position, in the bytes that are hashed.

    `recorded_on` is the office's civil day of `recorded_at`, so that no later change of settings
    can move it; `received` is the day on which the office had it, where somebody says so;
    `loaded_at` is when a load or an import brought the event, which can have taken `recorded_at`
    over from an older log. `following` is how many events of the same post come
    behind it: they become known together.
    """

    event_id: Annotated[str, AN_ID]
    matter_id: Annotated[str, AN_ID]
    version: int
    type: Annotated[str, TYPE_NAME]
    schema_version: int
    effective: Annotated[str, Meta(extra=EDTF)]
    data: msgspec.Raw
    assertion: Assertion
    confidence: Confidence
    recorded_at: Annotated[str, INSTANT]
    recorded_on: Annotated[str, DAY]
    recorded_by: Annotated[str, plain("a user")]
    asserted_by: Annotated[str, PERSONAL] | None = None
    as_written: Annotated[str, PERSONAL] | None = None
    resolution: Annotated[str, PERSONAL] | None = None
    source: Source | None = None
    links: Links | None = None
    override: Override | None = None
    received: Annotated[str, DAY] | None = None
    loaded_at: Annotated[str, INSTANT] | None = None
    following: Annotated[int, Meta(ge=1)] | None = None

    @property
    def typed(self) -> bool:
        """Tell whether `as_written` is what somebody typed, which no source has written so."""
        return bool(self.as_written) and bool(_as_typed.match(self.resolution or ""))

    @property
    def source_wrote(self) -> str | None:
        """Return `as_written` where it is sure to be a source's own words.

        Before doors said what was typed, nothing told the two apart but a source to read it in.
        """
        read = self.source and (self.source.document or self.source.quote)
        return self.as_written if read and not self.typed else None


class Recorded(NamedTuple):
    """An envelope at its place in the log."""

    position: int
    envelope: Envelope

    @property
    def known_from(self) -> int:
        """Return the position from which the event is known: the last one of its post."""
        return self.position + (self.envelope.following or 0)


GIVEN_BY_CASEFILE = (
    "version",
    "recorded_at",
    "recorded_on",
    "recorded_by",
    "loaded_at",
    "following",
)

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - its zone is written behind it
_decoder = msgspec.json.Decoder(Envelope)


def read_body(body: bytes | str) -> Envelope:
    """Decode a stored body; raises msgspec.ValidationError where it is not an envelope."""
    return _decoder.decode(body)


def clock_us() -> int:
    """Return what the clock says, in microseconds since 1970."""
    return time.time_ns() // 1000


def civil_day(microseconds: int, zone: tzinfo) -> date:
    """Return the day of an instant, in microseconds since 1970, by the clocks of a zone."""
    return datetime.fromtimestamp(microseconds / 1_000_000, zone).date()


def day_begins_us(day: date, zone: tzinfo) -> int:
    """Return the first instant of a day by the clocks of a zone, in microseconds since 1970."""
    return int(datetime.combine(day, datetime.min.time(), zone).timestamp()) * 1_000_000


def instant_text(microseconds: int) -> str:
    """Write an instant, in microseconds since 1970, as fixed-width UTC text that sorts by time."""
    moment = _EPOCH + timedelta(microseconds=microseconds)
    return f"{moment.isoformat(timespec='microseconds')}Z"


def instant_microseconds(text: str) -> int:
    """Read an instant with a time zone as microseconds since 1970; raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        message = "an instant needs its time zone, like 2023-04-20T09:00:00Z"
        raise ValueError(message)
    span = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds
