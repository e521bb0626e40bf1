"""The search keys: every word under which a party, a matter, counsel or an item is looked for.

A word stands here in plain letters, without case and accents, so that an index finds it by its
beginning on both databases, whatever their languages are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from sqlalchemy import BigInteger, Column, Table, Text

from casefile.law import subjects
from casefile.law.catalogue import CATALOGUE
from casefile.law.docket_numbers import docket_numbers
from casefile.law.fact import AMENDING
from casefile.law.folding import Folds, fold_acting, fold_party
from casefile.law.known import Known
from casefile.law.setting import fold_matter
from casefile.law.timeline import CERTAIN
from casefile.projections.letters import has_apostrophe, plain
from casefile.projections.projection import Finder, Projection, Touching, Values
from casefile.projections.tables import KEYS_ALONE, Key, known_columns, metadata

# `words` are all by which somebody or something is found, a space before each. `subject_id` is the
# party, or the one for whom counsel acts, an office or an item; it is empty where it is the matter
# that is found.
search_keys = Table(
    "search_keys",
    metadata,
    Column("kind", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("subject_id", Key, primary_key=True),
    Column("words", Text, nullable=False),
    *known_columns(),
    **KEYS_ALONE,
)
# In which matter, and since when, any row of a kind has a word: what becomes known at once has many
# of its words in common.
search_words = Table(
    "search_words",
    metadata,
    Column("kind", Key, primary_key=True),
    Column("word", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("known_from", BigInteger, primary_key=True, autoincrement=False),
    **KEYS_ALONE,
)
ACTING = COUNSEL, OFFICIAL = subjects.COUNSEL, subjects.OFFICIAL
PARTY, MATTER, ITEM = subjects.PARTY_IN, subjects.MATTER, subjects.ITEM
KINDS = (PARTY, MATTER, *ACTING, ITEM)
LONGEST = 64  # signs of a word that count: an index takes no words of any length
BACKWARDS = "<"  # before a word that is written from its end, by which numbers are called
FEWEST = 3  # signs of an end that count
_COUNT = re.compile(r"\bcount[ -](\d{1,6})\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


def typed_words(text: str) -> list[str]:
    """Return the words of what somebody looks for, as they begin a key; a UUID is one word."""
    return list(dict.fromkeys(_words(plain(text))))


def _words(text: str) -> Iterator[str]:
    whole = _UUID.sub(lambda found: found[0].replace("-", ""), text)
    return (word[:LONGEST] for word in _WORD.findall(whole))


def _keys(text: str) -> Iterator[str]:
    """Yield the words of a text; where an apostrophe stands in one, also what it parts."""
    yield from _words(plain(text))
    if has_apostrophe(text):
        yield from _words(plain(text, apostrophe=" "))


def counts(text: str) -> Iterator[str]:
    """Yield the words by which counts are found that a text names, like count 2.

    They are as long as one another, so that none begins as another one does.
    """
    for number in _COUNT.findall(text):
        yield f"count{int(number):06}"


def without_counts(text: str) -> str:
    """Return a text with the words in the place of the counts that it names."""
    return _COUNT.sub(lambda found: next(counts(found[0])), text)


def beginnings(word: str) -> Iterator[str]:
    """Yield how the keys begin that a typed word may mean: as it does, or as numbers end."""
    yield word
    if len(word) >= FEWEST and not word.isalpha():
        yield backwards(word)


def backwards(word: str) -> str:
    """Return a word from its end, as a key that begins as the word ends."""
    return BACKWARDS + word[::-1]


def _docket_keys(docket_no: str) -> Iterator[str]:
    """Yield the words of a docket number, and its numbers backwards: 00456 is called 456."""
    for word in _keys(docket_no):
        yield word
        if len(word) > FEWEST and not word.isalpha():
            yield backwards(word)


def _entities(touching: Touching, known: Known) -> list[str]:
    """Return what an event is about, and what the ids in it mean in their matter."""
    kinds = KINDS if _rewords(touching.recorded.envelope.type) else (PARTY, MATTER, *ACTING)
    about = touching.of(kinds)
    return known.also_meant(about) if about else about


@cache
def _rewords(tag: str) -> bool:
    """Tell whether events of a type can change what an item is about: those that file or amend it.

    What corrects an event or takes it back may be about one of these.
    """
    cls = CATALOGUE[tag]
    fields = cls.__struct_fields__
    return cls.files_item or tag in AMENDING or not {"changes", "offense"}.isdisjoint(fields)


def _rows(entity: str, folds: Folds) -> list[Values]:
    kind, matter_id, subject_id = (*entity.split("/"), "")[:3]
    words = sorted({*_WORDS[kind](entity, folds)})
    return [(kind, matter_id, subject_id, "".join(map(before, words)))] if words else []


def before(word: str) -> str:
    """Return how a word begins where it stands among those of a row."""
    return f" {word}"


def _standing(row: Values) -> Iterator[Values]:
    """Yield where the words of a row stand."""
    kind, matter_id, _, words = row
    return ((kind, word, matter_id) for word in words.split())


def _of_party(entity: str, folds: Folds) -> Iterator[str]:
    called = list(fold_party(folds.known.facts(entity)).called())
    for one in called:
        yield from _keys(one.name)
    if called:
        yield from _keys(subjects.ids_of(entity)[1])


def _of_matter(entity: str, folds: Folds) -> Iterator[str]:
    matter_id = subjects.name_of(entity)
    matter = fold_matter(matter_id, folds.known.facts(entity))
    if matter:
        yield from _keys(matter.title)
        for one in docket_numbers(matter_id, folds.known.facts(entity)):
            yield from _docket_keys(one.docket_no)
        yield from _keys(matter_id)


def _of_acting(entity: str, folds: Folds) -> Iterator[str]:
    for one in fold_acting(folds.known.facts(entity)):
        yield from _keys(one.name)


def _of_item(entity: str, folds: Folds) -> Iterator[str]:
    """Yield the words of what an item is about in the end, and of a number that is its id."""
    key = subjects.name_of(entity)
    for timeline in folds.fold(key).each:
        certain = (one for one in timeline.record.spans if one.certainty == CERTAIN)
        if last := max(certain, key=lambda one: one.valid_from, default=None):
            for text in last.item.about:
                yield from (*_keys(text), *counts(text))
            if last.item.filed:
                item_id = key.partition("/")[2]
                words = _keys(item_id)
                yield from (one for one in words if any(map(str.isdigit, one)) and one[3:])
                count_no = last.item.detail.get("count_no")
                yield from counts(f"count {count_no}" if count_no else item_id)


_WORDS: Mapping[str, Callable[[str, Folds], Iterator[str]]] = {
    PARTY: _of_party,
    MATTER: _of_matter,
    **dict.fromkeys(ACTING, _of_acting),
    ITEM: _of_item,
}
SEARCH_KEYS = Projection(
    "search_keys",
    search_keys,
    ("kind", "matter_id", "subject_id"),
    KINDS,
    _rows,
    (_entities,),
    Finder(search_words, _standing),
)
