"""Canonical bytes: what no record may hold is found in them as in the text."""

from collections.abc import Callable
from typing import Any

import pytest

from casefile.canonical import check_text, encode, holds_control
from casefile.errors import Malformed

TEXTS = [
    f"{before}{chr(code)}{behind}"
    for code in (*range(256), 0x2028, 0xFFFF, 0x1F600)
    for before in ("", "\\", "\\\\", "n\t", "é")
    for behind in ("", "u001b", "b", "\\f")
]


@pytest.mark.parametrize("wrap", [lambda text: text, lambda text: {"a": [text], text: 1}])
def test_holds_control__any_text__found_in_its_bytes_where_the_text_is_refused(
    wrap: Callable[[str], Any],
) -> None:
    for text in TEXTS:
        assert holds_control(encode(wrap(text))) == refused(text), repr(text)


def refused(text: str) -> bool:
    """Tell whether a text is refused where it comes in."""
    try:
        check_text(text)
    except Malformed:
        return True
    return False
