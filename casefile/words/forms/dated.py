"""Dated: a sentence with its day behind it, like "CleanCo was served on 9/8"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.law.events.record import NoteRecorded
from casefile.words.typed.type_words import day_typed
from casefile.words.what.event_words import is_past
from casefile.words.when.dates import LOOSE, MONTH
from casefile.words.when.relative import WEEKDAY

# A day by its number alone, and no court, place or count of that number.
_DAY_ALONE = (
    rf"(?:{WEEKDAY},? )?the \d{{1,2}}(?:st|nd|rd|th)(?! ?(?:circuit|district|judicial|amendment"
    r"|floor|street|avenue|congress)\b)(?=[,;:.]|$| (?:(?-i:[A-Z])|(?:in|at|before|for|with|by"
    r"|against|the|he|she|they|we|it|our|his|her)\b))"
)
DAY_SAID = (
    rf"(?:{_DAY_ALONE}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{4}}-\d\d-\d\d"
    rf"|{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}} {MONTH}\.?(?:,? \d{{4}})?)"
    r"(?: at (?:noon|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\b\.?)?))?"
)
_dated = re.compile(
    rf"(?P<said>.+?)(?:(?:,? (?P<on>on))? (?P<day>{DAY_SAID})|,? (?P<loose>{LOOSE}))",
    re.IGNORECASE,
)
# A letter, a call or a visit, which is of the day behind it, before what it was about.
_contact = re.compile(
    r"(?P<said>(?:an? |the )?(?:letter|e-?mail|(?:phone )?call|text|message|voicemail|fax|meeting)"
    r" (?:from|to|with) (?:(?!\b(?:about|re|regarding)\b)[^,;:\d])+?"
    r"|(?:[\w.'-]+ ){1,3}(?:called|e-?mailed|phoned|texted|wrote|came in|stopped by))"
    rf",? (?:on )?(?P<day>{DAY_SAID})(?P<rest>(?:[,;:]| re| about| regarding) .+)?",
    re.IGNORECASE,
)
_day_first = re.compile(
    rf"(?P<on>on )?(?P<day>(?:(?:on or )?about )?{DAY_SAID}|today|yesterday)"
    r"(?: ?[:,;\u2013\u2014-])?"
    r" (?P<said>[a-z].*)",
    re.IGNORECASE,
)
_loose_first = re.compile(rf"(?P<day>{LOOSE}),? (?P<said>[a-z].*)", re.IGNORECASE)
# In front of these stands as well of which day the hearing was that is set anew or cancelled.
_of_hearing = re.compile(
    r".*\b(?:hearing|trial|conference|argument|mediation|deposition|sentencing|arraignment)\b"
    r".*\b(?:moved|continued|postponed|reset|rescheduled|cancell?ed|vacated)\b.*",
    re.IGNORECASE,
)
TODAY = "today"
_DASHES = " :;-\u2013\u2014"  # what stands between the day of a paper and what it says
# A day that is told from today, wherever it stands: this morning is today.
RECENTLY = re.compile(
    rf"\b(?:(?P<today>today|this (?:morning|afternoon|evening)|tonight)|yesterday"
    rf"|(?<=on )(?:last )?{WEEKDAY}|last {WEEKDAY})(?![\w'])",
    re.IGNORECASE,
)
# Words with which a day can be that of what is to come, and not of the act.
_to_come = re.compile(
    r"\b(?:set|reset|scheduled|moved|continued|postponed|due|deadline|until|for|returnable)$"
    r"|\b(?:(?<!(?:granted|.denied) at the )hearing|trial|conference|argument|mediation"
    r"|deposition|sentencing|arraignment)(?: before .+)?$"
    r"|\b(?:notice|order)\b.*\b(?:hearing|trial|conference|argument|mediation|deposition|appear"
    r"|appearance|produce|testify|report)\b|\b(?:(?<!\bby )notice|order|subpoena|summons)$"
    r"|^(?!.*\bdismissed\b).*\bby notice$"  # by which somebody is dismissed, and nothing is set
    r"|\b(?:subpoena|summons)\b(?!.*\b(?:served|issued|returned|quashed)\b)",
    re.IGNORECASE,
)
# What was asked for on a day need not be of that day.
_asked_for = re.compile(
    r"\b(?:requested|asked for)\b|\b(?:motion|moved)\b.*\bnew trial$"
    r"|\bappeal(?:ed)?\b.*\bnew trial$",
    re.IGNORECASE,
)


# A day between what was done and where, how or for how much: settled on June 3 for $900.
_between = re.compile(
    rf"(?P<said>.+?),? on (?P<day>{DAY_SAID})(?:(?P<apart>:|,(?= (?:alleging|claiming)\b))|,?) "
    r"(?P<rest>(?:(?<=: )|(?:in|at|before|for|with|by|against|alleging|claiming) ).+)",
    re.IGNORECASE,
)
_day = re.compile(rf"\b{DAY_SAID}", re.IGNORECASE)
_on_day = re.compile(rf"\bon {DAY_SAID}", re.IGNORECASE)
_own_day = re.compile(rf",? on (?P<day>{DAY_SAID})", re.IGNORECASE)
_day_behind = re.compile(rf" (?P<day>{DAY_SAID})$", re.IGNORECASE)
# A day right behind what was done, and what that was: complaint filed 9/2: Ann sues Bo.
_inside = re.compile(
    rf"(?P<said>.+?)(?: on)? (?P<day>{DAY_SAID})"
    r"(?P<rest>(?:[:;]? (?!was |were |is |are |at (?:noon|\d))"
    r"|, (?=\$|posted |left |mailed |taped |by |in person|personally)).+)",
    re.IGNORECASE,
)
# A paper that is named in front of its day, with what it says behind a colon or a dash.
_paper = re.compile(
    r"(?!.*\b(?:due|set|deadline)\b)(?:[\w'.-]+ ){0,6}(?:complaint|indictment|information|petition"
    r"|citation|ticket|answer|(?:counter|cross)-?claim|motion|order|judgment|verdict|ruling|decision"
    r"|notice|charges?|lawsuit|suit|stipulation|settlement|plea|appeal|agreement|report|letter)"
    r"(?: (?:of|on|dated))?",
    re.IGNORECASE,
)
_paper_of_day = re.compile(
    rf"(?P<said>[^:;,()]+?)(?:,? \(|, | )(?P<day>{DAY_SAID})\)?"
    r"(?P<rest>(?:[:;]| ?[\u2013\u2014]| -) .+)",
    re.IGNORECASE,
)
# What was paid, with its day and how much it was behind it.
_paid = re.compile(
    rf"(?P<said>(?:.+ )?(?:paid|pays) .+?)(?:,? on)? (?P<day>{DAY_SAID})"
    r"(?P<rest>,? (?:for )?\$.+)?",
    re.IGNORECASE,
)
# What says no more than that what is told behind it was ordered.
_ruling = re.compile(
    r"(?:(?:the|an?|minute|written|oral|court) )*(?:order|ruling|decision)", re.IGNORECASE
)
_to_pay = re.compile(
    r"\b(?:to be|must be|be|being|not|un) ?paid\b|\b(?:by|before|until|after|from|since|to)$",
    re.IGNORECASE,
)
_regular = re.compile(r"[a-z-]{2,}[^e]ed")  # and no need, nor a seed
# Words behind which a day belongs to what they say.
_BEFORE_A_DAY = frozenset(
    ("after", "and", "before", "between", "by", "for", "from", "of", "since", "through", "to")
)
# What sets something for a day, or is called by what is set.
_sets = re.compile(
    r"\b(?:(?:re)?set|(?:re)?scheduled|moved|continued|postponed|due|deadline|until|notice|noticed"
    r"|order(?:ed)?|subpoena|summons|said|told|extended|returnable)\b",
    re.IGNORECASE,
)
# A notice by which something is done, and which sets nothing.
_plain_notice = re.compile(
    r"\bnotice of (?=(?:voluntary )?(?:appeal|contest|dismissal|removal|withdrawal|appearance)\b)",
    re.IGNORECASE,
)
# A day told from today behind what was done, or before what more is said of it.
_lately = re.compile(
    r"(?P<said>.+?),? (?:(?:(?P<today>(?:earlier )?today|this (?:morning|afternoon|evening))"
    r"|(?P<yesterday>yesterday))(?P<rest>,? .+|[,;].+)?"
    rf"|(?P<day>last {WEEKDAY}|last (?:week|month)"
    r"|(?:the )?day before yesterday|\d{1,2} days ago))",
)

# The day of another act, by that of the one before it: granted the same day.
_same_day = re.compile(
    r"(?<!\bto)(?<!\bfor)(?<!\buntil)(?<!\bby),? (?:on )?(?:the |that )?same day\b(?! as\b)",
    re.IGNORECASE,
)
_in_brackets = re.compile(rf"(?<=[,;] )(?P<then>(?:and |then )*)\((?P<day>{DAY_SAID})\) ")


def days_written_out(words: str) -> str:
    """Return words with each day where that of another act is told again, or is in brackets.

    The same day as that of the sentence, which stands before it, is left out.
    """
    words = _in_brackets.sub(lambda one: f"{one['then']}on {one['day']} ", words)
    while found := _same_day.search(words):
        before = list(_day.finditer(words[: found.start()]))
        own = f" on {before[-1][0]}" if before else ""
        words = f"{words[: found.start()]}{own}{words[found.end() :]}"
    return words


def only_day(words: str, act: str) -> str:
    """Return the only day in words of which an act is told that names none; nothing where unsure.

    What sets something for a day may be told with that one.
    """
    days = [one[0] for one in _day.finditer(words)]
    unsure = len(days) != 1 or _day.search(act) or _sets.search(act.replace("set aside", ""))
    return "" if unsure else days[0]


def lately(words: str, typed: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the words for an event without a day that can only be its own, and it; else None."""
    if day_typed(NoteRecorded.tag, typed):
        return None
    found = _between.fullmatch(words)
    told = found["said"].split() if found else []
    more = found and found["apart"] and _day.search(found["rest"])
    if found and not more and any(map(_is_done, told)) and not _sets.search(found["said"]):
        return f"{found['said']}{found['apart'] or ''} {found['rest']}", found["day"]
    found = _paper_of_day.fullmatch(words)
    if found and _paper.fullmatch(found["said"]):
        said = re.sub(" (?:of|on|dated)$", "", found["said"], flags=re.IGNORECASE)
        rest = found["rest"].lstrip(_DASHES)
        return (rest if _ruling.fullmatch(said) else f"{said}: {rest}"), found["day"]
    found = _paid.fullmatch(words)
    to_pay = found and (_to_pay.search(found["said"]) or _sets.search(found["said"]))
    if found and not to_pay and not _day.search(found["said"]):
        return f"{found['said']}{found['rest'] or ''}", found["day"]
    found = _inside.fullmatch(words)
    several = found and _day.search(found["rest"])
    if found and not several and _acted(found["said"]):
        return f"{found['said']}{found['rest']}", found["day"]
    found = _lately.fullmatch(words)
    if found is None:
        return None
    if found["today"] and _to_come.search(found["said"]):
        return None
    if not any(is_past(one.strip(",;")) for one in found["said"].split()):
        return None
    day = TODAY if found["today"] else (found["yesterday"] or found["day"].removeprefix("on "))
    return f"{found['said']}{found['rest'] or ''}", day


def dated(words: str, typed: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the words for an event and the day behind them; None where that is not its own.

    With a day among the fields, the one in the words is another one. A day alone is that of what
    was done before it, "mediation held June 18", where nothing is set for a day.
    """
    if day_typed(NoteRecorded.tag, typed):
        return None
    if contact := _contact.fullmatch(words):
        return f"{contact['said']}{contact['rest'] or ''}", contact["day"]
    found = _dated.fullmatch(words)
    if found is None:
        return None
    if _to_come.search(found["said"]) and not _asked_for.search(found["said"]):
        return None
    if _on_day.search(found["said"]):
        return None  # what was done on another day has that one
    told = found["said"].split()
    if not (found["on"] or found["loose"]) and not is_past(told[-1]):
        sets = _sets.search(_plain_notice.sub("", found["said"]))
        to_what = told[-1].casefold() in _BEFORE_A_DAY or sets
        if to_what or not any(map(_is_done, told)):
            return None
    return found["said"], found["day"] or found["loose"]


def its_day(clause: str) -> tuple[str, str] | None:
    """Return a clause without the one day that it tells, wherever that stands, and that day.

    The day is empty where it tells none. None is returned where it may be one of several.
    """
    front, days = day_first(clause), list(_own_day.finditer(clause))
    if front:
        return None if days else front
    if len(days) > 1:
        return None
    if days:
        return f"{clause[: days[0].start()]}{clause[days[0].end() :]}", days[0]["day"]
    behind = _day_behind.search(clause)
    return (clause[: behind.start()], behind["day"]) if behind else (clause, "")


def _acted(said: str) -> bool:
    """Tell whether the last of some words says what was done, and they set nothing for a day."""
    last = said.rsplit(maxsplit=1)[-1]
    return _is_done(last) and last.casefold() != "dated" and not _sets.search(said)


def _is_done(word: str) -> bool:
    """Tell whether a word says what was done, also where no type is called by it."""
    return is_past(word) or word == "sent" or bool(_regular.fullmatch(word))


def day_first(words: str) -> tuple[str, str] | None:
    """Return the words for an event and the day that stands before them, as in a diary.

    None is returned where there is none, and where it can be the day of a hearing that is moved:
    "On 9/1 the hearing was moved" says when it was.
    """
    if found := _loose_first.fullmatch(words):
        return None if _of_hearing.fullmatch(found["said"]) else (found["said"], found["day"])
    found = _day_first.fullmatch(words)
    if found is None or (not found["on"] and _of_hearing.fullmatch(found["said"])):
        return None
    return found["said"], found["day"]


def day_before_hearing(words: str) -> tuple[str, str] | None:
    """Return the words for a hearing that is moved or cancelled, and the day before them."""
    found = _day_first.fullmatch(words)
    return (found["said"], found["day"]) if found and _of_hearing.fullmatch(found["said"]) else None
