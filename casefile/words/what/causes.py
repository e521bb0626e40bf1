"""Causes: what several claims are for that are told together, and the sum that one is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

# What a petition asks for that brings a claim, and is no step in a suit.
RELIEF = (
    r"(?:restitution|possession|eviction|unlawful detainer|damages|dissolution(?: of marriage)?"
    r"|divorce|custody|(?:quiet|clear) title|foreclosure|partition|(?:an? )?protective order)"
)
_sum = re.compile(
    r"(?P<cause>.*?[^\s,(])(?:,? (?:for |of |in the (?:amount|sum) of )?|,? \()"
    r"(?P<sum>\$\d[\d,]*(?:\.\d\d)?)\)?",
    re.IGNORECASE,
)
# Where "for" stands again before another cause.
again = re.compile(r"(?:[;,] |,? and |; and )(?:also )?for (?!\$|\d)", re.IGNORECASE)
_joint = re.compile(r"; (?:and )?|,(?!\d) (?:and )?(?!\$)| and ", re.IGNORECASE)
# What a claim rests on, at the beginning of its words.
_KNOWN = re.compile(
    r"(?:the |an? |his |her |their |its )?(?:(?:title (?:vii|ix)|adea|ada|fmla|section \d+) )?"
    r"(?:(?:gross|intentional|negligent|unlawful|wrongful"
    r"|tortious|fraudulent|civil|malicious|statutory|false|unfair|constructive|legal|medical"
    r"|strict|product|professional|common law|private|public|punitive|breach|express|implied"
    r"|unpaid|unjust|promissory|declaratory|sex|race|age|disability|retaliatory) )*"
    r"(?:negligence|breach of|trespass|nuisance|conversion|fraud\b|misrepresentation|enrichment"
    r"|quantum meruit|return of|rent\b|wages\b|bad faith\b|possession of|eviction"
    r"|defamation|libel|slander"
    r"|imprisonment|prosecution|discrimination|retaliation|harassment|indemnity|contribution\b"
    r"|foreclosure|ejectment|quiet title|replevin|liability|malpractice|loss of consortium"
    r"|(?:insurance )?bad faith|infliction of|failure to|interference|infringement|estoppel"
    r"|violations? of|termination|discharge|hiring|supervision|retention|entrustment|death\b"
    r"|hostile work environment|battery|assault|conspiracy|competition|waste\b|rescission"
    r"|reformation|specific performance|an accounting|accounting\b|invasion of|judgment\b"
    r"|entrapment)",
    re.IGNORECASE,
)
# What is told behind a cause or an offense, and is none: and Roe was served, and moved to dismiss.
_goes_on = re.compile(
    r"(?:[;,]|\b(?:and|but)) (?:[^;,]*? )?"
    r"(?:was|were|has been|have been|had|moved|answered|appeared|settled|sued|sues)\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bassault and battery\b", re.IGNORECASE)


# What one statute forbids together, and that statute behind the last of it.
_at_work = re.compile(
    r".*\b(?:discrimination|retaliation|harassment|environment)\b.*", re.IGNORECASE
)
_law = re.compile(r"(?P<cause>.+?)(?P<law>,? under (?!(?:duress|color)\b).+)", re.IGNORECASE)


def under_one_law(each: Sequence[str]) -> list[str]:
    """Return causes of an employee with the statute that stands behind the last of them alone."""
    last = _law.fullmatch(each[-1]) if each else None
    if last is None or any(_law.fullmatch(one) for one in each[:-1]):
        return list(each)
    if not all(map(_at_work.fullmatch, each)):
        return list(each)
    return [*(f"{one.rstrip()}{last['law']}" for one in each[:-1]), each[-1]]


class Cause(NamedTuple):
    """What a claim is for, and the sum, where one is said."""

    words: str
    amount: str = ""


# A sum that is asked for beside other relief, and what it is owed for: possession and $900 in rent.
_owed = re.compile(
    r"(?P<cause>.+?)(?P<and>,? (?:and|plus|with) )(?:for )?(?P<sum>\$\d[\d,]*(?:\.\d\d)?)"
    r" (?:in|of|for) (?P<what>(?:(?:unpaid|back|past[- ]due|overdue) )?(?:rent|arrears|damages))",
    re.IGNORECASE,
)


def with_sum(words: str) -> Cause:
    """Return a cause apart from the sum that stands behind it, or in it before what is owed."""
    if owed := _owed.fullmatch(words.strip(" ,;.")):
        return Cause(f"{owed['cause']}{owed['and']}{owed['what']}", owed["sum"])
    found = _sum.fullmatch(words.strip(" ,;."))
    return Cause(found["cause"], found["sum"]) if found else Cause(words.strip(" ,;."))


def is_cause(words: str) -> bool:
    """Tell whether words begin with what a claim rests on, as far as that is known."""
    return bool(_KNOWN.match(words))


def is_joint(words: str) -> bool:
    """Tell whether words may be those of several causes."""
    return bool(_joint.search(words))


def goes_on(words: str) -> bool:
    """Tell whether words for a cause or an offense go on with what was done besides."""
    return bool(_goes_on.search(words))


def causes(words: str) -> list[Cause]:
    """Return each of several causes that words tell together; the whole where they may be one.

    What "for" stands in front of again is another one; without it each has to be known for one.
    """
    found: list[str] = []
    for part in again.split(words):
        each = [one for one in _joint.split(_ONE.sub("assault & battery", part)) if one.strip()]
        known = all(is_cause(with_sum(one).words) for one in each)
        found += each if known else [part]
    found = under_one_law(found)
    return [with_sum(one.replace("assault & battery", "assault and battery")) for one in found]
