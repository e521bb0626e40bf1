"""Courts: what a court, its clerk and its judges are called where it is told what they did."""

from __future__ import annotations

import re

_KINDS = "trial|district|bankruptcy|magistrate|municipal|metropolitan|county|juvenile"
# Who decides there by name, where a name is one: Judge Hale, Magistrate Judge Ann Vale.
_BY_NAME = (
    r"(?-i:(?:Judge|Justice|Magistrate(?: Judge)?|Commissioner) "
    r"[A-Z][\w'-]+(?: [A-Z][\w.'-]*){0,2})"
)
COURT = (
    rf"(?:(?:the )?(?:(?:{_KINDS}) )?(?:court|judge|clerk)|(?:the )?magistrate(?: judge)?"
    rf"|{_BY_NAME})"
)
_by_name = re.compile(_BY_NAME)


def is_judge(words: str) -> bool:
    """Tell whether words are those for a judge by name."""
    return bool(_by_name.fullmatch(words))
