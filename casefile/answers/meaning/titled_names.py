"""Titled names: who is typed behind a title or a role, like Ms. Solano or the defendant Solano."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from casefile.projections.names import name_key

_titled = re.compile(
    r"(?:mr|mrs|ms|miss|mx|dr|prof(?:essor)?|rev|sra?|officer|deputy|detective) (?P<name>.+)"
)
_suffix = re.compile(r"(?: (?:jr|sr|ii|iii|iv|md|m d|phd|ph d|esq))+$")
_whose = re.compile(r"^(?:the|our) ")


def is_titled(typed: str) -> bool:
    """Tell whether a text is a name behind a title."""
    return bool(_titled.fullmatch(name_key(typed)))


def of_family(typed: str, called: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the ids of who has the family name that stands behind a title.

    A title stands before no company's name, and before no first name alone. What each is called is
    given as `name_key` has it.
    """
    if not (titled := _titled.fullmatch(name_key(typed))):
        return []
    first, _, family = f" {_suffix.sub('', titled['name'])}".rpartition(" ")
    return [
        one
        for one, some in called.items()
        if any(
            f" {_suffix.sub('', key)}".endswith(f" {family}")
            and set(first.split()) <= set(key.split())
            for key in some
        )
    ]


def in_role_of(typed: str, roles: Mapping[str, Iterable[str]]) -> Iterable[tuple[str, list[str]]]:
    """Yield each name that may stand behind a role, and the ids of those who are in that role."""
    words = _whose.sub("", name_key(typed)).split()
    for place in range(1, len(words)):
        role = f" {' '.join(words[:place])}"
        those = [
            one for one, some in roles.items() if any(f" {its}".endswith(role) for its in some)
        ]
        if those:
            yield " ".join(words[place:]), those
