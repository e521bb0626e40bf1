"""Set for: the day, the place and the rest that words behind a hearing or a deadline say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.law.events.process import HearingHeld, HearingScheduled
from casefile.words.misread import Misread
from casefile.words.what.done import ASKED, HEARD
from casefile.words.what.event_words import is_past, tells_two
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.when.dates import MONTH
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

_SET = (
    r"set(?! (?:(?:it|that|this|them|the [\w ]+?) )?aside)|scheduled|moved|continued|rescheduled"
    r"|postponed|reset|extended"
)
# What is set by saying its day alone: discovery deadline November 14, pretrial conference at 10.
_HEARD = rf"(?:conference|hearing|oral argument|{HEARD})"
_DATED = rf"(?= (?:\d+[/-]\d|{MONTH}|tomorrow\b|next |the \d{{1,2}}(?:st|nd|rd|th)\b))"
_DAY_AHEAD = rf"(?:\d+[/-]\d|{MONTH})"
_NOUNS = (
    rf"(?:deadline|cut-?off|closes|ends|{_HEARD})(?: (?:is|of|on|by|at|begins|starts))*{_DATED}"
)
_OF_WHAT = rf"(?:(?:the|our) )?deadline(?: (?:to|for) .+?)? (?:is|was){_DATED}"
_noun = re.compile(rf"(?:.+ )?(?:{_HEARD}|court date)", re.IGNORECASE)
_day = re.compile(
    rf"(?!(?:the )?(?:court|judge|clerk) (?:has )?(?:{_SET})\b)"
    rf"(?P<rest>{_OF_WHAT}|.+? (?:(?:{_SET})(?: (?:to|for|on|until))?|due(?: (?:on|by))?|{_NOUNS})"
    rf"|(?:an? |the )?(?:{_HEARD}|court date)(?: (?:is|on|begins|starts))*{_DATED}"
    r"|(?:an? |the )?hearing(?: (?:is|on))+(?= .*\d))"
    r" (?P<words>(?!to |for |on |until |by |date\b"
    r"|before (?:the )?(?:hon|judge|justice|magistrate|alj|administrative)).+)",
    re.IGNORECASE,
)
# Who was at what is told, which then took place.
_attended = re.compile(
    r"\w (?:had|attended|appeared|came|(?:failed to|did not) appear|bound over) ", re.IGNORECASE
)
_asked_anew = re.compile(r"\b(?:order|motion|appeal\w*)\b.* new trial$", re.IGNORECASE)
# Who has what is set: we have a hearing December 5.
_we_have = re.compile(
    r"(?:^|(?<=[,;:] ))"
    r"(?:we|they|she|he|i|our client|there|it)(?:'ve| have| has|'s| is| are)(?: got)? "
    r"(?=(?:an? |our |the |his |her )?)",
    re.IGNORECASE,
)
# From when it is moved, which is not for when.
_from = re.compile(rf"^from {_DAY_AHEAD}.*? (?:to|until|till) (?={_DAY_AHEAD})", re.IGNORECASE)
_had = re.compile(r"\b(?:had|made) (?:an?|the|his|her|their) ", re.IGNORECASE)  # it was held
_small = re.compile(
    r"(?: (?:to|for|on|until|by|is|was|are|were|of|at|begins|starts))+$", re.IGNORECASE
)
_about = re.compile(
    rf"(?P<head>.*\b(?:hearing|argument)) (?P<done>(?:is |was )?(?:{_SET})) "
    r"(?P<about>on (?:the |a |an |its |his |her |their )?(?:[a-z]+ )?motion .+?) "
    r"(?P<day>(?:for|on|to|until) [A-Z0-9].*|(?:for|on) (?:next|this|tomorrow)\b.*)",
)
_same_hour = re.compile(r",? ?(?:at )?(?:the )?same (?:time|hour)\b", re.IGNORECASE)
_clause = re.compile(r",? +(?=(?:in|at|before|by|via|with)\b)|, *", re.IGNORECASE)
_period = re.compile(r"\d+ (?:(?:calendar|business|court) )?(?:days|weeks|months|years)\b")
_place = re.compile(
    r"(?:(?:in|at) (?:the )?)?"
    r"(?P<place>(?:courtroom|room|department|dept\.?|division|floor|suite)\b.+)"
    r"|(?:in|at) (?P<other>.+)",
    re.IGNORECASE,
)


class SetFor(NamedTuple):
    """The words for what is set, the words for its day, for where it is, and what is left."""

    rest: str
    day: str
    place: str = ""
    more: Sequence[str] = ()


def set_for(asking: Asking, matter_id: str, typed: str) -> SetFor | None:
    """Return the parts of words that set a hearing or a deadline for a day; None where none do.

    A motion that is to be heard stands before what is done, as in hearing on the motion set.
    Where the words for the day cannot be read, they are all taken for those of the day.
    """
    if moved := _about.fullmatch(typed):
        typed = f"{moved['head']} {moved['about']} {moved['done']} {moved['day']}"
    found = _day.fullmatch(_we_have.sub("", typed, count=1))
    if found is None:
        return None
    if tells_two(found["rest"]) or found["rest"].startswith("$"):
        return None  # what was done before is an act of its own
    rest, words = _small.sub("", found["rest"]), _from.sub("", found["words"]).split()
    if _tells_act(rest):
        return None
    rest = f"{rest} set" if _noun.fullmatch(rest) else rest
    here = here_in(asking, matter_id)
    for many in range(len(words), 0, -1):
        if _period.match(" ".join(words[many - 1 :])):
            continue  # November 16, 90 days after the letter came
        day = " ".join(words[:many]).rstrip(",;")
        plain = _same_hour.sub("", day)
        read = read_day(plain, here) if plain else None
        if read and (read.meant or read.choices):
            if _next_sentence(words[many - 1 :]):
                return None
            return _with_rest(SetFor(rest, day), " ".join(words[many:]))
    return SetFor(rest, found["words"]) if re.search(r"\d", found["words"]) else None


def _tells_act(what: str) -> bool:
    """Tell whether words that end with what is heard tell of an act, as vacated the trial does."""
    return bool(_noun.fullmatch(what)) and any(map(is_past, what.split()[:-1]))


def check_past(asking: Asking, matter_id: str, typed: str) -> None:
    """Ask of what is told with a past day alone, like mediation 11/23, if it was held then.

    It may have been set for that day as well. Raises Misread.
    """
    found = _day.fullmatch(typed)
    what = _small.sub("", found["rest"]) if found else ""
    own = _attended.search(what) or _had.search(what) or _asked_anew.search(what)
    told = own or _tells_act(what) or ASKED.fullmatch(what.casefold())
    if not found or not _noun.fullmatch(what) or told:
        return
    here = here_in(asking, matter_id)._replace(of_court=True)
    day = read_day(found["words"], here).meant
    if day is None or day.latest is None or day.latest >= here.today:
        return
    post, on = "casefile post MATTER", shlex.quote(found["words"])
    said = (
        f"Was it held, or only set for that day? {post} {shlex.quote(f'{what} held')} on={on}; or "
        f"{post} {shlex.quote(f'{what} set')} at={on}{OF_ITS_DAY}, of the day on which it was set."
    )
    raise Misread(said, [HearingHeld.tag, HearingScheduled.tag])


def _next_sentence(words: Sequence[str]) -> bool:
    """Tell whether behind the last word of a day another sentence tells of a day, or of an act.

    A sentence may be parted from what is before it by a semicolon by now.
    """
    last, *rest = words
    ended = last.endswith(".") and rest and rest[0][:1].isupper()
    if not rest or not (ended or last.endswith(";")):
        return False
    return bool(re.search(rf"\d[/-]\d|{MONTH}", " ".join(rest), re.IGNORECASE)) or any(
        map(is_past, rest)
    )


def _with_rest(found: SetFor, left: str) -> SetFor:
    """Return what is set with the place that the words behind its day say, and what is left."""
    for clause in filter(None, map(str.strip, _clause.split(f" {left}") if left else ())):
        where = _place.fullmatch(clause)
        if where and not found.place:
            place = where["place"] or where["other"]
            found = found._replace(place=place[:1].upper() + place[1:])
        else:
            found = found._replace(more=[*found.more, clause])
    return found
