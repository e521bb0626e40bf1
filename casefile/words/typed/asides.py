"""Asides: what words beside those for a type of event say, as values of the fields of the type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.law.events.ending import ClaimDismissed
from casefile.law.rule_41 import DismissedHow
from casefile.law.subjects import PARTY
from casefile.words.misread import Misread
from casefile.words.new_ids import makes
from casefile.words.values.choices import read_choice

NOTE, OFFENSE, REASON = "note", "offense", "reason"
ITEMS = ("item_id", "item_ids", "old")
BY = ("by", "appellant", "parties", "claimants", "filed_by", "agency")  # of whose act it is
# Several charges, each of which is one by itself, or those of another paper.
SEVERAL = re.compile(r",| and |\bsame\b.*\b(?:counts?|charges?|offenses?)\b")


class Aside(NamedTuple):
    """What words beside those for a type say: of which fields it may be, and behind what word.

    What `belongs` to a field is no note where a type has none: the words are to be read otherwise.
    What is `beside` is of an event that is recorded with this one, like the plea of a hearing.
    """

    fields: tuple[str, ...]
    value: str
    small: str = ""
    belongs: bool = False
    beside: bool = False

    def of(self, tag: str) -> Mapping[str, list[str]]:
        """Return it as a field of a type, or as a note where that has none; raises Misread."""
        if self.beside:
            return {self.fields[0]: [self.value]}
        cls = CATALOGUE[tag]
        own = {one.encode_name for one in fields_of(cls)}
        own = {one for one in own if not makes(cls, one, PARTY)}  # somebody new has no name there
        field = next((one for one in self.fields if one in own), None)
        if field is None and self.belongs:
            raise Misread(f"{tag} has no field for {self.value!r}.")
        if field is None and tag == ClaimDismissed.tag and _says_how(self):
            return {REASON: [self.value]}  # on which it turns what the dismissal operates as
        if field is None:
            return {NOTE: [f"{self.small} {self.value}".strip()]}
        if field == OFFENSE and SEVERAL.search(self.value):
            return {}  # what is charged is asked, a command for each
        return {field: [self.value]}


def _says_how(aside: Aside) -> bool:
    """Tell whether a reason is one of the ways in which a claim is dismissed."""
    with suppress(Misread):
        return REASON in aside.fields and bool(read_choice(DismissedHow, aside.value))
    return False


Way = tuple[str, Sequence[Aside]]  # the words that are left, and what was taken off them
