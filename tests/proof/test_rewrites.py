"""The six rewrites of a log that nothing else shows: each is found, and where, by a note before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete

from casefile.errors import Damaged
from casefile.proof.anchor import Anchor
from casefile.proof.tables import checkpoints
from casefile.store.database import Database
from tests.proof.offices import EVENTS, REWRITES, Bodies, anchored, cut_off, older, rewrite

NAMED = [pytest.param(*one, id=one[0].__name__) for one in REWRITES]
Rewrite = Callable[[Bodies], Bodies]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder elsewhere."""
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


@pytest.mark.parametrize(("change", "position", "_between"), NAMED)
def test_rewrite__with_the_leaf_hashes_elsewhere__found_at_its_position(
    database: Database,
    tmp_path: Path,
    folder: Path,
    change: Rewrite,
    position: int,
    _between: tuple[int, int],
) -> None:
    anchor, notes = anchored(database, tmp_path / "key", folder)
    assert anchor.audit(notes).departures == []
    rewrite(database, change)
    first = anchor.audit([notes[-1]]).departures[0]
    assert first.position == position
    with pytest.raises(Damaged, match=f"Position {position}: "):
        Anchor(database, tmp_path / "key", folder).check()


@pytest.mark.parametrize(("change", "_position", "between"), NAMED)
def test_rewrite__with_the_notes_of_the_database__found_between_two(
    database: Database,
    tmp_path: Path,
    change: Rewrite,
    _position: int,
    between: tuple[int, int],
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    rewrite(database, change)
    first = anchor.audit().departures[0]
    assert first.position is None
    assert f"lies between positions {between[0]} and {between[1]}." in first.sentence
    assert anchor.audit([notes[0]]).departures[0] == first


@pytest.mark.parametrize(("change", "_position", "_between"), NAMED)
def test_rewrite__with_one_note_kept_on_paper__found(
    database: Database,
    tmp_path: Path,
    change: Rewrite,
    _position: int,
    _between: tuple[int, int],
) -> None:
    anchor, notes = anchored(database, tmp_path / "key")
    rewrite(database, change)
    with database.write() as connection:
        connection.execute(delete(checkpoints))
    assert anchor.audit().departures == []
    (first,) = anchor.audit([notes[-1]]).departures
    assert f"the note of {EVENTS} events" in first.sentence
    assert f"lies between positions 1 and {EVENTS}." in first.sentence


@pytest.mark.parametrize(("change", "_position", "_between"), NAMED)
def test_rewrite__of_a_log_in_an_anchored_folder__is_never_signed(
    database: Database,
    tmp_path: Path,
    folder: Path,
    change: Rewrite,
    _position: int,
    _between: tuple[int, int],
) -> None:
    """The notes of the database are gone, too, so that it is the folder alone that knows."""
    anchor, _ = anchored(database, tmp_path / "key", folder)
    before = (folder / "checkpoint").read_text()
    rewrite(database, change)
    with database.write() as connection:
        connection.execute(delete(checkpoints))
    with pytest.raises(Damaged):
        anchor.checkpoint()
    assert (folder / "checkpoint").read_text() == before


def test_rewrite__by_an_older_backup_that_went_on__found_where_it_went_on(
    database: Database, tmp_path: Path, folder: Path
) -> None:
    """The backup has grown beyond what was there, so that its length tells nothing."""
    anchor, notes = anchored(database, tmp_path / "key", folder)

    def grown(bodies: Bodies) -> Bodies:
        more = [dict(bodies[12], event_id=f"again-{n}", data={"text": f"{n}"}) for n in range(20)]
        for one in more:
            one["recorded_at"] = bodies[-1]["recorded_at"]
        return [*older(bodies), *more]

    rewrite(database, grown)
    with database.write() as connection:
        connection.execute(delete(checkpoints).where(checkpoints.c.size > 13))
    assert anchor.audit().departures[0].position == 14
    away = Anchor(database, tmp_path / "key")
    sentence = away.audit([notes[-1]]).departures[0].sentence
    assert f"lies between positions 9 and {EVENTS}." in sentence
    with pytest.raises(Damaged):
        anchor.checkpoint()


def test_rewrite__that_cut_off_what_the_database_has_a_note_of__is_never_signed(
    database: Database, tmp_path: Path
) -> None:
    anchor, _ = anchored(database, tmp_path / "key")
    rewrite(database, cut_off)
    with pytest.raises(Damaged, match="ends at position 20, and a note says that it had 24"):
        anchor.checkpoint()
