"""The installation: how this casefile is called, what came with it, and where its database is."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path

OFFICE = "casefile.db"
STORY = "seed-story.db"


def called() -> str:
    """Return what is typed to call this program."""
    return "python manage.py" if _from_clone() else "casefile"


def shipped(name: str) -> Path:
    """Return a folder that came with casefile: inside the package, or beside it in a clone."""
    package = Path(str(files("casefile")))
    inside = package / name
    return inside if inside.exists() else package.with_name(name)


def home() -> Path:
    """Return the folder of the databases that no setting names.

    An installed casefile has one for its user, and a clone has whichever it is called in.
    """
    return Path() if _from_clone() else user_data_path("casefile", appauthor=False)


def own_database(file: str = OFFICE) -> str:
    """Return the address of a database that no setting names."""
    # The seed story of a clone is asked with the other commands there, so it has the same file.
    return f"sqlite:///{home() / (OFFICE if _from_clone() else file)}"


def _from_clone() -> bool:
    return Path(sys.argv[0]).name == "manage.py"
