"""One object of a docket's JSON: every complaint about it names the file and the place in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from casefile.canonical import Limits, decode
from casefile.errors import Malformed, TooLarge
from casefile.importers.files import read_text
from casefile.importers.material import Unreadable
from casefile.law.edtf import parse

# The longest docket that was seen has half a million bytes. In fields that nobody reads a newer
# juriscraper may write any number, so that the report can name the field.
LIMITS = Limits(bytes=64_000_000, members=1_000_000, digits=1_000, floats=True, turning=True)
MAX_NAME = 500  # characters, as in every event's name
MAX_TEXT = 100_000  # characters; the longest entry that was seen has 3,900
FIRST_YEAR, LAST_YEAR = 1789, 2099  # the first federal courts; later ones are slips of the pen

_written = re.compile(r"(\d{4})-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_american = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})", re.ASCII)


class Node:
    """One object of the JSON, and where it stands."""

    __slots__ = ("value", "where")

    def __init__(self, value: dict[str, Any], where: str) -> None:
        self.value = value
        self.where = where

    def unreadable(self, key: str, sentence: str) -> Unreadable:
        """Return an error about the value of a key, for the caller to raise."""
        return Unreadable(f"{self.where}, {key}: {sentence}")

    def has(self, key: str) -> bool:
        """Tell whether the key is there, be it empty."""
        return key in self.value

    def text(self, key: str) -> str:
        """Return a text or a whole number as it is written, "" where there is none."""
        value = self.value.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            self._check_length(key, value)
            return value if value.strip() else ""
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        raise self.unreadable(key, "it is no text.")

    def _check_length(self, key: str, text: str) -> None:
        if len(text) > MAX_TEXT:
            sentence = f"it has {len(text):,} characters; {MAX_TEXT:,} at most are read."
            raise self.unreadable(key, sentence)

    def name(self, key: str) -> str:
        """Return a text that is short enough for a name, without spaces around it."""
        text = self.text(key).strip()
        if len(text) > MAX_NAME:
            sentence = f"it has {len(text):,} characters; a name has {MAX_NAME} at most."
            raise self.unreadable(key, sentence)
        return text

    def flag(self, key: str) -> bool:
        """Return true or false; false where there is neither."""
        value = self.value.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.unreadable(key, "it is neither true nor false.")

    def moment(self, key: str) -> str:
        """Return a day, with its time where it has one, as EDTF; "" where there is none."""
        text = self.text(key).strip()
        if not text:
            return ""
        found = _written.fullmatch(text)
        if not found:
            raise self.unreadable(key, f"{text[:40]!r} is no date like 2019-03-31.")
        return self._calendar_day(key, text, int(found[1]))

    def day(self, key: str) -> str:
        """Return a day; midnight, which stands for no time, is left out."""
        return self.moment(key).removesuffix("T00:00:00").removesuffix("T00:00")

    def american_day(self, key: str, text: str) -> str:
        """Return the day of a text like "TERMINATED: 03/31/2019"; "" where it has none."""
        found = _american.search(text)
        if not found:
            return ""
        month, day, year = (int(part) for part in found.groups())
        return self._calendar_day(key, f"{year:04}-{month:02}-{day:02}", year, found[0])

    def _calendar_day(self, key: str, text: str, year: int, written: str = "") -> str:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            sentence = f"{written or text!r} is not between {FIRST_YEAR} and {LAST_YEAR}."
            raise self.unreadable(key, sentence)
        try:
            return parse(text).text
        except ValueError as error:
            sentence = f"{written or text} is no day of the calendar."
            raise self.unreadable(key, sentence) from error

    def node(self, key: str) -> Node | None:
        """Return the object of a key, or None where it has none or an empty one."""
        value = self.value.get(key)
        if value is None or value == {}:
            return None
        if not isinstance(value, dict):
            raise self.unreadable(key, "it is no object.")
        return Node(value, f"{self.where}, {key}")

    def nodes(self, key: str) -> list[Node]:
        """Return the objects of a list."""
        found = self._list(key)
        for place, value in enumerate(found):
            if not isinstance(value, dict):
                raise self.unreadable(f"{key}[{place}]", "it is no object.")
        return [Node(value, f"{self.where}, {key}[{place}]") for place, value in enumerate(found)]

    def texts(self, key: str) -> list[str]:
        """Return the texts of a list, without empty ones and the spaces around them."""
        found = self._list(key)
        for place, value in enumerate(found):
            if not isinstance(value, str):
                raise self.unreadable(f"{key}[{place}]", "it is no text.")
            self._check_length(f"{key}[{place}]", value)
        return [value.strip() for value in found if value.strip()]

    def _list(self, key: str) -> list[Any]:
        value = self.value.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.unreadable(key, "it is no list.")
        return value


def load(path: Path, name: str) -> Node:
    """Read a file as one JSON object; `name` is how errors and reports call it.

    Raises Unreadable, with the place in the file, for anything that is not strict JSON.
    """
    text = read_text(path, LIMITS.bytes, name)
    try:
        value = decode(text, LIMITS)
    except (Malformed, TooLarge) as error:
        steps = (f"[{one}]" if isinstance(one, int) else f", {one}" for one in error.path)
        raise Unreadable(f"{name}{''.join(steps)}: {error.sentence}") from error
    if not isinstance(value, dict):
        raise Unreadable(f"{name}: a docket is a JSON object, and this is something else.")
    return Node(value, name)
