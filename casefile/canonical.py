"""Canonical JSON: the strict reading of what comes in and the exact bytes of what is stored."""

from __future__ import annotations

import hashlib
import json
import re
from functools import partial
from typing import Any, NamedTuple, NoReturn

import msgspec

from casefile.errors import CasefileError, Malformed, TooLarge

MAX_BYTES = 4_000_000  # a batch of a thousand long events; a larger history goes in by file
MAX_DEPTH = 16  # the deepest stored body has five levels
MAX_KEYS = 500  # in one object; sorting very many takes long
MAX_MEMBERS = 10_000  # in one list
MAX_DIGITS = 15  # larger whole numbers lose their last digits in many readers
# The control characters that no stored text may hold: all but tab and line breaks.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
# The signs that turn the direction of writing, by which one name is shown as another. They are
# refused where somebody writes; records of others that hold them are kept as they are.
TURNING = "\u202a-\u202e\u2066-\u2069"


class Limits(NamedTuple):
    """What JSON may have: bytes, members of a list, digits of a number, floats, and TURNING."""

    bytes: int = MAX_BYTES
    members: int = MAX_MEMBERS
    digits: int = MAX_DIGITS
    floats: bool = False
    turning: bool = False


POSTED = Limits()

_encoder = msgspec.json.Encoder(order="sorted")
# Halves of surrogate pairs are no text in UTF-8.
_forbidden = re.compile(f"[{CONTROLS}\ud800-\udfff]")
_turning = re.compile(f"[{TURNING}]")
# How canonical bytes write such a control; a backslash before one of these letters is a sign of
# its own only after an even number of others.
_written = re.compile(rb"(?<!\\)(?:\\\\)*\\[bfu]|\x7f")


def encode(value: Any) -> bytes:
    """Return the canonical bytes of a value: UTF-8, keys sorted, no white space."""
    return _encoder.encode(value)


def leaf_hash(body: bytes) -> bytes:
    """Return the 32-byte hash of a stored body as a Merkle leaf (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x00" + body).digest()


def decode(text: bytes | str, limits: Limits = POSTED) -> Any:
    """Read JSON strictly: no duplicate keys, floats, huge numbers, deep nests, control characters.

    Raises Malformed or TooLarge, with the path of a value that is to blame.
    """
    if len(text) > limits.bytes:
        raise TooLarge(f"The body has more than {limits.bytes:,} bytes.", code="input.too_large")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=None if limits.floats else _no_float,
            parse_int=partial(_integer, limits.digits),
            parse_constant=_no_float,
        )
    except RecursionError:
        _too_deep()
    except UnicodeDecodeError as error:
        raise Malformed("The text is not UTF-8.", code="input.not_json") from error
    except json.JSONDecodeError as error:
        sentence = f"This is not JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        raise Malformed(sentence, code="input.not_json") from error
    _check(value, limits, 1)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise TooLarge(f"An object has more than {MAX_KEYS} keys.", code="input.too_many")
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Malformed(
            f"The key {twice[:64]!r} stands twice in one object.", code="input.duplicate_key"
        )
    return found


def _no_float(text: str) -> NoReturn:
    sentence = f'{text[:20]} is not a whole number; write amounts as text, like "100000.00".'
    raise Malformed(sentence, code="input.float")


def _integer(digits: int, text: str) -> int:
    if len(text) > digits:
        raise Malformed(f"A number has more than {digits:,} digits.", code="input.number")
    return int(text)


def _too_deep() -> NoReturn:
    raise TooLarge(f"The JSON is nested more than {MAX_DEPTH} levels deep.", code="input.too_deep")


def _check(value: Any, limits: Limits, depth: int) -> None:
    """Refuse what is nested too deep, has too many members or text that no record can hold."""
    if depth > MAX_DEPTH:
        _too_deep()
    if isinstance(value, str):
        check_text(value, turning=limits.turning)
        return
    if isinstance(value, list) and len(value) > limits.members:
        raise TooLarge(f"A list has more than {limits.members:,} members.", code="input.too_many")
    inside: str | int = 0
    try:
        if isinstance(value, list):
            for place, member in enumerate(value):
                inside = place
                _check(member, limits, depth + 1)
        elif isinstance(value, dict):
            for key, member in value.items():
                inside = "a key"
                if not key.isascii():
                    raise Malformed(f"The key {key[:64]!r} is not plain ASCII.", code="input.key")
                check_text(key)
                inside = key
                _check(member, limits, depth + 1)
    except CasefileError as error:
        error.path = (inside, *error.path)
        raise


def check_text(text: str, *, turning: bool = False) -> None:
    """Refuse text with characters that no record may hold; raises Malformed.

    Signs that turn the direction of writing are let in with `turning` alone.
    """
    if found := _forbidden.search(text):
        sentence = f"A text holds the control character U+{ord(found[0]):04X}."
        raise Malformed(sentence, code="input.control_character")
    if not turning and not text.isascii() and (found := _turning.search(text)):
        sentence = (
            f"A text holds the control character U+{ord(found[0]):04X}, which turns the direction "
            "of writing, so that it reads otherwise than it is; leave it out."
        )
        raise Malformed(sentence, code="input.control_character")


def holds_control(body: bytes) -> bool:
    """Tell whether canonical bytes hold a control character that no record may hold."""
    # Most bodies have no backslash, and looking for one takes a fiftieth of the time.
    return (b"\\" in body or b"\x7f" in body) and _written.search(body) is not None
