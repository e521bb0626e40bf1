"""The real court records beside the checkout; tests that read them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"


def real(*parts: str) -> Path:
    """Return a file or a folder of the real records, or skip the test, saying why."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"The real court records are not beside this checkout: no {'/'.join(parts)}.")
    return path


def case(*parts: str) -> Path:
    """Return a file of the cases from the field, or skip the test, saying why."""
    path = SHARED.joinpath("cases", *parts)
    if not path.exists():
        pytest.skip(f"The cases from the field are not beside this checkout: no {'/'.join(parts)}.")
    return path
