"""--output: a file of its owner's alone, there whole or not at all, that replaces no other."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from casefile.cli.output import opened_output
from casefile.exports.formats import FORMATS
from tests.cli.conftest import Terminal

WRITERS = {
    "export.csv": ("export", "baldwin", "--format", "csv", "--force", "--for", "office"),
    "log.jsonl": ("export-log",),
    "calendar.ics": ("export-calendar",),
    "report.pdf": ("conflicts", "Baldwin", "--force"),
    "checkpoint.txt": ("checkpoint", "make"),
}


@pytest.fixture
def office(story: Terminal, tmp_path: Path) -> Terminal:
    """Return an office that can sign what it writes."""
    story.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    story("migrate")
    return story


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture(params=WRITERS)
def written(office: Terminal, here: Path, request: pytest.FixtureRequest) -> Path:
    """Return what one of the commands that write has written."""
    (here / request.param).write_text("before", "utf-8")
    (here / request.param).chmod(0o644)
    office(*WRITERS[request.param], "--output", str(here / request.param))
    return here / str(request.param)


def test_output__of_every_command__takes_the_place_of_a_file_for_its_owner_alone(
    written: Path, here: Path
) -> None:
    assert list(here.iterdir()) == [written]
    assert written.stat().st_size > len("before")
    assert written.stat().st_mode & 0o777 == 0o600


def link(place: Path) -> None:
    place.with_name("elsewhere").write_text("kept", "utf-8")
    place.symlink_to("elsewhere")


def device(place: Path) -> None:
    try:
        os.mknod(place, stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except OSError:
        pytest.skip("No device can be made here.")


OTHERS: dict[str, Callable[[Path], None]] = {
    "link": link,
    "link to nothing": lambda place: place.symlink_to("nowhere"),
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "device": device,
}


@pytest.mark.parametrize("make", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("name", WRITERS)
def test_output__in_the_place_of_what_is_no_plain_file__leaves_it_as_it_is(
    office: Terminal, here: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(here / name)
    before = {one: (one.lstat().st_mode, one.lstat().st_ino) for one in here.iterdir()}
    with suppress(AssertionError):  # a folder is told of as what was typed wrongly
        office(*WRITERS[name], "--output", str(here / name), code=1)
    assert name in office.error
    assert {one: (one.lstat().st_mode, one.lstat().st_ino) for one in here.iterdir()} == before
    elsewhere = here / "elsewhere"
    assert not elsewhere.exists() or elsewhere.read_text("utf-8") == "kept"


def test_output__broken_off__leaves_what_was_there(here: Path) -> None:
    place = here / "file"
    place.write_text("before", "utf-8")

    def parts() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), opened_output(str(place)) as file:
        file.writelines(parts())
    assert [one.read_text("utf-8") for one in here.iterdir()] == ["before"]


def test_output__beside_a_file_of_another__takes_no_other_away(here: Path) -> None:
    other = here / f".file.{os.getpid()}.part"
    other.write_text("kept", "utf-8")
    with opened_output(str(here / "file")) as file:
        file.write(b"whole")
    assert {one.name for one in here.iterdir()} == {"file", other.name}


def test_output__that_cannot_be_written__is_told_by_its_name(here: Path) -> None:
    place = str(here / "none/file")
    with pytest.raises(click.FileError) as caught, opened_output(place):
        pass
    assert caught.value.filename == place


@pytest.fixture
def no_temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))


@pytest.mark.usefixtures("no_temporary_folder")
def test_output__without_a_temporary_folder__is_written_all_the_same(
    written: Path, here: Path
) -> None:
    assert list(here.iterdir()) == [written]
    assert written.stat().st_size > len("before")


@pytest.mark.usefixtures("no_temporary_folder")
@pytest.mark.parametrize(
    ("suffix", "target"), [*((one, "document") for one in FORMATS), ("csv", "-")]
)
def test_document__without_a_temporary_folder__is_made_in_every_format(
    story: Terminal, here: Path, suffix: str, target: str
) -> None:
    place = target if target == "-" else str(here / target)
    story("export", "baldwin", "--format", suffix, "--for", "office", "--output", place)


@pytest.mark.usefixtures("no_temporary_folder")
def test_verify__without_a_temporary_folder__is_sound(story: Terminal) -> None:
    assert story("verify").startswith("Sound:")


IN_PROCESSES = """
import sys, tempfile
from casefile.cli.main import program
from casefile.upkeep import folding

if __name__ == "__main__":
    tempfile.tempdir = sys.argv.pop(1)
    folding.MANY = 1
    program()
"""


@pytest.mark.skipif(os.cpu_count() == 1, reason="One processor folds by itself.")
def test_verify__by_several_processes_without_a_temporary_folder__is_sound(
    story: Terminal, tmp_path: Path
) -> None:
    script = tmp_path / "verify.py"
    script.write_text(IN_PROCESSES, "utf-8")
    ran = subprocess.run(
        [sys.executable, script, tmp_path / "missing", "verify"],
        env=os.environ | story.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.startswith("Sound:"), ran.stderr
