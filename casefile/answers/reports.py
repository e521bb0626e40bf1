"""Questions about the whole office: how much there is of what."""

from __future__ import annotations

from typing import Any

from casefile.answers import caseload
from casefile.answers.asking import LIMIT, Asking, bounded, check_basis
from casefile.answers.headlines import Scope, items_of_nobody, matters_in, persons
from casefile.errors import Malformed
from casefile.law.headline import HEADLINES, headline_label, headline_place
from casefile.law.status import by_track, headlines
from casefile.law.timeline import RECORD
from casefile.projections import names


class ReportQuestions(Asking):
    """What can be counted."""

    def caseload(self, *, as_of: str | None = None, known_at: str | None = None) -> dict[str, Any]:
        """Return how many items of open matters stand in which state on each track."""
        on = self.day(as_of)
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            states = caseload.counts(connection, on, at.position)
            return {"as_of": on.isoformat(), **at.said(), "states": states}

    def status_report(
        self,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        court: str | None = None,
        category: str | None = None,
        basis: str = RECORD,
    ) -> dict[str, Any]:
        """Return how many parties have which headline on each track.

        A headline is what `status` answers for the party, here of its items in matters of the
        court and the category, as those were known then. Somebody under several ids counts once.
        """
        on = self.day(as_of)
        check_basis(basis)
        scope = Scope(court, category)
        lines: dict[tuple[str, str], list[int]] = {}
        parties = 0
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            for _, seen in persons(connection, on, at.position, scope):
                parties += 1
                for track, found in headlines(seen, on, basis).items():
                    counted = lines.setdefault((track, found.code), [0, 0])
                    counted[0] += 1
                    counted[1] += found.certain
            return {
                "as_of": on.isoformat(),
                **at.said(),
                "basis": basis,
                **scope._asdict(),
                "matters": matters_in(connection, at.position, scope),
                "parties": parties,
                "items_without_party": items_of_nobody(connection, on, at.position, scope),
                "lines": [_line(*key, *lines[key]) for key in sorted(lines, key=_by_exposure)],
            }

    def parties_by_headline(
        self,
        track: str,
        headline: str,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
        court: str | None = None,
        category: str | None = None,
        basis: str = RECORD,
        after: str | None = None,
        limit: int = LIMIT,
    ) -> dict[str, Any]:
        """Return a page of the parties behind one line of `status_report`, by id."""
        on = self.day(as_of)
        check_basis(basis)
        check_headline(track, headline)
        scope, more, found = Scope(court, category), bounded(limit) + 1, []
        with self.database.read() as connection:
            at = self.at(connection, known_at)
            for party_id, seen in persons(connection, on, at.position, scope, after=after or ""):
                here = headlines(seen, on, basis).get(track)
                if here and here.code == headline:
                    found.append((party_id, by_track(seen, on, basis)[track]))
                    if len(found) == more:
                        break
            page = found[:limit]
            ids = [party_id for party_id, _ in page]
            called = names.described_each(connection, ids, at.position)
            return {
                "as_of": on.isoformat(),
                **at.said(),
                "basis": basis,
                **scope._asdict(),
                "track": track,
                "headline": headline,
                "parties": [
                    _listed(who, status) for who, (_, status) in zip(called, page, strict=True)
                ],
                "next": ids[-1] if len(found) == more else None,
            }


def check_headline(track: str, headline: str) -> None:
    """Refuse what is no track, or the headline of none; raises Malformed."""
    if track not in HEADLINES:
        sentence = f"{track[:64]!r} is no track; there are {', '.join(HEADLINES)}."
        raise Malformed(sentence, code="report.track")
    if not any(headline in known for known in HEADLINES.values()):
        known = ", ".join(HEADLINES[track])
        sentence = f"{headline[:64]!r} is no headline; on the {track} track there are {known}."
        raise Malformed(sentence, code="report.headline")


def _by_exposure(key: tuple[str, str]) -> tuple[str, int, str]:
    track, code = key
    return (track, headline_place(track, code), code)


def _line(track: str, code: str, parties: int, certain: int) -> dict[str, Any]:
    return {
        "track": track,
        "headline": code,
        "label": headline_label(code),
        "parties": parties,
        "certain": certain,
        "possible": parties - certain,
    }


def _listed(who: dict[str, Any], status: dict[str, Any]) -> dict[str, Any]:
    items = [*status["items"], *status["enhancements"]]
    return {
        "party_id": who["party_id"],
        "name": who["name"],
        "label": status["label"],
        "certain": status["certain"],
        "matters": list(dict.fromkeys(one["matter_id"] for one in items)),
    }
