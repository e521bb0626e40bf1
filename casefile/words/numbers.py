"""Numbers: those that people write in words, like two or twenty-one."""

from __future__ import annotations

from typing import Final

_SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
IN_WORDS: Final = (
    {word: number for number, word in enumerate(_SMALL, start=1)}
    | {ten: 10 * place for place, ten in enumerate(_TENS, start=2)}
    | {
        f"{ten}-{one}": 10 * place + number
        for place, ten in enumerate(_TENS, start=2)
        for number, one in enumerate(_SMALL[:9], start=1)
    }
)
# The longer ones first, as a regular expression takes the first that fits.
ANY: Final = "|".join(sorted(IN_WORDS, key=len, reverse=True))
