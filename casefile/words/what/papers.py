"""Papers: what comes to the file and is called by what it is, like a police report."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from typing import Any

from casefile.words.what.event_words import as_key

# A paper by its own words: a lab report, the affidavit of Bo Lee, a letter from an insurer.
_COMES = re.compile(
    r"(?:(?!\w+ed\b|sent\b|wrote\b|got\b|demand\b)[a-z0-9]+ ){0,4}"
    r"(?:report|letter|affidavit|declaration|transcript)"
    r"(?: (?:from|of|by|to|in|on|for|about)(?! (?:mistrial|bankruptcy)\b) .+)?"
    r"(?: (?:received|arrived|came in))?"
    # What answers a motion, and is no ruling on it.
    r"|(?:response|reply|opposition|objections?) to (?:(?:the|his|her|its|their) )?(?:[a-z]+ )?"
    r"motion(?: (?!(?:granted|denied|overruled|sustained|stricken|withdrawn|due|moot)\b)[a-z0-9]+)+"
)
# What a court or its clerk issues that moves nothing by itself.
_ISSUED = re.compile(
    r"(?:(?:an? |the )?"
    r"(?:(?:[a-z0-9]+ ){0,3}(?:scheduling|management|protective|pretrial|discovery|standing"
    r"|preservation|briefing|procedural|setting) order|order to show cause"
    r"|writ of (?:restitution|possession|execution|garnishment|attachment|assistance)"
    r"|(?:bench |arrest |search )?warrant|subpoenas?(?: duces tecum)?|summons"
    r"|letters (?:testamentary|of administration))"
    r"(?: (?:is |was |were )?(?:entered|issued|signed|executed))(?: for .+)?)"
    r"|(?:the )?(?:court|judge|magistrate|clerk) (?:has )?(?:issued|issues|signed)"
    r" (?:an? |the )?(?:bench |arrest |search )?warrant(?: (?:for|against) .+)?"
)
# What is given up in a paper that says so.
_WAIVED = re.compile(
    r"(?:(?:his|her|the) )?(?P<what>(?:formal )?(?:arraignment|preliminary (?:hearing|examination)"
    r"|speedy trial|jury(?: trial)?|extradition|indictment|detention hearing|reading))"
    r" (?:is |was )?waived|waived (?:(?:his|her|the) )?(?P<other>.+)"
)
_done = re.compile(
    r"\b(?:was |is |were )?(?:filed|received|arrived|came in|entered|issued|signed|executed)\b"
    r"(?: (?:the|an?|its|his|her|their|our)\b)?",
    re.IGNORECASE,
)
_article = re.compile(r"^(?:an?|the) (?=(?:bench |arrest |search )?warrant\b)", re.IGNORECASE)
# It is still to come; what it is about may be due as well.
_coming = re.compile(
    r".*\b(?:is|are|was|were) (?:due|to be [a-z]+ed)\b.*"
    r"|(?:(?!\b(?:about|for|on)\b).)* due (?:(?:on|by) )?(?:[a-z]+ )?\d.*"
)
_filed_by = re.compile(
    r"(?P<who>.+?) (?:has |have )?(?:filed|files|issued|issues|served|submitted|submits)"
    r" (?:(?:the|an?|its|his|her|their|our) )?"
    r"(?P<what>(?!(?:for|on|by|to|in|at|as|of|from|with|against|under|no|nothing"
    r"|it|them|that|this|these|those|one|own)\b).+)",  # what it is, is said before it
    re.IGNORECASE,
)
_OURS = ("we", "our side", "our client")
# What papers are called in their last word, which an act can be called as well.
MAY_BE = re.compile(
    r"(?:report|letter|affidavit|declaration|transcript|notice|brief|memorandum|response|reply"
    r"|opposition|objections?|order|stipulation|agreement|records?|statement|petition|certificate"
    r"|exhibits?|subpoena|summons|contract|invoice|list|plan|form|request|disclosures?"
    r"|interrogatories|waiver|receipt|estimate|bill)"
)
OF_ITS_DAY = " --effective DAY"  # in a command that is of the day of what was typed
ASIDE = ("date", "day", "effective", "effective date")  # what is a day also of a note


def is_paper(typed: str) -> bool:
    """Tell whether the words for an event say no more than a paper that comes to the file."""
    key = as_key(typed)
    if _coming.fullmatch(key):
        return False
    return bool(_COMES.fullmatch(key) or _ISSUED.fullmatch(key) or _waived(key))


def titled(typed: str) -> str:
    """Return what a paper is called that is said to be filed, to have come or to be issued."""
    if waived := _waived(as_key(typed)):
        return f"Waiver of {waived}"
    if found := _filed_by.fullmatch(typed.strip()):
        return _capital(found["what"])
    return _capital(_article.sub("", " ".join(_done.sub("", typed).split())))


def filer(typed: str) -> str:
    """Return who files a paper, where it is said in front of that; nothing where it is not."""
    found = _filed_by.fullmatch(typed.strip())
    if found is None:
        return ""
    return _OURS[-1] if found["who"].casefold() in _OURS else found["who"]


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _waived(key: str) -> str:
    """Return what is given up by the words for an event; nothing where they do not say so."""
    found = _WAIVED.fullmatch(key)
    if found is None:
        return ""
    return found["what"] or (found["other"] if _waived(f"{found['other']} waived") else "")


def offered(typed: str, fields: Mapping[str, Any]) -> str:
    """Return both commands that keep words of no type of event: as a paper, or as a note."""
    paper = f"casefile post MATTER document title={shlex.quote(typed)}{OF_ITS_DAY}"
    note = note_of(typed, fields)
    if MAY_BE.fullmatch(as_key(typed).rpartition(" ")[2]):
        return f" If it is a paper: {paper}; to keep no more than the words: {note}."
    return f" To keep the words: {note}; if it is a paper: {paper}."


def note_of(typed: str, fields: Mapping[str, Any], kept_as: str = "note") -> str:
    """Return the command that keeps what was typed for an event in words, and all beside it.

    A note is the office's own; an entry of the docket is the court's, and no copy for it lacks it.
    """
    plain = {name: value for name, value in fields.items() if isinstance(value, list)}
    aside = [one for one in plain if one in ASIDE or (one == "on" and _numbers(plain[one]))]
    told = [f"{name.replace('_', ' ')} {_text(plain[name])}" for name in plain if name not in aside]
    text = f"{typed}: {'; '.join(told)}" if told else typed
    days = "".join(f" {name}={_quoted(plain[name])}" for name in aside)
    return (
        f"casefile post MATTER {shlex.quote(kept_as)} text={shlex.quote(text)}{days or OF_ITS_DAY}"
    )


def as_typed(fields: Mapping[str, Any]) -> str:
    """Return fields as they are typed behind a type."""
    each = (
        f" {name}={_quoted([one])}"
        for name, value in fields.items()
        if isinstance(value, list)
        for one in value
    )
    return "".join(each)


def _numbers(value: Any) -> bool:
    return bool(re.search(r"\d", _text(value)))


def _quoted(value: Any) -> str:
    return shlex.quote(_text(value))


def _text(value: Any) -> str:
    return ", ".join(str(one) for one in value)
