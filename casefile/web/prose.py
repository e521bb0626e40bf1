"""Prose: what the law says, with the days, the types and the numbers in it as pages write them."""

from __future__ import annotations

import re

from casefile.law.catalogue import CATALOGUE
from casefile.law.wording import of_type
from casefile.web.days import capital, in_order, when_words

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ANY = r"(?:\.\.|[0-9]{4}(?:-[0-9]{2}){0,2})"  # what stands behind a type: a month or year, too
_written = re.compile(
    rf"(?<![\w/.-])(?:(?P<type>[a-z]+\.[a-z_]+) of (?P<when>{_ANY}(?:/{_ANY})?(?![\w/-]|\.\w))?"
    rf"|(?P<code>[a-z]+\.[a-z_]+)(?![\w-]|\.\w)"
    rf"|(?P<days>(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.)|{_DAY})(?![\w/-]|\.\w)"
    r"|@(?P<number>[0-9]+)\b)"
)

_party_id = re.compile(r" \(party-[0-9a-f]{8}\)")  # behind a name, of which an address has it


def prose(sentence: str) -> str:
    """Return a sentence of the law as a page says it."""
    sentence = _party_id.sub("", sentence)
    said = in_order(_written.sub(_said, sentence))
    begins = _written.match(sentence)
    return capital(said) if begins and begins["type"] else said


def _said(found: re.Match[str]) -> str:
    if tag := found["type"]:
        called = of_type(tag) if tag in CATALOGUE else tag
        return f"{called} of {when_words(found['when']) if found['when'] else ''}"
    if code := found["code"]:
        return of_type(code) if code in CATALOGUE else code
    if found["number"]:
        return f"\N{NUMERO SIGN} {found['number']}"
    return when_words(found["days"])
