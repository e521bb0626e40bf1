"""What is wrong with the files of an import: told file by file, counted whole, kept in part."""

from __future__ import annotations

import pytest

from casefile.errors import MOST_MISFITS
from casefile.importers.faults import Faults
from casefile.importers.material import Unreadable


def test_faults__more_than_are_kept__are_counted() -> None:
    faults = Faults()
    faults.add_all("a.csv", (Unreadable(f"row {number}") for number in range(MOST_MISFITS + 2)))
    (broken,) = faults.broken
    assert (len(broken.faults), broken.number) == (MOST_MISFITS, MOST_MISFITS + 2)
    assert broken.faults[-1] == f"row {MOST_MISFITS - 1}"
    assert (faults.count("a.csv"), faults.count("b.csv"), "b.csv" in faults) == (
        MOST_MISFITS + 2,
        0,
        False,
    )


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (["a.csv"], "row 0"),
        (["a.csv", "a.csv"], "a.csv: 2 errors, so nothing comes in."),
        (["a.csv", "b.csv"], "2 files: 2 errors, so nothing comes in."),
    ],
)
def test_check__of_all_files__refuses_them_with_everything(files: list[str], sentence: str) -> None:
    faults = Faults()
    faults.check()
    for number, file in enumerate(files):
        faults.add(file, Unreadable(f"row {number}"))
    with pytest.raises(Unreadable) as caught:
        faults.check()
    assert caught.value.sentence == sentence
    told = [one.sentence for one in caught.value.errors]
    assert told == ([] if len(files) == 1 else ["row 0", "row 1"])


def test_stretch__what_is_unreadable__is_of_its_file_and_else_comes_out() -> None:
    faults = Faults()
    with faults.of("a.csv"):
        raise Unreadable("row 1")
    of_another = Unreadable("row 2")
    of_another.file = "b.csv"
    with faults.of("a.csv"):
        raise of_another
    with pytest.raises(KeyError), faults.of("a.csv"):
        raise KeyError
    assert [(one.file, one.faults) for one in faults.broken] == [
        ("a.csv", ("row 1",)),
        ("b.csv", ("row 2",)),
    ]
