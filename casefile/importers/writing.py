"""Writing: how a table is written down: its encoding, and what parts and quotes its cells."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple

UTF_8 = "utf-8"
QUOTE = '"'


class Writing(NamedTuple):
    """How a CSV file is written.

    `delimiter` parts the cells, `quote` stands around one, and `escape` stands before a quote
    inside a cell; where that is the quote itself, it is written twice.
    """

    delimiter: str = ","
    encoding: str = UTF_8
    quote: str = QUOTE
    escape: str = QUOTE
    called: str = UTF_8  # the encoding, by the name that the mapping has for it

    @property
    def is_utf_8(self) -> bool:
        """Tell whether the file is written in the encoding that is read without being told."""
        return self.encoding == UTF_8

    def as_csv(self) -> dict[str, Any]:
        """Return it as Python's csv module has it."""
        doubled = self.escape == self.quote
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "escapechar": None if doubled else self.escape,
            "doublequote": doubled,
            "strict": True,
        }

    def lines(self, file: BinaryIO, most: int) -> Iterator[str]:
        """Yield the lines of a file in another encoding, each of so many characters at most.

        What is no text in it is kept as Python keeps such bytes, or raised as a ValueError.
        """
        errors = "surrogateescape" if _of_bytes(self.encoding) else "strict"
        text = io.TextIOWrapper(file, encoding=self.encoding, errors=errors, newline="")
        try:
            while line := text.readline(most):
                yield line
        finally:
            with suppress(ValueError):
                text.detach()


def encoding_of(written: str) -> str:
    """Return an encoding by the one name that it has here; raises ValueError."""
    try:
        found = codecs.lookup(written)
        "".encode(found.name)
    except LookupError as error:
        message = (
            f"{written[:40]!r} is no encoding that is known here; a spreadsheet on Windows mostly "
            "writes windows-1252, utf-16 or utf-8."
        )
        raise ValueError(message) from error
    return found.name


def check_signs(writing: Writing) -> None:
    """Refuse signs that cannot part and quote cells; raises ValueError with the key."""
    for key, sign in (
        ("delimiter", writing.delimiter),
        ("quote", writing.quote),
        ("escape", writing.escape),
    ):
        if len(sign) != 1 or sign.isalnum() or sign in "\r\n\0":
            message = (
                f"{key}: {sign[:40]!r} is not one sign, like ',' or ';' or '\\t' for the tab; a "
                "letter, a digit or the end of a line is none."
            )
            raise ValueError(message)
    if writing.delimiter in (writing.quote, writing.escape):
        message = f"delimiter: {writing.delimiter!r} cannot be the quote or its escape as well."
        raise ValueError(message)


def _of_bytes(encoding: str) -> bool:
    """Tell whether every sign of an encoding is one byte, or begins with one that tells it."""
    return len("aa".encode(encoding)) == len("aa")
