"""Intended: how somebody says that something is to come, and words that leave that open."""

from __future__ import annotations

import re

# That somebody will do something, which the verb behind it names.
WILL = (
    r"(?:(?P<will>will|shall|would|'ll|(?:has |have )?agreed to|agrees? to|(?:is|are) to|to)"
    r"|(?:(?:is|are) )?(?:going|planning|preparing|intending|set|about) to|plans? to|intends? to"
    r"|expects? to|(?:has |have )?(?:decided|promised|vowed|pledged) to|(?:has|have) plans to"
    r"|(?:has |have )?(?:agreed in principle|tentatively agreed) to)"
    r"(?: (?:now|also|soon|then))?"
)
# That something will be done.
TO_BE = (
    r"(?:(?P<will>will|shall|would|(?:is|are) to)(?: (?:now|also|soon|then|all|both))?"
    r"|(?:is|are) going to) be"
)
_coming = re.compile(
    r"\b(?:will|shall|would|(?:is|are) (?:going |set |expected |about )?to|(?:plan|intend|expect"
    r"|agree|vow|promise|pledge|decide|prepare)(?:s|d|ed)? to|(?:planning|preparing|going) to"
    r"|plans to)\b|'ll\b",
    re.IGNORECASE,
)
# A plea of not guilty is one, and no contest as well.
_plea = re.compile(r"\b(?:not guilty|no contest)\b", re.IGNORECASE)
_open = re.compile(
    r"\b(?:if|unless|provided|assuming|depending|depends|subject to|pending|whether|not|never|no"
    r"|neither|nor|none|without (?!prejudice)|but|except|or|(?-i:may)(?= [a-z])|might|could|can"
    r"|cannot|consider\w*|hopes?|perhaps|possibly|probably|likely|until|which|who|as long as"
    r"|in case|instead)\b|n't\b|;",
    re.IGNORECASE,
)


def is_to_come(words: str) -> bool:
    """Tell whether words say of something that it is to come."""
    return bool(_coming.search(_plain(words)))


def is_left_open(words: str) -> bool:
    """Tell whether words deny what they tell, tell it on a condition, or as one of several ways."""
    return bool(_open.search(_plea.sub("", _plain(words))))


def _plain(words: str) -> str:
    return words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
