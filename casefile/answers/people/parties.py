"""Parties: who they are, which ids are one person, and finding one by its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace
from sqlalchemy import (
    CTE,
    BindParameter,
    Connection,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from casefile.answers.asking import Answer, Asking, At
from casefile.answers.paging import LIMIT, MAX_LIMIT, check_limit
from casefile.answers.people.renamed import Name, Renamed, first_on, renamed, undated
from casefile.answers.question import POSITION, Question
from casefile.answers.searching import keys_of
from casefile.errors import Unknown
from casefile.projections.names import KINDS, PARTY, merges, names
from casefile.projections.search_keys import PARTY as KEYED
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, among, found_by


class Involvement(Struct, frozen=True, kw_only=True):
    """A matter that a party is in, and as what on the day asked about.

    `since` is from when on, where that is a later day; it is left out where the party is in the
    matter by then.
    """

    matter_id: str
    role: str
    since: str | UnsetType = UNSET

    @property
    def as_what(self) -> str:
        """Return as what the party is in the matter, with the day from which it will be."""
        return f"{self.role} from {self.since} on" if self.since else self.role


class Party(Struct, frozen=True, kw_only=True):
    """Who a party is; its bare id where it was not known then.

    `name` is that of the day asked about, and `aliases` are all others that it has on any day.
    `renamed` says of those that are its own on other days on which; it is left out without any.
    """

    party_id: str
    name: str | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    aliases: Sequence[str] | UnsetType = UNSET
    matters: Sequence[Involvement] | UnsetType = UNSET
    merged: Sequence[str] | UnsetType = UNSET
    renamed: Sequence[Renamed] | UnsetType = UNSET

    @property
    def known(self) -> bool:
        """Tell whether it was known then who the party is."""
        return self.name is not UNSET

    @property
    def other_names(self) -> Sequence[str]:
        """Return what else the party is called, and what other ids it has."""
        return (*(self.aliases or ()), *(self.merged or ()))

    @property
    def also(self) -> Sequence[str]:
        """Return the aliases that are not told with their days."""
        return undated(self.aliases or (), self.renamed)


class PartyPage(Answer, frozen=True, kw_only=True):
    """A page of parties, by id; `next` is what to give as `after` for the next one."""

    parties: Sequence[Party]
    next: str | None
    known_at: str
    position: int
    past_head: bool


def find(
    asking: Asking,
    q: str = "",
    *,
    known_at: str | None = None,
    after: str | None = None,
    limit: int = LIMIT,
) -> PartyPage:
    """Find the parties with the words in a name, an alias or the id; return a page of them.

    A word may be the beginning of theirs, whatever its case and accents; each of them counts.
    """
    with asking.gate(known_at, after=after, listed=("parties", q)) as at:
        ids = _find_ids(at, words=q, limit=check_limit(limit) + 1)
        page, following = at.page(ids, limit, str)
        return at.named(PartyPage(parties=described_each(at, page), next=following, **at.said()))


def who(at: At, found: Sequence[Row], party_id: str) -> Party:
    """Return who a party is on the day, by the rows of PERSON; raises Unknown.

    Of one that was not known then there is only the id.
    """
    group, rows = person(found, party_id)
    if not rows:
        return Party(party_id=party_id)
    return replace(described(at, rows, party_id), merged=group[1:])


_NAME = [names.c[name] for name in Name._fields]
_OF_PARTY = [column for column in _NAME if column.name != "who"]  # which says the same of each
_BY_WEIGHT = (names.c.known_from.desc(), names.c.matter_id, names.c.ordinal, names.c.subject_id)


def _one_person(party: BindParameter[str]) -> CTE:
    """Return the ids that are one person with a party; none for one never heard of."""
    own = select(names.c.subject_id.label("party_id"))
    ids = own.where(names.c.subject_id == party, names.c.who == PARTY).cte(
        "one_person", recursive=True
    )
    other = case((merges.c.party_id == ids.c.party_id, merges.c.into_id), else_=merges.c.party_id)
    met = or_(merges.c.party_id == ids.c.party_id, merges.c.into_id == ids.c.party_id)
    return ids.union(select(other).join(ids, met).where(known_at(merges, POSITION)))


_ids = _one_person(bindparam("party"))
OF_PERSON = select(_ids.c.party_id)
_GROUP = Statement(OF_PERSON)
# The ids come in one text beside each row, so that they come even where no name was known.
_together = select(
    func.aggregate_strings(_ids.c.party_id, cast("str", literal_column("' '"))).label("ids")
).subquery()
_of_person = and_(names.c.who == PARTY, found_by(names.c.subject_id, OF_PERSON))
# Who a party is: the names of all ids that are one person with it.
PERSON = select(_together.c.ids, names.c.known_from, names.c.ordinal, *_OF_PARTY).outerjoin_from(
    _together, names, and_(_of_person, known_at(names, POSITION))
)
_PERSON = Question(PERSON)


def _find_ids(at: At, *, words: str, limit: int) -> list[str]:
    """Return the ids of the next parties with these words in a name, an alias or the id."""
    if words:
        query = keys_of(KEYED, "subject_id", words, at.position)
    else:
        query = select(names.c.subject_id).where(known_at(names, at.position), names.c.who == PARTY)
    (party_id,) = query.selected_columns
    page = query.distinct().where(party_id > at.after).order_by(party_id).limit(limit)
    return list(at.connection.execute(page).scalars())


# Every name in a matter.
NAMES_IN_MATTER = select(names.c.ordinal, *_NAME).where(
    # Each by its name, so that the index of the rows' keys, which begins with it, is used.
    or_(*(names.c.who == kind for kind in KINDS)),
    names.c.matter_id == bindparam("matter"),
    known_at(names, POSITION),
)
_PARTIES = Statement(
    select(*_OF_PARTY)
    .where(among(names.c.subject_id, "some"), names.c.who == PARTY, known_at(names, POSITION))
    .order_by(*_BY_WEIGHT)
)


def in_matter(found: Sequence[Row]) -> list[Name]:
    """Return every name in a matter, by the rows of NAMES_IN_MATTER, in order."""
    known = [(ordinal, Name._make(row)) for ordinal, *row in found]
    known.sort(key=lambda one: (one[1].who, one[1].subject_id, one[0]))
    return [name for _, name in known]


def described(at: At, rows: Sequence[Name], party_id: str) -> Party:
    """Return who a party is on the day, from its rows in the index, the ones that count first."""
    day = at.on.isoformat()
    first = first_on(rows, day)
    return Party(
        party_id=party_id,
        name=first.name,
        kind=first.part_on(at.on).kind,
        aliases=list(dict.fromkeys(row.name for row in rows if row.name != first.name)),
        matters=[_involved(row, at.on) for row in rows if row.own_on(day)],
        renamed=renamed(rows, day) or UNSET,
    )


def _involved(row: Name, on: date) -> Involvement:
    part = row.part_on(on)
    later = part.since.earliest > on
    since = part.since.earliest.isoformat() if later else UNSET
    return Involvement(matter_id=row.matter_id, role=part.role, since=since)


def described_each(at: At, party_ids: Sequence[str]) -> list[Party]:
    """Return who each of these parties is, each by itself."""
    found: dict[str, list[Name]] = {party_id: [] for party_id in party_ids}
    if not found:
        return []
    for row in _PARTIES.rows(at.connection, some=list(party_ids), position=at.position):
        name = Name(*row)
        found[name.subject_id].append(name)
    return [described(at, rows, party_id) for party_id, rows in found.items()]


def one_person(at: At, party_id: str) -> tuple[list[str], list[Name]]:
    """Return the ids that are one person with a party, and the rows of them all; raises Unknown."""
    return person(at.ask(_PERSON, party=party_id)[0], party_id)


def person(found: Sequence[Row], party_id: str) -> tuple[list[str], list[Name]]:
    """Return the ids that are one person with a party, its own first, and the rows of them all.

    The rows, which are those of PERSON, come with its own id first and of each the newest first.
    Raises Unknown where the party has never been heard of.
    """
    ids = sorted((found[0][0] or "").split(), key=lambda one: (one != party_id, one))
    if not ids:
        raise Unknown(f"There is no party {party_id}.", code="party.unknown")
    known = [(-since, ordinal, Name(*row)) for _, since, ordinal, *row in found if since]
    known.sort(key=lambda one: (one[2].subject_id != party_id, one[0], one[2].matter_id, *one[1:]))
    return ids, [name for *_, name in known]


def party_group(connection: Connection, party_id: str, position: int) -> list[str]:
    """Return the ids that are one person with this party as known at a position, its own first."""
    found = _GROUP.rows(connection, party=party_id, position=position)
    return [party_id, *sorted(one for (one,) in found if one != party_id)]


_CALLED = Statement(
    select(names.c.name_key, names.c.subject_id)
    .distinct()
    .where(
        among(names.c.name_key, "keys"),
        names.c.who == PARTY,
        known_at(names, bindparam("position")),
    )
)


def parties_called(at: At, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (key, id) of each party that has one of these names, given as `name_key` has them."""
    for start in range(0, len(keys), MAX_LIMIT):
        some = list(keys[start : start + MAX_LIMIT])
        yield from map(tuple, _CALLED.rows(at.connection, keys=some, position=at.position))


_MERGES = Statement(
    select(merges.c.party_id, merges.c.into_id).where(known_at(merges, bindparam("position")))
)
_NEXT_KNOWN = Statement(
    select(names.c.subject_id)
    .distinct()
    .where(
        names.c.who == PARTY,
        names.c.subject_id > bindparam("after"),
        known_at(names, bindparam("position")),
    )
    .order_by(names.c.subject_id)
    .limit(bindparam("limit"))
)
_WHICH_KNOWN = Statement(
    select(names.c.subject_id)
    .distinct()
    .where(
        among(names.c.subject_id, "some"),
        names.c.who == PARTY,
        known_at(names, bindparam("position")),
    )
)


def merged_groups(at: At) -> dict[str, list[str]]:
    """Return for every id that is merged with another one all ids of that person, in order.

    Its size is that of what had been merged as known then.
    """
    groups: dict[str, list[str]] = {}
    for pair in _MERGES.rows(at.connection, position=at.position):
        joined = sorted({one for each in pair for one in groups.get(each, [each])})
        groups |= dict.fromkeys(joined, joined)
    return groups


def known_parties(at: At, *, after: str, limit: int) -> list[str]:
    """Return the next ids of parties whose names were known then."""
    found = _NEXT_KNOWN.rows(at.connection, position=at.position, after=after, limit=limit)
    return [party_id for (party_id,) in found]


def known_among(at: At, some: Sequence[str]) -> set[str]:
    """Return which of these ids are of parties whose names were known then."""
    found = _WHICH_KNOWN.rows(at.connection, position=at.position, some=list(some))
    return {party_id for (party_id,) in found}
