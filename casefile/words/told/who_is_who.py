"""Who is who: a sentence that tells of several what each is in the matter, and whose office it is.

Each clause has names and a role: Ann Lee is the plaintiff, Bo Marsh and Cy Low are the defendants.
"""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.installation import called
from casefile.projections.names import name_key
from casefile.words.misread import Misread
from casefile.words.steps import BLANK
from casefile.words.what.event_words import is_past
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.what.persons import ROLES
from casefile.words.which.added import is_client_called
from casefile.words.which.two_names import each_named, of_one_family, tells_who
from casefile.words.which.whom import names_said, party_said

_ROLE = rf"(?P<role>(?:third[- ]party |co-?|cross-?)?(?:{'|'.join(sorted(ROLES, key=len)[::-1])}))"
_IS = r"(?:is|are|was|were)"
_OURS = r"(?P<ours>(?:,| and|, and) (?:is |are )?(?:also )?our clients?)?"
# By whom somebody is represented, which is kept with all that was typed.
_BY = r",? (?:who (?:is|are) )?(?:represented by|through|with counsel) [^,;]+"
_CLAUSES = (
    re.compile(
        rf"(?P<names>[A-Z].*?) (?:{_IS} (?:(?:added|joined|named) as )?)(?:also )?"
        rf"(?:an? |the |our )?(?:other )?{_ROLE}(?P<many>e?s)?{_OURS}(?P<beside>{_BY})?"
        r"(?:,? (?:too|as well))?"
    ),
    re.compile(
        rf"(?P<names>[A-Z][^,]*?), (?:an? |the )?(?:other )?{_ROLE}(?P<many>)(?P<beside>{_BY})"
    ),
    re.compile(rf"(?:[Tt]he |[Oo]ur )?(?i:{_ROLE})(?P<many>e?s)? {_IS} (?P<names>[A-Z].*?){_OURS}"),
    re.compile(
        r"(?P<ours>[Ww]e (?:are for|represent|act for|appear for)) (?P<names>[A-Z].*?),"
        rf" (?:an? |the |both )*(?i:{_ROLE})(?P<many>e?s)?"
    ),
    re.compile(rf"(?P<names>[A-Z].*?),? (?:the |our )?(?i:{_ROLE})(?P<many>e?s){_OURS}"),
    re.compile(rf"(?:[Tt]he |[Oo]ur )?(?i:{_ROLE})(?P<many>e?s):? (?P<names>[A-Z].*?){_OURS}"),
)
_FOR = r"(?:are for|represent|act for|appear for)"
_client = re.compile(
    r"(?:our client|the client) (?:here )?is (?P<who>.+)"
    rf"|we (?:also )?{_FOR} (?P<whom>.+?)(?:,? (?:too|as well))?"
    r"|(?P<they>.+) is our client",
    re.IGNORECASE,
)
# What somebody is by profession, which is kept with all that was typed: Joy Lund, a nurse, ...
_profession = re.compile(r", (?:an? |the )(?:[a-z-]+ ){0,3}?[a-z-]+(?:,|(?=$| and ))")
_joint = re.compile(r"[;,] (?:and |while )?| and | while ")
# What is due from who was introduced, whose it is by the sentence before it.
_due = re.compile(
    r"(?:his|her|their|its|the) (?P<what>[a-z][\w -]*?) (?:is|are) due (?:(?:on|by) )?(?P<day>.+)",
    re.IGNORECASE,
)
_name = re.compile(r"[A-Z](?:(?!'s ).)*[^,]")
_role_behind = re.compile(rf", (?:an? |the |both )*{_ROLE}(?:e?s)?$", re.IGNORECASE)
_ours_behind = re.compile(r", (?:and )?our clients?$|^(?:our )?client\b", re.IGNORECASE)


class Introduced(NamedTuple):
    """Somebody who is told to be a party: by name and role, and whether the office is for them.

    More is said `beside` of whoever is represented by others.
    """

    name: str
    role: str
    ours: bool
    beside: bool = False


def who_is_who(asking: Asking, matter_id: str, typed: str) -> list[Introduced]:
    """Return each of those whom a sentence introduces as parties; nothing for any other sentence.

    Raises Misread where names may be of one or of several, and where whose office it is stands
    otherwise on record.
    """
    if client := _client.fullmatch(typed):
        name = client["who"] or client["whom"] or client["they"]
        if not tells_who(name) and not _role_behind.search(name):
            raise Misread(_of_client(asking, matter_id, name))
    found = _introduced(typed)
    if unclear := [one.role for one in found if not one.name]:
        raise Misread(
            "Who are they? Add each by itself: casefile post MATTER 'party added' name=... "
            f"role={shlex.quote(unclear[0])}{OF_ITS_DAY}."
        )
    ours = [one for one in found if one.ours]
    if not found[1:] and not ours and not any(one.beside for one in found):
        return []
    if ours and not any(_is_client(asking, matter_id, one.name) for one in ours):
        raise Misread(_of_client(asking, matter_id, ours[0].name, ours[0].role))
    return found


def who_and_what_is_due(typed: str) -> tuple[list[Introduced], str]:
    """Return those whom a sentence introduces, and what is due from them, told behind it.

    Nothing is returned for any other sentence.
    """
    for cut in _joint.finditer(typed):
        due = _due.fullmatch(typed[cut.end() :])
        found = _introduced(typed[: cut.start()]) if due else []
        if due and found and not any(one.ours or one.beside or not one.name for one in found):
            return found, f"{due['what']} due {due['day']}"
    return [], ""


def clients_noted(asking: Asking, matter_id: str, typed: str) -> str:
    """Return the note that several are clients, of whom the opening names one; else nothing.

    All of them have to be on record. Raises Misread where the opening names none of them.
    """
    client = _client.fullmatch(typed)
    named = client["whom"] if client else ""
    names = names_said(asking, matter_id, named) if named else []
    if not names or (not names[1:] and " also " not in typed.casefold()):
        return ""
    if not any(_is_client(asking, matter_id, one) for one in names) and names[1:]:
        raise Misread(_of_client(asking, matter_id, names[0]))
    return typed[:1].upper() + typed[1:]


def _introduced(typed: str) -> list[Introduced]:
    """Return those whom words introduce, clause by clause; nothing where anything is left over."""
    for cut in [*_joint.finditer(typed), None]:
        clause = typed[: cut.start() if cut else None]
        first = _clause(clause)
        if first and cut is None:
            return first
        if first and cut and (others := _introduced(typed[cut.end() :])):
            return [*first, *others]
    return []


def _clause(words: str) -> list[Introduced]:
    """Return those whom one clause introduces, without a name where they may be one or several."""
    for form in _CLAUSES:
        found = form.fullmatch(words)
        if found is None or tells_who(found["names"]) or _ours_behind.search(found["names"]):
            continue
        if any(map(is_past, found["names"].split())):
            continue  # it tells what somebody did
        said = _profession.sub(lambda one: one[0][-1] if one[0][-1] == "," else "", found["names"])
        names = each_named(said.rstrip(","), many=bool(found["many"]))
        role = found["role"].lower()
        if not all(map(_name.fullmatch, names)):
            continue  # what somebody is to another stands between
        if found["many"] and (not names[1:] or of_one_family(found["names"])):
            names = of_one_family(found["names"]) or [""]
        parts = found.groupdict()
        ours, beside = bool(parts.get("ours")), bool(parts.get("beside")) or said != found["names"]
        return [Introduced(one, role, ours, beside) for one in names]
    return []


def _is_client(asking: Asking, matter_id: str, name: str) -> bool:
    """Tell whether the office is for somebody by what is on record, who may be added only now."""
    _, to_come = meant.client_to_come(asking, matter_id) or ("", "")
    own = meant.client_of(asking, matter_id)
    key = name_key(name)
    is_to_come = bool(to_come) and is_client_called(key, to_come)
    return is_to_come or key == (name_key(meant.name_of(asking, own)) if own else "")


def _of_client(asking: Asking, matter_id: str, name: str, role: str = "") -> str:
    """Return how it is recorded that the office is for somebody: the opening says it."""
    said = party_said(asking, matter_id, name)
    party_id = meant.party(asking, said, matter_id=matter_id).id if said else ""
    if _is_client(asking, matter_id, name) or (
        said and party_id == meant.client_of(asking, matter_id)
    ):
        return f"That the office is for {said or name} stands on record already."
    number = meant.opening(asking, matter_id)
    correct = f"{called()} correct {number} for={shlex.quote(said or name)}"
    if said:
        return f"For whom the office is stands where the matter was opened: {correct}"
    who = f"{name} is the {role or BLANK}"
    return (
        f"Say first who that is: casefile post MATTER {shlex.quote(who)}{OF_ITS_DAY}; and then for "
        f"whom the office is, where the matter was opened: {correct}"
    )
