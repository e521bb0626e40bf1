"""What was taken in before is known without being read, and nothing comes otherwise by that."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from casefile.event import Draft, read_body
from casefile.importers import digest
from casefile.importers.cook_county.importer import IMPORTER as COUNTY
from casefile.importers.faults import Faults
from casefile.importers.intake import Intake
from casefile.importers.material import Bundle, never
from casefile.importers.taken_in import taken_in
from casefile.importers.tally import Tally
from casefile.recording.recorder import Recorder
from casefile.store.migrate import upgrade
from tests.histories import Office
from tests.importers.county import GUILTY, PRISON, Rows, write
from tests.importers.streams import answered
from tests.length import at_length

TABLES: dict[str, Rows] = {
    "intake": [{}],
    "initiation": [{}, {"charge_id": "6"}],
    "dispositions": [GUILTY, {"charge_id": "6"}],
    "sentencing": [PRISON],
}
NOTE = Draft(
    matter_id="cook-100",
    type="note.recorded",
    effective="2019-07-01",
    data={"text": "A call."},
)
OTHER = {"case_id": "200", "case_participant_id": "2"}


def files(folder: Path, **changed: Rows) -> list[Path]:
    """Write the tables of two cases, with other rows than usual where they are given."""
    tables = {**TABLES, **changed}
    return write(folder, **{name: [*rows, OTHER] for name, rows in tables.items()})


def take(office: Office, paths: Sequence[Path], *, known: bool = True, **how: Any) -> Tally:
    """Take files in, with what is known of before or as if nothing were."""
    intake, faults = Intake(office.database, office.recorder), Faults()
    bundles = COUNTY.read_sound(paths, faults, intake.as_before if known else never)
    return intake.take(bundles, by="importer", faults=faults, **how)


def read_again(office: Office, paths: Sequence[Path]) -> list[str]:
    """Return the names of the bundles that are made of files again."""
    intake = Intake(office.database, office.recorder)
    found: list[Bundle] = list(COUNTY.read_sound(paths, Faults(), intake.as_before))
    return [one.name for one in found if not one.as_before]


def test_same_files__again__are_known_and_told_as_if_they_were_read(
    office: Office, tmp_path: Path
) -> None:
    paths = files(tmp_path, intake=[{}, {}, {"case_participant_id": ""}])
    assert read_again(office, paths) == ["case 100", "case 200"]
    take(office, paths)
    assert read_again(office, paths) == []
    before = office.everything()
    quick = answered(take(office, paths))
    assert quick == answered(take(office, paths, known=False))
    assert quick["records"]["intake row"]["already"] == 2
    assert [one["where"] for one in quick["left_out"]] == ["intake.csv, row 3", "intake.csv, row 4"]
    assert quick["clauses"]["all"] == 5
    assert office.everything() == before


@pytest.mark.parametrize(
    "changed",
    [
        {"intake": [{"offense_category": "Theft"}]},
        {"initiation": [{"charge_id": "6"}, {}]},
        {"dispositions": [GUILTY]},
        {"sentencing": [PRISON, PRISON]},
    ],
    ids=["other words", "other order", "a row less", "a row twice"],
)
def test_case__of_which_a_file_says_anything_else__is_read_again_and_no_other(
    office: Office, tmp_path: Path, changed: dict[str, Rows]
) -> None:
    take(office, files(tmp_path))
    assert read_again(office, files(tmp_path, **changed)) == ["case 100"]


def test_matter__in_which_somebody_recorded_since__is_read_again(
    office: Office, tmp_path: Path
) -> None:
    paths = files(tmp_path)
    take(office, paths)
    office.recorder.record([NOTE], by="somebody")
    assert read_again(office, paths) == ["case 100"]
    assert take(office, paths).events.total() == 0
    assert read_again(office, paths) == []


def test_words__that_nobody_reads__are_told_each_time(office: Office, tmp_path: Path) -> None:
    unread: Rows = [{"charge_disposition": "Some words of a clerk"}]
    paths = files(tmp_path, dispositions=unread, sentencing=[])
    take(office, paths)
    assert read_again(office, paths) == ["case 100"]
    assert [one.sentence for one in take(office, paths).unread] == ["Some words of a clerk"]


def test_dry_run__remembers_nothing(office: Office, tmp_path: Path) -> None:
    paths = files(tmp_path)
    take(office, paths, dry_run=True)
    with office.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(taken_in)) == 0


def test_another_version_of_casefile__reads_again(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path)
    take(office, paths)
    monkeypatch.setattr(digest, "_code", lambda: b"another")
    assert read_again(office, paths) == ["case 100", "case 200"]


def test_somebody_else__who_comes_between__has_the_matter_read_again(
    office: Office, tmp_path: Path
) -> None:
    paths = files(tmp_path)
    take(office, paths)

    class Overtaken(Recorder):
        """A recorder before which somebody else records."""

        def record(self, drafts: Sequence[Draft], **how: Any) -> Any:
            super().record([NOTE], by="somebody")
            return super().record(drafts, **how)

    changed = files(tmp_path, intake=[{"offense_category": "Theft"}])
    recorder = office.recorder
    office.recorder = Overtaken(recorder.database, recorder.clock.now_us)
    assert take(office, changed).events.total() == 1
    office.recorder = recorder
    assert read_again(office, changed) == ["case 100"]


def events_of(office: Office) -> list[tuple[Any, ...]]:
    """Return what the log has, but for when it was recorded."""
    with office.database.read() as connection:
        rows = connection.execute(text("SELECT body FROM events ORDER BY position")).scalars()
        found = [read_body(body) for body in rows]
    return [
        (one.event_id, one.version, one.type, one.effective, bytes(one.data), one.source)
        for one in found
    ]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Callable[[], Office]]:
    """Yield what makes new offices, each on a file of its own."""
    made: list[Office] = []

    def new() -> Office:
        url = f"sqlite:///{tmp_path}/{len(made)}.db"
        upgrade(url)
        made.append(Office(url, today="2020-03-01"))
        return made[-1]

    yield new
    for one in made:
        with closing(one.database):
            pass


def variant(chance: random.Random) -> Mapping[str, Rows]:
    """Return tables as some other copy may have them."""
    found: dict[str, list[Any]] = {name: [*rows] for name, rows in TABLES.items()}
    match chance.randrange(7):
        case 0:
            found["dispositions"][1] = {"charge_id": "6", **GUILTY}
        case 1:
            found["sentencing"] = []
        case 2:
            chance.shuffle(found["initiation"])
        case 3:
            found["intake"] = [{"offense_category": "Theft"}]
        case 4:
            found["dispositions"] = found["dispositions"][:1]
        case 5:
            found["sentencing"].append({**PRISON, "commitment_term": "36"})
        case _:
            pass
    if chance.random() < 1 / 4:
        del found[chance.choice([*found])]
    return found


@pytest.mark.parametrize("seed", range(at_length(short=3, long=40)))
def test_copies_of_all_kinds__in_any_turn__become_what_they_do_where_all_is_read(
    offices: Callable[[], Office], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, and nothing secret
    quick, slow = offices(), offices()
    for _ in range(6):
        tables = variant(chance)
        paths = write(tmp_path, **{name: [*rows, OTHER] for name, rows in tables.items()})
        for _ in range(chance.randrange(1, 3)):
            one, other = take(quick, paths), take(slow, paths, known=False)
            assert answered(one) == answered(other)
        assert events_of(quick) == events_of(slow)
