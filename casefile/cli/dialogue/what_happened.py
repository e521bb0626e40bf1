"""What happened: the question for words that are no type of event, and what else they say."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from casefile.answers.standing import fitting
from casefile.cli.assignments import is_word, read_typed
from casefile.cli.called import matter_called
from casefile.cli.desk import asking
from casefile.cli.dialogue.asking import Offered, ask, choose, is_so, tell
from casefile.cli.dialogue.strangers import stranger
from casefile.cli.dialogue.talk import ChosenAct, Talk, UnreadWords, current
from casefile.cli.dialogue.typed_command import TypedCommand, as_words
from casefile.errors import Malformed, Missing
from casefile.law.catalogue import CATALOGUE
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import DocumentFiled
from casefile.law.events.record import NoteRecorded
from casefile.law.events.trial import ChargePleaEntered
from casefile.office import Office
from casefile.words.forms.dated import dated, day_first, only_day
from casefile.words.forms.own_days import days_in_words
from casefile.words.items.claims_said import AGAINST_WHOM
from casefile.words.items.each_of_several import without_others
from casefile.words.misread import Misread
from casefile.words.told.at_hearing import with_plea
from casefile.words.told.left_over import Rest, left
from casefile.words.told.likely_types import LIKELY, likely_types
from casefile.words.told.parted import parted
from casefile.words.told.possible_types import possible
from casefile.words.told.rest_said import rest_said
from casefile.words.told.whose_act import whose_act
from casefile.words.typed.type_words import day_typed
from casefile.words.what.agency_charges import told_as
from casefile.words.what.event_types import NO_TYPE, read_type
from casefile.words.what.full_stop import without_stop
from casefile.words.what.papers import titled
from casefile.words.which.whom import parties_named

_NOTE, _PAPER, _OTHER = "a note", "a paper", "something else"
_WORDS = (NoteRecorded.tag, DocumentFiled.tag)  # what keeps words, whatever they say
# What is said behind words that can be several types, to be of one of them.
_SAID_OF: Mapping[str, str] = {
    "hearing.scheduled": "set",
    "hearing.held": "held",
    "motion.filed": "filed",
    "deadline.set": "due",
}
# With which the commands of each are named.
_APART = ("Two things are said", "Several things are said")
_command = re.compile(r"\bpost \S+ (?P<words>\"[^\"]+\"|'[^']+'|[\w.]+)")


def what_happened(
    typed: TypedCommand,
    failure: Malformed,
    record_first: Callable[[Missing, bool], bool],
    first: Callable[[list[str]], None],
) -> bool:
    """Ask which type of event is told of, and put it with what the words say besides.

    Of several each is recorded, the last one by the command itself.
    """
    matter, *rest = typed.plain
    sentence = without_stop(" ".join(one for one in rest if is_word(one)))
    fields = [one for one in rest if not is_word(one)]
    if (first_said := day_first(sentence)) and not _has_day(typed, fields):
        sentence, day = first_said
        typed.put_option("--effective", day)
    talk = current() or Talk()
    if before := talk.told_by.get(sentence):
        tell(f"{sentence!r} is nothing that can be recorded.")
        sentence = before
    with asking() as office:
        matter_id = matter_called(office, matter)
        of = told_as(office, matter_id)
        who = "" if before else stranger(office, matter_id, sentence)
        likely = _likely(office, matter_id, sentence, failure)
    if who:
        tell(f"There is no party {who} on record.")
        missing = Missing(PartyAdded.tag, matter_id, {"name": who})
        if is_so(f"Record first who {who} is?", default=True):
            return record_first(missing, True)
    parts = _parts(failure.sentence, sentence)
    answers = _chosen(sentence, failure, likely, parts)
    day = typed.option("--effective")
    pleads = any(_read(one, of) == ChargePleaEntered.tag for one in answers)
    said = _ToldOf(matter, matter_id, of, sentence, fields, parts, day, pleads)
    *others, last = answers
    read: list[tuple[str, Rest]] = []  # the type of each, and what is read of it
    for place, one in enumerate(others, start=1):
        typed.plain = [matter, *_put(said, one, typed, read)]
        talk.part = ChosenAct(place, len(answers), len(talk.begun) + 1)
        first(list(typed.words))
    typed.plain = [matter, *_put(said, last, typed, read)]
    talk.part = ChosenAct(len(answers), len(answers), len(talk.begun)) if others else None
    if len(read) == len(answers):
        words = left(sentence, [one for _, one in read])
        with asking() as office:
            named = parties_named(office, matter_id, sentence)
        talk.unread = UnreadWords(read[-1][0], sentence, words, named)
    return True


def _chosen(
    sentence: str, failure: Malformed, likely: Iterable[str], parts: Sequence[str]
) -> list[str]:
    """Return what is told of: the parts of a sentence, types of event, or how it is kept."""
    told = not failure.sentence.startswith(NO_TYPE)  # the refusal itself says which
    each = [Offered(" ".join(shlex.split(one)), one) for one in parts]
    each = each or [Offered(described(tag), tag, told) for tag in likely]
    each += [
        Offered("keep the words as a note", _NOTE, False),
        Offered("it is a paper that was filed", _PAPER, False),
    ]
    _tell_why(failure)
    asked = f"What happened? ({sentence})"
    return choose(asked, each, several=True, otherwise=Offered("something else", _OTHER))


class _ToldOf(NamedTuple):
    """What was typed of a matter of a category: a sentence, its parts, fields, and its own day.

    Where it is told that somebody `pleads`, the plea is recorded by that, and with no hearing.
    """

    matter: str
    matter_id: str
    of: str
    sentence: str
    fields: list[str]
    parts: list[str]
    day: str
    pleads: bool


def _put(
    told: _ToldOf, answer: str, typed: TypedCommand, read: list[tuple[str, Rest]]
) -> list[str]:
    """Return what is typed for what happened, and add what of the sentence is read for it.

    Raises Exit.
    """
    if answer in told.parts:
        part, *its = shlex.split(answer)
        words, day = day_first(part) or dated(part, {}) or (part, told.day)
        if day:
            typed.put_option("--effective", day)
        return [words, *its, *told.fields]
    if answer == _OTHER:
        answer = ask("What happened, in a few words")
    tag = {_NOTE: NoteRecorded.tag, _PAPER: DocumentFiled.tag}.get(answer)
    tag = tag or _read(answer, told.of)
    if tag == NoteRecorded.tag:
        return noted(told.sentence, told.fields)
    if answer == _PAPER:
        return [DocumentFiled.tag, f"title={titled(told.sentence)}", *told.fields]
    if whole := _whole(told.sentence, answer):
        return [whole, *told.fields]
    if not tag:
        if talk := current():
            talk.told_by[answer] = told.sentence
        day = "" if _has_day(typed, told.fields) else only_day(told.sentence, answer)
        whose = _whose_other(told, answer)
        return [answer, *told.fields, *whose, *([f"date={day}"] if day else [])]
    with asking() as office:
        of_day = _has_day(typed, told.fields, tag)
        said = rest_said(office, told.matter_id, told.sentence, tag, of_day=of_day)
        said = said._replace(fields=without_others(office, told.matter_id, said.fields))
    if told.pleads:
        said = said._replace(fields=with_plea(tag, said.fields)[0])
    read.append((tag, said))
    whose = _whose(told, tag, {*said.fields, *read_typed(told.fields)})
    return [answer, *told.fields, *whose, *_rest(told, tag, typed, said)]


def _whose(told: _ToldOf, tag: str, fields: Collection[str]) -> Sequence[str]:
    """Return as fields whose items an act is on, where somebody is named and no item is."""
    with asking() as office:
        who = whose_act(office, told.matter_id, told.sentence, tag, fields)
    if who[1:]:
        asked = f"Whose is it? ({described(tag)})"
        who = choose(asked, [Offered(one, one) for one in who], several=True)
    return [f"item={one}" for one in who]


def _whose_other(told: _ToldOf, answer: str) -> Sequence[str]:
    """Return as fields whose items an act is on that is told again in other words."""
    with asking() as office:
        found = parted(office, told.matter_id, answer, told.of)
    tag = _read(found.rest, told.of) if found else ""
    return _whose(told, tag, {*found.fields, *read_typed(told.fields)}) if found and tag else ()


def described(tag: str) -> str:
    """Return in words what a type of event is, with its name."""
    first = (CATALOGUE[tag].__doc__ or "").partition("\n")[0]
    said = re.split(r"[:;]", first)[0].strip(" .")
    return f"{said[:1].lower()}{said[1:]} ({tag})"


def _tell_why(failure: Malformed) -> None:
    """Say what the words are not, where the refusal says more than that."""
    first = re.split(r"(?<=\.)\s", failure.sentence)[0]
    if not first.startswith(NO_TYPE) and "post " not in first:
        tell(first)


def _likely(office: Office, matter_id: str, sentence: str, failure: Malformed) -> list[str]:
    """Return the types that the refusal names, and behind them those that are likely."""
    of = told_as(office, matter_id)
    items = fitting.in_matter(office, matter_id).items
    fits = {one.type for item in items for one in item.types if one.fits}
    named = [tag for one in failure.errors for tag in one.choices if tag in CATALOGUE]
    named += _of_commands(failure.sentence, of)
    every = named if named and not failure.sentence.startswith(NO_TYPE) else []
    most = None if every else LIKELY
    every = every or [*named, *likely_types(sentence, of, fits)]
    own = [one for one in dict.fromkeys(every) if one not in _WORDS]
    return possible(office, matter_id, own)[:most]


def _parts(refusal: str, sentence: str) -> list[str]:
    """Return the parts of a sentence that a refusal tells apart, each with its fields."""
    if refusal.startswith(AGAINST_WHOM):  # the whole sentence, with one answer behind it
        each = map(_without_end, shlex.split(refusal.partition("? ")[2]))
        return [shlex.quote(one) for one in each if one.startswith(sentence)]
    if not refusal.startswith(_APART):
        return []
    known = {word for one in sentence.split() for word in (one, one.rstrip(",;.:"))}
    found: list[list[str]] = []
    for one in map(_without_end, shlex.split(refusal.partition(": ")[2])):
        if " " in one and known.issuperset(one.split()):
            found.append([one])
        elif found and "=" in one and not one.startswith("-"):
            found[-1].append(one)
    return [shlex.join(one) for one in found]


def _without_end(word: str) -> str:
    """Return a word of a command without what ends that in a sentence."""
    return word.removesuffix(";").removesuffix(".")


def _of_commands(sentence: str, of: str) -> Iterator[str]:
    """Yield the types of the commands that a refusal names."""
    for found in _command.finditer(sentence):
        if tag := _read(found["words"].strip("\"'"), of):
            yield tag


def noted(sentence: str, fields: list[str]) -> list[str]:
    """Return a note of all that was typed, but for its day."""
    typed = read_typed(fields)
    day = day_typed(NoteRecorded.tag, typed)
    rest = [
        f"{name.replace('_', ' ')} {', '.join(map(str, value))}"
        for name, value in typed.items()
        if day is None or name != day[0]
    ]
    text = f"{sentence}: {'; '.join(rest)}" if rest else sentence
    return [NoteRecorded.tag, f"text={text}", *([f"{day[0]}={day[1]}"] if day else [])]


def _whole(sentence: str, tag: str) -> str:
    """Return the words with what makes them be of a type, where that is all that they lack."""
    words = f"{sentence} {_SAID_OF.get(tag, '')}".strip()
    return words if _read(words) == tag else ""


def _read(words: str, of: str = "") -> str:
    """Return the type that words mean in a matter of a category; nothing where they mean none."""
    try:
        return read_type(words, of)
    except Misread:
        return ""


def _rest(told: _ToldOf, tag: str, typed: TypedCommand, said: Rest) -> Iterator[str]:
    """Yield what a sentence says besides, as fields, but for those that are typed."""
    given = {one.partition("=")[0] for one in told.fields}
    yield from as_words({name: one for name, one in said.fields.items() if name not in given})
    if _has_day(typed, told.fields, tag):
        return
    used = [one for values in said.fields.values() for one in values]
    own = [said.day] if said.day else [*days_in_words(told.sentence, used).own]
    if own[1:]:
        asked = f"On which day was that? ({described(tag)})"
        own = choose(asked, [Offered(one, one) for one in own])
    if own:
        yield f"date={own[0]}"


def _has_day(typed: TypedCommand, fields: Sequence[str], tag: str = NoteRecorded.tag) -> bool:
    """Tell whether the day of an event is typed beside what happened."""
    return "--effective" in typed.options or bool(day_typed(tag, read_typed(fields)))
