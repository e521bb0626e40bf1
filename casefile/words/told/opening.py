"""Opening: a matter that is opened, told with what it is: its title, its court, its client."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain

from casefile.law.events.matter import MatterCategory
from casefile.words.misread import Misread
from casefile.words.told.opened_plainly import plainly
from casefile.words.values.choices import read_choice
from casefile.words.values.places import court_of_district, read_place
from casefile.words.what.full_stop import SHORT, without_stop
from casefile.words.what.persons import ROLES

_SYSTEM = r"(?:(?P<system>federal|state) )?"
_head = re.compile(
    r"(?:(?:we |i )?(?:have )?(?:opened|open|opening|started|start)(?: up)? (?:an? |the )?(?:new )?"
    rf"|(?:an? )?new ){_SYSTEM}"
    r"(?:(?P<category>(?!matter|case|file)[a-z]+(?:[ -](?!matter|case|file)[a-z]+){0,3}?) )?"
    r"(?:matter|case|file)"
    r"(?: (?:called|named|titled|of))?(?: ?[,:;.\u2013\u2014-] ?| )(?P<rest>.+)",
    re.IGNORECASE,
)
# The word with which a matter is opened that has no id yet, and which is no part of its sentence.
_new = re.compile(r"^new:? (?=we\b|our\b|opened?\b|(?:an? )?new\b)", re.IGNORECASE)
# A matter that is told by whom we are for in it, where more is said of it.
_ours = re.compile(
    r"(?P<client>we(?:['\u2019]re)? (?:are |now |will )*"
    r"(?:defend(?:ing)?|represent(?:ing)?|act(?:ing)? for|for) [^,;:]+)[,;:] (?P<more>.+)",
    re.IGNORECASE,
)
_IN_RE = r"(?:in re|in the (?:matter|interest) of|matter of|ex parte) .+"
_named_new = re.compile(rf"(?:an? )?new (?P<title>(?-i:[A-Z]).+ vs?\.? .+|{_IN_RE})", re.IGNORECASE)
_of_system = re.compile(r"(?P<system>federal|state) (?P<kind>[a-z]+(?: case)?)", re.IGNORECASE)
_next_sentence = re.compile(r"(?<=\w{3}\.)(?<!Mrs\.) (?=[A-Z])")
# Parts stand apart by a comma, but for what belongs to the name of a company before it.
_apart = re.compile(
    r"(?:[;,](?! ?(?:inc|llc|ltd|corp|co|jr|sr)\b)|(?<!\bre):)\s+(?!Region \d)", re.IGNORECASE
)
_title = re.compile(rf".+ vs?\.? .+|{_IN_RE}", re.IGNORECASE)
# A sentence that goes on with whom we are for; what is short for something keeps its full stop.
_ended = re.compile(r"(?P<last>[^\s.]+)\.(?= (?:we|our)\b)", re.IGNORECASE)
# Who is against whom, as a title is told: Local 5 against Mesa Foods; a charge is against somebody.
_versus = re.compile(
    r"(?!.*\b(?:charges?|complaint|petition|suit|claims?|case|filed|we)\b)"
    r"(?P<first>(?-i:[A-Z])[^:;]*?) against (?P<second>(?-i:[A-Z])[^:;]+)",
    re.IGNORECASE,
)
_region = re.compile(
    r"(?P<title>.+?),? (?:(?:in|before|at) )?(?P<region>Region \d+)", re.IGNORECASE
)
_AGENCIES = ("nlrb", "eeoc")  # before which a case is
# What goes on with the names of a title: a last one behind and, or a company by its form.
_last_name = re.compile(r"(?-i:[A-Z]).* (?:and|&) .+|et al\.?", re.IGNORECASE)
_name = re.compile(r"(?-i:[A-Z])[^\d]*")
_company = re.compile(
    r"(?-i:[A-Z]).*\b(?:inc|llc|l\.l\.c|ltd|corp|co|llp|lp|p\.c|pc|n\.a)\.?", re.IGNORECASE
)
_federal = re.compile(r"(?:the )?federal (?:district )?court", re.IGNORECASE)
_of_the_union = re.compile(
    r"\b(?:district of|united states|u\.? ?s\.?|federal|bankruptcy)(?!\w)", re.IGNORECASE
)
_of_state = re.compile(
    r" (?:of|in) (?:the )?(?:state of )?(?P<place>(?-i:[A-Z])[\w ]+)$", re.IGNORECASE
)
# Who is charged or sued, where they were named before.
_defended = re.compile(r".*\bdefend(?:s|ing)? (?:him|her|them|it)", re.IGNORECASE)
_client = re.compile(
    r"(?:(?:we(?:['\u2019]re)?|our (?:firm|office)|the (?:firm|office)) )?(?:are |is )?(?:here )?"
    r"(?:defend(?:s|ing)?|represent(?:s|ing)?|act(?:s|ing)? for|appear(?:s|ing)? for|for)"
    r" (?:our client )?(?P<who>.+)|(?:our )?client(?: is|:)? (?P<client>.+)",
    re.IGNORECASE,
)
_as_what = re.compile(r"(?:the|an?) [a-z][a-z -]*")  # the tenant, of whom the name comes next
# What somebody is there, which is no title: the charging party.
_in_role = re.compile(rf"(?:the |an? )?(?:{'|'.join(ROLES)})s?", re.IGNORECASE)
_number = re.compile(
    r"(?:(?:case|docket|cause|file)? ?(?:no\.?|number|#)? ?)?(?P<number>(?=\S*\d{2})[\w.:-]{4,})",
    re.IGNORECASE,
)
_court = re.compile(
    r".*\b(?:court|board|commission|tribunal|nlrb|eeoc|judicial district)\b.*|region \d+",
    re.IGNORECASE,
)
_county = re.compile(r"(?:county of (?-i:[A-Z]).*|(?-i:[A-Z])[\w. ]* county)", re.IGNORECASE)
# What is charged before an agency, which is no court.
_before_agency = re.compile(
    r"(?:an? )?(?:[\w-]+ )*(?:charge|complaint|petition|case) (?:filed )?"
    r"(?:before|with|at|in front of) (?:the )?(?P<agency>[A-Z].*)"
)
_agency = re.compile(r"\b(?:national labor relations board|nlrb|eeoc|osha)\b", re.IGNORECASE)
# For whom it is, and against whom, in one.
_for_against = re.compile(r"for (?P<who>(?-i:[A-Z])[^,;]+?) against (?P<whom>(?-i:[A-Z])[^;]+)")
_before = re.compile(r"^(?:before|in|with|at) (?:the )?(?=[A-Z])")
FEDERAL_SYSTEM = "federal"
_against = re.compile(r"against (?P<whom>[A-Z].+)")


def opening(said: str) -> Mapping[str, list[str]] | None:
    """Return what a sentence says of a matter that is opened, by fields; None for another one.

    What is none of them is its title, where there is none yet; else all is kept as a note.
    """
    found = _opened(said)
    if found is None:
        return None
    fields: dict[str, list[str]] = {}
    category = found["category"] or ""
    if (found["system"] or "").casefold() == FEDERAL_SYSTEM:
        fields["jurisdiction"] = [FEDERAL_SYSTEM]
    if category:
        fields["category"] = [category]
    unread: list[str] = []
    against = ""
    for part in _with_counties(_with_titles(_with_client(list(_parts(found["rest"]))))):
        for name, value in _read(part):
            if name not in fields:
                fields[name] = [value]
                break
        else:
            if whom := _against.fullmatch(part):
                against = whom["whom"]
            unread.append(part)
    if against and "for" in fields and "title" not in fields:
        fields["title"] = [f"{fields['for'][0]} v. {against}"]
        unread.remove(f"against {against}")
    _say_by_court(fields, category)
    named = next((one for one in unread if not _in_role.fullmatch(one)), "")
    if named and "title" not in fields:
        unread.remove(named)
        fields["title"] = [named]
    if unread:
        told = _new.sub("", said)
        fields["note"] = [told[:1].upper() + told[1:]]
    return fields


def _opened(said: str) -> re.Match[str] | None:
    """Return what is told of a matter behind the words that open one, or None."""
    plain = plainly(_ended.sub(_with_end, without_stop(" ".join(said.split()))))
    ours = _ours.fullmatch(plain)
    if ours and any(map(_title.fullmatch, _apart.split(ours["more"]))):
        plain = f"new case, {plain}"
    found = _head.fullmatch(plain)
    if not found or (found["category"] and not _is_category(found["category"])):
        new = _named_new.fullmatch(plain)
        found = _head.fullmatch(f"new case, {new['title']}") if new else None
    return found


def _say_by_court(fields: dict[str, list[str]], category: str) -> None:
    """Put in what a court or an agency says by its name: the kind of proceeding, and the state."""
    before = fields.get("category", [""])[0].casefold().split()
    court = fields.get("court", [""])[0]
    if agency := next((one.upper() for one in _AGENCIES if one in before), ""):
        own = agency in court.upper() or not court.casefold().startswith("region")
        court = court if court and own else f"{agency} {court}".strip()
        fields["court"] = [court]
    if _is_broad(category) and _agency.search(court):
        fields["category"] = [MatterCategory.REGULATORY.value]
    if "jurisdiction" not in fields and (state := _state_of(court)):
        fields["jurisdiction"] = [state]


def _with_end(ended: re.Match[str]) -> str:
    """Return the last word of a sentence with a sign behind it that parts it from the next one."""
    last = ended["last"]
    return f"{last}.;" if last.casefold() in SHORT else f"{last};"


def _sentences(part: str) -> Sequence[str]:
    """Return a part that tells for whom we are, and what is told in the next sentence."""
    if not _client.fullmatch(part):
        return [part]
    return [without_stop(one) for one in _next_sentence.split(part)]


def _each(rest: str) -> Iterator[str]:
    """Yield each part of what a matter is as it is told; a system and a kind of case are two."""
    parts = filter(None, map(str.strip, _apart.split(rest)))
    for one in chain.from_iterable(map(_sentences, parts)):
        if (found := _of_system.fullmatch(one)) and _is_category(found["kind"]):
            yield from ([found["system"]] if found["system"].casefold() == FEDERAL_SYSTEM else [])
            yield found["kind"]
        elif both := _for_against.fullmatch(one):
            yield from (f"for {both['who']}", f"against {both['whom']}")
        else:
            yield one


def _parts(rest: str) -> Iterator[str]:
    """Yield each part of what a matter is; a title is what it is for, and not whom."""
    for one in _each(rest):
        if found := _before_agency.fullmatch(one):
            yield from (MatterCategory.REGULATORY.value, found["agency"])
            continue
        bare = one.removeprefix("for ")
        region = _region.fullmatch(bare)
        title = region["title"] if region else bare
        if versus := _versus.fullmatch(title):
            title = f"{versus['first']} v. {versus['second']}"
        if _title.fullmatch(title) and title != bare:
            yield title
            yield from ([region["region"]] if region else [])
            continue
        if not _title.fullmatch(bare):
            of_company = region and _company.fullmatch(region["title"])
            yield from (region.groups() if region and of_company else [one])
            continue
        *title, where = bare.rsplit(" in ", 1)
        if title and (_is_place(where) or _is_court(where)):
            yield from (*title, re.sub("^the ", "", where))
        else:
            yield bare


def _with_titles(parts: list[str]) -> Iterator[str]:
    """Yield the parts of what a matter is, those that are names of one title as that title."""
    place = next((at for at, one in enumerate(parts) if _title.fullmatch(one)), len(parts))
    if place == len(parts):
        yield from parts
        return
    begin, end = place, place
    first = re.split(r" vs?\.? ", parts[place], flags=re.IGNORECASE)[0]
    while begin and re.search(r" (?:and|&) ", first) and _is_name(parts[begin - 1]):
        begin -= 1
    for at in range(place + 1, len(parts)):
        if not (_is_name(parts[at]) or _last_name.fullmatch(parts[at])):
            break
        if _last_name.fullmatch(parts[at]) or _company.fullmatch(parts[at]):
            end = at
    yield from (*parts[:begin], ", ".join(parts[begin : end + 1]), *parts[end + 1 :])


def _with_client(parts: Sequence[str]) -> list[str]:
    """Return the parts of what a matter is, a client by the name behind what they are there."""
    found: list[str] = []
    for part in parts:
        said = _client.fullmatch(found[-1]) if found else None
        if said and _as_what.fullmatch(said["who"] or said["client"]) and _is_name(part):
            found[-1] = f"for {without_stop(part)}"
        else:
            found.append(part)
    return found


def _with_counties(parts: Iterator[str]) -> Sequence[str]:
    """Return the parts of what a matter is, a court with the county that is told behind it."""
    found: list[str] = []
    for part in parts:
        if found and _county.fullmatch(part) and _is_court(found[-1]):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _is_court(part: str) -> bool:
    return bool(_court.fullmatch(part) or court_of_district(part))


def _is_name(part: str) -> bool:
    """Tell whether a part of what a matter is may be the name of somebody, and is nothing else."""
    return bool(_name.fullmatch(part)) and not any(_read(part))


def _read(part: str) -> Iterator[tuple[str, str]]:
    """Yield what a part can say: the field, and the text for it."""
    if _title.fullmatch(part):
        yield "title", re.sub("^in (?!re |the )", "", part)
    if _defended.fullmatch(part):
        yield "for", "the defendant"
    elif found := _client.fullmatch(part):
        yield "for", re.sub("^the (?=[A-Z])", "", found["who"] or found["client"])
    kind = re.sub(r" (?:case|matter|proceedings?)$", "", part, flags=re.IGNORECASE)
    if _is_category(kind):
        yield "category", kind
    if _federal.fullmatch(part):
        yield "jurisdiction", "federal"
    elif _is_court(part):
        yield "court", _before.sub("", part)
    if found := _number.fullmatch(part):
        yield "docket", found["number"]
    if _is_place(part):
        yield "jurisdiction", part


def _is_place(text: str) -> bool:
    with suppress(Misread):
        return bool(read_place(text))
    return False


def _state_of(court: str) -> str:
    """Return the state of which a court is by its name, or none; a federal one is of none."""
    found = None if _of_the_union.search(court) else _of_state.search(court)
    return found["place"] if found and _is_place(found["place"]) else ""


def _is_broad(category: str) -> bool:
    """Tell whether what a matter is called is no kind of proceeding itself, as "employment"."""
    return category.casefold() not in {one.value for one in MatterCategory}


def _is_category(text: str) -> bool:
    with suppress(Misread):
        return read_choice(MatterCategory, text) is not MatterCategory.OTHER
    return False
