"""Event words: the forms in which people say that something has happened, made into one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ARTICLES = frozenset(("a", "an", "the", "his", "her", "their", "its", "this", "our"))
SMALL = _ARTICLES | {
    *("on", "of", "to", "in", "as", "by", "is", "was", "were", "are", "be", "been", "being"),
    *("has", "have", "had", "gets", "got"),
}
# Who does it, in front of what is done.
WHO = frozenset(
    (
        *(
            "court",
            "clerk",
            "judge",
            "jury",
            "state",
            "prosecution",
            "prosecutor",
            "government",
            "people",
        ),
        *("defendant", "plaintiff", "party", "parties", "client", "he", "she", "they", "we", "i"),
        *("agency", "employer", "da"),
    )
)
DONE = frozenset(
    (
        *("accepted", "added", "adjourned", "amended", "answered", "appealed", "approved"),
        *("appointed", "assigned"),
        *("cancelled", "closed", "completed", "contested", "continued", "convicted", "decided"),
        *("denied", "died", "dismissed", "dropped", "entered", "extended", "filed", "granted"),
        *("held", "imposed", "indicted", "met", "missed", "modified", "moved", "opened"),
        *("overturned", "paid", "pleaded", "pled", "postponed", "reduced", "reinstated"),
        *("rejected", "rescheduled", "reset", "returned", "scheduled", "sealed", "served", "set"),
        *("settled", "stayed", "stricken", "superseded", "transferred", "vacated", "withdrawn"),
    )
)
_IRREGULAR = {
    **dict.fromkeys(("withdraw", "withdraws", "withdrew"), "withdrawn"),
    **dict.fromkeys(("sets", "schedule"), "set"),
    **dict.fromkeys(("hold", "holds"), "held"),
    **dict.fromkeys(("meet", "meets"), "met"),
    **dict.fromkeys(("strike", "strikes", "struck"), "stricken"),
    **dict.fromkeys(("pay", "pays"), "paid"),
    "canceled": "cancelled",
}
# What else is said to have been done, beside what types have for it.
_PAST = DONE | {
    *("admitted", "arraigned", "acquitted", "adjudicated", "argued", "arrested", "began"),
    *("charged", "counterclaimed", "crossclaimed", "deposed", "found", "heard", "overruled"),
    *("cited", "declared", "fined", "placed"),
    *("prossed", "received", "released", "resolved", "responded", "ruled", "sentenced"),
    *("started", "struck", "sued", "sustained", "waived", "withdrew"),
}
_MORE = re.compile(r"\b(?:against|for)\b|\d")  # behind by: more than whose act it is
_filed_motion = re.compile(r"^(?:filed|files) (?:an?|the|its|his|her|their) (?=(?:\w+ )?motion\b)")


def as_key(text: str) -> str:
    """Return the words for a type of event as they are compared."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def plain(key: str) -> str:
    """Return words for a type without the small ones between them."""
    return " ".join(one for one in key.split() if one not in SMALL) or key


def without_article(key: str) -> str:
    """Return words for a type without an article in front of them."""
    first, _, rest = key.partition(" ")
    return rest if first in _ARTICLES and rest else key


def begins_with_done(key: str) -> bool:
    """Tell whether words for a type begin with what is done, as held the hearing does."""
    first, _, rest = key.partition(" ")
    return bool(rest) and done_word(first) in DONE


def tells_act(key: str) -> bool:
    """Tell whether words for what is heard tell of an act, as the court moved the hearing does."""
    words = re.split(r" (?:on|to|for|re|in) ", key)[0].split()
    return any(
        one in DONE and words[place + 1 : place + 2] != ["aside"]
        for place, one in enumerate(words[:-1])
    )


def forms(typed: str, *, whole: bool = False) -> Iterator[str]:
    """Yield the words for a type as they are typed, and then in the order that types have.

    Contested the ticket is ticket contested, the court denies the motion is motion denied. Where
    they are not taken as a `whole`, those behind by are left out at the end.
    """
    wanted = _filed_motion.sub("", as_key(typed))
    words = plain(wanted).split()
    acts = words[:1] and words[0] in WHO and words[1:2] not in ([], ["s"])  # whose, and not who
    done = words[1:] if acts else words
    ways = [[wanted], words, _last_done(words), done, _turned(done)]
    head, _, behind = wanted.partition(" by ")
    more = _MORE.search(behind) or any(map(is_past, behind.split()))  # what is another act as well
    ways += [] if whole or more else [plain(head).split()]
    ways += [one[:-1] for one in ways if one[-1:] == ["filed"] and one[1:]]
    yield from dict.fromkeys(" ".join(one) for one in ways if one)


def _last_done(words: list[str]) -> list[str]:
    """Return words of which the last one is in the form that types have for what is done."""
    return [*words[:-1], done_word(words[-1])] if words else words


def _turned(words: list[str]) -> list[str]:
    """Return words that begin with what is done with that at their end."""
    first = done_word(words[0]) if words[1:] else ""
    if first not in DONE:
        return []
    aside = ["aside"] if words[1] == "aside" else []
    return [*words[1 + len(aside) :], first, *aside]


def is_past(word: str) -> bool:
    """Tell whether a word says that something was done: held, began, dismissed."""
    return word.casefold().strip(",;") in _PAST


def tells_done(word: str) -> bool:
    """Tell whether a word says that something was done, also as it is told in the present."""
    plain_word = word.casefold().strip(",;")
    present = plain_word.endswith("s") and not plain_word.endswith(("'s", "ss"))
    return is_past(word) or (present and is_past(done_word(plain_word)))


def tells_two(typed: str) -> bool:
    """Tell whether words say something by themselves before what they end with.

    Behind a comma what something is done to has an article: the hearing is cancelled. A semicolon
    parts two things by itself.
    """
    head, _, tail = re.sub("; ", ", ", typed).rpartition(", ")
    the = tail.removeprefix("and ").startswith("the ") and any(map(is_past, tail.split()))
    return bool(head) and (the or ";" in typed or any(map(is_past, head.split())))


def done_word(word: str) -> str:
    """Return what is done as types have it: contest and contests are contested."""
    if word in DONE or word in _IRREGULAR:
        return _IRREGULAR.get(word, word)
    stems = {word, word.removesuffix("s"), word.removesuffix("es")}
    ways = [f"{stem}{end}" for stem in stems for end in ("ed", "d")]
    ways += [f"{stem}{stem[-1:]}ed" for stem in stems]
    ways += [re.sub("(?:y|ies)$", "ied", word)]
    return next((one for one in ways if one in DONE), word)
