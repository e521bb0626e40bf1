"""The moment: as of which day, and known when, the address of a page asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from flask import request

from casefile.answers.record import log
from casefile.door import office
from casefile.errors import Malformed, Misfit
from casefile.web import days

_number = re.compile(
    r"(?P<before>before\s+)?(?P<mark>@|#|\N{NUMERO SIGN}|number|no\.?)?\s*(?P<number>[0-9]{1,15})",
    re.IGNORECASE,
)
MOST_DIGITS = 6  # of a number of the log that nothing tells from a day like 20230421


class Moment(NamedTuple):
    """Both coordinates as an address has them, and as they were typed where they are no days.

    `beside` is another moment of knowledge, with which that one is compared.
    """

    as_of: str | None
    known_at: str | None
    beside: str | None
    typed: dict[str, str]
    errors: Sequence[Misfit]

    @property
    def asked(self) -> dict[str, str]:
        """Return what is asked, as other pages are asked it: nothing where it cannot be read."""
        given = {"as_of": self.as_of, "known_at": self.known_at}
        return {} if self.errors else {name: value for name, value in given.items() if value}

    @property
    def address(self) -> dict[str, str]:
        """Return what is asked of the page itself, as its address has it."""
        return {**self.asked, **({"beside": self.beside} if self.beside else {})}

    @property
    def in_other_words(self) -> bool:
        """Tell whether a day was typed in words, which an address to be sent does not keep."""
        given = {name: text for name, text in self.typed.items() if text}
        return not self.errors and given != self.address

    def check(self) -> None:
        """Refuse what cannot be read, where there is no field to tell it beside."""
        for one in self.errors:
            raise Malformed(one.sentence, code="date.invalid")


def read_moment() -> Moment:
    """Read both coordinates from the address; one that cannot be read is told beside its field."""
    found: dict[str, str | None] = {"as_of": None, "known_at": None, "beside": None}
    typed: dict[str, str] = {}
    errors: list[Misfit] = []
    for name in found:
        text = typed[name] = request.args.get(name, "").strip()
        if not text:
            continue
        try:
            read = partial(days.read, past=True) if name == "as_of" else _known
            found[name] = read(text, name)
        except Malformed as error:
            errors += error.errors
    return Moment(found["as_of"], found["known_at"], found["beside"], typed, errors)


def known_words(known_at: str | None) -> str:
    """Return in words when something was known."""
    if known_at is None:
        return "now"
    if known_at.startswith("@"):
        return number_words(int(known_at[1:]))
    return f"on {days.day_words(known_at)}"


def number_words(position: int) -> str:
    """Return in words when all up to a number of the log was known."""
    if not position:
        return "before anything was recorded"
    return f"at \N{NUMERO SIGN}\N{NO-BREAK SPACE}{position}"


def _known(text: str, field: str) -> str:
    """Return a moment of knowledge as an address holds it; raises Malformed for one to come."""
    if position := _position(text, field):
        return position
    day = days.read(text, field, past=True)
    if day > office().today().isoformat():
        sentence = f"{days.day_words(day)} is still to come: nothing is known then yet."
        raise Malformed(sentence, code="known_at.invalid", errors=[Misfit(field, sentence)])
    return day


def _position(text: str, field: str) -> str | None:
    """Return a number of the log as what was known then, where that is what was typed.

    What was known before an event is what was known at the number before its own. Raises Malformed
    where the log has no such number yet.
    """
    found = _number.fullmatch(text)
    if not found or not (found["mark"] or len(found["number"]) <= MOST_DIGITS):
        return None
    number, head = int(found["number"]), log.head(office()).position
    if number > head:
        sentence = (
            f"There is no \N{NUMERO SIGN} {number} yet: the log ends at \N{NUMERO SIGN} {head}."
        )
        raise Malformed(sentence, code="known_at.invalid", errors=[Misfit(field, sentence)])
    return f"@{number - 1 if found['before'] and number else number}"
