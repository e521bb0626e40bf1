"""Absent client: for whom the office is, where a sentence names them and nobody has added them yet.

Who is charged in a criminal matter is its defendant, who brings a claim its plaintiff: the act that
adds them stands in front of what is told of them.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.answers.meaning.called import client_as_typed
from casefile.answers.meaning.titled_names import of_family
from casefile.law.events.matter import MatterCategory
from casefile.law.events.party import PartyAdded
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.forms.clauses import OURS
from casefile.words.items.counts_said import Said
from casefile.words.misread import Misread
from casefile.words.new_ids import GivenId
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.two_names import each_named
from casefile.words.which.whom import names_said

# The fields that say who is charged, sues or is sued, and what they are in the matter by that.
_ROLES = {"party": "defendant", "claimants": "plaintiff", "against": "defendant"}
# Both of two, of whom the client is one.
_every = re.compile(
    r"(?:both|(?:all|the) two)(?: of them)?(?: (?:co-?)?defendants)?", re.IGNORECASE
)
_versus = re.compile(r" (?:v|vs|versus)\.? ", re.IGNORECASE)
_name = re.compile(
    r"(?!(?:The|An?|On|In|At|By|Count|His|Her|Our|We|He|She|They|It|This|That|Each|Both|All)\b)"
    r"[A-Z][\w.&'-]*(?: (?:of |and |the |de |la |del |van |von )*[A-Z][\w.&'-]*)*"
)


def absent_client(asking: Asking, matter_id: str) -> tuple[str, str] | None:
    """Return the id and the name of the client of a matter in which nobody has added them."""
    client_id = meant.client_of(asking, matter_id)
    if client_id is None or meant.party_in(asking, matter_id, client_id):
        return None
    name = meant.name_of(asking, client_id) or client_as_typed(asking, matter_id)
    return (client_id, name) if name else None


def named_or_client(asking: Asking, matter_id: str, words: str) -> list[str]:
    """Return what those are called whom words mean, who may be the client that is absent."""
    if found := names_said(asking, matter_id, words):
        return found
    client_id, name = absent_client(asking, matter_id) or ("", "")
    key = {client_id: [name_key(name)]} if name else {}
    ours = bool(re.fullmatch(rf"us|{OURS}", words, re.IGNORECASE))
    if key and _every.fullmatch(words) and len(there := _accused(asking, matter_id)) == 1:
        return [*there, name]
    return [name] if key and (ours or meant.hits(words, key) or of_family(words, key)) else []


def _accused(asking: Asking, matter_id: str) -> list[str]:
    """Return the names of those who are defendants of a matter, or are accused beside others."""
    there = matters.view(asking, matter_id).parties
    return [one.name for one in there if "defendant" in name_key(main_role(one.role)).split()]


def titled_client(asking: Asking, matter_id: str) -> list[str]:
    """Return the client by whom a matter is called, behind its "v.", and in which nobody is yet."""
    _, name = absent_client(asking, matter_id) or ("", "")
    view = matters.view(asking, matter_id)
    against = _versus.split(view.matter.title)[1:] if view.matter else []
    titled = name_key(" ".join(against)).split()[-1:]
    return [name] if titled and not view.parties and name_key(name).split()[-1:] == titled else []


def is_absent(asking: Asking, matter_id: str, names: Sequence[str]) -> bool:
    """Tell whether one of some names is that of the client, who is nobody of the matter yet."""
    return any(one not in (names_said(asking, matter_id, one)) for one in names)


def with_client(
    asking: Asking, matter_id: str, acts: Sequence[tuple[str, Said]]
) -> list[tuple[str, Said]]:
    """Return acts, before which the client is added where one of them names them."""
    client_id, name = absent_client(asking, matter_id) or ("", "")
    roles = [
        role for field, role in _ROLES.items() for _, said in acts if name in said.get(field, ())
    ]
    if not name or len(set(roles)) != 1:
        return list(acts)
    young = meant.category(asking, matter_id) == MatterCategory.JUVENILE
    role = "child" if young else roles[0]
    added: Said = {"party": [client_id], "name": [name], "role": [role]}

    def of_it(said: Said) -> Said:
        own = {field: said[field] for field in _ROLES if name in said.get(field, ())}
        put = {
            field: [GivenId(client_id) if one == name else one for one in some]
            for field, some in own.items()
        }
        return {**said, **put}

    return [(PartyAdded.tag, added), *((words, of_it(said)) for words, said in acts)]


def check_there(asking: Asking, matter_id: str, words: str, role: str) -> None:
    """Say who of those whom a sentence charges or sues is nobody of the matter; raises Misread."""
    named = [
        one
        for one in each_named(words, many=True)
        if _name.fullmatch(one) and not named_or_client(asking, matter_id, one)
    ]
    if named:
        each = "; ".join(
            f"casefile post MATTER {shlex.quote(f'{one} is the {role}')}{OF_ITS_DAY}"
            for one in named
        )
        raise Misread(
            f"Nobody in this matter is called {' or '.join(named)} yet, so nothing is recorded of "
            f"them. Add them first: {each}; then type this again."
        )
