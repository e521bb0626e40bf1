"""What is drawn and no text: that it can be told from the paper, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import casefile.web

SHEET = (Path(casefile.web.__file__).parent / "static" / "casefile.css").read_text("utf-8")
SCHEMES = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
LEAST = 3  # to one, as WCAG 1.4.11 has it
# The properties by which a mark, a state, a field and the focus are seen.
DRAWN = re.compile(r"(?:stroke|outline|border(?:-left|-color)?): [^;]*var\((--[\w-]+)\)")
FAINT = {"--line", "--paper"}  # what parts only what is apart anyway


def lightness(color: str) -> float:
    """Return the relative luminance of a color like #1d1c1a."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark", "printed"])
def test_mark__of_any_kind__can_be_told_from_the_paper(scheme: str) -> None:
    colors = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", SCHEMES[0]))
    colors |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", scheme))
    drawn = set(DRAWN.findall(SHEET)) & colors.keys() - FAINT
    assert {"--ink", "--quiet", "--strong-line", "--accent"} <= drawn
    for name in drawn:
        ends = sorted(lightness(colors[one]) for one in (name, "--paper"))
        assert (ends[1] + 0.05) / (ends[0] + 0.05) >= LEAST, name
