"""Opened plainly: the sentences of an opening, in the parts that `opening` reads.

"We defend Ann Roe in State v. Roe, a criminal case in the County Court, No. 26-CR-12" tells whom we
are for, a title, a kind of case, a court and a number, with other words between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from casefile.law.events.matter import MatterCategory
from casefile.words.misread import Misread
from casefile.words.values.choices import read_choice
from casefile.words.what.persons import ROLES

_TITLE = (
    r"(?:(?-i:[A-Z])[^,;:()]* vs?\.? |in (?:re|the (?:matter|interest) of) |ex parte )[^;:()]+?"
)
_US = r"(?:we(?:['\u2019]ve| have)?|(?:our|the) (?:firm|office)(?: has)?)"
_HIM = r"(?:him|her|them|it)"
_ROLE = rf"(?:{'|'.join(ROLES)})"
_KIND = r"(?P<kind>[a-z][\w -]*?)"
_CASE = r"(?:case|matter|action|law ?suit|suit|proceedings?|prosecution|file)"
_HIRED = r"(?:retained|hired|engaged|instructed)"
_AGENCY = r"(?:NLRB|EEOC|OSHA|MSHA)"
_Parts = str | Callable[[re.Match[str]], str]


def _form(*written: str, told: _Parts) -> tuple[re.Pattern[str], _Parts]:
    """Return a form of what is said, and the parts in which it is told."""
    return re.compile("".join(written), re.IGNORECASE), told


def plainly(said: str) -> str:
    """Return a sentence that opens a matter with its parts told one after the other.

    A sentence of no such form is returned as it is.
    """
    for form, told in _FORMS:
        said = form.sub(told, said)
    return said


def kind_of(words: str) -> str:
    """Return the words for a kind of case among others ("civil" of "civil negligence"), or none."""
    each = words.split()
    for end in range(len(each), 0, -1):
        for begin in range(len(each) - end + 1):
            one = " ".join(each[begin : begin + end])
            try:
                if read_choice(MatterCategory, one) is not MatterCategory.OTHER:
                    return one
            except Misread:
                continue
    return ""


def _of_kind(found: re.Match[str]) -> str:
    """Return a kind of case as a part, and behind it what else is said of it, which may be noted.

    What is no kind stays as it is told.
    """
    kind = kind_of(found["kind"])
    if not kind:
        return found[0]
    more = "" if kind == found["kind"] else f"a {found['kind']} case, "
    return f"{found['start']}{kind}, {more}"


def _sued(found: re.Match[str]) -> str:
    """Return who sued our client as a title, with what for where that is told."""
    cause = found["cause"] or ""
    more = f"{kind_of(cause) or f'for {cause}'}, " if cause else ""
    title = f"{found['first']} v. {found['whom']}"
    return f"{found['start']}{title}, we represent {found['whom']}, {more}"


_FORMS: Sequence[tuple[re.Pattern[str], _Parts]] = (
    _form(r"^(?:please|kindly) ", told=""),
    _form(r"^new client: ?", told="new case, "),
    _form(r" \((?P<number>(?=[^()]*\d{2})[\w.:# -]+)\)", told=r", \g<number>"),
    # We have been retained by Ann Roe to defend her in State v. Roe.
    _form(
        rf"{_US} (?:are |have been |been |were )?{_HIRED} by (?P<who>[^,;:]+?)",
        rf"(?:,? to (?:defend|represent) {_HIM})? in (?={_TITLE})",
        told=r"we represent \g<who>, ",
    ),
    _form(
        rf"(?P<who>(?-i:[A-Z])[^,;:]+?) (?:has )?{_HIRED} us",
        rf"(?:,? to (?:defend|represent) {_HIM})? in (?={_TITLE})",
        told=r"we represent \g<who>, ",
    ),
    _form(rf"{_US} (?:are|am|is) (?:the )?counsel (?:for|to) ", told="we represent "),
    _form(
        rf"(?P<for>{_US} (?:now |also )?(?:defend|represent|act for|appear for)s? [^,;:]+?)",
        rf" in (?={_TITLE})",
        told=r"\g<for>, ",
    ),
    # Ann Roe, the plaintiff in Roe v. Low; the plaintiff Ann Roe.
    _form(rf", (?:the |an? )?{_ROLE} in (?={_TITLE})", told=", "),
    _form(
        r"\b(?P<we>represent|defend|act for|appear for|for) (?:the |our )?(?:client,? )?",
        rf"{_ROLE},? (?=(?-i:[A-Z]))",
        told=r"\g<we> ",
    ),
    # State v. Roe is a criminal case in the County Court.
    _form(rf" (?:is|was) (?=an? {_KIND} {_CASE} (?:pending |filed )?(?:in|before|at) )", told=", "),
    _form(
        rf"(?P<start>^|[,;:] )an? {_KIND}(?: {_CASE})?,?",
        r" (?:(?:now )?pending |filed )?(?:in|before|at|with) (?:the )?(?=(?-i:[A-Z]))",
        told=_of_kind,
    ),
    # Lobo LLC sued our client Ann Roe for eviction in the County Court.
    _form(
        r"(?P<start>^new |^|[,;:] )(?P<first>(?-i:[A-Z])[^,;:]*?) (?:has |is )?",
        r"(?:sued|suing|filed suit against) our client,? (?P<whom>(?-i:[A-Z])[^,;:]*?)",
        r"(?: for (?P<cause>[^,;:]+?))?",
        r"(?:,? (?:in|before) (?:the )?(?=(?-i:[A-Z]))|(?=$|[,;:]))",
        told=_sued,
    ),
    _form(rf"[,;:] in an? (?P<agency>{_AGENCY}) {_CASE}(?=$|[,;:])", told=r", \g<agency>"),
    # EEOC charge no. 543-2026-01177.
    _form(
        rf"\b(?P<agency>{_AGENCY}) (?:charge|case|complaint|inspection),?",
        r"(?: (?:no\.?|number|#))? ?(?=[\w-]*\d{2})",
        told=r"\g<agency>, No. ",
    ),
)
