"""Near types: the types of which words that mean none may tell, by what they say is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from casefile.law.catalogue import CATALOGUE
from casefile.words.what.event_words import as_key, done_word
from casefile.words.what.unsure import is_unsure

FEWEST = 2  # words, which are as often what a paper is called
FEW = 3  # of which it can be asked whether one was meant
COUNTS = ("count", "counts", "complaint", "petition")
BACK = ("counterclaim", "crossclaim")
# What an act of a family is said to be done to, beside the name of the family.
_NOUNS: Mapping[str, Collection[str]] = {
    "charge": ("charges", *COUNTS, "indictment", "information", "ticket"),
    "claim": ("claims", *COUNTS, "suit", "lawsuit", "case", *BACK),
    "citation": ("citations", "item", "items"),
    "sentence": ("probation", "supervision"),
    "counsel": ("attorney", "lawyer"),
    "official": ("judge", "prosecutor"),
    "party": ("plaintiff", "plaintiffs", "defendant", "defendants", "parties"),
    "matter": ("case",),
    "intent": ("announcement",),
}
_PAPERS = "filed"  # what is done to every paper
# What is done to nothing else, so that it is told by itself.
_ALONE = ("answered", "served", "contested")


def near_types(typed: str, track: str | None, every: Iterable[str]) -> Sequence[str]:
    """Return the types that are called by what words say is done; none of what was not done.

    Two words have to agree: what is done, and to what. Of what is done to something else, to a
    warrant or a licence, nothing is asked that would be false of a charge.
    """
    if is_unsure(typed):
        return ()
    words = {done_word(one) for one in as_key(typed).split()}
    if len(words) <= FEWEST:
        return ()
    found = [tag for tag in every if _agrees(tag, words) and CATALOGUE[tag].track in (None, track)]
    return found if len(found) <= FEW else ()


def _agrees(tag: str, words: Collection[str]) -> bool:
    """Tell whether words say what a type is called by, and of what it is."""
    family, _, act = tag.partition(".")
    acts = as_key(act).split()
    of = {family, *_NOUNS.get(family, ())}
    said = act != _PAPERS and set(acts) <= set(words)
    return said and (len(acts) > 1 or act in _ALONE or not of.isdisjoint(words))
