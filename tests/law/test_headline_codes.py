"""Headlines as a report counts them: the code of an item, its words, its place."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.law.headline_codes import (
    HEADLINES,
    headline_code,
    headline_label,
    headline_place,
    state_label,
)
from casefile.law.item import Item
from casefile.law.setting import Setting
from tests.histories import ended, fold

PERIOD = ("2025-01-01", "2026-01-01")


@pytest.mark.parametrize(
    ("item", "on", "code"),
    [
        (Item(state="charged"), "2023-01-01", "charged"),
        (
            Item(state="pleaded_not_guilty", detail={"plea_label": "plea withdrawn"}),
            "2023-01-01",
            "pleaded_not_guilty:withdrawn",
        ),
        (
            Item(state="pleaded_not_guilty", detail={"plea_label": "deferral revoked"}),
            "2023-01-01",
            "pleaded_not_guilty:deferral_revoked",
        ),
        (Item(state="dismissed", prejudice="with"), "2023-01-01", "dismissed:with"),
        (Item(state="dismissed", prejudice="unknown"), "2023-01-01", "dismissed:unknown"),
        (Item(state="dismissed", prejudice="without"), "2023-01-01", "dismissed:without:refilable"),
        (
            Item(state="dismissed", prejudice="without", refilable=PERIOD),
            "2026-01-01",
            "dismissed:without:refilable",
        ),
        (
            Item(state="dismissed", prejudice="without", refilable=PERIOD),
            "2026-01-02",
            "dismissed:without:barred",
        ),
        (Item(state="dismissed", prejudice="with", marks=("settled",)), "2023-01-01", "settled"),
        (
            Item(state="judgment", side="against", detail={"judgment_for": "claimant"}),
            "2023-01-01",
            "judgment:against",
        ),
        (
            Item(state="judgment", side="claimant", detail={"judgment_for": "claimant"}),
            "2023-01-01",
            "judgment:for",
        ),
    ],
)
def test_code__of_an_item_on_a_day__is_its_state_and_what_qualifies_it(
    item: Item, on: str, code: str
) -> None:
    assert headline_code(item, date.fromisoformat(on)) == code
    assert any(code in track for track in HEADLINES.values())


@pytest.mark.parametrize("track", HEADLINES)
def test_headlines__of_a_track__are_each_once_and_have_words_of_their_own(track: str) -> None:
    codes = HEADLINES[track]
    labels = [headline_label(track, code) for code in codes]

    assert len(set(codes)) == len(codes)
    assert len(set(labels)) == len(labels)
    assert not any("_" in label or ":" in label for label in labels)
    assert [headline_place(track, code) for code in codes] == list(range(len(codes)))
    assert headline_place(track, "a state of another track") == headline_place(track, "none")


def test_label__of_a_state_that_two_tracks_have__is_that_of_its_track() -> None:
    assert headline_label("civil", "vacated") == "judgment vacated"
    assert headline_label("criminal", "vacated") == "conviction vacated"


GUILTY = "2023-01-02 charge.filed\n2023-01-03 charge.plea_entered plea=guilty\n"
CONVICTED = f"{GUILTY}2023-01-04 charge.conviction_entered basis=plea_guilty\n"
WITHHELD = f"{GUILTY}2023-01-05 charge.deferral_ordered kind=adjudication_withheld\n"
DIED = "2023-01-04 party.died"


@pytest.mark.parametrize(
    ("history", "code", "label"),
    [
        (
            f"{CONVICTED}2023-01-05 charge.deferral_ordered kind=deferred_sentence",
            "convicted:deferred",
            "convicted, sentence deferred",
        ),
        (
            f"{CONVICTED}2023-01-05 charge.conviction_vacated",
            "vacated",
            "conviction vacated",
        ),
        (
            f"{WITHHELD}2023-01-06 charge.conviction_vacated",
            "vacated:finding",
            "finding of guilt vacated",
        ),
        (
            f"2023-01-02 charge.filed\n2023-01-03 charge.dismissed prejudice=without\n{DIED}",
            "dismissed:died",
            "dismissed, and the party has died",
        ),
        (
            "2023-01-02 claim.filed\n2023-01-03 claim.served\n2023-01-04 claim.default_entered",
            "defaulted",
            "default entered",
        ),
        (
            "2023-01-02 claim.filed\n2023-01-03 claim.dismissed prejudice=without",
            "dismissed:without:refilable",
            "dismissed without prejudice",
        ),
    ],
)
def test_headline__in_a_report__says_what_the_sentence_of_it_says(
    history: str, code: str, label: str
) -> None:
    item = ended(fold(history))
    assert headline_code(item, date(2023, 12, 31)) == code
    assert headline_label(item.track, code) == label


def test_headline__of_a_finding_that_is_no_conviction__calls_it_none() -> None:
    history = (
        f"{GUILTY}2023-01-04 charge.adjudicated basis=plea_guilty\n"
        "2023-01-05 charge.conviction_vacated"
    )
    item = ended(fold(history, setting=Setting(category="juvenile")))
    assert headline_label("criminal", headline_code(item, date(2023, 12, 31))) == (
        "adjudication vacated"
    )
    assert state_label("criminal", "vacated", "delinquency") == "adjudication vacated"
    assert state_label("criminal", "vacated", "criminal") == "conviction vacated"
