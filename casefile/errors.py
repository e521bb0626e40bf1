"""The error tree: every failure that a user can cause, with its code and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, ClassVar, NamedTuple

MOST_MISFITS = 1_000  # that one answer tells; a body can have millions of wrong members


class Missing(NamedTuple):
    """The event without which another one was refused: its type, and what is known of it."""

    type: str
    matter_id: str
    data: Mapping[str, Any] = {}


class Misfit(NamedTuple):
    """A field that is wrong, and how; `choices` are what it may be, where they can be listed.

    `missing` is the event that would put on record what it names, where there is none yet. Names
    are joined by dots, and a member of a list is counted from 0: data.components[0].kind. The field
    is empty where it is the whole that is wrong. `place` is that of the posted event that has the
    field, counted from 0, where several were posted.
    """

    field: str
    sentence: str
    choices: tuple[str, ...] = ()
    missing: Missing | None = None
    place: int | None = None

    @property
    def where(self) -> str:
        """Return the field as a person reads it: data.components[0].kind is components 1, kind."""
        path = self.field.removeprefix("data.").removeprefix("changes.").removeprefix("data.")
        counted = re.sub(r"\[(\d+)\]", lambda found: f" {int(found[1]) + 1}", path)
        return counted.replace(".", ", ")

    @property
    def said(self) -> str:
        """Return in one sentence what is wrong with which field."""
        return f"{self.where}: {self.sentence}" if self.where else self.sentence

    def as_answer(self) -> dict[str, str | int | list[str]]:
        """Return it as it is answered."""
        told: dict[str, str | int | list[str]] = {"field": self.field, "sentence": self.sentence}
        if self.choices:
            told["choices"] = list(self.choices)
        return told if self.place is None else told | {"place": self.place}


class TypedEvent(NamedTuple):
    """What was typed for an event, as it was understood when it was refused.

    `fields` are what was typed for its fields, by their names, without its day; with `corrects`
    they are changes.
    """

    type: str
    matter_id: str
    fields: Mapping[str, Any]
    day: str | None = None
    corrects: bool = False


class CasefileError(Exception):
    """Anything that casefile refuses to do, in a sentence for a person.

    `code` is stable; `place` is the place, counted from 0, of the posted event that it is about.
    `path` is how the value that it is about is reached in the JSON that was read. `typed` is the
    text that it is about, and `tried` the event, where somebody typed them.
    """

    code: str = "casefile.error"
    path: tuple[str | int, ...] = ()
    typed: str = ""
    tried: TypedEvent | None = None

    def __init__(self, sentence: str, *, code: str | None = None, place: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or self.code
        self.place = place

    def reword(self, sentence: str) -> None:
        """Say it in another sentence."""
        self.sentence = sentence
        self.args = (sentence,)

    def stand_at(self, place: int) -> None:
        """Be about the posted event at a place, unless that has been said already."""
        if self.place is None:
            self.place = place


class Malformed(CasefileError):
    """What was given cannot be read: not JSON, an unknown field, an impossible date.

    `errors` are the fields that are wrong, all of them, where it is fields that are wrong.
    """

    code = "input.malformed"

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        place: int | None = None,
        errors: Iterable[Misfit] = (),
    ) -> None:
        super().__init__(sentence, code=code, place=place)
        self.tell(errors)

    def tell(self, errors: Iterable[Misfit]) -> None:
        """Name the fields that are wrong, or as many as one answer tells."""
        self.errors = tuple(islice(errors, MOST_MISFITS))


class Candidate(NamedTuple):
    """One of several that may be meant: its id, and in words what tells it from the others.

    `name` is what can be typed for it as well, where no other one has it.
    """

    id: str
    said: str
    name: str = ""

    @property
    def told(self) -> str:
        """Return what to type for it, and what it is."""
        if not self.name:
            return f"{self.id}: {self.said}"
        return f'"{self.name}": {self.said.removeprefix(f"{self.name}, ")}'


class Several(Malformed):
    """What was typed can mean several things, and which of them is asked, never guessed."""

    code = "input.several"

    def __init__(self, sentence: str, candidates: Iterable[Candidate], *, typed: str = "") -> None:
        super().__init__(sentence)
        self.candidates = tuple(candidates)
        self.typed = typed


class TooLarge(CasefileError):
    """What was given passes a limit of size, depth or number."""

    code = "input.too_large"


class Unknown(CasefileError):
    """The matter, party or event that was asked for has never been recorded.

    `near` are those that what was typed is like, and `missing` is the event that records it.
    """

    code = "unknown"

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        place: int | None = None,
        typed: str = "",
        near: Iterable[Candidate] = (),
        missing: Missing | None = None,
    ) -> None:
        super().__init__(sentence, code=code, place=place)
        self.typed, self.near, self.missing = typed, tuple(near), missing


class Unauthenticated(CasefileError):
    """Nobody said who is asking, or the token is wrong, expired or revoked."""

    code = "auth.token"


class Forbidden(CasefileError):
    """Who is asking may not do this."""

    code = "auth.role"


class Stale(CasefileError):
    """The matter has moved on since the version that the poster had read."""

    code = "matter.stale"


class Busy(CasefileError):
    """The database could not give its locks in time; posting again is safe."""

    code = "database.busy"


class TooSlow(CasefileError):
    """What was sent did not come whole in time; nothing was done with it."""

    code = "input.too_slow"


class Interrupted(CasefileError):
    """Whoever asked for it did not let it end; the sentence says what is left of it."""

    code = "interrupted"


class Stopped(CasefileError):
    """The system did not let it go on: a full disk, a file that may not be read."""

    code = "system"


class OutcomeUnknown(CasefileError):
    """Whether events were recorded is not known; posting them again with these ids is safe.

    The ids are those of the events in the order in which they were posted.
    """

    code = "outcome.unknown"

    def __init__(self, event_ids: Iterable[str] = ()) -> None:
        super().__init__(
            "The database was lost while the events were recorded, and whether they were is not "
            "known. Post them again, each with the id that is given for it here: what was recorded "
            "is not recorded twice."
        )
        self.event_ids = tuple(event_ids)


class Damaged(CasefileError):
    """The log or a read table is not what it should be."""

    code = "log.damaged"


class Refused(CasefileError):
    """An event that cannot be recorded, with the events that it conflicts with.

    `missing` is the event that would make it legal, where there is one; `may_override` says whether
    an attorney can have it recorded all the same, `called` what the events that it conflicts with
    are called, and `following` what can be recorded instead, where somebody has looked it up.
    `of_another` says that it is not this event that cannot stand, but one on record beside it, and
    `together` has the numbers of the events that can be taken back with each other alone. `errors`
    are the fields of the request that are to blame, where it is not the law that refuses it.
    """

    code = "event.refused"
    may_override: ClassVar[bool] = False
    called: Sequence[str] = ()
    following: str = ""
    of_another: bool = False
    together: Sequence[str] = ()
    errors: Sequence[Misfit] = ()

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        conflicts: tuple[str, ...] = (),
        place: int | None = None,
        missing: Missing | None = None,
    ) -> None:
        super().__init__(sentence, code=code, place=place)
        self.conflicts = conflicts
        self.missing = missing


@contextmanager
def at_place(place: int) -> Iterator[None]:
    """Give every error raised inside the place of the event that it is about."""
    try:
        yield
    except CasefileError as error:
        error.stand_at(place)
        raise


@contextmanager
def trying(tried: TypedEvent) -> Iterator[None]:
    """Give every error raised inside the event that was typed, as it was understood."""
    try:
        yield
    except CasefileError as error:
        error.tried = error.tried or tried
        raise


@contextmanager
def located(where: str) -> Iterator[None]:
    """Write into every error raised inside where in a file it was found."""
    try:
        yield
    except CasefileError as error:
        error.reword(f"{where}: {error.sentence}")
        raise
