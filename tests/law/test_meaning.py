"""Meaning: a fact says of whom its ids speak, where they have been parted in its matter."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from casefile.law.catalogue import decode
from tests.histories import GOLDEN, facts

MEANS = {"p1": "p2"}


def test_meaning__of_another_id__is_another_fact_of_the_same_envelope() -> None:
    (fact,) = facts("2021-01-01 claim.filed claimants=p1,p2,p3")
    meant = fact.meaning(MEANS)
    assert [one.id for one in meant.named if one.kind == "party"] == ["p2", "p3"]
    assert meant.data.sides() == (("p2", "claimant"), ("p3", "claimant"))
    assert meant.envelope is fact.envelope
    assert not meant.same_as(fact)
    assert [one.id for one in fact.named if one.kind == "party"] == ["p1", "p2", "p3"]


def test_meaning__where_nothing_is_parted__is_the_fact_itself() -> None:
    (fact,) = facts("2021-01-01 charge.filed party_id=p9")
    assert fact.meaning(MEANS) is fact


@pytest.mark.parametrize("tag", ["party.merged", "party.parted"])
def test_meaning__of_what_speaks_of_ids__stays(tag: str) -> None:
    words = {"party.merged": "from=p1 into=p9", "party.parted": "party_id=p1 into=p9 matters=m1"}
    (fact,) = facts(f"2021-01-01 {tag} {words[tag]}")
    assert fact.meaning(MEANS).data == fact.data


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_meaning__of_every_type__is_of_the_other_wherever_it_names_a_party(path: Path) -> None:
    tag, version = re.fullmatch(r"(.+)\.v(\d+)(?:\.\d+)?", path.stem).groups()  # type: ignore[union-attr]
    data = decode(tag, int(version), msgspec.Raw(path.read_bytes()))
    named = {one.id for one in data.named() if one.kind == "party"}
    meant = data.meaning(dict.fromkeys(named, "p2"))
    about_ids = tag in {"party.merged", "party.parted"}
    ids = {one.id for one in meant.named() if one.kind == "party"}
    assert ids == (named if about_ids or not named else {"p2"})
    assert [one for one in meant.named() if one.kind != "party"] == [
        one for one in data.named() if one.kind != "party"
    ]
