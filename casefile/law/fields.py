"""The kinds of fields that event data is made of, with the subjects that they name."""

from __future__ import annotations

from typing import Annotated, Any
from zoneinfo import ZoneInfo

from msgspec import Meta, to_builtins

from casefile.event import (
    DAY,
    EDTF,
    ID,
    ID_WORDS,
    PERSONAL,
    TYPE_NAME,
    WRITTEN,
    WRITTEN_WITH_OFFSET,
    Part,
    Personal,
    form,
    plain,
)
from casefile.law.edtf import parse, parse_day


def _id(names: str, description: str) -> Meta:
    return form(ID, ID_WORDS, description=description, extra={"names": names})


PartyId = Annotated[str, _id("party", "A party; one id across all matters.")]
MatterId = Annotated[str, _id("matter", "A matter.")]
EventId = Annotated[str, _id("event", "An event.")]
ItemId = Annotated[str, _id("item", "A charge, claim or citation of this matter.")]
MotionId = Annotated[str, _id("motion", "A motion of this matter.")]
HearingId = Annotated[str, _id("hearing", "A hearing of this matter.")]
DeadlineId = Annotated[str, _id("deadline", "A deadline of this matter.")]
RetentionId = Annotated[str, _id("retention", "A retention of evidence in this matter.")]
StayId = Annotated[
    str, form(ID, ID_WORDS, description="One of several stays, each of which is lifted by itself.")
]
# An item of this matter, or of another one as matter_id/item_id.
ItemRef = Annotated[
    str,
    form(
        f"([A-Za-z0-9._-]{{1,64}}/)?({ID})",
        "an item_id, or matter_id/item_id for one of another matter",
        description="An item: item_id, or matter_id/item_id for one of another matter.",
        extra={"names": "item"},
    ),
]
# A party that is named before it may have been added.
PartyMention = Annotated[
    str,
    form(
        ID,
        ID_WORDS,
        description="A party; one id across all matters.",
        extra={"mentions": "party"},
    ),
]
# An item that is named without being touched.
ItemMention = Annotated[
    str,
    form(ID, ID_WORDS, description="An item of this matter.", extra={"mentions": "item"}),
]
_Short = Annotated[str, Meta(min_length=1, max_length=500)]
# What somebody words freely can say something about a person: a name, a few words, any length.
Name = Annotated[_Short, PERSONAL]
Phrase = Annotated[_Short, PERSONAL]
Words = Personal
# What no person is meant by.
A_COURT = "a court's id"
A_PLACE = "place"
CourtId = Annotated[_Short, plain(A_COURT)]
DocketNo = Annotated[_Short, plain("a docket number")]
Citation = Annotated[_Short, plain("a citation of the law")]
Grade = Annotated[_Short, plain("a grade of the law")]
Kind = Annotated[_Short, plain("a kind")]
Mark = Annotated[_Short, plain("a number or mark of a paper or a count")]
TypeName = Annotated[_Short, TYPE_NAME]
LIFE = "life"
Term = Annotated[
    str,
    form(
        rf"P(\d{{1,4}}Y)?(\d{{1,5}}M)?(\d{{1,5}}W)?(\d{{1,5}}D)?(T(\d{{1,5}}H)?(\d{{1,5}}M)?)?|{LIFE}",
        "an ISO 8601 duration, like P6M, or life",
        description="An ISO 8601 duration, like P6M, or life.",
        min_length=3,  # P and PT alone are none
        extra={"typed": "term"},
    ),
]
PartialDate = Annotated[
    str,
    Meta(
        max_length=64,
        description="An EDTF date, like 2023-03.",
        extra=EDTF,
        extra_json_schema=WRITTEN,
    ),
]
PlainDay = Annotated[str, form("[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day, like 2023-04-12"), DAY]
# What is set for a day or an hour, whose clock can be told apart from others.
OFFSET = "offset"
SetFor = Annotated[
    str,
    Meta(
        max_length=64,
        description="An EDTF date; a time of day may have its offset, like 2026-11-01T01:30-07:00.",
        extra={**EDTF, OFFSET: True},
        extra_json_schema=WRITTEN_WITH_OFFSET,
    ),
]
Zone = Annotated[
    str,
    Meta(min_length=1, max_length=64, description="A time zone, like America/Denver."),
    plain("a time zone"),
]


USUAL_CURRENCY = "USD"  # the code of the currency that is meant where none is said


class Money(Part):
    """An amount as decimal text, with its ISO 4217 currency."""

    amount: Annotated[str, form(r"\d{1,15}(\.\d{1,4})?", "an amount, like 100000.00")]
    currency: Annotated[str, form("[A-Z]{3}", "the code of a currency, like USD")] = USUAL_CURRENCY

    @property
    def label(self) -> str:
        """Return the amount as a person writes it: $100,000 or EUR 2,500.50."""
        whole, _, cents = self.amount.partition(".")
        text = f"{int(whole):,}" + (f".{cents}" if cents.strip("0") else "")
        return f"${text}" if self.currency == USUAL_CURRENCY else f"{self.currency} {text}"


class Changes(Part):
    """What an amendment may change; only what is given changes."""

    def __post_init__(self) -> None:
        """Check that something changes; raises ValueError."""
        if not self.given():
            message = "Nothing changes: give what is amended."
            raise ValueError(message)

    @property
    def label(self) -> str:
        """Return the changes in words."""
        given = [(name.replace("_", " "), getattr(self, name)) for name in self.given()]
        return "; ".join(
            f"{name} {', '.join(one) if isinstance(one, tuple) else getattr(one, 'label', one)}"
            for name, one in given
        )

    def given(self) -> dict[str, Any]:
        """Return the fields that were given, as plain values."""
        given: dict[str, Any] = to_builtins(self)
        return given


class UnfitFields(ValueError):
    """What a class of event cannot have, and in which of its fields that stands."""

    def __init__(self, sentence: str, *fields: str) -> None:
        super().__init__(sentence)
        self.fields = fields


def zone_of(name: str, field: str = "time_zone") -> ZoneInfo:
    """Return the time zone that a field names; raises UnfitFields."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = f"{name!r} is no known time zone, like America/Denver."
        raise UnfitFields(message, field) from error


def check_day(text: str, field: str) -> None:
    """Check that a field names a day of the calendar; raises UnfitFields."""
    try:
        parse_day(text)
    except ValueError as error:
        raise UnfitFields(str(error), field) from error


def check_date(text: Any, *, offset: bool = False) -> None:
    """Refuse a text that is no EDTF date, or has an offset where none can be; raises ValueError."""
    if isinstance(text, str):
        parse(text, offset=offset)
