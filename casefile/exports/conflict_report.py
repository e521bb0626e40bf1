"""The report of a conflict check: on which day what was asked, by whom, and what was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from itertools import starmap
from typing import Any, BinaryIO, NamedTuple

from casefile.answers.overview.conflicts import ConflictCheck, NameAsked, NameHit, PersonHit
from casefile.errors import Malformed
from casefile.exports.columns import OUTDATED, clean, short_instant
from casefile.exports.paper import Legend, Paper, PaperRow, Particular, Said
from casefile.exports.table import write_table
from casefile.law.stance import AS_CLIENT, FOR_CLIENT, Stance, in_short, is_side, says_what
from casefile.law.subjects import PARTY
from casefile.law.wording import so_many

KINDS = ("csv", "docx", "pdf")
PRINTED = ("No.", "Asked", "Found, and why", "Stance", "Matter", "As what")
COLUMNS = (
    *("number", "asked", "conflict", "person", "party_ids", "name", "match", "score", "why"),
    *("stance", "stance_why", "kind", "role", "party_id", "matter_id", "title", "docket_no"),
    *("access", "known_at_position", "known_at", "made_at", "asked_by"),
)
KEY = (
    ("our client", "The office is for this person in that matter."),
    ("adverse", "This person is on the other side of an item or role from our client there."),
    (AS_CLIENT, "This person is on the side of our client there, in the same role."),
    (FOR_CLIENT, "This person is no party there, and a witness for our client."),
    ("on no side", "This person is on no side there."),
    ("not said", "Nothing says for whom the office is in that matter."),
    ("CONFLICT", "One person is our client in one matter and adverse in another."),
)
NOBODY = "Nobody was found."
EXPLAINED = (
    "Every name known at that position was compared: parties, their aliases and former names, "
    "counsel, firms and officials, in matters of every access. Left out is who appears for our own "
    "client. Of a name that nobody has, the words of all events were looked through as well, like "
    "those of notes and papers. A likeness is a reason to look, and no finding that two names are "
    "one person."
)


class ConflictReport(NamedTuple):
    """A conflict check with all its hits, who asked for it, and when in the office's time."""

    check: ConflictCheck
    by: str
    made_at: datetime


def check_kind(name: str) -> None:
    """Refuse a file whose name says no format that a report is written in; raises Malformed."""
    if not name.endswith(tuple(f".{kind}" for kind in KINDS)):
        sentence = f"A report is a file named on .{', .'.join(KINDS)}; {name} is none of these."
        raise Malformed(sentence, code="output.format")


def write(report: ConflictReport, kind: str, file: BinaryIO) -> None:
    """Write a report as one of KINDS."""
    if kind == "csv":
        write_table(COLUMNS, _values(report), file)
        return
    # Each format brings a library of its own.
    module = import_module({"docx": "casefile.exports.word", "pdf": "casefile.exports.pdf"}[kind])
    module.print_paper(paper(report), file)


def paper(report: ConflictReport) -> Paper:
    """Return a report as it is printed."""
    check = report.check
    count = so_many(len(check.asked), "name")
    access = {hit.access for *_, hit in _hits(check) if hit and hit.access} - {"public"}
    return Paper(
        kind="Conflict check",
        title=f"{count}, {report.made_at:%Y-%m-%d}",
        access=" · ".join(sorted(one.upper() for one in access)),
        foot=(_known(check), _made(report), f"Asked by {report.by}"),
        particulars=tuple(starmap(Particular, _particulars(report))),
        heads=PRINTED,
        rows=_rows(check),
        nothing=NOBODY,
        legend=lambda: Legend("Key", KEY, EXPLAINED),
    )


def _particulars(report: ConflictReport) -> Iterator[tuple[str, str]]:
    check = report.check
    yield "Asked by", clean(report.by)
    yield "Made", _made(report).removeprefix("Made ")
    yield "Known at", _known(check).removeprefix("Known at ")
    if check.past_head:
        yield "", "That moment lies after the last event recorded: the answer may still change."
    if check.rebuild_due:
        yield "OUTDATED", OUTDATED
    for asked in check.asked:
        yield "Asked", f"{clean(asked.name)}: {counted(asked)}"
        for one in asked.told_of or ():
            yield "Told of, no hit", clean(f"{one.matter_id}, @{one.position}: {one.sentence}")
        if asked.same_family_name:
            others = "; ".join(
                f"{one.name} ({', '.join(one.party_ids)}){one.stands and f' ({one.stands})'}"
                for one in asked.same_family_name
            )
            yield "Same family name, no hit", clean(others)
    for person in dict.fromkeys(
        f"{clean(one.name)} ({', '.join(one.party_ids)}): {one.conflict}"
        for asked in check.asked
        for one in asked.persons
        if one.conflict
    ):
        yield "CONFLICT", person


def _known(check: ConflictCheck) -> str:
    return f"Known at position {check.position} ({short_instant(check.known_at)})"


def _made(report: ConflictReport) -> str:
    return f"Made {report.made_at:%Y-%m-%d %H:%M:%S %Z}"


def counted(asked: NameAsked) -> str:
    """Return in words how many hits a name has, and how they stand to the office."""
    hits = so_many(asked.hits, "hit") if asked.hits else "nobody"
    stances = ((asked.ours, "ours"), (asked.adverse, "adverse"))
    told = ", ".join(f"{count:,} {word}" for count, word in stances if count)
    office = f", {asked.left_out:,} left out: counsel for our client" if asked.left_out else ""
    events = f", told of in {so_many(len(asked.told_of), 'event')}" if asked.told_of else ""
    return f"{hits}{f' ({told})' if told else ''}{office}{events}"


def where(hit: NameHit) -> str:
    """Return in words what a name is to a matter, which matter that is, and whose side it is on."""
    title = hit.title or "a matter without a title"
    about = ", ".join(filter(None, (hit.docket_no, hit.access if hit.access != "public" else "")))
    said = f"{_as_what(hit)} in {title}{f' ({about})' if about else ''}"
    return f"{_stance(hit)}: {said}" if hit.stance else said


def _as_what(hit: NameHit) -> str:
    what, role = hit.kind.replace("_", " "), hit.role.replace("_", " ")
    known_as = [what, role] if role and what not in role else [role or what]
    if hit.kind == PARTY and not is_side(role):
        known_as = [f"named as {role}" if says_what(role) else "named in no role that says what"]
    client = f" for {hit.acts_for}" if hit.acts_for else ""
    return f"{', '.join(known_as)}{client}"


def _stance(hit: NameHit) -> str:
    return in_short(hit.stance, hit.stance_why) if hit.stance else "not said"


def _hits(check: ConflictCheck) -> Iterator[tuple[NameAsked, PersonHit | None, NameHit | None]]:
    """Yield every hit with whom it is of, and each name that has none by itself."""
    for asked in check.asked:
        for person in asked.persons:
            for hit in person.hits:
                yield asked, person, hit
        if not asked.persons:
            yield asked, None, None


def _rows(check: ConflictCheck) -> Iterator[PaperRow]:
    for number, (asked, person, hit) in enumerate(_hits(check), start=1):
        about = [Said(str(number))], [Said(clean(asked.name))]
        if person is None or hit is None:
            yield PaperRow([*about, [Said(NOBODY)], [], [], []])
            continue
        ids = f" ({', '.join(person.party_ids)})" if person.party_ids else ""
        found = [Said(clean(f"{hit.name}{ids}")), Said(clean(f"{hit.why} [{_measure(hit)}]"))]
        if person.conflict:
            found.insert(0, Said(person.conflict, "CONFLICT"))
        stance = [Said(_stance(hit)), Said(clean(hit.stance_why or ""), small=True)]
        matter = [Said(clean(hit.title or "a matter without a title"))]
        matter += [
            Said(clean(one), small=True)
            for one in (hit.matter_id, hit.docket_no or "", hit.access or "")
            if one and one != "public"
        ]
        what = [Said(clean(_as_what(hit)))]
        marked = bool(person.conflict) or hit.stance is Stance.ADVERSE
        yield PaperRow([*about, found, stance, matter, what], marked=marked)


def _measure(hit: NameHit) -> str:
    return f"{hit.match} {hit.score}" if hit.match == "similar" else hit.match


def _values(report: ConflictReport) -> Iterator[list[Any]]:
    check = report.check
    coordinates = [check.position, check.known_at, report.made_at.isoformat(), clean(report.by)]
    for number, (asked, person, hit) in enumerate(_hits(check), start=1):
        told: list[Any] = [""] * (len(COLUMNS) - len(coordinates) - 2)
        if person and hit:
            told = [person.conflict, person.name, " ".join(person.party_ids), hit.name]
            told += [hit.match, hit.score, hit.why, hit.stance or "not said", hit.stance_why]
            told += [hit.kind, hit.role, hit.party_id, hit.matter_id, hit.title, hit.docket_no]
            told += [hit.access]
        else:
            told[COLUMNS.index("why") - 2] = NOBODY
        values = [number, asked.name, *told, *coordinates]
        yield [clean(one) if isinstance(one, str) else "" if one is None else one for one in values]
