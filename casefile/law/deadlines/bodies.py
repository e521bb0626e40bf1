"""Bodies: the files of rules, casefile's own and those that were added, as they are read.

A body is added by an installed package, under the entry point casefile.rules, or as a file in a
folder that a setting names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from casefile.law.deadlines.body import Body, WrongRules, read_body

GROUP = "casefile.rules"
SHARED = "shared.toml"  # the starts and acts that every body can name


class _Beside:
    """The folder of further bodies of rules, as the settings name it."""

    folder: str = ""


def read_also(folder: str) -> None:
    """Have the bodies of rules in a folder read beside the others, from here on."""
    _Beside.folder = folder


def beside() -> str:
    """Return the folder whose bodies of rules are read beside the others, or ""."""
    return _Beside.folder


@lru_cache(maxsize=2)
def bodies(folder: str) -> tuple[Body, ...]:
    """Return every body of rules, the shared one first, with those in a folder.

    Raises WrongRules.
    """
    shared = read_body(SHARED, (files("casefile.law.deadlines") / "rules" / SHARED).read_text())
    found = (read_body(one.name, one.read_text("utf-8"), shared) for one in _files(folder))
    return (shared, *found)


def _files(folder: str) -> Iterator[Traversable]:
    """Yield the files of rules: casefile's own, those of packages, and those of the folder."""
    packages = [one.value for one in sorted(entry_points(group=GROUP))]
    folders: list[Traversable] = [files("casefile.law.deadlines") / "rules"]
    folders += [files(package) for package in packages]
    if folder:
        if not Path(folder).is_dir():
            raise WrongRules(f"There is no folder {folder} to read rules from.")
        folders.append(Path(folder))
    for one in folders:
        for file in sorted(one.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".toml") and file.name != SHARED:
                yield file
