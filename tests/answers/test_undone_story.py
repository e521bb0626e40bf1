"""What courts undo, as a history: the status of everyone on twelve days, worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

STORY = Path(__file__).parents[2] / "fixtures" / "undone.jsonl"
PLED = "pleaded guilty; convicted"
TRIED = "pleaded not guilty; found guilty; convicted"
FIVE = "sentenced to 60 months' incarceration and 3 years' supervised release"
FOUR = "sentenced to 48 months' incarceration and 3 years' supervised release"
CHILD = "pleaded guilty; adjudicated delinquent (no conviction)"
PROPOSED = "(proposed: serious, $15,625)"
# By day: who stands how on which track.
DAYS: Mapping[str, Mapping[str, str]] = {
    "2023-01-15": {
        "doe criminal": "none",
        "roe criminal": "pleaded not guilty; found guilty; convicted",
        "roe civil": "filed",
        "hauling civil": "filed",
        "hauling regulatory": "none",
        "child criminal": "none",
    },
}
