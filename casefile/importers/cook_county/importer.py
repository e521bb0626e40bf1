"""Cook County: the State's Attorney's felony cases, four tables joined by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from casefile.canonical import encode
from casefile.event import Draft
from casefile.importers.cook_county import facts, outcomes, words
from casefile.importers.digest import digest_of
from casefile.importers.faults import Faults
from casefile.importers.files import named
from casefile.importers.material import AsBefore, Bundle, Reading, Record, Unreadable
from casefile.importers.rows import Row, RowShelf, read_columns, sound_rows
from casefile.importers.sources import Importer

INTAKE, INITIATION, DISPOSITIONS, SENTENCING = "intake", "initiation", "dispositions", "sentencing"
_CASE = (
    *("case_id", "case_participant_id", "received_date", "arrest_date", "law_enforcement_agency"),
    *("unit", "incident_city", "incident_begin_date", "incident_end_date"),
)
_CHARGE = (
    *(*_CASE, "arraignment_date", "updated_offense_category"),
    *("charge_id", "charge_version_id", "charge_count", "primary_charge"),
)
_STATUTE = ("chapter", "act", "section", "class")
_DISPOSED = (
    *(*_CHARGE, "disposition_date", "charge_disposition", "charge_disposition_reason"),
    *(f"{outcomes.CHARGED}{one}" for one in ("offense_title", *_STATUTE)),
)
# The columns that make each table what it is: a file is told by its header, not by its name.
TABLES: Mapping[str, tuple[str, ...]] = {
    INTAKE: (
        *(*_CASE, "offense_category", "participant_status"),
        *("felony_review_date", "felony_review_result"),
    ),
    INITIATION: (*_CHARGE, "charge_offense_title", *_STATUTE, "event", "event_date"),
    DISPOSITIONS: (*_DISPOSED, "judge"),
    SENTENCING: (
        *(*_DISPOSED, "sentence_phase", "sentence_date", "sentence_judge", "sentence_type"),
        *("current_sentence", "commitment_type", "commitment_term", "commitment_unit"),
    ),
}
_LIKENESS = 5  # a header that lacks more than so many columns of each table is of none


def read(paths: Sequence[Path], faults: Faults, as_before: AsBefore) -> Iterator[Bundle]:
    """Yield the cases of any of the four tables, in any order.

    The rows of every table wait on disk until all are there.
    """
    tables: dict[str, str] = {}
    told: set[tuple[str, tuple[str, ...]]] = set()
    with closing(RowShelf()) as rows:
        for path, name in zip(paths, named(paths), strict=True):
            with faults.of(name):
                tables[name] = table_of(path, name)
            for row in _usable(path, name, tables[name], faults, told) if name in tables else ():
                rows.put(row.text("case_id"), row)
        for name, found in rows.by_key():
            made = None
            with faults.of(name):
                made = _bundle(name, [(tables[row.file], row) for row in found], as_before)
            if made:
                yield made


def _bundle(case_id: str, rows: Sequence[tuple[str, Row]], as_before: AsBefore) -> Bundle:
    """Return what the rows of a case are, each in its table."""
    digest = digest_of([(table, *row.items()) for table, row in rows])
    case, name = _Case(rows), f"case {case_id or 'not named'}"
    matter_id = facts.matter_of(case_id)
    clauses = as_before(matter_id, digest)
    if clauses is None:
        return Bundle(name, (*case.records(), *case.left_out()), digest=digest)
    records = tuple(
        Record(one.where, one.kind, (), one.left_out, readings=(Reading((), (), clauses=number),))
        for one, number in zip((*case.rows(), *case.left_out()), clauses, strict=True)
    )
    return Bundle(name, records, digest=digest, as_before=matter_id)


def _usable(
    path: Path, name: str, table: str, faults: Faults, told: set[tuple[str, tuple[str, ...]]]
) -> Iterator[Row]:
    """Yield the sound rows of one table; what is wrong with others is told, of equal ones once."""
    for row in sound_rows(path, name, TABLES[table], faults):
        if wrong := list(facts.faulty(row, TABLES[table])):
            faults.add_all(name, wrong)
        elif (table, row.cells) not in told:
            before = faults.count(name)
            with faults.of(name):
                _unusable(table, row)
            if faults.count(name) == before:
                yield row
            else:
                told.add((table, row.cells))


def table_of(path: Path, name: str = "") -> str:
    """Return which table a file is; raises Unreadable where it is none of them."""
    columns = set(read_columns(path, name))
    table = min(TABLES, key=lambda one: len({*TABLES[one]} - columns))
    if len({*TABLES[table]} - columns) > _LIKENESS:
        tables = "intake, initiation, dispositions or sentencing"
        raise Unreadable(f"{name or path.name}, row 1: these are not the columns of {tables}.")
    return table


def _unusable(table: str, row: Row) -> str:
    if table == DISPOSITIONS and not row.text("charge_disposition"):
        return "It names no disposition."
    return facts.unusable(row, charges=table != INTAKE)


class _Case:
    """The rows of one case, and the events that they make together.

    Nothing depends on the order of the rows: where they contradict each other about what is said
    once of a case or a participant, the earliest stands.
    """

    def __init__(self, rows: Iterable[tuple[str, Row]]) -> None:
        self.tables: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._left_out: list[tuple[str, Row, str]] = []
        self._said: dict[Row, list[Draft]] = {}
        self._disposed: dict[Row, list[Draft]] = {}
        self._ordered: dict[Row, list[Draft]] = {}
        self._chosen: dict[str, Draft] = {}
        self._recorded: set[str] = set()
        seen: dict[tuple[str, tuple[str, ...]], Row] = {}
        for table, row in rows:
            first = seen.setdefault((table, row.cells), row)
            if first is not row:
                self._left_out.append((table, row, f"The same row stands in {first.where}."))
            elif why := _unusable(table, row):
                self._left_out.append((table, row, why))
            else:
                self.tables[table].append(row)

    def rows(self) -> Iterator[Record]:
        """Yield every row that says something, without its events."""
        for table, rows in self.tables.items():
            for row in rows:
                yield Record(row.where, _kind(table))

    def left_out(self) -> Iterator[Record]:
        """Yield every other row, with the reason."""
        for table, row, why in self._left_out:
            yield Record(row.where, _kind(table), (), why)

    def records(self) -> list[Record]:
        """Return every row that says something as a record."""
        for table, rows in self.tables.items():
            for row in rows:
                self._said[row] = [*facts.shared(row)]
                if table != INTAKE:
                    self._said[row] += facts.arraignment(row)
        for row in self.tables[INTAKE]:
            self._said[row] += facts.intake(row)
        filed = self._initiation()
        self._dispositions(filed)
        self._sentencing()
        self._chosen = _earliest(draft for said in self._said.values() for draft in said)
        return [self._record(table, row) for table, rows in self.tables.items() for row in rows]

    def _record(self, table: str, row: Row) -> Record:
        """Return a row with what no row before it said, or else with what it says once more."""
        said = {str(draft.event_id): None for draft in self._said[row]}
        new = tuple(self._chosen[name] for name in said if name not in self._recorded)
        self._recorded.update(said)
        drafts = new or (self._chosen[[*said][-1]],)
        # Only the table of dispositions has all of them, so only it can take one back.
        disposed = self._disposed[row] if table == DISPOSITIONS else ()
        readings = [outcomes.reading(row, disposed, self._chosen)] if disposed else []
        if ordered := self._ordered.get(row):
            readings.append(outcomes.sentence_reading(row, ordered, self._chosen))
        return Record(row.where, _kind(table), drafts, readings=tuple(readings))

    def _initiation(self) -> dict[str, Row]:
        """Take in what was charged; return each charge's row, the last where it has versions."""
        filed: dict[str, Row] = {}
        for row in sorted(self.tables[INITIATION], key=_filed_order):
            charge = facts.item(row)
            if charge in filed:
                self._said[row].append(outcomes.version(row))
            else:
                self._said[row].append(facts.filing(row))
            filed[charge] = row
        return filed

    def _dispositions(self, filed: dict[str, Row]) -> None:
        """Take in how charges ended, which sentencing repeats."""
        turns: dict[str, dict[str, int]] = {}
        known: dict[tuple[str, str, str], list[Draft]] = {}
        own = self.tables[DISPOSITIONS]
        sentenced = self._first_sentences()
        for row in sorted((*own, *self.tables[SENTENCING]), key=_disposed_order):
            charge = facts.item(row)
            if charge not in filed:
                self._said[row].append(facts.inferred_filing(row))
            key = _disposition_of(row)
            if key not in known and key[-1]:
                known[key] = [
                    *outcomes.changed(row, filed.get(charge)),
                    *outcomes.disposition(row, turns.setdefault(charge, {}), sentenced.get(key)),
                ]
            self._said[row] += known.get(key, ())
            self._disposed[row] = known.get(key, [])
        for row in own:
            self._said[row] += outcomes.judge(row, "judge", "disposition_date")

    def _first_sentences(self) -> dict[tuple[str, str, str], Row]:
        """Return the first that was ordered on each disposition."""
        found: dict[tuple[str, str, str], Row] = {}
        for row in sorted(self.tables[SENTENCING], key=_sentenced_order):
            found.setdefault(_disposition_of(row), row)
        return found

    def _sentencing(self) -> None:
        """Take in the sentences; of two of one day, the one that is current stands last."""
        turns: dict[str, dict[str, int]] = {}
        last: dict[str, tuple[str, str]] = {}
        deferred: set[str] = set()
        first = {*self._first_sentences().values()}
        parts: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for row in self.tables[SENTENCING]:
            parts.setdefault(_passed_at_once(row), set()).add(outcomes.cells(row))
        for row in sorted(self.tables[SENTENCING], key=_sentenced_order):
            charge, day = facts.item(row), row["sentence_date"]
            self._said[row] += outcomes.judge(row, "sentence_judge", "sentence_date")
            if row in first and outcomes.in_place_of_judgment(row):
                deferred.add(charge)
                self._ordered[row] = self._disposed[row]
                continue
            before = last.get(charge, ("", ""))
            after = before[1] if before[0] == day else ""
            in_part = len(parts[_passed_at_once(row)]) > 1
            sentence = outcomes.sentence(row, turns.setdefault(charge, {}), after, in_part=in_part)
            last[charge] = (day, str(sentence.event_id))
            self._ordered[row] = [sentence]
            if charge in deferred and sentence.type == "sentence.imposed":
                deferred.discard(charge)
                self._ordered[row] = [outcomes.revocation(row), sentence]
            self._said[row] += self._ordered[row]


def _disposition_of(row: Row) -> tuple[str, str, str]:
    """Return what tells the disposition of a row from others: its charge, its day, its words."""
    written = words.plain(row["charge_disposition"])
    return facts.item(row), row["disposition_date"], written


def _passed_at_once(row: Row) -> tuple[str, ...]:
    """Return what rows have in common of which each may have a part of one sentence."""
    names = ("sentence_phase", "sentence_date", "current_sentence")
    return facts.item(row), *(words.plain(row[name]) for name in names)


def _kind(table: str) -> str:
    return f"{table} row"


def _earliest(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Return every event once, where two say different things the earliest of them."""
    chosen: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda one: (one.effective, encode(one.data))):
        chosen.setdefault(str(draft.event_id), draft)
    return chosen


def _filed_order(row: Row) -> tuple[str, int, tuple[str, ...]]:
    version = row.text("charge_version_id")
    return (facts.on(row, "event_date") or "9999", len(version), (version, *row.cells))


def _disposed_order(row: Row) -> tuple[str, str, int, tuple[str, ...]]:
    # Of rows that say the same, the shorter is that of dispositions.
    written = words.plain(row["charge_disposition"])
    return (facts.on(row, "disposition_date") or "9999", written, len(row.cells), row.cells)


def _sentenced_order(row: Row) -> tuple[str, bool, tuple[str, ...]]:
    current = row.text("current_sentence").lower() == "true"
    return (facts.on(row, "sentence_date") or "9999", current, row.cells)


IMPORTER = Importer(".csv", read, together=True)
