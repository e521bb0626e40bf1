"""Files: how the file of a source is opened, and what is refused before anything is read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casefile.importers.material import Unreadable

_UTF_8_MARK = b"\xef\xbb\xbf"
_OTHER_MARKS = {  # the longer marks first, which begin like the shorter ones
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_LONGEST_MARK = 4
_MB = 1_000_000


@contextmanager
def opened(path: Path, most: int, name: str = "", encoding: str = "utf-8") -> Iterator[BinaryIO]:
    """Open a file of so many bytes at most, behind its byte order mark; raises Unreadable.

    `name` is how errors call the file, where that is not its own name. In another `encoding` than
    UTF-8 the mark is left to who decodes it.
    """
    name = name or path.name
    try:
        size = path.stat().st_size
        if size > most:
            has, limit = (f"{-(-one // _MB):,} MB" for one in (size, most))
            raise Unreadable(f"{name} has {has}; {limit} at most are read.")
        with path.open("rb") as file:
            start = file.read(_LONGEST_MARK)
            if encoding != "utf-8":
                _check_mark(name, start, encoding)
                file.seek(0)
            else:
                file.seek(len(start) - len(unmarked(name, start)))
            yield file
    except IsADirectoryError as error:
        raise Unreadable(f"{name} is a folder, and no file.") from error
    except OSError as error:
        raise Unreadable(f"{name} cannot be read: {error.strerror}.") from error


def named(paths: Sequence[Path]) -> list[str]:
    """Return what each file is called: its name, with its folders as far as another has the same.

    One that is there twice is called the same.
    """
    every = set(paths)
    found = {}
    for path in every:
        others = [one.parts for one in every if one.name == path.name and one != path]
        depth = 1
        while depth < len(path.parts) and any(
            one[-depth:] == path.parts[-depth:] for one in others
        ):
            depth += 1
        found[path] = "/".join(path.parts[-depth:])
    return [found[path] for path in paths]


def read_text(path: Path, most: int, name: str = "") -> str:
    """Return the whole text of a file that is not empty; raises Unreadable as `opened` does."""
    name = name or path.name
    with opened(path, most, name) as file:
        content = file.read()
    if not content.strip():
        raise Unreadable(f"{name} is empty.")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = f"{name}, line {line}, byte {error.start:,}"
        raise Unreadable(f"{where}: {not_utf_8(content[error.start])}") from error


def _check_mark(name: str, start: bytes, encoding: str) -> None:
    """Refuse a mark that says another encoding than is said of the file; raises Unreadable."""
    marks = {_UTF_8_MARK: "UTF-8", **_OTHER_MARKS}
    found = next((has for mark, has in marks.items() if start.startswith(mark)), "")
    if found and not encoding.startswith(found.lower()):
        said = f"begins as {found} does, which is another encoding than the mapping says"
        raise Unreadable(f"{name} {said}.")


def unmarked(name: str, start: bytes) -> bytes:
    """Return the start of a file without its byte order mark.

    Raises Unreadable where the mark is that of another encoding than UTF-8.
    """
    for mark, encoding in _OTHER_MARKS.items():
        if start.startswith(mark):
            raise Unreadable(f"{name} is written in {encoding}; save it as UTF-8.")
    return start.removeprefix(_UTF_8_MARK)


def not_utf_8(byte: int) -> str:
    """Say that a byte is no UTF-8, and what to do."""
    return f"byte 0x{byte:02x} is not UTF-8; save the file as UTF-8."
