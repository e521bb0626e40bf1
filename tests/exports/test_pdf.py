"""PDF: what stands on every page, rows that go on over pages, and what cannot be drawn."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from casefile.event import Source
from casefile.exports import lettering
from casefile.exports.pdf import BOTTOM, HIGH, SIDE, TOP, WIDE
from casefile.exports.printed import WHOLE
from tests.asking import Answers
from tests.exports.conftest import DAY, asking, document, entry, told
from tests.histories import Office, draft

_shares = WHOLE.shares
LEFTS = [
    SIDE + (WIDE - 2 * SIDE) * sum(_shares[:place]) / sum(_shares) for place in range(len(_shares))
]
# One white dot.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2kwAAAABJRU5ErkJggg=="
)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def column(content: bytes, number: int) -> str:
    """Return the text of one column of the table, from the first page to the last."""
    found: list[str] = []

    def told_at(text: str, matrix: list[float], place: list[float], *_font: object) -> None:
        x, y = place[4] + matrix[4], place[5] + matrix[5]
        if LEFTS[number] <= x < (*LEFTS, WIDE)[number + 1] and BOTTOM <= y <= HIGH - TOP:
            found.append(text)

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=told_at)
    return "".join(found)


def test_page__every_one__says_of_what_as_of_known_at_made_and_its_number(
    office: Office, answers: Answers
) -> None:
    told(office, "pdf", *("A text of the docket. " * 200 for _ in range(6)))
    found = pages(document(answers, "pdf", as_of=DAY, known_at=f"@{office.position}"))

    assert len(found) > 3
    for number, text in enumerate(found, start=1):
        lines = text.splitlines()
        assert lines[0] == "Chronology: State v. Doe, D-101-CR-2021-7"
        assert lines[1] == "FOR THE OFFICE ALONE"
        assert lines[2].startswith(
            f"As of {DAY} · Known at position {office.position} (2023-12-31T"
        )
        assert lines[2].endswith("Made 2023-12-31 12:00:00 UTC")
        assert lines[3:5] == [f"page {number}", f"of {len(found)}"]


def test_page__every_one_with_rows__repeats_the_heads(office: Office) -> None:
    found = pages(told(office, "pdf", *("A text of the docket. " * 200 for _ in range(6))))

    with_rows = [text for text in found if "docket" in text]
    assert len(with_rows) > 3
    for text in with_rows:
        assert text.count("No.\nDate\nWhat happened\nAbout\nSource\nRecorded") == 1


def test_row__higher_than_a_page__goes_on_to_its_end_and_says_so(office: Office) -> None:
    text = "".join(f"Entry {number} of the docket, at length. " for number in range(600))[:19_990]
    content = told(office, "pdf", text, "x" * 19_990)
    found = re.sub(r"\s+", "", column(content, 2))

    assert "Docketentry:" + re.sub(r"\s+", "", text) in found.replace("Whathappened", "")
    assert "x" * 19_990 in found.replace("Whathappened", "")
    assert sum("\n3\ncont.\n" in page for page in pages(content)) >= 3


def test_title__of_many_words__is_cut_above_each_page_and_whole_on_the_first(
    office: Office,
) -> None:
    title = "In re " + "Very Long Company Name and Others, " * 14
    made = draft("2023-12-31 event.corrected")
    changes = {"target": "open-m1", "changes": {"title": title}}
    office.recorder.record([replace(made, data=changes)], by="tester")
    first, *_ = pages(told(office, "pdf", "A text."))

    assert first.splitlines()[0].endswith("…")
    assert re.sub(r"\s+", " ", first).count("Very Long Company Name") >= 14


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{picture}" width="9" height="9"/>',
        "<b>bold</b> &lt;b&gt; &#65; </para><para>",
        '<a href="{picture}">here</a>',
    ],
)
def test_markup__wherever_it_stands__is_printed_and_nothing_is_read_for_it(
    office: Office, tmp_path: Path, markup: str
) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(PICTURE)
    text = markup.format(picture=picture)
    changes = {"target": "open-m1", "changes": {"title": text, "docket_no": text}}
    titled = replace(draft("2023-12-31 event.corrected"), data=changes)
    source = Source(
        kind="other",  # type: ignore[arg-type]  # read like what is posted
        document=text,
        locator=text,
        quote=text,
    )
    made = entry("marked", text, as_written=text, resolution=text, source=source)
    office.recorder.record([titled, made], by="tester")
    content = document(asking(office), "pdf")

    said = re.sub(r"\s+", "", "".join(pages(content)))
    assert said.count(re.sub(r"\s+", "", text)) >= 9
    for page in PdfReader(io.BytesIO(content)).pages:
        assert not page.images
        assert "/Annots" not in page


def test_sealed_matter__every_page__says_so(office: Office) -> None:
    office.post("2023-01-01 matter.access_changed to=sealed authority=order")
    assert all(
        "SEALED" in text.splitlines()[1] for text in pages(told(office, "pdf", "x " * 9_000))
    )


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Straße, Škoda, Łódź", "Straße, Škoda, Łódź"),
        ("He said הנאשם כפר twice", "He said [Hebrew: 5 characters not drawn] "),
        ("by 中文.", "by [CJK: 2 characters not drawn]."),
        ("a seal 🔏", "a seal [lock with ink pen: 1 character not drawn]"),
        ("a\u202eb", "ab"),
    ],
)
def test_sign__that_no_font_has__is_named_in_brackets(text: str, drawn: str) -> None:
    made = "".join(piece for piece, _ in lettering.runs(text, lettering.PLAIN))
    assert made.startswith(drawn)


def test_sign__that_the_first_font_lacks__is_drawn_by_the_second_or_named(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    (text,) = {piece for piece, _ in lettering.runs("Ж", lettering.PLAIN)}
    assert text in ("Ж", "[Cyrillic: 1 character not drawn]")

    alone = lettering.face(lettering.PLAIN)._replace(more=frozenset())
    monkeypatch.setattr(lettering, "face", lambda _name: alone)
    assert [piece for piece, _ in lettering.runs("Жд", lettering.PLAIN)] == [
        "[Cyrillic: 2 characters not drawn]"
    ]
    del office


def test_page__with_names_of_other_scripts__is_drawn(office: Office) -> None:
    said = column(told(office, "pdf", "Šimić said 中 to הנאשם 🔏 & <b>"), 2)
    flat = re.sub(r"\s+", " ", said)
    assert "[CJK: 1 character not drawn] to [Hebrew: 5 characters not drawn] [lock with" in flat
    assert flat.endswith("& <b> ")
